needs_python()

insects <- c("ant", "bee", "cat")

test_that("whole numbers are places from 0", {
  ids <- matrix(c(2L, 1L, 0L, 1L), 2)
  expect_identical(decode_labels(ids, insects), matrix(c("cat", "bee", "ant", "bee"), 2))
  expect_identical(decode_labels(as_tensor(ids), insects), matrix(c("cat", "bee", "ant", "bee"), 2))
  expect_identical(decode_labels(c(2, 0), insects), c("cat", "ant"))
  expect_identical(decode_labels(2, insects), "cat")
  expect_identical(decode_labels(integer(), insects), character())
  expect_identical(decode_labels(as_tensor(1L), insects), "bee")
})

test_that("the largest score counts and the first of equal ones", {
  scores <- rbind(c(0.1, 0.7, 0.2), c(5, -1, 5))
  expect_identical(decode_labels(scores, insects), c("bee", "ant"))
  expect_identical(decode_labels(tf$one_hot(c(2L, 0L), 3L), insects), c("cat", "ant"))
  expect_identical(decode_labels(array(scores, c(2, 1, 3)), insects), matrix(c("bee", "ant")))
})

test_that("one score is that of the second of two classes", {
  expect_identical(decode_labels(matrix(c(0.49, 0.5, 1)), insects[1:2]), c("ant", "bee", "bee"))
})

test_that("scores may have any float dtype", {
  scores <- rbind(c(0.125, 0.75, 0.125), c(0.5, 0.25, 0.25))
  for (dtype in c("bfloat16", "float16", "float32", "float64")) {
    expect_identical(decode_labels(tf$cast(scores, dtype), insects), c("bee", "ant"))
  }
})

test_that("one score that is no probability is an error", {
  for (logit in c(3.5, -0.5)) {
    sentence <- sprintf("one score of two classes must be from 0 to 1, but %s is among them", logit)
    expect_error(decode_labels(matrix(c(0.5, logit)), insects[1:2]), sentence, class = "prelayer_error")
  }
})

test_that("leads back from indices of tokens", {
  words <- matrix(c("b", "new", "a", "b"), 2)
  layer <- layer_string_lookup(vocabulary = c("a", "b"))
  expect_identical(
    decode_labels(layer(words), get_vocabulary(layer)), matrix(c("b", "[UNK]", "a", "b"), 2)
  )
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    decode_labels(c(1, 3), insects)
    decode_labels(c(0.5, 0.5), insects)
    decode_labels(matrix(c(0.5, NaN, 1), 1), insects)
    decode_labels("ant", insects)
    decode_labels(c(1L, NA), insects)
    decode_labels(0, NULL)
  })
})
