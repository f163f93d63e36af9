# Prints what failed in the files that tools/testthat.R ran, and appends the counts: FOLDER CLOSING [FILTER [PACKAGE]]
invisible(loadNamespace("testthat"))
arguments <- c(commandArgs(TRUE), "", "")
folder <- arguments[[1]]
before <- arguments[[4]]
stems <- sub("^[0-9]+-", "", unlist(lapply(c("waiting", "running"), function(at) list.files(file.path(folder, at)))))
finished <- list.files(file.path(folder, "finished"), full.names = TRUE)
results <- unlist(lapply(finished, readRDS), recursive = FALSE)

show <- function(test) {
  for (result in test$results) {
    kind <- sub("^expectation_", "", class(result)[[1]])
    if (!kind %in% c("failure", "error", "warning")) next
    line <- if (is.null(result$srcref)) "" else paste0(":", as.integer(result$srcref)[[1]])
    cat(sprintf("\n== %s (%s%s): %s\n", kind, test$file, line, test$test), format(result), "\n", sep = "")
  }
}
for (test in results) show(test)

tests <- as.data.frame(structure(results, class = "testthat_results"))
stopped <- setdiff(stems, basename(finished))
if (length(stopped) > 0) cat("Stopped before the end of:", stopped, "\n")
failed <- sum(tests$failed > 0 | tests$error) + length(stopped)
skipped <- sum(tests$skipped & tests$failed == 0 & !tests$error)
line <- sprintf(
  "testthat: %d passed, %d failed, %d skipped (reticulate %s%s%s)",
  nrow(tests) - sum(tests$failed > 0 | tests$error) - skipped, failed, skipped,
  utils::packageVersion("reticulate"), if (nzchar(before)) paste(", after", before) else "",
  if (nzchar(arguments[[3]])) ", some of the tests" else ""
)
cat(line, file = arguments[[2]], append = TRUE, sep = "\n")
quit(status = as.integer(failed > 0 || nrow(tests) == 0))
