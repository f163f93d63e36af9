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
