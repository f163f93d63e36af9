needs_python()

test_that("computes what its cases say", {
  run_cases("values")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_values(values = "a")
    layer_values(values = array(1, c(2, 2, 2)))
    layer_values(values = c(1, 2))(5L)
    layer_values(values = c(1, 2))(0.5)
  })
})

test_that("codes a factor by contrasts", {
  levels <- c("low", "mid", "high")
  lookup <- layer_string_lookup(vocabulary = levels)
  coded <- layer_values(values = rbind(0, contr.helmert(levels)))
  found <- coded(lookup(factor(c("high", "low", "mid"), levels)))
  expect_equal(as.array(found), unname(contr.helmert(levels)[c(3, 1, 2), ]))
})

test_that("survives saving and loading", {
  layer <- layer_values(values = matrix(1:4, 2))
  expect_equal(as.array(saved_and_loaded(layer, 1, "int64")(matrix(c(1L, 0L)))), rbind(c(2, 4), c(1, 3)))
})
