# A generator of Python, whose batches `make` makes in Python: an expression of `index`.
python_generator <- function(count, make = "np.full((2, 3), index), np.full(2, index)") {
  python <- reticulate::py_run_string(sprintf("
import keras
import numpy as np


class Made(keras.utils.PyDataset):
    def __len__(self):
        return %d

    def __getitem__(self, index):
        return %s


made = Made()
", as.integer(count), make), convert = FALSE)
  python$made
}

# A function that makes `count` batches an epoch, numbered on and on.
numbered <- function(count, each = function(number) list(matrix(number, 2, 3), rep(number, 2))) {
  made <- 0
  function() {
    made <<- made + 1
    if (made %% (count + 1) == 0) NULL else each(made)
  }
}

first_values <- function(batches) vapply(batches, function(batch) as.array(batch[[1]])[[1]], 0)

linear_model <- function() {
  keras_model_sequential() %>%
    layer_dense(1) %>%
    compile(optimizer = "sgd", loss = "mse")
}

# Where something hangs, that is an error.
within_seconds <- function(seconds, expr) {
  setTimeLimit(elapsed = seconds, transient = TRUE)
  on.exit(setTimeLimit())
  expr
}
