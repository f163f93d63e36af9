# Runs tests/testthat on the installed package and appends the counts of tests to a file: CLOSING [FILTER [PACKAGE]]
arguments <- c(commandArgs(TRUE), "", "")
before <- arguments[[3]]
if (nzchar(before)) library(before, character.only = TRUE)
results <- testthat::test_dir("tests/testthat",
  filter = if (nzchar(arguments[[2]])) arguments[[2]],
  package = "prelayer", load_package = "installed",
  reporter = testthat::SummaryReporter$new(max_reports = 50L), stop_on_failure = FALSE
)
tests <- as.data.frame(results)
failed <- sum(tests$failed > 0 | tests$error)
skipped <- sum(tests$skipped & tests$failed == 0 & !tests$error)
line <- sprintf(
  "testthat: %d passed, %d failed, %d skipped (reticulate %s%s%s)", nrow(tests) - failed - skipped, failed, skipped,
  utils::packageVersion("reticulate"), if (nzchar(before)) paste(", after", before) else "",
  if (nzchar(arguments[[2]])) ", some of the tests" else ""
)
cat(line, file = arguments[[1]], append = TRUE, sep = "\n")
quit(status = as.integer(failed > 0 || nrow(tests) == 0))
