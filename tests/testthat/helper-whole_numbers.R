# The exported R functions with a twin in Python that takes whole numbers, and what else they need to be called.

# One row an argument: the R function, the Python module and function behind it, the argument.
whole_arguments <- function() {
  plots <- c("plot_images", "plot_augmentations")
  names <- setdiff(python_names(), c(not_in_r(), plots))
  twins <- c(
    lapply(names, function(name) list(fun = in_r(name), module = "prelayer", name = name)),
    list(
      list(fun = "plot_images", module = "prelayer.plot.figure_data", name = "figure_of_images"),
      list(fun = "plot_augmentations", module = "prelayer.plot.augmentation_samples", name = "figure_of_samples")
    )
  )
  rows <- lapply(twins, function(twin) {
    arguments <- intersect(whole_parameters(twin$module, twin$name), names(formals(twin$fun)))
    lapply(arguments, function(argument) c(twin, argument = argument))
  })
  unlist(rows, recursive = FALSE)
}

in_r <- function(name) {
  candidates <- c(r_name(name), paste0("dataset_", name))
  Find(function(candidate) candidate %in% getNamespaceExports("prelayer"), candidates)
}

# The namesake of DataGenerator in R stands on another function.
not_in_r <- function() {
  c("DataGenerator", Filter(function(name) is.null(in_r(name)), python_names()))
}

# Calls the R function with one argument, and with what it needs beside.
called_with <- function(row, value) {
  needed <- names(Filter(rlang::is_missing, as.list(formals(row$fun))))
  needed <- setdiff(needed, c("object", "...", row$argument))
  others <- lapply(stats::setNames(nm = needed), function(name) any_value(name, row$fun))
  do.call(row$fun, c(others, stats::setNames(list(value), row$argument)), quote = TRUE)
}

any_value <- function(name, fun) {
  switch(name,
    data = if (grepl("_from_frame$", fun)) data.frame(path = some_file(), label = "a") else as.double(1:100),
    layer = layer_random_flip(),
    layers = layer_normalization(),
    dataset = tensor_slices_dataset(distinct_images(2)),
    image = distinct_images(1)[1, , , 1],
    images = distinct_images(2, channels = 1),
    directory = some_folder(),
    paths = some_file(),
    factor = 0.1,
    sequences = list(c(1, 2), 3),
    boxes = ,
    boxes1 = ,
    boxes2 = matrix(c(0, 0, 1, 1), 1),
    bounding_box_format = ,
    source = ,
    target = "xyxy",
    preprocessing = layer_rescaling(scale = 2),
    model = rescaling_model(),
    path = tempfile(),
    generator = if (fun == "as_dataset") python_generator(1) else 10,
    10
  )
}

rescaling_model <- function() {
  size <- layer_input(shape = 1, name = "size")
  keras_model(size, layer_rescaling(size, scale = 2))
}

some_file <- function() {
  path <- tempfile(fileext = ".txt")
  writeLines(c("a", "1"), path)
  path
}

some_folder <- function() {
  root <- new_folder()
  for (kind in c("png", "txt", "wav")) write_texts(root, stats::setNames("a", paste0("class/file.", kind)))
  root
}

# Instead of the Python function stands one that fails with the type and the value of the argument; a list of one,
# where R gives that, counts as its value.
told_by_python <- function(row, value) {
  module <- reticulate::import(row$module, convert = FALSE)
  real <- module[[row$name]]
  on.exit(reticulate::py_set_attr(module, row$name, real))
  reticulate::py_set_attr(module, row$name, stand_in()(real, row$argument))
  message <- conditionMessage(expect_error(called_with(row, value), class = "prelayer_error"))
  sub(paste0("^", row$fun, ": "), "", message)
}

stand_in <- function() {
  code <- c(
    "def stand_in(real, argument):",
    "    import inspect",
    "    signature = inspect.signature(real)",
    "    def tell(*args, **kwargs):",
    "        value = signature.bind_partial(*args, **kwargs).arguments[argument]",
    "        value = value[0] if isinstance(value, list) else value",
    "        raise ValueError(f'{type(value).__name__} {value!r}')",
    "    tell.__signature__ = signature",
    "    return tell"
  )
  reticulate::py_run_string(paste(code, collapse = "\n"), local = TRUE, convert = FALSE)$stand_in
}
