#' Datasets, and how lists become elements
#'
#' A dataset is a plain Python `tf.data.Dataset`: a stream of elements that is read, changed and
#' batched while a model trains. The verbs here take a dataset first and give a dataset back, so
#' they are piped, and every other tool for such datasets works on theirs.
#'
#' One rule holds for what goes in, for what a mapped R function returns, and for what comes
#' back: **an unnamed list is a tuple, a named list is a dict**, at any depth.
#'
#' | in R | an element in Python |
#' |---|---|
#' | `list(x, y)` | `(x, y)`, which Keras reads as features and target |
#' | `list(x, y, w)` | `(x, y, w)`, with a weight for each sample |
#' | `list(text = x, age = a)` | `{"text": x, "age": a}` |
#' | `list(list(text = x, age = a), y)` | `({"text": x, "age": a}, y)` |
#' | a data frame | a dict with one entry a column |
#' | a vector, matrix or array | one tensor; its first dimension counts the elements |
#'
#' A function that is mapped gets one argument for each entry of a tuple; a dict or a single
#' tensor is one argument. It is called once, with placeholders for tensors, to build a graph;
#' the graph then runs for all elements, in parallel where asked, without R. So it can use R's
#' operators, layers and TensorFlow's functions, but no R function that needs to see values.
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
#' | functions of R | [generator_dataset()], [data_generator()] |
#' | generators of Python | [as_dataset()] |
#' | change elements | [dataset_map()], also by the names of features; [dataset_augment()] |
#' | choose elements | [dataset_filter()], [dataset_take_while()], [dataset_take()], [dataset_skip()], |
#' |  | [dataset_shard()], [dataset_unique()], `head()` |
#' | order | [dataset_shuffle()], [dataset_shuffle_and_repeat()], [dataset_repeat()] |
#' | batches | [dataset_batch()], [dataset_unbatch()], [dataset_rebatch()], [dataset_padded_batch()], |
#' |  | [dataset_ragged_batch()], [dataset_bucket_by_sequence_length()] |
#' | join | [zip_datasets()], [dataset_concatenate()], [sample_from_datasets()], [choose_from_datasets()], |
#' |  | [dataset_rejection_resample()] |
#' | datasets of datasets | [dataset_flat_map()], [dataset_interleave()], [dataset_window()], |
#' |  | [dataset_group_by_window()] |
#' | carry a state | [dataset_reduce()], [dataset_scan()], [dataset_enumerate()] |
#' | speed | [dataset_prefetch()], [dataset_prefetch_to_device()], [dataset_cache()], [dataset_snapshot()], |
#' |  | [dataset_options()] |
#' | look | [dataset_collect()], [as_array_iterator()], [iterator_get_next()], [until_out_of_range()], |
#' |  | [dataset_cardinality()], `length()`, [schema()], [class_names()], [report()] |
#'
#' Whole numbers may be written `10` or `10L`; one with a fraction is an error. What a loader wrote down of its files
#' and classes is found again after every verb, with [schema()].
#'
#' From tfdatasets, these have no function of that name: `dataset_map_and_batch()` is [dataset_map()] and then
#' [dataset_batch()], which TensorFlow joins itself; `make_csv_dataset()` and `read_files()` are [csv_dataset()], of one
#' file or many, and `dataset_prepare()` and `dataset_decode_delim()` are [csv_dataset()] and [dataset_map()];
#' `dataset_use_spec()` and `feature_spec()` are [dataset_map()] with layers by the names of features, after [adapt()];
#' `make_iterator_one_shot()` and `next_batch()` are [as_iterator()] and [iterator_get_next()]; `output_types()` and
#' `output_shapes()` are `ds$element_spec`. Instead of `sqlite_dataset()`, whose reader in TensorFlow makes 0 and `""`
#' of NULL and 0 of numbers that do not fit, give what `DBI::dbGetQuery()` returns to [dataset_from_frame()].
#'
#' What loaders return is read without TensorFlow's tuner, which can miss that an epoch is over and hold up its end for
#' as long as the epoch took; `tf$data$AUTOTUNE` then means all cores. `dataset_options(autotune.enabled = TRUE)` turns
#' it on.
#'
#' # Functions that become graphs
#'
#' An R function that returns no tensor, draws random numbers in R, or takes another number of arguments than an element
#' has entries is an error that shows what an element is and what the function is. So is one that looks at values; that
#' error names what TensorFlow has for the functions of R in it: `tf$reduce_sum()` for `sum()`, `tf$strings$upper()`
#' for `toupper()`, `tf$where()` for `ifelse()`. R's operators, `[`, [mathematics][tensor-math] number by number, and
#' `is.na()` work as they are. The same holds for every function that a verb takes: predicates, keys, lengths, states.
#'
#' # Chance
#'
#' A random layer in a dataset draws anew for each element. With a `seed`, or after
#' [set_random_seed()], the same draws come again, in the order in which elements are worked on; in
#' a parallel map that order depends on timing. To repeat which element gets which draw, map the
#' random layer without `num_parallel_calls`.
#'
#' @examplesIf has_python()
#' ds <- tensor_slices_dataset(list(list(a = 1:4, b = c("w", "x", "y", "z")), c(0, 1, 0, 1)))
#' ds %>%
#'   dataset_map(function(features, target) list(features$a, target)) %>%
#'   dataset_batch(2) %>%
#'   dataset_collect()
#' @family datasets
#' @name datasets
NULL
