# Runs testthat on the package, instrumented by covr, and appends the share of lines that it runs: CLOSING
closing <- commandArgs(TRUE)[[1]]
status <- tempfile()
run <- sprintf("writeLines(as.character(system2('tools/testthat.sh', %s)), %s)", deparse(closing), deparse(status))
coverage <- covr::package_coverage(type = "none", code = run)
lines <- covr::tally_coverage(coverage, by = "line")
missed <- lines[lines$value == 0, c("filename", "line")]
writeLines(sprintf("%s:%d", missed$filename, missed$line), "build/coverage/r.txt")
cat(sprintf("R: %.1f %% of lines\n", 100 * mean(lines$value > 0)), file = closing, append = TRUE)
quit(status = as.integer(readLines(status)))
