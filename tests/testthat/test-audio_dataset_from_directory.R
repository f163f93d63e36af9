needs_python()

lengths <- c("clap/1.wav" = 30, "clap/2.wav" = 50, "snap/1.wav" = 40, "snap/2.wav" = 20)

load_sounds <- function(root, ..., shuffle = FALSE) {
  audio_dataset_from_directory(root, ..., shuffle = shuffle, verbose = FALSE)
}

test_that("sounds are what their files hold", {
  root <- new_folder()
  written <- write_sounds(root, lengths, channels = 2)
  ds <- load_sounds(root, batch_size = 3)
  c(sounds, labels) %<-% dataset_collect(ds)[[1]]
  expect_equal(dim(sounds), c(3, 50, 2))
  expect_equal(as.array(sounds)[1, 1:30, ], written[[1]])
  expect_equal(as.array(sounds)[1, 31:50, ], matrix(0, 20, 2))
  expect_equal(as.array(sounds)[2, , ], written[[2]])
  expect_identical(as.vector(as.array(labels)), c(0L, 0L, 1L))
  expect_identical(ds$class_names, c("clap", "snap"))
  expect_identical(ds$file_paths, file.path(root, names(lengths)))
})

test_that("sounds come singly and without labels", {
  root <- new_folder()
  written <- write_sounds(root, lengths)
  found <- dataset_collect(load_sounds(root, labels = NULL, batch_size = NULL))
  expect_equal(lapply(found, as.array), unname(written))
})

test_that("all sounds get one rate", {
  root <- new_folder()
  write_sound(file.path(root, "a", "1.wav"), 100, rate = 8000)
  write_sound(file.path(root, "a", "2.wav"), 441, rate = 44100)
  sounds <- dataset_collect(load_sounds(root, labels = NULL, sampling_rate = 16000))[[1]]
  expect_equal(dim(sounds), c(2, 200, 1))
  expect_equal(as.array(sounds)[2, 161:200, 1], rep(0, 40))
  cut <- dataset_collect(load_sounds(root, labels = NULL, sampling_rate = 16000, output_sequence_length = 150))[[1]]
  expect_equal(as.array(cut), as.array(sounds)[, 1:150, , drop = FALSE])
})

test_that("another rate or number of channels is an error that names the file", {
  root <- new_folder()
  write_sound(file.path(root, "a", "1.wav"), 10)
  write_sound(file.path(root, "a", "2.wav"), 10, rate = 16000)
  error <- expect_error(dataset_collect(load_sounds(root)), class = "prelayer_error")
  expect_match(conditionMessage(error), sprintf(paste(
    "audio_dataset_from_directory: the file %s cannot be read as a 16-bit WAV file of 1 channel and",
    "8000 samples a second, as the first one is."
  ), file.path(root, "a", "2.wav")), fixed = TRUE)
})

test_that("sounds that cannot be read are met by a rule", {
  root <- new_folder()
  written <- write_sounds(root, lengths)
  writeLines("no sound", file.path(root, "clap", "0.wav"))
  skipping <- load_sounds(root, on_error = "skip")
  c(sounds, labels) %<-% dataset_collect(skipping)[[1]]
  expect_equal(as.array(sounds)[2, , , drop = TRUE], written[[2]][, 1])
  expect_identical(as.vector(as.array(labels)), c(0L, 0L, 1L, 1L))
  expect_identical(report(skipping)$path, file.path(root, "clap", "0.wav"))
  c(sounds, labels) %<-% dataset_collect(load_sounds(root, on_error = "placeholder"))[[1]]
  expect_equal(as.array(sounds)[1, , 1], rep(0, 50))
  expect_identical(as.vector(as.array(labels)), c(0L, 0L, 0L, 1L, 1L))
})

test_that("parts keep their classes", {
  root <- new_folder()
  names <- c(outer(c("clap", "snap"), 0:9, function(class, n) sprintf("%s/%d.wav", class, n)))
  write_sounds(root, stats::setNames(rep(10, 20), names))
  labels_of <- function(dataset) as.vector(as.array(dataset_collect(dataset)[[1]][[2]]))
  parts <- load_sounds(root, split = c(train = 0.8, test = 0.2), stratify = TRUE, seed = 1)
  expect_equal(as.vector(table(labels_of(parts$train))), c(8, 8))
  expect_equal(as.vector(table(labels_of(parts$test))), c(2, 2))
  expect_identical(class_names(dataset_map(parts$test, ~.x)), c("clap", "snap"))
  by_number <- load_sounds(root, split = list(a = 0.5, b = 0.5), seed = 1, group = function(path) basename(path))
  numbers <- lapply(by_number, function(part) basename(part$file_paths))
  expect_length(intersect(numbers$a, numbers$b), 0)
  by_vector <- load_sounds(root, split = c(a = 0.5, b = 0.5), seed = 1, group = rep(1:10, 2))
  expect_equal(sort(lengths(lapply(by_vector, function(part) part$file_paths))), c(a = 10, b = 10))
})

test_that("reports bad arguments in one sentence", {
  root <- new_folder()
  write_sounds(root, lengths)
  expect_snapshot(error = TRUE, {
    load_sounds(root, sampling_rate = 0)
    load_sounds(root, sampling_rate = 8000.5)
    load_sounds(root, ragged = TRUE, output_sequence_length = 3)
    load_sounds(root, on_error = "ignore")
  })
})
