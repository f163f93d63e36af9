# Objects of Keras from the arguments of R functions. Each function lists Keras's arguments with Keras's defaults, for
# users and for completion; only those that the user gave are passed on, so that every version of Keras accepts them.

# A layer by the name of its class, with the arguments of the R function that this is called from.
keras_layer <- function(class_name, frame = parent.frame()) {
  keras_object("layers", class_name, given_arguments(frame))
}

# An optimizer, regularizer, schedule or callback; `module` is a part of keras, as in "optimizers.schedules".
keras_option <- function(module, class_name, frame = parent.frame()) {
  called <- function_in(frame)
  refuse_missing_arguments(called, frame)
  tryCatch(keras_object(module, class_name, given_arguments(frame)), prelayer_error = function(error) {
    refuse_older_name(called$name, conditionMessage(error))
    stop(error)
  })
}

# Keras's optimizers state a name that they do not know as a dict of Python.
refuse_older_name <- function(owner, sentence) {
  if (!grepl("not recognized: {'", sentence, fixed = TRUE)) return(invisible())
  name <- sub("^.*not recognized: [{]'([^']*)'.*$", "\\1", sentence)
  near <- c(lr = "learning_rate", decay = "weight_decay")[name]
  remedy <- if (is.na(near)) "" else sprintf(" Is \"%s\" meant?", near)
  stop_prelayer(sprintf("there is no argument '%s'.%s", name, remedy), owner)
}

# A loss or a metric, or where the user gave values, the function of the same name applied to them.
keras_measure <- function(module, class_name, frame = parent.frame()) {
  refuse_missing_arguments(function_in(frame), frame)
  arguments <- given_arguments(frame)
  keras_object(module, if (any(measured %in% names(arguments))) snake_case(class_name) else class_name, arguments)
}

measured <- c("y_true", "y_pred")

keras_object <- function(module, name, arguments) {
  found <- keras
  for (part in c(strsplit(module, ".", fixed = TRUE)[[1]], name)) found <- member(found, part)
  do.call(as_callable(found, convert = as_keras_argument), arguments, quote = TRUE)
}

# The arguments that the function of `frame` was called with, except the input of a layer.
given_arguments <- function(frame) {
  names <- c(function_in(frame)$all, intersect(measured, names(frame)))
  given <- mget(Filter(function(name) !is_missing_in(name, frame), names), frame)
  # The dots of layers of several inputs are inputs.
  is_merge <- "inputs" %in% names(frame)
  if (!"..." %in% names(frame)) return(given)
  more <- eval(quote(list(...)), frame)
  c(given, if (is_merge) more[rlang::names2(more) != ""] else more)
}

# Keras's arguments have the same type in all of its classes. Whole numbers may be doubles in R, and a vector of one
# number is a scalar except where Keras requires a tuple or a list.
as_keras_argument <- function(x, argument) {
  if (is.null(x) || is_python(x) || argument %in% measured) return(as_py(x, argument))
  if (argument %in% shapes_in_keras) return(dimensions_of(x))
  if (argument == "target_shape") return(dimensions_of(replace(as.list(x), is_unknown_size(x), -1L)))
  if (argument %in% whole_in_keras) x <- as_whole_argument(x, argument)
  if (argument %in% lists_in_keras) as_keras_list(x, argument) else as_argument(x, argument)
}

as_whole_argument <- function(x, argument) {
  if (is_plain_list(x)) lapply(x, as_whole_argument, argument) else as_int(x, argument)
}

# Keras accepts a list, but no tuple, for some arguments and inputs.
as_keras_list <- function(x, argument) {
  if (is.list(x) || is_bare_vector(x)) builtins()$list(as_argument(as.list(x), argument)) else as_argument(x, argument)
}

is_unknown_size <- function(shape) vapply(shape, function(size) is.null(size) || is.na(size), NA)

shapes_in_keras <- c("batch_shape", "input_shape", "noise_shape", "output_shape")
lists_in_keras <- c("boundaries", "dims", "target_class_ids", "weights")
whole_in_keras <- c(
  "attention_axes", "axes", "axis", "batch_size", "class_id", "cooldown", "cropping", "depth_multiplier",
  "dilation_rate", "dims", "ema_overwrite_frequency", "embeddings_freq", "filters", "gradient_accumulation_steps",
  "groups", "histogram_freq", "ignore_class", "input_dim", "k", "kernel_size", "key_dim", "lora_rank", "n",
  "num_classes", "num_heads", "num_labels", "num_regressors", "num_thresholds", "output_dim", "output_padding",
  "padding", "patience", "pool_size", "profile_batch", "save_freq", "seed", "shared_axes", "size", "start_from_epoch",
  "strides", "target_class_ids", "top_k", "units", "update_freq", "value_dim", "verbose"
)
