#' Read a Python generator as a dataset
#'
#' Converts generators written in Python, as subclasses of `keras.utils.PyDataset`, to a dataset. Several threads load
#' batches ahead of training. For data loaded by R code, see [data_generator()] and [generator_dataset()].
#'
#' Each batch is loaded once per epoch, and batches come in order. If `on_epoch_begin()` or `on_epoch_end()` of the
#' generator changes the order of its rows, read only one dataset of the generator at a time, and none while a model is
#' fitted on the generator itself. An exception while a batch is loaded ends the epoch with an error that names the
#' batch; [reticulate::py_last_error()] returns its traceback. Generator methods that are R functions, as those of
#' reticulate's `PyClass()`, run in this R session, one at a time.
#'
#' @param generator A `keras.utils.PyDataset`, such as prelayer's `DataGenerator` in Python. A batch is features,
#'   features and targets, or features, targets and sample weights, each an array or a (named) list of arrays.
#' @param workers The number of threads that load batches.
#' @param max_queue_size The maximum number of batches that are being loaded or wait to be read.
#' @param timeout The number of seconds to wait for a batch before an error names it; `NULL` waits without limit.
#' @param output_signature The element spec of the batches, as (nested lists of) `tf$TensorSpec()`; needed if batches
#'   differ in more than the number of rows, such as the length of sequences. `NULL` infers it from the first batch.
#' @returns A dataset of batches. [schema()] returns the names of named features and targets.
#' @family datasets from R values
#' @seealso `vignette("generators")` compares the ways to load batches.
#' @eval search_words("Python generator", "PyDataset", "Sequence", "datasets")
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
  main_thread_datasets()$mark_for_main_thread(batches)
}
