needs_python()

test_that("computes what its cases say", {
  run_cases("augmentation_pipeline")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    augmentation_pipeline(bounding_box_format = "xxyy")
    augmentation_pipeline(layers = list("flip"))
    augmentation_pipeline(seed = -1)
  })
})

test_that("layers are piped into it", {
  pipeline <- augmentation_pipeline() %>%
    layer_random_flip("horizontal") %>%
    layer_random_rotation(factor = c(0.25, 0.25)) %>%
    layer_rescaling(scale = 2)
  expect_length(pipeline$layers, 3)
  image <- matrix(1:9, 3)
  turned <- as.array(pipeline(image))
  flips <- list(image, image[, 3:1])
  expected <- lapply(flips, function(flipped) 2 * t(flipped)[3:1, ])
  off <- vapply(expected, function(one) max(abs(one - turned)), 0)
  expect_lt(min(off), 1e-4)
  one <- augmentation_pipeline(layers = list(layer_random_flip(mode = "horizontal"), layer_rescaling(scale = 2)))
  expect_length(one$layers, 2)
})

test_that("one resample is sharper than three", {
  set.seed(1)
  image <- array(stats::runif(40 * 40), c(1, 40, 40, 1))
  turns <- lapply(c(0.06, 0.07, -0.13), function(share) layer_random_rotation(factor = c(share, share), fill_mode = "nearest"))
  one_by_one <- Reduce(function(turned, turn) turn(turned), turns, image)
  fused <- augmentation_pipeline(layers = turns)(image)
  middle <- 12:29
  expect_equal(as.array(fused)[1, middle, middle, 1], image[1, middle, middle, 1], tolerance = 1e-3)
  blurred <- as.array(one_by_one)[1, middle, middle, 1] - image[1, middle, middle, 1]
  expect_gt(sqrt(mean(blurred^2)), 0.1)
})

test_that("moves labels once", {
  image <- matrix(0, 4, 5)
  image[2, 1] <- 1
  data <- list(
    images = array(image, c(4, 5, 1)), segmentation_masks = array(as.integer(image), c(4, 5, 1)),
    keypoints = matrix(c(0, 1), 1),
    bounding_boxes = list(boxes = matrix(c(0, 1, 1, 2), 1), labels = I(7L))
  )
  pipeline <- augmentation_pipeline(bounding_box_format = "xyxy") %>%
    layer_random_flip("horizontal") %>%
    layer_random_flip("vertical")
  moved <- pipeline(data)
  place <- which(as.array(moved$images)[, , 1] == 1, arr.ind = TRUE)
  expect_identical(which(as.array(moved$segmentation_masks)[, , 1] == 1L, arr.ind = TRUE), place)
  expect_equal(as.vector(as.array(moved$keypoints)), rev(as.vector(place)) - 1)
  expect_equal(as.vector(as.array(moved$bounding_boxes$boxes)), c(place[2:1] - 1, place[2:1]), ignore_attr = TRUE)
  expect_identical(as.vector(moved$bounding_boxes$labels), 7L)
})

test_that("random layers rest in predict and the others act", {
  images <- distinct_images(8)
  input <- layer_input(shape = dim(images)[-1])
  pipeline <- augmentation_pipeline() %>% layer_random_rotation(factor = 0.2) %>% layer_rescaling(scale = 2)
  model <- keras_model(input, input %>% pipeline() %>% compose(keras$layers$Activation("linear")))
  expect_equal(as.array(predict(model, images, verbose = 0)), 2 * images, tolerance = 1e-6)
  expect_true(differs(model(images, training = TRUE), 2 * images))
})

test_that("survives saving and loading", {
  pipeline <- augmentation_pipeline(seed = 3) %>% layer_random_flip("vertical") %>% layer_rescaling(scale = 2)
  loaded <- saved_and_loaded(pipeline, c(2, 2, 1))$layers[[2]]
  expect_identical(loaded$get_config()$seed, 3L)
  expect_identical(as_text(loaded$layers[[1]]$get_config()$mode), "vertical")
})
