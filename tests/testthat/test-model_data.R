needs_python()

line <- function() {
  keras_model_sequential() %>%
    layer_dense(1, use_bias = FALSE) %>%
    compile(loss = "mse")
}

x <- diag(2)
y <- c(2, 4)

test_that("models take text as vectors, matrices, factors and in lists", {
  texts <- c("Ely", "Rome")
  for (data in list(texts, matrix(texts), factor(texts), list(town = texts), data.frame(town = texts))) {
    town <- layer_input(shape = 1, dtype = "string", name = "town")
    model <- keras_model(town, layer_string_lookup(town, vocabulary = c("Bath", "Ely")))
    expect_equal(as.vector(predict(model, data, verbose = 0)), c(2, 0))
  }
})

test_that("data that is no batch is told by its name", {
  rows <- tensor_slices_dataset(list(x, y))
  shown <- "An element of `x` is list(<float32 (2)>, <float32 ()>), which is no batch; dataset_batch() makes batches."
  expect_error(fit(line(), rows, verbose = 0), shown, fixed = TRUE)
  expect_error(evaluate(line(), rows, verbose = 0), shown, fixed = TRUE)
  expect_error(
    fit(line(), dataset_batch(rows, 2), validation_data = rows, verbose = 0),
    "An element of `validation_data` is .* no batch"
  )
})

test_that("text in a dataset and columns of a data frame are told where they do not fit", {
  named <- tensor_slices_dataset(list(x, c("a", "b"))) %>% dataset_batch(2)
  expect_error(fit(line(), named, verbose = 0), "<string \\(NULL\\)>\\); text becomes numbers by a layer")
  table <- data.frame(a = 1:2, b = 3:4)
  expect_error(fit(line(), table, y, verbose = 0), "Each column of `x` is an input; as.matrix\\(\\) makes one of them")
})

test_that("targets of text are refused in one sentence", {
  answers <- factor(c("no", "yes"))
  expect_snapshot(error = TRUE, {
    fit(line(), x, answers)
    evaluate(line(), x, c("no", "yes"))
    fit(line(), x, y, validation_data = list(x, answers))
    fit(line(), x, list(a = answers))
  })
})

# Two inputs that are told apart by their scale.
model_of_inputs <- function(as_list = FALSE) {
  inputs <- list(c = layer_input(shape = 1, name = "c"), b = layer_input(shape = 1, name = "b"))
  outputs <- list(b = layer_rescaling(inputs$b, 1 / 10), c = layer_rescaling(inputs$c, 1 / 100))
  keras_model(if (as_list) unname(inputs) else inputs, outputs) %>% compile(loss = "mse")
}

frame <- data.frame(a = c(1, 3), b = c(10, 30), c = c(100, 300), day = as.Date("2020-01-01") + 0:1, d = c(NA, "x"))
numbers <- frame[c("a", "b", "c")]
scaled <- c(1, 3)

test_that("inputs take the features of their names, wherever data goes in", {
  targets <- list(b = scaled, c = scaled)
  batches <- tensor_slices_dataset(list(numbers, targets)) %>% dataset_batch(2)
  of_rows <- tensor_slices_dataset(numbers) %>% dataset_batch(2)
  flat <- function(outputs) unname(lapply(outputs[c("b", "c")], as.vector))
  right <- list(scaled, scaled)
  for (as_list in c(FALSE, TRUE)) {
    model <- model_of_inputs(as_list)
    expect_equal(flat(model(frame)), right)
    expect_equal(flat(model(as.list(frame))), right)
    expect_equal(flat(frame[2, ] %>% model()), list(3, 3))
    expect_equal(flat(predict(model, frame, verbose = 0)), right, tolerance = 1e-6)
    expect_equal(flat(predict(model, of_rows, verbose = 0)), right, tolerance = 1e-6)
    expect_equal(flat(dataset_collect(dataset_map(of_rows, model))[[1]]), right)
    expect_lt(evaluate(model, frame, targets, verbose = 0)$loss, 1e-9)
    expect_lt(evaluate(model, batches, verbose = 0)$loss, 1e-9)
    # Nothing is trained.
    suppressWarnings(history <- fit(model, frame, targets, verbose = 0, validation_data = list(frame, targets)))
    expect_lt(max(unlist(history$metrics)), 1e-9)
    suppressWarnings(history <- fit(model, batches, verbose = 0, validation_data = batches))
    expect_lt(max(unlist(history$metrics)), 1e-9)
  }
})

