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

test_that("a version below the oldest supported one is named", {
  expect_identical(
    problems_of(ready(keras = numeric_version("3.8.0"))), "Keras must be at least 3.9, not 3.8.0."
  )
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
  for (extra in names(extra_requirements)) {
    listed <- regmatches(text, regexec(sprintf("\n%s = \\[([^]]*)\\]", extra), text))[[1]][[2]]
    expect_identical(gsub('"', "", strsplit(listed, ", ")[[1]]), extra_requirements[[extra]])
  }
})

test_that("extras are packages of formats", {
  expect_identical(packages_of_extras(NULL), NULL)
  expect_identical(packages_of_extras(c("litert", "onnx"))[c(1, 4)], c("ai-edge-litert>=1.2", "tf2onnx>=1.16"))
  expect_error(
    install_prelayer(extras = "pytorch"), 'install_prelayer: `extras` must be "litert" or "onnx", not "pytorch".',
    fixed = TRUE
  )
})

test_that("missing extras are named with the call that installs them", {
  version <- numeric_version("1.0")
  expect_identical(missing_extras(ready(onnx = version, ai_edge_litert = version)), paste(
    'export_model(format = "onnx") needs onnxruntime and tf2onnx, which install_prelayer(extras = "onnx") installs.'
  ))
  expect_length(missing_extras(ready()), 2)
  expect_null(missing_extras(ready(onnx = version, ai_edge_litert = version, onnxruntime = version, tf2onnx = version)))
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

test_that("a setting that reticulate ignores is named", {
  folder <- tempdir()
  expect_match(
    ignored_setting(ready(setting = folder)),
    sprintf('RETICULATE_PYTHON is "%s", which is a folder, so that reticulate uses /python.', folder),
    fixed = TRUE
  )
  expect_match(ignored_setting(ready(setting = "/bin/true")), "which is not in use, so", fixed = TRUE)
  expect_null(ignored_setting(ready(setting = "/python", forced = "RETICULATE_PYTHON")))
  for (setting in c("", "managed")) expect_null(ignored_setting(ready(setting = setting)))
})

test_that("a folder as RETICULATE_PYTHON is named when Python starts", {
  skip_slow("A session of its own starts R and TensorFlow.")
  skip_on_cran()
  needs_python()
  python <- look_around()$executable
  folder <- tempfile()
  dir.create(folder)
  setting <- paste0("RETICULATE_PYTHON=", folder)
  # reticulate before 1.41 stops; a later one takes the Python of the virtual environment in use.
  active <- paste0("VIRTUAL_ENV=", dirname(dirname(python)))
  output <- in_new_session(c("prelayer_sitrep()", "try(layer_rescaling(scale = 2)(3))"), c(setting, active))
  named <- grep(sprintf('RETICULATE_PYTHON is "%s", which is ', folder), output, fixed = TRUE)
  expect_length(named, 2)
})

test_that("a backend that is not installed is named with the remedy", {
  skip_slow("A session of its own starts R and TensorFlow.")
  skip_on_cran()
  needs_python()
  found <- look_around()
  backend <- setdiff(c("jax", "torch", "openvino"), names(found))
  skip_if(length(backend) == 0, "every backend is installed")
  settings <- c(paste0("RETICULATE_PYTHON=", found$executable), paste0("KERAS_BACKEND=", backend[[1]]))
  output <- in_new_session("try(layer_rescaling(scale = 2)(3))", settings)
  sentence <- sprintf('Install it by py_install("%s") of reticulate, or set KERAS_BACKEND to', backend[[1]])
  expect_match(output, sentence, all = FALSE, fixed = TRUE)
  expect_no_match(output, "No module named", fixed = TRUE)
})

test_that("layers compute with another backend of Keras", {
  skip_slow("A session of its own starts R and TensorFlow with another backend.")
  skip_on_cran()
  needs_python()
  found <- look_around()
  backend <- intersect(c("jax", "torch"), names(found))
  skip_if(length(backend) == 0, "neither jax nor torch is installed")
  settings <- c(paste0("RETICULATE_PYTHON=", found$executable), paste0("KERAS_BACKEND=", backend[[1]]))
  output <- in_new_session(c(
    "layer <- layer_rescaling(scale = 2)", "cat(as.vector(layer(c(1, 2))), sep = '\\n')",
    "ds <- dataset_map(dataset_batch(tensor_slices_dataset(c(3, 4)), 2), layer)",
    "cat(as.vector(dataset_collect(ds)[[1]]), sep = '\\n')",
    "cat(tryCatch(layer(layer_input(shape = 2)), error = conditionMessage))"
  ), settings)
  expect_identical(output[1:4], c("2", "4", "6", "8"))
  expect_match(output[[5]], sprintf("backend, but the backend is .%s.", backend[[1]]))
})

test_that("a backend that is there is no problem", {
  expect_length(problems_of(ready(backend = "jax", jax = numeric_version("0.4"))), 0)
  expect_length(lacking(ready()), 0)
})

test_that("the package loads where a Python without TensorFlow runs already", {
  skip_slow("Makes a virtual environment and starts a session with it.")
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
