# Training data for Keras, and hints that Keras's errors about unsuitable data lack.

# Keras rejects arrays of strings, but accepts string tensors.
model_data <- function(x, argument) {
  if (is.null(x) || is_python(x)) return(x)
  if (is.list(x)) return(as_py(lapply(x, model_data, argument), argument))
  data <- as_data(x, argument)
  if (is.character(x) || is.factor(x)) py_try(tf$convert_to_tensor(data)) else data
}

# Features, or a dataset of all training data.
batches_for <- function(model, x, owner, argument = "x") {
  if (py_kind(x) == "dataset") x <- with_targets_for(model, x, owner, argument)
  features_for(model, x, owner, argument)
}

# Keras would ignore it.
refuse_for_dataset <- function(x, batch_size, owner) {
  if (is.null(batch_size) || py_kind(x) != "dataset") return(invisible())
  rule <- "be NULL where `x` is a dataset, whose batches dataset_batch() makes"
  stop_argument("batch_size", rule, deparse(batch_size, nlines = 1), owner = owner)
}

held_out_data <- function(model, data, owner) {
  argument <- "validation_data"
  if (!is_tuple(data) || is_python(data) || length(data) < 2) return(batches_for(model, data, owner, argument))
  features <- features_for(model, data[[1]], owner, argument)
  check_targets(model, data[[1]], data[[2]], rlang::quo(NULL), owner, argument)
  targets <- target_data(model, data[[2]], owner, argument)
  as_tuple(c(list(features, targets), lapply(data[-(1:2)], weight_data, model = model, owner = owner, argument)))
}

# Restores the model after an error, so that the next call works. Keras's errors show shapes only, not the argument
# they belong to.
run_on_data <- function(model, expr, ...) {
  data <- list(...)
  parts <- failed_call()$UnbuiltParts(model)
  tryCatch(expr, prelayer_error = function(error) {
    if (is.null(error$python)) stop(error)
    py_try(parts$restore())
    sentence <- conditionMessage(error)
    hints <- c(
      unlist(Map(hint_on, data, names(data), sentence)), hint_on_sizes(model, data$x), hint_on_classes(sentence),
      hint_on_tensorboard(sentence)
    )
    stop(if (length(hints) > 0) with_hints(error, hints) else error)
  })
}

# Classes of R count from 1, as in as.integer() of a factor.
hint_on_classes <- function(sentence) {
  if (!grepl("outside the valid range of [0,", sentence, fixed = TRUE)) return(NULL)
  paste(
    "Labels of classes count from 0, below the number of units of the last layer;",
    "subtract 1 if they count from 1."
  )
}

hint_on_tensorboard <- function(sentence) {
  if (!grepl("TensorBoard is not installed", sentence, fixed = TRUE)) return(NULL)
  sprintf("`%s -m pip install tensorboard`, in a shell, installs it; then restart R.", running_python())
}

hint_on <- function(data, argument, sentence) {
  if (is.character(data) && grepl("string|ndim=1", sentence)) return(hint_on_text(sprintf("`%s`", argument)))
  if (is_bare_vector(data) && grepl("ndim=1|found shape=\\([^,]*,\\)", sentence)) {
    return(sprintf("`%s` is a vector; as.matrix(%s) makes one column of it.", argument, argument))
  }
  if (is.data.frame(data)) {
    about_inputs <- grepl("`inputs`|input\\(s\\)|for input|only input|ndim=1", sentence)
    return(if (about_inputs) sprintf("Each column of `%s` is an input; as.matrix() makes one of them.", argument))
  }
  if (py_kind(data) != "dataset") return(NULL)
  hint_on_dataset(describe_element(element_spec(data)), holds_scalar(element_spec(data)), argument, sentence)
}

hint_on_dataset <- function(element, is_no_batch, argument, sentence) {
  if (is_no_batch) {
    return(sprintf("An element of `%s` is %s, which is no batch; dataset_batch() makes batches.", argument, element))
  }
  if (!grepl("Cast string to float", sentence, fixed = TRUE)) return(NULL)
  hint_on_text(sprintf("An element of `%s`", argument), element)
}

hint_on_text <- function(what, value = "text") {
  layer <- "layer_string_lookup(num_oov_indices = 0)"
  sprintf("%s is %s; text becomes numbers by a layer, such as %s.", what, value, layer)
}

# The first data that a sequential model is called on defines the sizes of its input.
hint_on_sizes <- function(model, x) {
  input <- if (py_kind(model) == "sequential" && is.array(x)) as_r(py_try(model_inputs()$inputs_of(model)))
  wanted <- if (!is.null(input)) dimensions(input)[-1]
  found <- dim(x)[-1]
  if (length(wanted) != length(found) || all(is.na(wanted) | wanted == found)) return(NULL)
  shape <- function(sizes) {
    if (length(sizes) == 1) count_of(sizes, "column") else sprintf("rows of the shape (%s)", toString(sizes))
  }
  sprintf(
    "`x` has %s, but the model was built for %s by the data of the first call; make the model again.",
    shape(found), shape(wanted)
  )
}

holds_scalar <- function(spec) {
  if (is.list(spec)) any(vapply(spec, holds_scalar, NA)) else identical(as.integer(rank_of(spec)), 0L)
}
