needs_python()

test_that("computes what its cases say", {
  run_cases("text_vectorization")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_text_vectorization(output_mode = "ints")
    layer_text_vectorization(standardize = "upper")
    layer_text_vectorization(standardize = list("lower", "upper"))
    layer_text_vectorization(split = list(step = "regex"))
    layer_text_vectorization(ngrams = 0)
    layer_text_vectorization(output_sequence_length = 2.5)
    layer_text_vectorization(name = "t")("a")
  })
})

test_that("survives saving and loading", {
  layer <- layer_text_vectorization()
  layer %>% adapt(c("the cat", "the dog", "the cat"))
  sentences <- matrix(c("The dog!", "a cat"), 2)
  expect_identical(as.array(saved_and_loaded(layer, 1, "string")(sentences)), rbind(c(2L, 4L), c(1L, 3L)))
})

maxims <- c(
  "From each according to his ability, to each according to his needs!",
  paste(
    "Act that you use humanity, whether in your own person or in the person of any other,",
    "always at the same time as an end, never merely as a means."
  ),
  paste(
    "Reason is, and ought only to be the slave of the passions, and can never pretend to any",
    "other office than to serve and obey them."
  )
)

test_that("turns a sentence into indices", {
  text_vectorizer <- layer_text_vectorization(output_mode = "int")
  text_vectorizer %>% adapt(as_tensor(maxims))
  indices <- as.array(text_vectorizer("To each according to his needs"))
  expect_output(print(indices), "[1]  2 11 14  2 10 35", fixed = TRUE)
  distinct <- unique(strsplit(tolower(gsub("[[:punct:]]", "", paste(maxims, collapse = " "))), " ")[[1]])
  expect_identical(text_vectorizer$vocabulary_size(), length(distinct) + 2L)
})

test_that("is a step of a dataset, in parallel", {
  text_vectorizer <- layer_text_vectorization(output_mode = "int")
  text_vectorizer %>% adapt(maxims)
  dataset <- tensor_slices_dataset(list(c("each person", "reason"), c(1L, 0L))) %>%
    dataset_batch(2) %>%
    dataset_map(~ list(text_vectorizer(.x), .y), num_parallel_calls = tf$data$AUTOTUNE) %>%
    dataset_prefetch()
  batch <- dataset_collect(dataset)[[1]]
  expect_identical(as.array(batch[[1]]), as.array(text_vectorizer(c("each person", "reason"))))
  expect_identical(as.vector(batch[[2]]), c(1L, 0L))
})

test_that("applies functions of ones own", {
  layer <- layer_text_vectorization(
    standardize = function(text) tf$strings$regex_replace(text, "<br />", " "),
    split = ~ tf$strings$split(.x, "-")
  )
  layer %>% adapt(c("a-b<br />c", "b<br />c"))
  expect_identical(get_vocabulary(layer), c("", "[UNK]", "b c", "a"))
  expect_identical(as.array(layer(I("a-b<br />c"))), matrix(c(3L, 2L), 1))
})

test_that("runs in a dataset and in a model", {
  layer <- layer_text_vectorization(output_sequence_length = 4)
  layer %>% adapt(maxims)
  input <- layer_input(shape = 1, dtype = "string")
  in_model <- keras_model(input, layer(input))(matrix(maxims))
  in_dataset <- tensor_slices_dataset(matrix(maxims)) %>% dataset_batch(3) %>% dataset_map(layer) %>% dataset_collect()
  expect_identical(as.array(in_dataset[[1]]), as.array(in_model))
  expect_identical(dim(in_model), c(3L, 4L))
})

test_that("rows of different length are a list when ragged", {
  layer <- layer_text_vectorization(vocabulary = c("a", "b"), ragged = TRUE)
  expect_identical(as.array(layer(c("a b a", "b"))), list(c(2L, 3L, 2L), 3L))
})

test_that("a function that takes no tensor is refused in one sentence", {
  layer <- layer_text_vectorization(vocabulary = c("a", "b"), standardize = function(text) text * "a")
  rule <- "layer_text_vectorization: `standardize` must be a function that takes a string tensor and returns one"
  expect_error(layer(c("a b", "b")), rule, fixed = TRUE)
  layer <- layer_text_vectorization(vocabulary = c("a", "b"), split = function(text) "a")
  expect_error(layer(c("a b", "b")), "`split` must be a function that takes a string tensor", fixed = TRUE)
})
