needs_python()

draws <- function() {
  c(
    stats::runif(1), as.vector(tf$random$uniform(shape(1))),
    reticulate::import("numpy")$random$random(), reticulate::import("random")$random(),
    as.array(layer_random_rotation(factor = 0.5)(distinct_images(1)))
  )
}

test_that("one seed repeats what R, Python, NumPy and TensorFlow draw", {
  set_random_seed(7)
  first <- draws()
  other <- draws()
  set_random_seed(7)
  expect_identical(draws(), first)
  expect_false(any((first == other)[1:4]))
})

test_that("first weights repeat by the seed", {
  weights <- function(seed) {
    set_random_seed(seed)
    layer <- layer_dense(units = 2)
    as.array(layer(diag(3)))
  }
  expect_identical(weights(1), weights(1))
  expect_false(identical(weights(1), weights(2)))
})

test_that("the seed is given back without showing it", {
  expect_identical(withVisible(set_random_seed(3)), list(value = 3, visible = FALSE))
})

test_that("what is no seed is refused in one sentence", {
  expect_snapshot(error = TRUE, {
    set_random_seed(1.5)
    set_random_seed(-1)
    set_random_seed(NULL)
    set_random_seed("a")
  })
})
