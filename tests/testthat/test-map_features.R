needs_python()

columns <- function() list(price = c(1, 2, 4), shop = c("b", "a", "x"), rooms = 1:3)

sliced <- function(...) tensor_slices_dataset(if (...length() == 0) columns() else list(columns(), ...))

column <- function(dataset, name) vapply(collected(dataset), function(x) x[[name]], collected(dataset)[[1]][[name]])

test_that("layers are mapped over the features that they are named for", {
  mapped <- sliced() %>%
    dataset_map(price = layer_rescaling(scale = 0.5), shop = layer_string_lookup(vocabulary = c("a", "b")))
  expect_equal(column(mapped, "price"), c(0.5, 1, 2))
  expect_identical(column(mapped, "shop"), c(2L, 1L, 0L))
  expect_identical(column(mapped, "rooms"), 1:3)
})

test_that("functions and formulas are mapped over features", {
  mapped <- sliced() %>%
    dataset_map(shop = ~ tf$strings$upper(.x), rooms = function(rooms) rooms * 10, price = tf$square)
  expect_identical(column(mapped, "shop"), c("B", "A", "X"))
  expect_identical(column(mapped, "rooms"), c(10L, 20L, 30L))
  expect_equal(column(mapped, "price"), c(1, 4, 16))
})

test_that("features keep their order", {
  mapped <- dataset_map(sliced(), shop = tf$strings$upper, price = layer_rescaling(scale = 1))
  expect_named(element_spec(mapped), c("price", "shop", "rooms"))
})

test_that("target and weights pass by", {
  pairs <- dataset_map(sliced(c(0L, 1L, 0L)), rooms = ~ .x * 10)
  beside <- function(dataset, place) lapply(collected(dataset), function(e) c(e[[1]]$rooms, e[[place]]))
  expect_identical(beside(pairs, 2), list(c(10L, 0L), c(20L, 1L), c(30L, 0L)))
  triples <- dataset_map(sliced(c(0L, 1L, 0L), c(5L, 6L, 7L)), rooms = ~ .x * 10)
  expect_identical(beside(triples, 3), list(c(10L, 5L), c(20L, 6L), c(30L, 7L)))
})

test_that("a list names features that are called like arguments", {
  ds <- tensor_slices_dataset(list(dataset = 1:2, d = 3:4, deterministic = 5:6))
  mapped <- dataset_map(ds, list(dataset = ~ .x * 2, d = ~ .x * 3, deterministic = ~ .x * 4), num_parallel_calls = 2)
  expect_identical(collected(mapped)[[2]], list(dataset = 4L, d = 12L, deterministic = 24L))
})

test_that("a layer gets its feature as it is in an element", {
  vectorizer <- layer_text_vectorization(vocabulary = c("good", "film"), output_sequence_length = 2)
  texts <- tensor_slices_dataset(list(title = c("good film", "film")))
  batch <- dataset_collect(dataset_map(dataset_batch(texts, 2), title = vectorizer))[[1]]
  expect_identical(as.array(batch$title), rbind(2:3, c(3L, 0L)))
  expect_identical(collected(dataset_map(texts, title = vectorizer)), list(list(title = 2:3), list(title = c(3L, 0L))))
})

test_that("works in parallel and in order", {
  many <- dataset_map(range_dataset(to = 100), ~ list(i = .x))
  mapped <- dataset_map(many, i = ~ .x^2, num_parallel_calls = 4, deterministic = TRUE)
  expect_identical(column(mapped, "i"), as.integer((0:99)^2))
})

test_that("a random layer acts", {
  image <- tensors_dataset(list(image = array(1:64, c(1, 8, 8, 1))))
  mapped <- dataset_map(dataset_repeat(image, 40), image = layer_random_flip(mode = "horizontal", seed = 1))
  corners <- vapply(dataset_collect(mapped), function(x) as.array(x$image)[1, 1, 1, 1], 1L)
  expect_setequal(corners, c(1L, 57L))
})

test_that("a tuple of a dict alone stays one", {
  mapped <- sliced() %>% dataset_map(~ list(.x)) %>% dataset_map(rooms = ~ .x * 10)
  expect_identical(collected(mapped)[[1]], list(list(price = 1, shop = "b", rooms = 10L)))
})

test_that("the schema stays", {
  skip_if_not_installed("png")
  folder <- new_folder()
  write_images(folder, c("cat", "dog"), count = 1)
  ds <- image_dataset_from_directory(folder, image_size = c(4, 4), verbose = FALSE) %>%
    dataset_map(~ list(list(image = .x), .y)) %>%
    dataset_map(image = layer_rescaling(scale = 1 / 255))
  expect_identical(class_names(ds), c("cat", "dog"))
})

test_that("reports bad arguments in one sentence", {
  layer <- layer_rescaling(scale = 2)
  expect_snapshot(error = TRUE, {
    dataset_map(sliced(c(0, 1, 0)), prise = layer)
    dataset_map(sliced(), area = layer)
    dataset_map(sliced(), price = 2)
    dataset_map(sliced(), list())
    dataset_map(sliced(), list(layer))
    dataset_map(sliced(), layer, price = layer)
    dataset_map(range_dataset(to = 3), price = layer)
    dataset_map(sliced(), price = function(x, y) x)
    dataset_map(sliced(), price = ~1)
    dataset_map(sliced(), price = ~ mean(.x))
    dataset_map(sliced(), num = layer)
    dataset_map(sliced(), deterministic = layer)
    dataset_map(sliced(), num_parallel_calls = ~.x)
    sliced() %>% dataset_map(dataset = layer)
  })
})
