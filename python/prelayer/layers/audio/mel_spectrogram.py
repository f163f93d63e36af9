"""MelSpectrogram: power of sounds in bands of the mel scale."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.types import ArrayLike, Option, ShapeLike, Structure
from prelayer.layers.audio.sounds import as_sounds, lengths
from prelayer.layers.base.layer import Layer
from prelayer.ops.audio import mel, stft, windows
from prelayer.ops.numeric.arithmetic import working_dtype


class MelSpectrogram(Layer):
    """Computes mel spectrograms of sounds (audio), for models that recognize speech or music.

    The sound is cut into overlapping frames, centered at every `sequence_stride`-th sample, with
    its ends mirrored. The power of each frame is summed in bands that are equidistant on the mel
    scale, in which a listener perceives frequencies, and by default converted to decibels.
    See also: `STFTSpectrogram`, `audio_dataset_from_directory`.

    Args:
        fft_length: number of samples of the Fourier transform.
        sequence_stride: number of samples between the centers of successive frames.
        sequence_length: number of samples in a frame; None for `fft_length`.
        window: the weights of the samples of a frame: "hann" or "hamming", both periodic, one
            number per sample, or None for equal weights of `fft_length` samples.
        sampling_rate: samples per second of the sounds.
        num_mel_bins: number of bands.
        min_freq: the frequency at which the first band begins, in hertz.
        max_freq: the frequency at which the last band ends, in hertz; None for half of the
            sampling rate.
        power_to_db: whether to return decibels instead of power.
        top_db: decibels below the loudest value of a sound at which its values are cut off.
        mag_exp: exponent of the magnitude: 2 for power, 1 for magnitude.
        min_power: the smallest power, also of `ref_power`, in decibels.
        ref_power: the power of 0 decibels.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Floats (num_mel_bins, frames) of a sound (samples), or (batch, num_mel_bins, frames).

    Examples:
        >>> from prelayer import MelSpectrogram
        >>> import numpy as np
        >>> tone = np.sin(2 * np.pi * 440 * np.arange(4000) / 8000)
        >>> bands = MelSpectrogram(sampling_rate=8000, num_mel_bins=64)([tone])
        >>> bands.shape.as_list(), int(bands[0, :, 4].numpy().argmax())
        ([1, 64, 8], 15)
    """

    def __init__(
        self,
        fft_length: int = 2048,
        sequence_stride: int = 512,
        sequence_length: int | None = None,
        window: str | ArrayLike | None = "hann",
        sampling_rate: int = 16000,
        num_mel_bins: int = 128,
        min_freq: float = 20.0,
        max_freq: float | None = None,
        power_to_db: bool = True,
        top_db: float = 80.0,
        mag_exp: float = 2.0,
        min_power: float = 1e-10,
        ref_power: float = 1.0,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.fft_length = check.whole("fft_length", fft_length, minimum=1)
        length = self.fft_length if sequence_length is None else sequence_length
        self.sequence_length, _ = lengths(("sequence_length", "fft_length"), length, fft_length, 0)
        self.sequence_stride = check.whole("sequence_stride", sequence_stride, minimum=1)
        self.sampling_rate = check.whole("sampling_rate", sampling_rate, minimum=1)
        self.num_mel_bins = check.whole("num_mel_bins", num_mel_bins, minimum=1)
        self.min_freq = check.number("min_freq", min_freq, minimum=0)
        self.max_freq = self._checked_max_freq(max_freq)
        check.flag("power_to_db", power_to_db)
        self.top_db = check.number("top_db", top_db, minimum=0)
        self.mag_exp = check.above_zero("mag_exp", mag_exp)
        self.min_power = check.above_zero("min_power", min_power)
        self.ref_power = check.number("ref_power", ref_power)
        self._weights_of_samples = self._padded_window()
        self._mel_weights = mel.mel_weights(
            self.num_mel_bins,
            self.fft_length // 2 + 1,
            self.sampling_rate,
            self.min_freq,
            self.max_freq,
        )

    def _padded_window(self) -> np.ndarray:
        """Return the weights of `fft_length` samples, with those of the window in the middle."""
        if self.window is None:
            return np.ones(self.fft_length)
        weights = windows.window(self.window, self.sequence_length, periodic=True, own_only=True)
        before = (self.fft_length - self.sequence_length) // 2
        return np.pad(weights, (before, self.fft_length - self.sequence_length - before))

    def _checked_max_freq(self, max_freq: float | None) -> float:
        if max_freq is None:
            max_freq = self.sampling_rate // 2
        highest = check.number("max_freq", max_freq)
        if highest <= self.min_freq:
            rule = "above {lowest}, the lowest frequency (`min_freq`)"
            raise errors.invalid("max_freq", rule, max_freq, lowest=f"{self.min_freq:g}")
        return highest

    def prepare(self, inputs: Structure) -> Structure:
        remedy = "Drop the axis of channels, if there is one."
        return as_sounds(inputs, (1, 2), "(samples) or (batch, samples)", remedy)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        sounds = tf.cast(inputs, working_dtype(inputs.dtype, self.compute_dtype))
        sounds = stft.mirror_ends(sounds, self.fft_length // 2)
        spectra = stft.stft(sounds, self._weights_of_samples, self.sequence_stride, self.fft_length)
        power = stft.magnitude_power(spectra, self.mag_exp)
        bands = tf.tensordot(power, tf.constant(self._mel_weights, power.dtype), 1)
        if self.power_to_db:
            bands = mel.to_decibels(bands, self.ref_power, self.min_power, self.top_db)
        return tf.cast(tf.linalg.matrix_transpose(bands), self.compute_dtype)

    def compute_output_shape(self, input_shape: ShapeLike) -> ShapeLike:
        *batch, samples = input_shape
        padded = None if samples is None else samples + self.fft_length // 2 * 2
        frames = stft.frame_count(padded, self.fft_length, self.sequence_stride)
        return (*batch, self.num_mel_bins, frames)
