needs_python()

adapted <- function(frame) {
  skip_them <- list(ticket = "skip", ship = "skip", cabin = "skip")
  prep <- preprocessor_from_frame(frame, target = "survived", overrides = skip_them)
  prep %>% adapt(frame)
}

new_head <- function() keras_model_sequential() %>% layer_dense(4, "relu") %>% layer_dense(1, "sigmoid")

as_dataset_of <- function(frame) dataset_from_frame(frame, target = "survived", batch_size = 16, na = "mask")

test_that("the attached model takes raw columns", {
  frame <- passengers()
  prep <- adapted(frame)
  ds <- as_dataset_of(frame)
  head <- new_head()
  head %>% compile(optimizer = "adam", loss = "binary_crossentropy") %>% fit(dataset_preprocess(ds, prep), verbose = 0)
  model <- prep %>% attach_to(head)
  expected <- as.array(head(prep(frame, as_frame = FALSE)))
  raw <- prep$prepare(frame_of(frame, "test"))
  expect_equal(as.array(model(raw)), expected, tolerance = 1e-5)
  path <- tempfile(fileext = ".keras")
  model %>% save_model(path)
  expect_equal(as.array(load_model(path)(raw)), expected, tolerance = 1e-5)
  folder <- tempfile()
  model %>% export_model(folder)
  served <- tf$saved_model$load(folder)
  expect_equal(as.array(served$serve(raw)), expected, tolerance = 1e-5)
  full <- frame[stats::complete.cases(frame[c("age", "deck")]), ]
  found <- predict(model, full[names(raw)], verbose = 0)
  expect_equal(found, as.array(head(prep(full, as_frame = FALSE))), tolerance = 1e-5)
})

test_that("the attached model reads data frames as the preprocessor does", {
  data <- data.frame(
    size = c(1, NA, 4, 2), color = factor(c("red", NA, "blue", "red")), other = c("a", NA, "b", "c"),
    day = as.Date("2024-02-28") + 0:3, flag = c(TRUE, NA, FALSE, TRUE), y = c(1, 0, 2, 1)
  )
  prep <- preprocessor(y ~ . - other, data = data) %>%
    step_normalize(size, flag) %>%
    step_lookup(color) %>%
    step_date(day)
  prep %>% adapt(data)
  head <- keras_model_sequential() %>% layer_dense(1)
  model <- prep %>% attach_to(head)
  expected <- predict(head, numbers_in(prep(data)), verbose = 0)
  expect_equal(predict(model, data, verbose = 0), expected, tolerance = 1e-5)
  expect_equal(predict(model, rev(data), verbose = 0), expected, tolerance = 1e-5)
  model %>% compile(optimizer = "sgd", loss = "mse")
  loss <- mean((expected - data$y)^2)
  expect_equal(evaluate(model, data, data$y, verbose = 0)$loss, loss, tolerance = 1e-5)
  history <- model %>% fit(data, data$y, batch_size = 4, verbose = 0)
  expect_equal(history$metrics$loss, loss, tolerance = 1e-5)
  expect_error(
    predict(model, data["color"], verbose = 0), "predict: `x` must have the column \"size\", but it has c(\"color\").",
    fixed = TRUE
  )
})

test_that("a functional model begins with its inputs", {
  frame <- passengers()
  prep <- adapted(frame)
  model <- keras_model(prep$inputs, layer_dense(prep$outputs, 2))
  expect_identical(dim(model(prep$prepare(frame_of(frame, "test")))), c(80L, 2L))
  piped <- keras_model(prep$inputs, prep$inputs %>% prep() %>% layer_dense(2))
  expect_identical(dim(piped(prep$prepare(frame_of(frame, "test")))), c(80L, 2L))
})

test_that("both parts compute what the whole does", {
  frame <- passengers()
  prep <- adapted(frame)
  ds <- as_dataset_of(frame)
  for (accelerator in c(FALSE, TRUE)) {
    parts <- preprocessor_split(prep, accelerator = accelerator)
    train <- ds %>% dataset_preprocess(parts$dataset, cache = FALSE)
    found <- rows(train %>% dataset_map(parts$model))
    expect_equal(found[[1]], numbers_in(prep(frame)))
    head <- new_head()
    model <- parts$model %>% attach_to(head, train)
    model %>% compile(optimizer = "adam", loss = "binary_crossentropy") %>% fit(train, verbose = 0)
    expect_equal(predict(model, train, verbose = 0), as.array(head(prep(frame, as_frame = FALSE))), tolerance = 1e-5)
  }
})