test_that("placeholders go into a model by their names, too", {
  inputs <- sapply(c("a", "b", "c"), function(name) layer_input(shape = 1, name = name), simplify = FALSE)
  outer <- keras_model(inputs, (inputs %>% model_of_inputs()())$b)
  expect_equal(as.vector(outer(numbers)), scaled)
})

test_that("the input that data does not have is named", {
  model <- model_of_inputs()
  one_input <- keras_model_sequential(layer_input(shape = 2, name = "both"), layer_flatten()) %>% compile(loss = "mse")
  expect_snapshot(error = TRUE, {
    predict(model, numbers[c("a", "b")])
    model(numbers[c("a", "b")])
    predict(one_input, numbers[c("a", "b")])
  })
})

two_outputs <- function(named = FALSE, ...) {
  input <- layer_input(shape = 1)
  outputs <- list(
    half = input %>% layer_dense(1, use_bias = FALSE, kernel_initializer = "zeros", name = "half"),
    double = input %>% layer_rescaling(2, name = "double")
  )
  keras_model(input, if (named) outputs else unname(outputs)) %>% compile(loss = "mse", ...)
}

test_that("targets and weights have the names of outputs, also where these are a list", {
  # Errors of 1 and 2 at weights 1 and 3 for the first output, none for the second.
  input <- matrix(c(1, 2))
  targets <- list(double = c(2, 4), half = c(1, 2))
  weights <- list(double = c(1, 1), half = c(1, 3))
  expected <- (1 * 1 + 3 * 4) / 2
  batches <- tensor_slices_dataset(list(input, targets, weights)) %>% dataset_batch(2)
  for (named in c(FALSE, TRUE)) {
    measure <- function(...) evaluate(two_outputs(named), ..., verbose = 0)$loss
    expect_equal(measure(input, targets, sample_weight = weights), expected)
    expect_equal(measure(batches), expected)
    expect_equal(measure(input, targets), 2.5)
    history <- fit(two_outputs(named), batches, verbose = 0, validation_data = list(input, targets, weights))
    expect_equal(history$metrics$loss, expected)
  }
  price <- layer_rescaling(scale = 2, name = "price")
  one <- keras_model_sequential(layer_input(shape = 1), price) %>% compile(loss = "mse")
  expect_equal(evaluate(one, input, list(price = c(2, 5)), sample_weight = list(price = c(1, 4)), verbose = 0)$loss, 2)
})

test_that("names that no output has are told", {
  one <- keras_model_sequential(layer_input(shape = 2), layer_dense(units = 1, name = "price")) %>% compile(loss = "mse")
  expect_snapshot(error = TRUE, {
    fit(two_outputs(), matrix(1:2), list(half = y, other = y))
    fit(one, x, list(cost = y))
  })
})

# A logistic regression with weights of 1 and a rate of 0.01, and its loss and predictions after one step.
new_ones <- function() {
  keras_model_sequential() %>%
    layer_dense(1, use_bias = FALSE, kernel_initializer = "ones", activation = "sigmoid") %>%
    compile(optimizer = "sgd", loss = "binary_crossentropy", metrics = "mae")
}
labels <- c(0, 1)
first_loss <- -mean(log(c(1 - plogis(1), plogis(1))))
stepped <- plogis(1 - 0.01 * (plogis(1) - labels) / 2)

