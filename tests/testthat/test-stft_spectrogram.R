needs_python()

sound <- array(sin((1:1200)^1.3), c(2, 300, 2))

test_that("computes what its cases say", {
  run_cases("stft_spectrogram")
})

test_that("equals the Fourier transform of R", {
  layer <- layer_stft_spectrogram(mode = "magnitude", frame_length = 64, window = NULL, scaling = NULL)
  found <- as.array(layer(sound))
  expect_equal(dim(found), c(2, 8, 66))
  for (frame in 1:8) {
    part <- sound[2, (frame - 1) * 32 + 1:64, 2]
    expect_equal(found[2, frame, 34:66], Mod(stats::fft(part))[1:33], tolerance = 1e-5)
  }
})

test_that("computes the same in a dataset, in a model and after saving", {
  layer <- layer_stft_spectrogram(frame_length = 64, expand_dims = TRUE)
  expected <- as.array(layer(sound))
  batches <- tensor_slices_dataset(sound) %>% dataset_batch(2) %>% layer() %>% dataset_collect()
  expect_equal(as.array(batches[[1]]), expected, tolerance = 1e-5)
  expect_equal(as.array(saved_and_loaded(layer, c(300, 2))(sound)), expected, tolerance = 1e-5)
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_stft_spectrogram(frame_length = 0)
    layer_stft_spectrogram(fft_length = 300.5)
    layer_stft_spectrogram(window = 1:3)
    layer_stft_spectrogram(scaling = "peak")
    layer_stft_spectrogram(padding = NA)
    layer_stft_spectrogram(1:3)
  })
})
