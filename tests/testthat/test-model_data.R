needs_python()

line <- function() {
  keras_model_sequential() %>%
    layer_dense(1, use_bias = FALSE) %>%
    compile(loss = "mse")
}

x <- diag(2)
y <- c(2, 4)

test_that("data that is no batch is told by its name", {
  rows <- tensor_slices_dataset(list(x, y))
  shown <- "An element of `x` is list(<float32 (2)>, <float32 ()>), which is no batch; dataset_batch() makes batches."
  expect_error(fit(line(), rows, verbose = 0), shown, fixed = TRUE)
  expect_error(evaluate(line(), rows, verbose = 0), shown, fixed = TRUE)
  expect_error(
    fit(line(), dataset_batch(rows, 2), validation_data = rows, verbose = 0),
    "An element of `validation_data` is .* no batch"
  )
})

test_that("text in a dataset and columns of a data frame are told where they do not fit", {
  named <- tensor_slices_dataset(list(x, c("a", "b"))) %>% dataset_batch(2)
  expect_error(fit(line(), named, verbose = 0), "<string \\(NULL\\)>\\); text becomes numbers by a layer")
  table <- data.frame(a = 1:2, b = 3:4)
  expect_error(fit(line(), table, y, verbose = 0), "Each column of `x` is an input; as.matrix\\(\\) makes one of them")
})

test_that("targets of text are refused in one sentence", {
  answers <- factor(c("no", "yes"))
  expect_snapshot(error = TRUE, {
    fit(line(), x, answers)
    evaluate(line(), x, c("no", "yes"))
    fit(line(), x, y, validation_data = list(x, answers))
    fit(line(), x, list(a = answers))
  })
})
