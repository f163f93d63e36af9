# At the top of a slow test: it runs in CI, and where SLOW_TESTS is "true", only. `why` says what makes it slow, and what
# a fast test would miss.
skip_slow <- function(why) {
  stopifnot(endsWith(why, "."))
  testthat::skip_if_not(identical(Sys.getenv("SLOW_TESTS"), "true"), paste("slow:", why))
}
