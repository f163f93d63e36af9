#' Datasets and the structure of their elements
#'
#' A dataset is a Python `tf.data.Dataset`: a stream of elements that is read, transformed and
#' batched while a model trains. The verbs of this package take a dataset as the first argument and return a dataset,
#' so they can be piped, and all other tools for such datasets work on the result.
#'
#' The structure of an element follows one rule, for input data, for the values that a mapped R function returns, and
#' for the values returned to R, at any depth: **an unnamed list has entries by position, and a named list has entries
#' by name**. In Python these are tuples and dictionaries, as messages of Keras and TensorFlow call them.
#'
#' | in R | element |
#' |---|---|
#' | `list(x, y)` | features and target, for Keras |
#' | `list(x, y, w)` | features, target, and a weight for each sample |
#' | `list(text = x, age = a)` | two named features |
#' | `list(list(text = x, age = a), y)` | two named features, and a target |
#' | a data frame | one named feature per column |
#' | a vector, matrix or array | one tensor; its first dimension indexes the elements |
#'
#' A mapped function gets one argument for each entry of an unnamed list; a named list or a single
#' tensor is one argument. It is called once, with placeholders for tensors, to build a graph;
#' the graph then runs for all elements without R, optionally in parallel. So the function can use R's
#' operators, layers and TensorFlow's functions, but no R functions that need values.
#'
#' # The verbs
#'
#' | theme | functions |
#' |---|---|
#' | from R data | [tensor_slices_dataset()], [tensors_dataset()], [sparse_tensor_slices_dataset()], |
#' |  | [dataset_from_frame()] |
#' | numbers | [range_dataset()], [random_integer_dataset()] |
#' | folders and tables of files | [image_dataset_from_directory()], [text_dataset_from_directory()], |
#' |  | [audio_dataset_from_directory()], [image_dataset_from_frame()], [text_dataset_from_frame()] |
#' | files | [csv_dataset()], [text_line_dataset()], [tfrecord_dataset()], [fixed_length_record_dataset()], |
#' |  | [file_list_dataset()] |
#' | series | [timeseries_dataset_from_array()] |
#' | R functions | [generator_dataset()], [data_generator()] |
#' | Python generators | [as_dataset()] |
#' | change elements | [dataset_map()], also for features by name; [dataset_augment()]; [dataset_preprocess()] |
#' | choose elements | [dataset_filter()], [dataset_take_while()], [dataset_take()], [dataset_skip()], |
#' |  | [dataset_shard()], [dataset_unique()] |
#' | order | [dataset_shuffle()], [dataset_shuffle_and_repeat()], [dataset_repeat()] |
#' | batches | [dataset_batch()], [dataset_unbatch()], [dataset_rebatch()], [dataset_padded_batch()], |
#' |  | [dataset_ragged_batch()], [dataset_bucket_by_sequence_length()] |
#' | join | [zip_datasets()], [dataset_concatenate()], [sample_from_datasets()], [choose_from_datasets()], |
#' |  | [dataset_rejection_resample()] |
#' | split | [split_dataset()] |
#' | datasets of datasets | [dataset_flat_map()], [dataset_interleave()], [dataset_window()], |
#' |  | [dataset_group_by_window()] |
#' | running state | [dataset_reduce()], [dataset_scan()], [dataset_enumerate()] |
#' | speed | [dataset_prefetch()], [dataset_prefetch_to_device()], [dataset_cache()], [dataset_snapshot()], |
#' |  | [dataset_options()] |
#' | inspect | [dataset_collect()], [as_array_iterator()], [iterator_get_next()], [until_out_of_range()], |
#' |  | [dataset_cardinality()], `length()`, [schema()], [class_names()], [report()], [head()][dataset_print] |
#'
#' Whole numbers may be written `10` or `10L`; a number with a fraction is an error. The names of files and classes
#' that a loader records remain available after every verb, with [schema()].
#'
#' These functions of tfdatasets have a different name here: `dataset_map_and_batch()` is [dataset_map()] followed by
#' [dataset_batch()], which TensorFlow fuses; `make_csv_dataset()` and `read_files()` are [csv_dataset()], for one
#' file or many, and `dataset_prepare()` and `dataset_decode_delim()` are [csv_dataset()] and [dataset_map()];
#' `dataset_use_spec()` and `feature_spec()` are [dataset_map()] with layers for named features, after [adapt()];
#' `make_iterator_one_shot()` and `next_batch()` are [as_iterator()] and [iterator_get_next()]; `output_types()` and
#' `output_shapes()` are `ds$element_spec`. Instead of `sqlite_dataset()`, whose TensorFlow reader converts NULL to 0
#' or `""` and numbers out of range to 0, pass the result of `DBI::dbGetQuery()` to [dataset_from_frame()].
#'
#' Datasets returned by loaders are read without tf.data autotuning, which can fail to notice the end of an epoch and
#' delay it for as long as the epoch took; `tf$data$AUTOTUNE` then means all cores.
#' `dataset_options(autotune.enabled = TRUE)` enables autotuning.
#'
#' # Functions that become graphs
#'
#' An R function raises an error if it does not return a tensor, samples random numbers in R, or takes a number of
#' arguments that differs from the number of entries of an element; the error describes the element and the function. A
#' function that needs values raises an error, too, which lists TensorFlow's counterparts of the R functions it calls:
#' `tf$reduce_sum()` for `sum()`, `tf$strings$upper()` for `toupper()`, `tf$where()` for `ifelse()`. R's operators, `[`,
#' elementwise [mathematics][tensor-math] and `is.na()` work unchanged. The same holds for every function that a verb
#' takes: predicates, keys, lengths, states.
#'
#' # Randomness
#'
#' A random layer in a dataset samples new parameters for each element. With a `seed`, or after
#' [set_random_seed()], the sequence of parameters is reproducible, in the order in which elements are processed; in
#' a parallel map that order depends on timing. To reproduce the parameters of each element, map the
#' random layer without `num_parallel_calls`.
#'
#' @examplesIf has_python()
#' features <- list(a = 1:4, b = c("w", "x", "y", "z"))
#' tensor_slices_dataset(list(features, c(0, 1, 0, 1))) %>%
#'   dataset_map(function(features, target) list(features$a, target)) %>%
#'   dataset_batch(2) %>%
#'   dataset_collect()
#' @family dataset verbs
#' @seealso `vignette("data")` is the guide to files and tables.
#' @eval search_words("tf.data", "tfdatasets", "input pipeline", "data pipeline", "dplyr", "train in batches",
#'   "datasets")
#' @name datasets
NULL