test_that("placement is a data frame with reasons", {
  prep <- preprocessor(list(
    age = layer_normalization(missing = "mean"), fare = feature(layers = layer_normalization(), placement = "dataset"),
    sex = layer_string_lookup(output_mode = "one_hot"),
    deck = list(layer_string_lookup(mask_token = ""), layer_embedding(input_dim = 5, output_dim = 2))
  ), output = "dict")
  table <- placement(prep, accelerator = TRUE)
  expect_identical(table$feature, c("age", "fare", "sex", "deck"))
  expect_identical(table$dataset, c(
    "", "layer_normalization()", 'layer_string_lookup(output_mode = "one_hot")', 'layer_string_lookup(mask_token = "")'
  ))
  expect_identical(table$model, c('layer_normalization(missing = "mean")', "", "", "layer_embedding()"))
  expect_identical(table$reason[1:3], c(
    "accelerator: numbers", "set for the feature", "strings and tables need the CPU"
  ))
})

test_that("what fits in memory is cached", {
  frame <- passengers()
  prep <- adapted(frame)
  ds <- as_dataset_of(frame)
  reasons <- placement(prep, ds, accelerator = FALSE)$reason
  expect_identical(unique(reasons), "CPU: computed once, the result is cached")
  for (cache in list("auto", TRUE, FALSE)) {
    expect_equal(rows(dataset_preprocess(ds, prep, cache))[[1]], numbers_in(prep(frame)))
  }
})

test_that("bad arguments are one sentence", {
  prep <- preprocessor(list(color = layer_string_lookup(output_mode = "one_hot")))
  ds <- tensor_slices_dataset(list(color = "red")) %>% dataset_batch(1)
  wide <- keras_model_sequential(input_shape = 9) %>% layer_dense(1)
  expect_snapshot(error = TRUE, {
    prep %>% attach_to(wide)
    prep %>% attach_to("model")
    "prep" %>% attach_to(wide)
    dataset_preprocess("ds", prep)
    preprocessor_split(prep)
  })
  prep %>% adapt(data.frame(color = "red"))
  expect_snapshot(error = TRUE, {
    prep %>% attach_to(wide)
    dataset_preprocess(ds, prep, cache = "always")
  })
})

test_that("the plot shows layers in the colors of where they run, and returns where", {
  skip_if_not_installed("png")
  prep <- preprocessor(list(age = layer_normalization(), sex = layer_string_lookup(output_mode = "one_hot")))
  prep %>% adapt(list(age = c(1, 3), sex = c("m", "f")))
  has_color <- function(pixels, color) {
    distance <- abs(sweep(pixels, 3, grDevices::col2rgb(color) / 255))
    any(apply(distance, 1:2, max) < 0.01)
  }
  for (accelerator in c(TRUE, FALSE)) {
    pixels <- recorded(places <- plot(prep, accelerator = accelerator))
    expect_identical(places, placement(prep, accelerator = accelerator))
    expect_true(has_color(pixels, "#E69F00"))
    expect_identical(has_color(pixels, "#56B4E9"), accelerator)
  }
})

