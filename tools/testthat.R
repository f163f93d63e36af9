# Runs tests/testthat on the installed package and appends the counts of tests to the file named.
closing <- commandArgs(TRUE)[[1]]
results <- testthat::test_dir("tests/testthat",
  package = "prelayer", load_package = "installed",
  reporter = testthat::SummaryReporter$new(max_reports = 50L), stop_on_failure = FALSE
)
tests <- as.data.frame(results)
failed <- sum(tests$failed > 0 | tests$error)
skipped <- sum(tests$skipped & tests$failed == 0 & !tests$error)
line <- sprintf("testthat: %d passed, %d failed, %d skipped", nrow(tests) - failed - skipped, failed, skipped)
cat(line, file = closing, append = TRUE, sep = "\n")
quit(status = as.integer(failed > 0 || nrow(tests) == 0))
