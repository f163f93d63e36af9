#' Compute mel spectrograms of sounds
#'
#' The input is a sound, a vector of samples, or a batch of them, a matrix with one row per sound. The output shows how
#' loud a sound is in each band over time, on the mel scale, which spaces frequencies as a listener perceives them.
#' Models that recognize speech and music use it as an image. The values of a sound do not depend on others in its
#' batch.
#'
#' @eval py_params("MelSpectrogram")
#' @returns The layer, or its output for `object`: floats of shape (batch, num_mel_bins, frames), or (num_mel_bins,
#'   frames) for one sound.
#' @family audio layers
#' @seealso [audio_dataset_from_directory()] reads sounds from files.
#' @eval search_words("audio", "sound", "speech recognition", "mel scale", "log-mel", "MFCC", "spectrogram")
#' @examplesIf has_python()
#' tone <- sin(2 * pi * 440 * seq(0, 1, length.out = 8000))
#' layer <- layer_mel_spectrogram(sampling_rate = 8000, num_mel_bins = 64)
#' spectrogram <- as.array(layer(tone))
#' dim(spectrogram)
#' range(spectrogram)
#' @export
layer_mel_spectrogram <- function(object, fft_length = 2048, sequence_stride = 512, sequence_length = NULL,
                                  window = "hann", sampling_rate = 16000, num_mel_bins = 128, min_freq = 20,
                                  max_freq = NULL, power_to_db = TRUE, top_db = 80, mag_exp = 2, min_power = 1e-10,
                                  ref_power = 1, ...) {
  compose(object, prelayer$MelSpectrogram(
    fft_length = fft_length, sequence_stride = sequence_stride, sequence_length = sequence_length, window = window,
    sampling_rate = sampling_rate, num_mel_bins = num_mel_bins, min_freq = min_freq, max_freq = max_freq,
    power_to_db = power_to_db, top_db = top_db, mag_exp = mag_exp, min_power = min_power, ref_power = ref_power, ...
  ))
}
