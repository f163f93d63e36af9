#' Compute spectrograms by the short-time Fourier transform
#'
#' The input has the shape (batch, time, channels), such as the batches of [audio_dataset_from_directory()]. The output
#' shows how the frequencies of a sound change over time; with `expand_dims = TRUE` it is an image. Sounds have one
#' length; see `output_sequence_length` of the loader. For sounds as a listener hears them, see
#' [layer_mel_spectrogram()].
#'
#' @eval py_params("STFTSpectrogram")
#' @returns The layer, or its output for `object`: floats of shape (batch, frames, channels * bins), or (batch, frames,
#'   bins, channels) for `expand_dims = TRUE`. There are `fft_length %/% 2 + 1` bins.
#' @family audio layers
#' @seealso [audio_dataset_from_directory()] reads sounds from files.
#' @eval search_words("audio", "sound", "Fourier transform", "FFT", "frequency", "spectrogram")
#' @examplesIf has_python()
#' tone <- sin(2 * pi * 440 * seq(0, 1, length.out = 8000))
#' layer <- layer_stft_spectrogram(mode = "magnitude")
#' spectrogram <- as.array(layer(array(tone, c(1, 8000, 1))))
#' dim(spectrogram)
#'
#' # the loudest bin, of the frequency 8000 / 256 * 14 = 437.5 hertz
#' which.max(spectrogram[1, 1, ]) - 1
#' @export
layer_stft_spectrogram <- function(object, mode = "log", frame_length = 256, frame_step = NULL, fft_length = NULL,
                                   window = "hann", periodic = FALSE, scaling = "density", padding = "valid",
                                   expand_dims = FALSE, data_format = NULL, ...) {
  compose(object, prelayer$STFTSpectrogram(
    mode = mode, frame_length = frame_length, frame_step = frame_step, fft_length = fft_length, window = window,
    periodic = periodic, scaling = scaling, padding = padding, expand_dims = expand_dims, data_format = data_format, ...
  ))
}
