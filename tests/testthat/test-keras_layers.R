needs_python()

# Values by hand or by R's own functions; the configurations are those of test-keras_objects.R.
sequences <- array(c(1, 2, 3, 0, 5, 1, 2, 2, 4, 1, 0, 3), c(2, 3, 2))

test_that("layers of sequences compute what they are named for", {
  first <- sequences[, 1:2, ]
  last <- sequences[, 2:3, ]
  expect_equal(as.array(layer_max_pooling_1d(sequences, pool_size = 2, strides = 1)), pmax(first, last))
  expect_equal(as.array(layer_average_pooling_1d(sequences, 2, 1)), (first + last) / 2)
  expect_equal(as.array(layer_global_max_pooling_1d(sequences)), apply(sequences, c(1, 3), max))
  expect_equal(as.array(layer_global_average_pooling_1d(sequences)), apply(sequences, c(1, 3), mean))
  sums <- apply(first, 1:2, sum) + apply(last, 1:2, sum)
  expect_equal(as.array(layer_conv_1d(sequences, 1, 2, kernel_initializer = "ones"))[, , 1], sums)
  separable <- layer_separable_conv_1d(
    sequences, 1, 2, depthwise_initializer = initializer_constant(2), pointwise_initializer = "ones"
  )
  expect_equal(as.array(separable)[, , 1], 2 * sums)
  cut <- sequences %>% layer_time_distributed(layer_activation_relu(threshold = 2))
  expect_equal(as.array(cut), ifelse(sequences > 2, sequences, 0))
})

test_that("recurrent layers apply their equations", {
  step <- function(state, x) tanh(x + state)
  ones <- list(kernel_initializer = "ones", recurrent_initializer = "ones")
  forward <- apply(sequences, 1:2, sum)
  expected <- vapply(1:2, function(row) Reduce(step, forward[row, ], 0), 0)
  backward <- vapply(1:2, function(row) Reduce(step, rev(forward[row, ]), 0), 0)
  expect_equal(as.vector(do.call(layer_simple_rnn, c(list(sequences, 1), ones))), expected, tolerance = 1e-6)
  one_unit <- do.call(layer_simple_rnn, c(list(units = 1), ones))
  both <- sequences %>% layer_bidirectional(one_unit)
  expect_equal(as.array(both), cbind(expected, backward, deparse.level = 0), tolerance = 1e-6)
  sum_of_both <- sequences %>% layer_bidirectional(one_unit, merge_mode = "sum")
  expect_equal(as.vector(sum_of_both), expected + backward, tolerance = 1e-6)
  states <- layer_lstm(sequences, units = 3, return_state = TRUE)
  expect_identical(lapply(states, dim), rep(list(c(2L, 3L)), 3))
  expect_identical(dim(layer_gru(sequences, 4, return_sequences = TRUE)), c(2L, 3L, 4L))
})

test_that("attention is a mean weighted by the softmax of the scores", {
  query <- sequences[, 1:2, ]
  softmax <- function(x) exp(x) / rowSums(exp(x))
  attended <- function(row) softmax(query[row, , ] %*% t(sequences[row, , ])) %*% sequences[row, , ]
  expected <- aperm(vapply(1:2, attended, diag(2)), c(3, 1, 2))
  expect_equal(as.array(layer_attention(list(query, sequences))), expected, tolerance = 1e-6)
  layer <- layer_attention()
  expect_equal(as.array(layer(list(query, sequences))), expected, tolerance = 1e-6)
  additive <- function(row) {
    scores <- apply(sequences[row, , ], 1, function(key) rowSums(tanh(query[row, , ] + rep(key, each = 2))))
    softmax(scores) %*% sequences[row, , ]
  }
  expected <- aperm(vapply(1:2, additive, diag(2)), c(3, 1, 2))
  found <- as.array(layer_additive_attention(list(query, sequences), use_scale = FALSE))
  expect_equal(found, expected, tolerance = 1e-6)
})

test_that("multi-head attention takes a list of query and value, or one sequence for both", {
  layer <- layer_multi_head_attention(num_heads = 2, key_dim = 3)
  to_itself <- as.array(layer(sequences, sequences))
  expect_identical(dim(to_itself), c(2L, 3L, 2L))
  one_head <- list(num_heads = 1, key_dim = 1, kernel_initializer = "ones")
  alone <- do.call(layer_multi_head_attention, c(list(sequences), one_head))
  listed <- do.call(layer_multi_head_attention, c(list(list(query = sequences, value = sequences)), one_head))
  totals <- apply(sequences, 1:2, sum)
  attended <- function(row) {
    weights <- exp(outer(totals[row, ], totals[row, ]))
    as.vector((weights / rowSums(weights)) %*% totals[row, ])
  }
  expected <- t(vapply(1:2, attended, numeric(3)))
  for (result in list(alone, listed)) for (place in 1:2) {
    expect_equal(as.array(result)[, , place], expected, tolerance = 1e-5)
  }
})

