needs_python()

test_that("refuses a damaged config in one sentence", {
  layer <- layer_string_lookup()
  layer %>% adapt("a")
  config <- layer$get_config()
  config$learned <- "AAAA"
  expect_snapshot(error = TRUE, {
    layer$from_config(config)
  })
})
