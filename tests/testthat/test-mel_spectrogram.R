needs_python()

sounds <- matrix(sin((1:1200)^1.3), 2)

test_that("computes what its cases say", {
  run_cases("mel_spectrogram")
})

test_that("the bands of a tone are those of its frequency", {
  tone <- sin(2 * pi * 440 * (0:7999) / 8000)
  found <- as.array(layer_mel_spectrogram(sampling_rate = 8000, num_mel_bins = 64)(tone))
  mel <- function(hertz) 1127 * log(1 + hertz / 700)
  peaks <- seq(mel(20), mel(4000), length.out = 66)[2:65]
  expect_identical(which.max(found[, 8]), which.min(abs(peaks - mel(440))))
})

test_that("computes the same in a dataset, in a model and after saving", {
  layer <- layer_mel_spectrogram(fft_length = 128, sequence_stride = 50, num_mel_bins = 9)
  expected <- as.array(layer(sounds))
  expect_equal(dim(expected), c(2, 9, 13))
  batches <- tensor_slices_dataset(sounds) %>% dataset_batch(2) %>% layer() %>% dataset_collect()
  expect_equal(as.array(batches[[1]]), expected, tolerance = 1e-5)
  expect_equal(as.array(saved_and_loaded(layer, 600)(sounds)), expected, tolerance = 1e-5)
  expect_equal(as.array(layer(sounds[2, ])), expected[2, , ], tolerance = 1e-5)
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_mel_spectrogram(num_mel_bins = 0)
    layer_mel_spectrogram(sampling_rate = "high")
    layer_mel_spectrogram(mag_exp = 0)
    layer_mel_spectrogram(top_db = -1)
    layer_mel_spectrogram(window = c(1, 2))
  })
})