test_that("shapes are changed row by row, as in Python", {
  rows <- matrix(1:12 / 2, 2)
  expect_equal(as.array(layer_reshape(rows, c(3, 2)))[1, , ], matrix(rows[1, ], 3, byrow = TRUE))
  expect_equal(as.array(layer_reshape(rows, c(NA, 2))), as.array(layer_reshape(rows, list(NULL, 2))))
  expect_equal(as.array(layer_reshape(sequences, 6)), as.array(layer_flatten(sequences)))
  expect_equal(as.array(layer_permute(sequences, c(2, 1))), aperm(sequences, c(1, 3, 2)))
  expect_equal(as.array(layer_permute(rows, 1)), rows)
  expect_equal(as.array(layer_repeat_vector(rows, 3))[, 2, ], rows)
  image <- array(1:4 / 1, c(1, 2, 2, 1))
  expect_equal(as.array(layer_upsampling_2d(image, 2))[1, , , 1], image[1, c(1, 1, 2, 2), c(1, 1, 2, 2), 1])
  padded <- as.array(layer_zero_padding_2d(image, list(c(1, 0), c(0, 2))))[1, , , 1]
  expect_equal(padded, rbind(0, cbind(image[1, , , 1], 0, 0)))
  expect_equal(as.array(layer_cropping_2d(image, list(c(1, 0), c(0, 1))))[1, , , 1], image[1, 2, 1, 1])
})

test_that("normalization and activation layers compute what they are named for", {
  rows <- matrix(c(1, 2, 3, 6, 5, 1), 2)
  scale <- function(row) (row - mean(row)) / sqrt(mean((row - mean(row))^2))
  expect_equal(as.array(layer_layer_normalization(rows, epsilon = 0)), t(apply(rows, 1, scale)), tolerance = 1e-5)
  expect_equal(as.array(layer_batch_normalization(rows, epsilon = 3)), rows / 2, tolerance = 1e-6)
  expect_equal(as.array(layer_unit_normalization(rows)), rows / sqrt(rowSums(rows^2)), tolerance = 1e-5)
  expect_equal(as.vector(layer_activation(c(-1, 2), "tanh")), tanh(c(-1, 2)), tolerance = 1e-6)
  expect_equal(as.vector(layer_activation_leaky_relu(c(-1, 2), 0.25)), c(-0.25, 2))
  expect_equal(as.vector(layer_activation_elu(c(-1, 2))), c(exp(-1) - 1, 2), tolerance = 1e-6)
  expect_equal(as.array(layer_activation_softmax(rows)), exp(rows) / rowSums(exp(rows)), tolerance = 1e-6)
  expect_equal(as.array(layer_gaussian_noise(rows, stddev = 1)), rows)
  expect_equal(as.array(layer_spatial_dropout_1d(sequences, rate = 0.5)), sequences)
})

test_that("a mask skips padded steps", {
  last <- layer_simple_rnn(units = 1, kernel_initializer = "ones", recurrent_initializer = "zeros")
  model <- keras_model_sequential(input_shape = c(3, 1)) %>% layer_masking(mask_value = 9) %>% last()
  expect_equal(as.vector(model(array(c(0.5, 0.25, 9), c(1, 3, 1)))), tanh(0.25), tolerance = 1e-6)
})

test_that("a model of each family trains", {
  inputs <- list(
    words = layer_input(4, dtype = "int64", name = "words"), image = layer_input(c(8, 8, 1), name = "image")
  )
  words <- inputs$words %>% layer_embedding(10, 6)
  text <- words %>%
    layer_multi_head_attention(num_heads = 2, key_dim = 3) %>%
    layer_add(words) %>%
    layer_layer_normalization() %>%
    layer_bidirectional(layer_lstm(units = 3))
  image <- inputs$image %>%
    layer_separable_conv_2d(4, 3, activation = "relu") %>%
    layer_depthwise_conv_2d(3) %>%
    layer_conv_2d_transpose(2, 3) %>%
    layer_spatial_dropout_2d(0.1) %>%
    layer_flatten()
  output <- layer_concatenate(text, image) %>%
    layer_dense(4, kernel_regularizer = regularizer_l2(0.01)) %>%
    layer_batch_normalization() %>%
    layer_activation("relu") %>%
    layer_dropout(0.2, seed = 1) %>%
    layer_dense(1, activation = "sigmoid")
  model <- keras_model(inputs, output)
  before <- lapply(model$trainable_weights, as.array)
  model %>% compile(optimizer_adam(0.1), loss_binary_crossentropy(), metrics = metric_binary_accuracy())
  data <- list(words = matrix(rep(0:9, length.out = 32), 8), image = array(seq(0, 1, length.out = 512), c(8, 8, 8, 1)))
  history <- fit(model, data, rep(0:1, 4), epochs = 2, verbose = 0)
  expect_true(all(is.finite(history$metrics$loss)))
  after <- lapply(model$trainable_weights, as.array)
  changed <- unlist(Map(function(x, y) any(x != y), before, after))
  # A bias before a normalization does not matter, and units of relu may have no gradient.
  expect_gt(mean(changed), 0.8)
})
