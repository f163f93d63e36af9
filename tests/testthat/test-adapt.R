needs_python()

test_that("adapt() gives the layer back", {
  layer <- layer_normalization(axis = NULL)
  expect_identical(withVisible(layer %>% adapt(c(1, 3)))$visible, FALSE)
  expect_equal(as.vector((layer %>% adapt(c(1, 3)))(c(1, 3))), c(-1, 1))
})

test_that("several layers learn in one pass", {
  layers <- list(age = layer_normalization(axis = NULL), city = layer_string_lookup())
  frame <- data.frame(age = c(10, 30, 20), city = c("Rome", "Oslo", "Rome"))
  expect_identical(adapt(layers, frame), layers)
  expect_identical(get_vocabulary(layers$city), c("[UNK]", "Rome", "Oslo"))
  expect_equal(as.vector(layers$age(20)), 0)
})

test_that("a dataset and a factor are data, too", {
  layer <- layer_string_lookup()
  layer %>% adapt(tensor_slices_dataset(c("b", "a", "b")) %>% dataset_batch(2))
  expect_identical(layer %>% get_vocabulary(), c("[UNK]", "b", "a"))
  layer %>% adapt(factor(c("u", "v", "u")))
  expect_identical(layer %>% get_vocabulary(), c("[UNK]", "u", "v"))
})

test_that("get_vocabulary() leaves the special tokens out on request", {
  layer <- layer_string_lookup(vocabulary = c("cyan", "azure"))
  expect_identical(get_vocabulary(layer, include_special_tokens = FALSE), c("cyan", "azure"))
})

test_that("set_vocabulary() takes the place of adapt()", {
  layer <- layer_string_lookup()
  expect_invisible(layer %>% set_vocabulary(c("cyan", "azure")))
  expect_identical(as.vector(layer(c("azure", "red"))), c(2L, 0L))
})

test_that("set_vocabulary() takes weights", {
  layer <- layer_string_lookup(output_mode = "tf_idf")
  layer %>% set_vocabulary(c("cyan", "azure"), idf_weights = c(0.5, 0.25))
  expect_equal(as.array(layer(matrix(c("azure", "azure"), 1))), matrix(c(0, 0, 0.5), 1))
})

test_that("NA among the data is an error that changes nothing", {
  layer <- layer_string_lookup()
  layer %>% adapt(c("b", "a", "b"))
  expect_snapshot(error = TRUE, layer %>% adapt(c("a", NA, "b", NA)))
  expect_identical(layer %>% get_vocabulary(), c("[UNK]", "b", "a"))
})