test_that("a model is trained after a failed call", {
  wide <- diag(2)
  wrong <- list(
    list(x, wide), list(x, y[1]), list(data.frame(x), y), list(y, y), list(matrix("a", 2, 3), y),
    list(matrix(1, 2, 3), wide), list(list(x, x), y)
  )
  for (arguments in wrong) {
    for (verb in list(fit, evaluate)) {
      model <- new_ones()
      expect_error(do.call(verb, c(list(model), arguments, verbose = 0)))
      expect_equal(fit(model, x, labels, verbose = 0)$metrics$loss, first_loss, tolerance = 1e-6)
      expect_equal(as.vector(predict(model, x, verbose = 0)), stepped, tolerance = 1e-6)
    }
  }
  model <- new_ones()
  expect_error(predict(model, list(x, x), verbose = 0))
  expect_equal(as.vector(predict(model, x, verbose = 0)), plogis(c(1, 1)), tolerance = 1e-6)
  # Keras broadcasts the predictions to any targets.
  means <- line()
  fit(means, x, cbind(y, y), verbose = 0)
  expect_no_error(fit(means, x, y, verbose = 0))
})

test_that("what a failed call does not undo is kept, or named", {
  model <- new_ones()
  fit(model, x, labels, verbose = 0)
  expect_error(fit(model, x, diag(2), verbose = 0))
  expect_error(
    fit(model, matrix(1, 2, 3), labels, verbose = 0), fixed = TRUE,
    "`x` has 3 columns, but the model was built for 2 columns by the data of the first call; make the model again."
  )
  expect_equal(as.vector(predict(model, x, verbose = 0)), stepped, tolerance = 1e-6)
  expect_error(fit(new_ones(), y, labels, verbose = 0), "`x` is a vector; as.matrix(x) makes one column", fixed = TRUE)
  expect_error(fit(new_ones(), matrix("a", 2), labels, verbose = 0), "`x` is text; text becomes numbers by a layer")
})

test_that("targets that are NULL are an error", {
  table <- data.frame(a = 1:2, target = y)
  expect_snapshot(error = TRUE, {
    line() %>% fit(x, table$typo)
    fit(line(), x, table[["typo"]])
    fit(line(), x)
    evaluate(line(), x, NULL)
    fit(line(), x, y, validation_data = list(x, table$typo))
  })
  expect_error(fit(line(), as_tensor(x), NULL), "`y` must be the targets")
  batches <- tensor_slices_dataset(list(x, y)) %>% dataset_batch(2)
  expect_no_error(fit(line(), batches, NULL, verbose = 0))
  model <- keras_model_sequential() %>%
    layer_dense(1, activity_regularizer = "l2") %>%
    compile()
  expect_no_error(fit(model, x, NULL, verbose = 0))
})

test_that("a dataset has batches of its own", {
  batches <- tensor_slices_dataset(list(x, y)) %>% dataset_batch(2)
  expect_snapshot(error = TRUE, {
    fit(line(), batches, batch_size = 5)
    evaluate(line(), batches, batch_size = 5)
    predict(line(), batches, batch_size = 5)
  })
})

test_that("class weights are named by classes that there are", {
  two <- keras_model_sequential(layer_input(shape = 2), layer_dense(units = 2, activation = "softmax")) %>%
    compile(loss = "sparse_categorical_crossentropy")
  one <- keras_model_sequential(layer_input(shape = 2), layer_dense(units = 1)) %>% compile(loss = "mse")
  weights <- c("1" = 1, "2" = 5)
  batches <- tensor_slices_dataset(list(x, 0:1)) %>% dataset_batch(2)
  expect_snapshot(error = TRUE, {
    fit(two, x, c(0, 1), class_weight = weights)
    fit(one, x, c(0, 1), class_weight = weights)
    fit(two, batches, class_weight = weights)
    fit(two, x, diag(2), class_weight = weights)
  })
  expect_warning(fit(one, batches, class_weight = weights, verbose = 0), "numbered from 0")
  expect_warning(fit(line(), batches, class_weight = weights, verbose = 0), "numbered from 0")
  # A class may be absent by chance.
  expect_no_warning(fit(two, x, c(0, 0), class_weight = c("0" = 1, "1" = 5), verbose = 0))
  expect_no_warning(fit(one, x, c(0, 0), class_weight = c("0" = 1, "1" = 5), verbose = 0))
})
