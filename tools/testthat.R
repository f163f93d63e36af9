# Runs files of tests/testthat from the queue that tools/testthat.sh made until it is empty: FOLDER [PACKAGE]
arguments <- c(commandArgs(TRUE), "")
folder <- arguments[[1]]
if (nzchar(arguments[[2]])) library(arguments[[2]], character.only = TRUE)

# Renaming fails in all processes but one.
take <- function(name) {
  suppressWarnings(file.rename(file.path(folder, "waiting", name), file.path(folder, "running", name)))
}

repeat {
  waiting <- list.files(file.path(folder, "waiting"))
  if (length(waiting) == 0) break
  name <- waiting[[1]]
  if (!take(name)) next
  stem <- sub("^[0-9]+-", "", name)
  results <- testthat::test_dir("tests/testthat",
    filter = paste0("^", stem, "$"), package = "prelayer", load_package = "installed",
    reporter = "silent", stop_on_failure = FALSE
  )
  saveRDS(results, file.path(folder, "finished", stem))
  tests <- as.data.frame(results)
  cat(sprintf("%s: %d tests, %d failed, %.1f s\n", stem, nrow(tests), sum(tests$failed > 0 | tests$error), sum(tests$real)))
}
