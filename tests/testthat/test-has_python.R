test_that("looking for a Python does not start it", {
  needs_python()
  output <- in_new_session(
    "cat(has_python(), reticulate::py_available())",
    paste0("RETICULATE_PYTHON=", look_around()$executable)
  )
  expect_identical(output, "TRUE FALSE")
})

test_that("a Python that is not there is not there", {
  skip_on_cran()
  output <- in_new_session("cat(has_python(), reticulate::py_available())", "RETICULATE_PYTHON=/no/such/python")
  expect_identical(output, "FALSE FALSE")
})

test_that("a Python that reticulate would have to make is not there", {
  skip_on_cran()
  output <- in_new_session("cat(has_python(), reticulate::py_available())", "RETICULATE_PYTHON=managed")
  expect_identical(output, "FALSE FALSE")
})

test_that("a Python counts as chosen by a setting or by its environment's name", {
  expect_true(is_chosen(list(python = "/usr/bin/python3", forced = "RETICULATE_PYTHON")))
  expect_true(is_chosen(list(python = "/home/me/.virtualenvs/r-prelayer/bin/python")))
  expect_true(is_chosen(list(python = "/home/me/.virtualenvs/r-reticulate/bin/python")))
  expect_false(is_chosen(list(python = "/usr/bin/python3")))
})

test_that("settings last as long as what needs them", {
  Sys.setenv(PRELAYER_ONE = "1")
  Sys.unsetenv("PRELAYER_TWO")
  seen <- with_settings(c(PRELAYER_ONE = "a", PRELAYER_TWO = "b"), Sys.getenv(c("PRELAYER_ONE", "PRELAYER_TWO")))
  expect_identical(unname(seen), c("a", "b"))
  expect_identical(Sys.getenv("PRELAYER_ONE"), "1")
  expect_identical(Sys.getenv("PRELAYER_TWO", NA), NA_character_)
  Sys.unsetenv("PRELAYER_ONE")
})
