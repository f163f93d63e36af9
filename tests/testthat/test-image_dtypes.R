needs_python()

keeping <- list(
  center_crop = function(...) layer_center_crop(height = 3, width = 3, ...),
  cut_mix = function(...) layer_cut_mix(...),
  max_num_bounding_boxes = function(...) layer_max_num_bounding_boxes(max_number = 2, ...),
  random_crop = function(...) layer_random_crop(height = 3, width = 3, ...),
  random_flip = function(...) layer_random_flip(...)
)

test_that("only integers keep their dtype", {
  images <- distinct_images(2)
  policies <- c(float32 = "float32", mixed_float16 = "float16", float64 = "float64")
  for (layer in names(keeping)) {
    expect_identical(keeping[[layer]]()(images)$dtype$name, "float32", info = layer)
    for (policy in names(policies)) {
      make <- keeping[[layer]](dtype = policy)
      for (dtype in c("uint8", "int32", "bool")) {
        expect_identical(make(as_tensor(images > 0.05, dtype))$dtype$name, dtype, info = layer)
      }
      for (dtype in c("float16", "float32", "float64")) {
        expect_identical(make(as_tensor(images, dtype))$dtype$name, policies[[policy]], info = layer)
      }
    }
    whole <- array(1:40, c(2, 4, 5, 1))
    expect_identical(keeping[[layer]]()(whole)$dtype$name, "int32", info = layer)
  }
})

test_that("float16 is enlarged in the compute dtype", {
  enlarged <- as.array(layer_center_crop(height = 1, width = 4)(as_tensor(t(c(0, 0.3)), "float16")))
  low <- 0.300048828125 # 0.3 in float16
  expect_equal(enlarged, t(low * c(0, 0.25, 0.75, 1)), tolerance = 1e-7)
})
