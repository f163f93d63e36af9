needs_python()

failing <- function() {
  python <- reticulate::py_run_string("
import keras
import numpy as np


class Failing(keras.utils.PyDataset):
    def __len__(self):
        return 9

    def __getitem__(self, index):
        if index == 3:
            return {}['no such image']
        return np.full((2, 3), index), np.full(2, index)


generator = Failing()
", convert = FALSE)
  python$generator
}

test_that("an error in a worker ends fit with its traceback", {
  model <- keras_model_sequential() %>%
    layer_dense(1) %>%
    compile(loss = "mse")
  error <- expect_error(model %>% fit(as_dataset(failing(), workers = 4), epochs = 3, verbose = 0))
  expect_equal(conditionMessage(error), "as_dataset: batch 4 could not be loaded: KeyError: 'no such image'")
  last <- reticulate::py_last_error()
  expect_match(paste(last$value, collapse = "\n"), "__getitem__", fixed = TRUE)
})

test_that("refuses bad arguments in one sentence", {
  refused <- function(...) conditionMessage(expect_error(as_dataset(...), class = "prelayer_error"))
  expect_match(refused(iris), "^as_dataset: `generator` must be a keras.utils.PyDataset, not .* a table\\.$")
  expect_equal(
    refused(failing(), workers = 2.5), "as_dataset: `workers` must be a whole number of at least 1, not 2.5."
  )
  expect_equal(
    refused(failing(), timeout = 0), "as_dataset: `timeout` must be a number above 0, not 0."
  )
})