test_that("the texts of the plot fit into its boxes", {
  name <- "free_text_comment_of_the_attending_physician"
  lookup <- layer_string_lookup(vocabulary = c("a", "b"), mask_token = "", output_mode = "one_hot")
  features <- c(list(lookup, NULL), rep(list(list(layer_log(), layer_rescaling(scale = 2))), 10))
  prep <- preprocessor(stats::setNames(features, c(name, strrep("x", 80), letters[1:10])))
  prep %>% adapt(stats::setNames(c("a", rep(list(1), 11)), names(prep$features)))
  for (size in list(c(11, 8), c(22, 12), c(5, 4))) {
    found <- list()
    note <- function(lines, width, height) found[[length(found) + 1]] <<- list(lines, width, height)
    seen <- bquote(.(note)(
      lines, max(graphics::strwidth(lines, cex = cex)), graphics::strheight(paste(lines, collapse = "\n"), cex = cex)
    ))
    suppressMessages(trace("draw_text_box", exit = seen, print = FALSE, where = asNamespace("prelayer")))
    grDevices::pdf(NULL, size[[1]], size[[2]])
    plot(prep, accelerator = TRUE)
    grDevices::dev.off()
    suppressMessages(untrace("draw_text_box", where = asNamespace("prelayer")))
    expect_length(found, 12 * 2 + 11)
    for (box in found) expect_true(box[[2]] <= 0.84 && abs(box[[3]]) <= 0.76)
    texts <- vapply(found, function(box) paste(box[[1]], collapse = ""), "")
    if (size[[1]] > 5) expect_true(paste0(name, "character") %in% texts)
    expect_identical(any(grepl("^x+[.][.][.]", texts)), size[[1]] < 22)
  }
})

test_that("random layers are not cached wherever they are", {
  ds <- dataset_from_frame(data.frame(x = c(1, 2)), batch_size = 2)
  noise <- layer_gaussian_noise(stddev = 1)
  for (chain in list(noise, layer_pipeline(layers = list(noise)))) {
    prep <- preprocessor(list(x = chain), output = "dict")
    expect_error(
      dataset_preprocess(ds, prep, cache = TRUE), "`cache` must not be TRUE, because a layer is random", fixed = TRUE
    )
    expect_no_match(placement(prep, ds, accelerator = FALSE)$reason, "cached")
  }
})

test_that("a pipeline is the list of its layers", {
  sizes <- data.frame(size = c(1, 3))
  prep <- preprocessor(list(size = layer_pipeline(list(layer_rescaling(scale = 2), layer_normalization()))))
  prep %>% adapt(sizes)
  expect_equal(prep(sizes, as_frame = FALSE) %>% as.array(), matrix(c(-1, 1)))
})

test_that("a preprocessor is a layer of its columns", {
  facts <- preprocessor(list(
    size = layer_normalization(missing = "mean"),
    color = layer_string_lookup(mask_token = "", output_mode = "one_hot", num_oov_indices = 0)
  ))
  other <- feature("price", layers = layer_rescaling(scale = 0.5))
  prep <- preprocessor(list(facts = facts, half = other), output = "dict")
  expect_identical(unlist(prep$columns), c("size", "color", "price"))
  data <- data.frame(size = c(1, NA, 3), color = c("red", NA, "blue"), price = c(2, 4, 6))
  prep %>% adapt(data)
  # Of equally frequent tokens, the last one by code points comes first.
  expected <- rbind(c(-1, 1, 0), c(0, 0, 0), c(1, 0, 1))
  found <- prep(data)
  expect_equal(unname(as.matrix(found$facts)), expected, tolerance = 1e-6)
  expect_equal(found$half[[1]], c(1, 2, 3))
})

test_that("a saved preprocessor is loaded as the last layer of its model", {
  data <- data.frame(age = c(1, NA, 3), sex = c("m", "f", NA))
  prep <- preprocessor_from_frame(data)
  prep %>% adapt(data)
  path <- tempfile(fileext = ".keras")
  keras_model(prep$inputs, prep$outputs) %>% save_model(path)
  layers <- load_model(path)$layers
  loaded <- as_preprocessor(layers[[length(layers)]])
  expect_identical(loaded(data), prep(data))
  expect_identical(tidy(loaded), tidy(prep))
})

test_that("models print what they take, without the signatures of Python", {
  data <- data.frame(age = c(1, 2, 3), sex = c("m", "f", "m"), other = 1:3)
  prep <- preprocessor_from_frame(data[c("age", "sex")])
  prep %>% adapt(data)
  head <- keras_model_sequential(name = "head") %>% layer_dense(1)
  expect_output(print(head), '^Keras model "head" \\(Sequential\\)\npredict\\(\\) computes its outputs')
  expect_output(print(prep %>% attach_to(head)), "(ColumnModel)\nIt takes data frames with the columns age, sex", fixed = TRUE)
})
