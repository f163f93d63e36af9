# Other packages register methods for tensors, too, and for classes that come earlier than those of this package.
needs_python()

tensor_classes <- c(
  "tensorflow.tensor", "tensorflow.python.framework.ops.EagerTensor", "tensorflow.python.framework.ops._EagerTensorBase",
  "tensorflow.python.framework.ops.SymbolicTensor", "tensorflow.python.framework.tensor.Tensor",
  "tensorflow.python.types.core.Tensor", "tensorflow.python.types.internal.NativeObject",
  "tensorflow.python.types.core.Symbol", "tensorflow.python.types.core.Value",
  "keras.src.backend.common.keras_tensor.KerasTensor", "tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor",
  "tensorflow.python.framework.sparse_tensor.SparseTensor"
)

# Registers a method that fails for every generic. Dispatch within the package finds its own methods first, so that these
# fail, too.
hostile <- quote({
  fail <- function(generic, class) {
    force(generic)
    force(class)
    function(...) stop("hostile ", generic, "() for ", class)
  }
  generics <- c(
    "$", "[", "[[", "[<-", "dim", "length", "names", "levels", "c", "rep", "xtfrm", "unlist", "as.vector", "as.list",
    "as.character", "as.double", "as.integer", "as.logical", "as.numeric", "as.environment", "is.na", "is.nan",
    "is.finite", "is.infinite", "is.numeric", "is.array", "is.matrix", "anyNA", "Math", "Ops", "Summary", "as.array",
    "as.matrix", "as.data.frame", "mean", "rev", "sort", "unique", "format", "print", "str", "t", "all.equal", "seq",
    "duplicated", "toString", "head", "tail"
  )
  # reticulate 1.28 passes every argument through r_to_py().
  of_reticulate <- c("py_to_r", "py_str", if (utils::packageVersion("reticulate") > "1.28") "r_to_py")
  for (class in tensor_classes) {
    for (generic in generics) registerS3method(generic, class, fail(generic, class))
    for (generic in of_reticulate) {
      registerS3method(generic, class, fail(generic, class), envir = asNamespace("reticulate"))
    }
  }
  package <- asNamespace("prelayer")
  for (name in grep("[.](KerasTensor|Tensor|RaggedTensor|SparseTensor)$", ls(package, all.names = TRUE), value = TRUE)) {
    unlockBinding(name, package)
    assign(name, fail(name, "all tensors"), envir = package)
  }
})

# The values of a tensor, without a generic.
values <- quote({
  values <- function(x) as.vector(reticulate::py_to_r(reticulate::py_call(reticulate::py_get_attr(x, "numpy"))))
})

session <- quote({
  note <- function(name, expr) {
    found <- tryCatch(paste(unlist(expr), collapse = " "), error = function(error) conditionMessage(error))
    cat("found ", name, ": ", found, "\n", sep = "")
  }
  words <- c("b", "a", "b")
  numbers <- matrix(c(1, 3, 10, 30), 2)
  note("call", values(layer_rescaling(scale = 2)(c(1, 2))))
  note("pipe", values(array(1:4, c(1, 2, 2)) %>% layer_rescaling(scale = 2)))
  lookup <- layer_string_lookup()
  adapt(lookup, words)
  note("adapt", get_vocabulary(lookup))
  note("text", values(lookup(words)))
  scaled <- layer_normalization()
  adapt(scaled, as_tensor(numbers))
  note("adapt to a tensor", values(scaled(as_tensor(numbers))))
  frame <- list(size = layer_normalization(axis = NULL), word = layer_string_lookup())
  adapt(frame, dataset_batch(tensor_slices_dataset(list(size = c(1, 3, 8), word = words)), 2))
  note("adapt to a dataset", get_vocabulary(frame$word))
  elements <- function(dataset) lapply(dataset_collect(dataset), values)
  ds <- tensor_slices_dataset(1:4)
  note("map a function", elements(dataset_map(ds, function(x) tf$add(x, 1L))))
  note("map pairs", elements(dataset_map(zip_datasets(ds, ds), function(x, y) tf$multiply(x, y))))
  note("map a layer", elements(dataset_map(dataset_batch(ds, 2), layer_rescaling(scale = 0.5))))
  note("filter", elements(dataset_filter(ds, function(x) tf$greater(x, 2L))))
  note("reduce", values(dataset_reduce(ds, 0L, function(x, y) tf$add(x, y))))
  note("frame", values(dataset_collect(tensor_slices_dataset(data.frame(a = 1:2)))[[2]]$a))
  note("to an array", prelayer:::array_of(as_tensor(numbers, "float32")))
  note("to text", prelayer:::array_of(as_tensor(words)))
  note("ragged", prelayer:::array_of(tf$RaggedTensor$from_row_lengths(1:3, c(2L, 1L))))
  note("sparse", prelayer:::array_of(tf$sparse$from_dense(diag(2))))
  note("tuple", vapply(tf$split(as_tensor(1:4), 2L), values, integer(2)))
  note("part", values(prelayer:::subset_of_tensor(as_tensor(1:4), -1)))
  input <- layer_input(shape = 2)
  model <- keras_model(input, layer_rescaling(input, scale = 2))
  note("model", values(model(numbers)))
  note("predict", predict(model, numbers, verbose = 0))
})

expected <- c(
  call = "2 4", pipe = "2 4 6 8", adapt = "[UNK] b a", text = "1 2 1", `adapt to a tensor` = "-1 1 -1 1",
  `adapt to a dataset` = "[UNK] b a", `map a function` = "2 3 4 5", `map pairs` = "1 4 9 16",
  `map a layer` = "0.5 1 1.5 2", filter = "3 4", reduce = "10", frame = "2", `to an array` = "1 3 10 30",
  `to text` = "b a b", ragged = "1 2 3", sparse = "1 0 0 1", tuple = "1 2 3 4", part = "2 3 4",
  model = "2 6 20 60", predict = "2 6 20 60"
)

test_that("methods of other packages for tensors change no result", {
  # What users call on a tensor dispatches to these methods; what the package calls does not.
  classes <- bquote(tensor_classes <- .(tensor_classes))
  code <- unlist(lapply(list(classes, hostile, values, session), deparse))
  output <- in_new_session(code)
  found <- regmatches(output, regexec("^found (.*?): (.*)$", output))
  found <- do.call(rbind, Filter(length, found))
  expect_identical(stats::setNames(found[, 3], found[, 2]), expected)
})

test_that("methods for classes of other packages are in one file", {
  folder <- test_path("..", "..", "R")
  skip_if_not(file.exists(file.path(folder, "zzz.R")), "not in the source tree")
  defines <- function(file) any(grepl("^`?\\S+[.](tensorflow|keras)[.]\\S+ <- ", readLines(file.path(folder, file))))
  expect_identical(Filter(defines, list.files(folder)), "zzz-foreign_methods.R")
})
