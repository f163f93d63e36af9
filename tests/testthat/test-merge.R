needs_python()

price <- c(1, 2, 4, 9)
cut <- c("a", "b", "b", "b")
halves <- list(list(price = price[1:2], cut = cut[1:2]), list(price = price[3:4], cut = cut[3:4]))

made <- function() list(price = layer_normalization(axis = NULL), cut = layer_string_lookup())
chain <- function() list(price = list(layer_normalization(), layer_discretization(num_bins = 2)))

# The state, bytes of Python, that processes learn of which each reads a part of the data.
state_of <- function(layers, parts) {
  plan <- prelayer$AdaptPlan(layers)
  while (!plan$is_finished) {
    partials <- lapply(parts, function(part) {
      partial <- plan$empty()
      plan$add(partial, as_py(part))
      partial
    })
    plan$finish(plan$merge(partials))
  }
  plan$state()
}

write_state <- function(state, path = tempfile()) {
  reticulate::import("pathlib")$Path(path)$write_bytes(state)
  path
}

raw_state <- function(state) {
  path <- write_state(state)
  readBin(path, "raw", file.size(path))
}

test_that("fits layers to a state, from bytes, a raw vector and a file", {
  state <- state_of(made(), halves)
  for (given in list(state, raw_state(state), write_state(state))) {
    layers <- made()
    expect_identical(withVisible(merge_state(layers, given)), list(value = layers, visible = FALSE))
    expect_equal(as.vector(layers$price$mean$numpy()), mean(price))
    expect_equal(as.vector(layers$price$variance$numpy()), mean((price - mean(price))^2))
    expect_identical(get_vocabulary(layers$cut), c("[UNK]", names(sort(table(cut), decreasing = TRUE))))
  }
})

test_that("adds a state to layers that are fitted", {
  layers <- made()
  layers %>% adapt(data.frame(price = c(0, 0), cut = c("c", "c")))
  layers %>% merge_state(state_of(made(), halves))
  expect_equal(as.vector(layers$price$mean$numpy()), mean(c(0, 0, price)), tolerance = 1e-6)
  expect_identical(get_vocabulary(layers$cut), c("[UNK]", "b", "c", "a"))
})

test_that("fits the stages of a preprocessor", {
  prep <- preprocessor(chain())
  state <- state_of(layer_of(preprocessor(chain())), lapply(halves, function(half) half["price"]))
  expect_identical(merge_state(prep, state), prep)
  normalized <- (price - mean(price)) / sqrt(mean((price - mean(price))^2))
  expect_identical(prep(data.frame(price))[[1]], as.numeric(normalized >= sort(normalized)[[3]]))
})

test_that("fits a preprocessor of a formula, whose layers need no data", {
  data <- data.frame(price, cut)
  declared <- function() preprocessor(~., data = data) %>% step_normalize(price) %>% step_lookup(cut)
  fitted <- declared()
  fitted %>% adapt(data)
  prep <- declared()
  prep %>% merge_state(state_of(layer_of_plan(plan_of(declared()), NULL), halves))
  expect_equal(prep(data)[[1]], (price - mean(price)) / sqrt(mean((price - mean(price))^2)), tolerance = 1e-6)
  expect_equal(prep(data), fitted(data))
})

test_that("fits the layers of a model", {
  model_of_price <- function() {
    input <- layer_input(shape = 1, name = "price")
    keras_model(input, input %>% layer_normalization(name = "scaled"))
  }
  state <- state_of(model_of_price(), list(list(price = matrix(price))))
  model <- model_of_price()
  model %>% merge_state(state)
  expected <- (price - mean(price)) / sqrt(mean((price - mean(price))^2))
  expect_equal(as.vector(as.array(model(matrix(price)))), expected, tolerance = 1e-6)
})

test_that("reports bad states in one sentence", {
  layers <- made()
  state <- state_of(made(), halves)
  raw <- raw_state(state)
  part <- list(price = layer_normalization(axis = NULL))
  expect_snapshot(error = TRUE, {
    merge_state(layers, "no such file")
    merge_state(layers, 3)
    merge_state(layers, NULL)
    merge_state(layers, utils::head(raw, -9))
    merge_state(layers, raw[0])
    merge_state(part, raw)
    merge_state("price", raw)
    merge_state(list(price = preprocessor(part)), raw)
    merge_state(preprocessor(~ price, data = data.frame(price)) %>% step_default(price), raw)
  })
  expect_snapshot(merge_state(preprocessor(chain()), raw), error = TRUE)
  expect_error(merge_state(layers, tempdir()), "must be a raw vector, or the path of a file that can be read, not \"")
  expect_false(layers$cut$is_fitted)
})
