needs_python()

test_that("states of shards merge to what one pass learns", {
  words <- c("b", "a", "b", "c", "c", "c")
  whole <- layer_string_lookup()
  whole %>% adapt(words)
  first <- layer_string_lookup()
  first %>% adapt(words[1:2])
  second <- layer_string_lookup()
  second %>% adapt(words[3:6])
  second$merge(first$state())
  expect_identical(get_vocabulary(second), get_vocabulary(whole))
})

test_that("states merge whatever fills in", {
  first <- layer_normalization(missing = "constant", fill_value = 1)
  first %>% adapt(matrix(c(1, NA)))
  second <- layer_normalization(missing = "constant", fill_value = 2)
  second %>% adapt(matrix(5))
  second$merge(first$state())
  expect_equal(as.vector(second$mean$numpy()), 3)
})

test_that("refuses states that do not fit in one sentence", {
  layer <- layer_string_lookup()
  layer %>% adapt("a")
  other <- layer_string_lookup(max_tokens = 9)
  other %>% adapt("b")
  number <- layer_normalization()
  number %>% adapt(1)
  expect_snapshot(error = TRUE, {
    layer$merge(number$state())
    layer$merge("not a state")
    layer$merge(other$state())
  })
  expect_identical(get_vocabulary(layer), c("[UNK]", "a"))
})

test_that("states merge in any order", {
  shards <- list(c(1, 2, 6), c(4, 4), 9)
  whole <- layer_normalization(axis = NULL)
  whole %>% adapt(unlist(shards))
  for (order in list(1:3, 3:1, c(2, 3, 1))) {
    merged <- layer_normalization(axis = NULL)
    for (shard in shards[order]) {
      other <- layer_normalization(axis = NULL)
      other %>% adapt(shard)
      merged$merge(other$state())
    }
    expect_equal(as.vector(merged$mean$numpy()), mean(unlist(shards)), tolerance = 1e-6)
    expect_equal(as.vector(merged$variance$numpy()), as.vector(whole$variance$numpy()), tolerance = 1e-6)
  }
})

test_that("the same data gives the same layer", {
  set.seed(8)
  data <- matrix(rlnorm(30000), ncol = 1)
  layers <- lapply(1:2, function(i) layer_discretization(num_bins = 50))
  for (layer in layers) layer %>% adapt(data)
  expect_identical(layers[[1]]$state()$hex(), layers[[2]]$state()$hex())
  expect_identical(layers[[1]]$bin_boundaries, layers[[2]]$bin_boundaries)
})

test_that("the order of the data leaves no trace", {
  words <- rep(paste0("w", 1:70), length.out = 300)
  layers <- lapply(1:2, function(i) layer_string_lookup())
  layers[[1]] %>% adapt(words)
  layers[[2]] %>% adapt(rev(words))
  expect_identical(layers[[1]]$state()$hex(), layers[[2]]$state()$hex())
})
