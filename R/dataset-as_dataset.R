#' A dataset of the batches of a Python generator
#'
#' Generators that Python users write, as subclasses of `keras.utils.PyDataset`, are read by several threads ahead of
#' the training. What R itself loads becomes a dataset by [data_generator()] and [generator_dataset()].
#'
#' Each batch is loaded once an epoch, and they come in order. Where `on_epoch_begin()` or `on_epoch_end()` of the
#' generator changes the order of its rows, read one dataset of it at a time, and none while a model is fitted on the
#' generator itself. What fails while a batch is loaded ends the epoch with an error that names the batch;
#' [reticulate::py_last_error()] has its traceback. Where methods of the generator are functions of R, as those of
#' reticulate's `PyClass()` are, they run in this R session, one at a time.
#'
#' @param generator A `keras.utils.PyDataset`, such as prelayer's `DataGenerator` in Python. A batch is `x`, `(x, y)` or
#'   `(x, y, sample_weight)`, of arrays, or of tuples, lists and dicts of them.
#' @param workers How many threads load batches.
#' @param max_queue_size How many batches, at most, are loaded or wait to be read.
#' @param timeout How many seconds to wait for a batch before an error names it; `NULL` waits on.
#' @param output_signature What all batches are like, as (nested lists of) `tf$TensorSpec()`, where more differs
#'   than the number of rows, such as the length of sequences; `NULL` to see it from the first batch.
#' @returns A dataset of batches. [schema()] has the names of what is in dicts.
#' @family datasets
#' @examplesIf has_python()
#' reticulate::py_run_string("
#' import keras, numpy as np
#'
#' class Squares(keras.utils.PyDataset):
#'     def __len__(self):
#'         return 3
#'
#'     def __getitem__(self, index):
#'         return np.full((2, 1), index), np.full(2, index**2)
#' ")
#' squares <- reticulate::py_eval("Squares()", convert = FALSE)
#' as_dataset(squares, workers = 2) %>% dataset_collect()
#' @export
as_dataset <- function(generator, workers = 4, max_queue_size = 10, timeout = NULL, output_signature = NULL) {
  let_r_generate()
  batches <- prelayer$as_dataset(
    generator = generator, workers = workers, max_queue_size = max_queue_size, timeout = timeout,
    output_signature = output_signature
  )
  main_thread()$mark_for_main_thread(batches)
}
