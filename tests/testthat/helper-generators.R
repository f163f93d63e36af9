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
