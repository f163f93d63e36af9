needs_python()

test_that("computes what its cases say", {
  run_cases("random_flip")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_flip(mode = "up")
    layer_random_flip(seed = 0.5)
  })
})

test_that("survives saving and loading", {
  model <- saved_and_loaded(layer_random_flip(mode = "vertical", seed = 7), c(2, 2, 1))
  config <- model$layers[[2]]$get_config()
  expect_identical(config[c("mode", "seed")], list(mode = "vertical", seed = 7L))
})

test_that("flips some images and not others", {
  images <- aperm(array(as.double(1:6), c(2, 3, 64)), c(3, 1, 2))
  dim(images) <- c(64, 2, 3, 1)
  flipped <- as.array(layer_random_flip(mode = "horizontal", seed = 1)(images))
  mirrored <- images[, , 3:1, , drop = FALSE]
  as_before <- vapply(1:64, function(i) identical(flipped[i, , , ], images[i, , , ]), TRUE)
  turned <- vapply(1:64, function(i) identical(flipped[i, , , ], mirrored[i, , , ]), TRUE)
  expect_true(all(as_before | turned))
  expect_true(any(as_before) && any(turned))
})

test_that("acts in training only when it is inside a model", {
  input <- layer_input(shape = c(2, 2, 1))
  model <- keras_model(input, input %>% layer_random_flip())
  images <- array(runif(256), c(64, 2, 2, 1))
  expect_equal(as.array(model(images, training = FALSE)), images, tolerance = 1e-6)
  expect_false(isTRUE(all.equal(as.array(model(images, training = TRUE)), images, tolerance = 1e-6)))
})
