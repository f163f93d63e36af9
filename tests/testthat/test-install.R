ready <- function(...) {
  found <- list(
    r = numeric_version("4.2.2"), reticulate = numeric_version("1.28"), executable = "/python",
    python = numeric_version("3.11"), tensorflow = numeric_version("2.21.0"),
    keras = numeric_version("3.15.1"), numpy = numeric_version("1.26.4"), rich = numeric_version("14.0"),
    datasketches = numeric_version("5.2"), setting = "", backend = "tensorflow"
  )
  changes <- list(...)
  found[names(changes)] <- changes
  Filter(Negate(is.null), found)
}

test_that("nothing is wrong with a Python that fits", {
  expect_length(problems_of(ready()), 0)
  new <- ready(reticulate = numeric_version("1.46"), numpy = numeric_version("2.4.6"))
  expect_length(problems_of(new), 0)
})

test_that("what is wrong is said in a sentence each", {
  expect_snapshot({
    problems_of(list(r = numeric_version("4.2.2"), reticulate = numeric_version("1.28")))
    problems_of(ready(python = numeric_version("3.9")))
    problems_of(ready(tensorflow = NULL))
    problems_of(ready(tensorflow = NULL, keras = NULL))
    problems_of(ready(rich = NULL, setting = "/python"))
    problems_of(ready(tensorflow = NULL, late = TRUE))
    problems_of(list(setting = "/no/such/python"))
    problems_of(ready(backend = "jax"))
    lacking(ready(datasketches = NULL))
    lacking(ready(datasketches = numeric_version("4.1")))
    problems_of(ready(tensorflow = numeric_version("2.15.0")))
    problems_of(ready(numpy = numeric_version("2.4.6")))
  })
})

test_that("NumPy is pinned below 2 where reticulate is old", {
  expect_true("numpy>=1.26,<2" %in% requirements(numpy_2_is_fine(numeric_version("1.28"))))
  expect_true("numpy>=1.26" %in% requirements(numpy_2_is_fine(numeric_version("1.40.0"))))
})

test_that("the wanted packages are those of the Python package", {
  file <- test_path("..", "..", "pyproject.toml")
  skip_if_not(file.exists(file), "not in the source tree")
  text <- paste(readLines(file), collapse = "\n")
  listed <- regmatches(text, regexec("\ndependencies = \\[([^]]*)\\]", text))[[1]][[2]]
  expect_setequal(regmatches(listed, gregexpr('(?<=")[^",\\s]+(?=")', listed, perl = TRUE))[[1]], requirements(TRUE))
})

empty_python <- function() {
  python <- Sys.which("python3")
  skip_if(python == "", "no python3 on the path")
  empty <- file.path(tempfile("venv"), "bin", "python")
  made <- system2(python, c("-m", "venv", "--without-pip", dirname(dirname(empty))), stdout = FALSE, stderr = FALSE)
  skip_if(made != 0, "python3 cannot make a virtual environment")
  empty
}

test_that("a Python without TensorFlow gives a message and not a traceback", {
  skip_on_cran()
  empty <- empty_python()
  output <- in_new_session(
    c("try(layer_rescaling(scale = 1))", "try(tf$constant(1))"),
    paste0("RETICULATE_PYTHON=", empty)
  )
  output <- gsub(empty, "/empty/python", gsub(normalizePath(empty), "/empty/python", output), fixed = TRUE)
  expect_snapshot(writeLines(output))
})

test_that("a setting that names no Python is named", {
  folder <- tempdir()
  expect_identical(
    problems_of(list(setting = folder)), sprintf('RETICULATE_PYTHON is "%s", which is no Python that runs.', folder)
  )
})

test_that("a backend that is there is no problem", {
  expect_length(problems_of(ready(backend = "jax", jax = numeric_version("0.4"))), 0)
  expect_length(lacking(ready()), 0)
})

test_that("the package loads where a Python without TensorFlow runs already", {
  skip_on_cran()
  skip_if(is_loaded_by_pkgload())
  empty <- empty_python()
  output <- in_new_session(
    c(
      'at <- dirname(getNamespaceInfo("prelayer", "path"))', "python <- reticulate::py_config()$python",
      'detach("package:prelayer", unload = TRUE)', "library(prelayer, lib.loc = at)", "try(tf$constant(1))"
    ),
    paste0("RETICULATE_PYTHON=", empty)
  )
  expect_match(output, "Python was running before prelayer was loaded", all = FALSE, fixed = TRUE)
})

test_that("prelayer_sitrep() says what is found", {
  needs_python()
  report <- cli::cli_fmt(ready <- prelayer_sitrep())
  expect_true(ready)
  expect_match(report, "TensorFlow [0-9.]+", all = FALSE)
  expect_match(report, "The layers can be used", all = FALSE, fixed = TRUE)
})

test_that("TensorFlow starts without a word", {
  needs_python()
  output <- in_new_session(
    "cat(as.vector(tf$constant(1)))",
    paste0("RETICULATE_PYTHON=", look_around()$executable)
  )
  expect_identical(output, "1")
})
