# What Keras trains on, and what it does not say of data that does not fit.

# Keras refuses arrays of strings, and takes tensors of them.
model_data <- function(x, argument) {
  if (is.null(x) || is_python(x)) return(x)
  if (is.list(x)) return(as_py(lapply(x, model_data, argument), argument))
  if (is.character(x) || is.factor(x)) as_tensor(as_data(x, argument)) else as_data(x, argument)
}

# Losses count classes and know no names.
target_data <- function(y, owner, argument = "y") {
  refuse_text(y, owner, argument)
  model_data(y, argument)
}

refuse_text <- function(y, owner, argument) {
  if (is_plain_list(y)) return(for (one in y) refuse_text(one, owner, argument))
  if (!is.factor(y) && !is.character(y)) return(invisible())
  stop_prelayer(sprintf(
    "%s: `%s` must be numbers, but it is %s. as.integer(%s) - 1L numbers its %s from 0, as losses of classes do.",
    owner, argument, describe_class(y), if (is.factor(y)) "y" else "factor(y)", if (is.factor(y)) "levels" else "values"
  ))
}

held_out_data <- function(model, data, owner) {
  argument <- "validation_data"
  if (!is_tuple(data) || is_python(data) || length(data) < 2) return(features_for(model, data, owner, argument))
  refuse_text(data[[2]], owner, argument)
  features <- features_for(model, data[[1]], owner, argument)
  as_tuple(c(list(features), lapply(data[-1], model_data, argument)))
}

# Keras shows shapes only, not whose they are.
told_of_data <- function(expr, ...) {
  data <- list(...)
  tryCatch(expr, prelayer_error = function(error) {
    hints <- if (!is.null(error$python)) unlist(Map(hint_on, data, names(data), conditionMessage(error)))
    if (length(hints) > 0) error$message <- paste(c(sub("[.]?$", ".", conditionMessage(error)), hints), collapse = " ")
    stop(error)
  })
}

hint_on <- function(data, argument, sentence) {
  if (is.data.frame(data)) {
    about_inputs <- grepl("`inputs`|input\\(s\\)|for input|only input", sentence)
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
  sprintf(
    "An element of `%s` is %s; text becomes numbers by a layer, such as layer_string_lookup(num_oov_indices = 0).",
    argument, element
  )
}

holds_scalar <- function(spec) {
  if (is.list(spec)) any(vapply(spec, holds_scalar, NA)) else identical(as.integer(as_r(spec$shape$rank)), 0L)
}
