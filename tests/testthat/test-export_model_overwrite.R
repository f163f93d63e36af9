needs_python()

multiplier <- function(factor) {
  x <- layer_input(shape = 1, name = "x")
  keras_model(x, layer_rescaling(x, factor))
}

product <- function(path) {
  as.vector(as.array(tf$saved_model$load(path)$serve(as_tensor(matrix(1), "float32"))))
}

test_that("replaces an exported model when asked", {
  path <- file.path(new_folder(), "served")
  multiplier(2) %>% export_model(path)
  expect_error(
    multiplier(3) %>% export_model(path),
    sprintf(
      paste(
        "export_model: `path` must be a folder that does not exist yet, not \"%s\".",
        "Pass `overwrite = TRUE` to replace it."
      ), path
    ),
    fixed = TRUE, class = "prelayer_error"
  )
  expect_equal(product(path), 2)
  multiplier(3) %>% export_model(path, overwrite = TRUE)
  expect_equal(product(path), 3)
  expect_equal(list.files(dirname(path), all.files = TRUE, no.. = TRUE), "served")
})

test_that("never replaces anything else", {
  path <- new_folder()
  writeLines("mine", file.path(path, "notes.txt"))
  expect_error(
    multiplier(3) %>% export_model(path, overwrite = TRUE),
    sprintf(
      paste(
        "export_model: `path` must be a new folder or that of an exported model, not \"%s\".",
        "'notes.txt' would be lost."
      ), path
    ),
    fixed = TRUE, class = "prelayer_error"
  )
  expect_equal(list.files(path), "notes.txt")
})

test_that("never replaces folders without a model that have names of one", {
  path <- new_folder()
  dir.create(file.path(path, "assets"))
  writeLines("mine", file.path(path, "assets", "photo.png"))
  expect_error(
    multiplier(3) %>% export_model(path, overwrite = TRUE),
    sprintf(
      paste(
        "export_model: `path` must be a new folder or that of an exported model, not \"%s\".",
        "'assets' would be lost."
      ), path
    ),
    fixed = TRUE, class = "prelayer_error"
  )
  expect_true(file.exists(file.path(path, "assets", "photo.png")))
})
