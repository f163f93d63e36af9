# The functions that make objects of Keras: one row each with its module and class in Keras, as its body names them.
keras_functions <- function() {
  names <- sort(Filter(function(name) is.function(get(name)), getNamespaceExports("prelayer")))
  rows <- lapply(names, function(name) {
    code <- paste(deparse(body(get(name))), collapse = " ")
    layer <- regmatches(code, regexec('keras_layer\\("(\\w+)"\\)', code))[[1]]
    other <- regmatches(code, regexec('keras_(?:option|measure)\\("([a-z.]+)", "(\\w+)"\\)', code, perl = TRUE))[[1]]
    if (length(layer) > 0) list(name = name, module = "layers", class = layer[[2]])
    else if (length(other) > 0) list(name = name, module = other[[2]], class = other[[3]])
  })
  Filter(Negate(is.null), rows)
}

# The smallest arguments that the function accepts.
required_by <- function(name) {
  sizes <- list(
    units = 2, input_dim = 5, output_dim = 2, filters = 2, kernel_size = 2, pool_size = 2, n = 2, dims = 1,
    target_shape = NA, num_heads = 2, key_dim = 2, axes = 1, rate = 0.5, stddev = 0.1, activation = "relu",
    num_classes = 2, recall = 0.5, precision = 0.5, initial_learning_rate = 0.1, decay_steps = 10, decay_rate = 0.5,
    first_decay_steps = 10, boundaries = c(1, 2), values = c(3, 2, 1), schedule = function(epoch, rate) rate,
    filename = "log.csv", filepath = "model.keras"
  )
  needed <- names(Filter(rlang::is_missing, as.list(formals(name))))
  needed <- setdiff(needed, c("...", "object", "inputs", "y_true", "y_pred"))
  lapply(stats::setNames(nm = needed), function(argument) {
    if (argument == "layer") layer_lstm(units = 2) else sizes[[argument]]
  })
}

made_by <- function(fun, ...) do.call(fun, utils::modifyList(required_by(fun), list(...)))

config_of <- function(object) as_r(reticulate::py_call(reticulate::py_get_attr(object, "get_config")))

# The defaults of a class of Keras, by argument.
defaults_in_keras <- function(module, class) {
  code <- c(
    "def defaults(module, name):",
    "    import inspect, json, keras",
    "    found = keras",
    "    for part in (*module.split('.'), name):",
    "        found = getattr(found, part)",
    "    parameters = inspect.signature(found).parameters.values()",
    "    return json.dumps({p.name: p.default for p in parameters if p.default is not p.empty})"
  )
  defaults <- reticulate::py_run_string(paste(code, collapse = "\n"), local = TRUE)$defaults
  lapply(jsonlite::fromJSON(defaults(module, class), simplifyVector = FALSE), plain)
}

without_dots <- function(arguments) arguments[names(arguments) != "..."]

# In a session of its own, because a loaded keras3 has methods for the tensors of other test files.
formals_in_keras3 <- function(names) {
  path <- tempfile(fileext = ".rds")
  code <- c(
    sprintf("names <- %s", paste(deparse(names), collapse = "")),
    "found <- lapply(names, function(name) formals(getExportedValue('keras3', name)))",
    sprintf("saveRDS(stats::setNames(found, names), %s)", deparse(path))
  )
  output <- in_new_session(code)
  if (!file.exists(path)) stop(paste(output, collapse = "\n"))
  lapply(readRDS(path), plain_formals)
}
