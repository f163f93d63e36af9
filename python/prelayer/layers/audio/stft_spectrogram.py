"""STFTSpectrogram: spectra of the frames of sounds."""

from __future__ import annotations

from typing import Literal

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.types import ArrayLike, ConfigValue, Option, ShapeLike, Structure
from prelayer.layers.audio.sounds import as_sounds, lengths
from prelayer.layers.base.layer import Layer
from prelayer.ops.audio import stft, windows
from prelayer.ops.numeric.arithmetic import working_dtype

_FORMATS = ("channels_last", "channels_first")
_AXES = {"channels_last": "(batch, time, channels)", "channels_first": "(batch, channels, time)"}


class STFTSpectrogram(Layer):
    """Computes spectrograms of sounds by the short-time Fourier transform.

    Each channel is cut into overlapping frames, which are weighted and transformed, exactly and
    without trained kernels. Gradients flow through it to the sounds.

    See also: `MelSpectrogram`, `audio_dataset_from_directory`.

    Args:
        mode: "log" (of the magnitude), "magnitude", "psd" (power spectral density of both signs of
            the frequency), "real", "imag", "angle" (in radians), "stft" (real, then imaginary).
        frame_length: number of samples in a frame.
        frame_step: number of samples between the starts of successive frames, at most
            `frame_length`; None for half of it.
        fft_length: number of samples of the transform, which pads frames with zeros; None for the
            next power of 2.
        window: the weights of the samples of a frame: "hann", "hamming", the name of another window
            of SciPy if that is installed, one number per sample, or None for equal weights.
        periodic: whether a named window is one period instead of symmetric.
        scaling: "density" divides the window by the root of its sum of squares, "spectrum" by the
            sum of its absolute values; None does not.
        padding: "valid" keeps frames within the sound; "same" pads with zeros on both sides, for
            one frame per started step.
        expand_dims: whether bins and channels have an axis each, as images do.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        **kwargs: `name` and `dtype`, as for every layer; `trainable` has no effect.

    Returns:
        Floats (batch, frames, channels * bins), or (batch, frames, bins, channels); for channels
        first, (batch, channels * bins, frames), or (batch, channels, frames, bins).

    Examples:
        >>> from prelayer import STFTSpectrogram
        >>> layer = STFTSpectrogram("magnitude", 4, window=None, scaling=None)
        >>> layer([[[1.0], [0.0], [-1.0], [0.0]]]).numpy().round(3)
        array([[[0., 2., 0.]]], dtype=float32)
    """

    def __init__(
        self,
        mode: Literal["log", "magnitude", "psd", "real", "imag", "angle", "stft"] = "log",
        frame_length: int = 256,
        frame_step: int | None = None,
        fft_length: int | None = None,
        window: str | ArrayLike | None = "hann",
        periodic: bool = False,
        scaling: Literal["density", "spectrum"] | None = "density",
        padding: Literal["valid", "same"] = "valid",
        expand_dims: bool = False,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        check.one_of("mode", mode, stft.MODES)
        names = ("frame_length", "fft_length")
        self.frame_length, self._fft_length = lengths(names, frame_length, fft_length, None)
        self._frame_step = self._checked_step(frame_step)
        check.flag("periodic", periodic)
        check.one_of("scaling", scaling, ("density", "spectrum", None))
        check.one_of("padding", padding, ("valid", "same"))
        check.flag("expand_dims", expand_dims)
        check.one_of("data_format", data_format, (*_FORMATS, None))
        self.data_format = data_format or keras.config.image_data_format()
        self._weights_of_samples = self._scaled_window()

    def _checked_step(self, frame_step: int | None) -> int:
        if frame_step is None:
            return max(1, self.frame_length // 2)
        step = check.whole("frame_step", frame_step, minimum=1)
        if step > self.frame_length:
            rule = "at most {frame}, the length of a frame (`frame_length`)"
            raise errors.invalid("frame_step", rule, frame_step, frame=self.frame_length)
        return step

    def prepare(self, inputs: Structure) -> Structure:
        remedy = "Give a sound without a batch, or without channels, an axis of size 1 there."
        return as_sounds(inputs, (3,), _AXES[self.data_format], remedy)

    def call(self, inputs: tf.Tensor) -> tf.Tensor:
        sounds = tf.cast(inputs, working_dtype(inputs.dtype, self.compute_dtype))
        if self.data_format == "channels_last":
            sounds = tf.transpose(sounds, [0, 2, 1])
        if self.padding == "same":
            sounds = stft.pad_to_steps(sounds, self.frame_length, self._frame_step)
        spectra = stft.stft(sounds, self._weights_of_samples, self._frame_step, self._fft_length)
        epsilon = keras.config.epsilon()
        values = stft.spectrum_values(spectra, self.mode, self._fft_length, epsilon)
        return tf.cast(self._in_format(values), self.compute_dtype)

    def _scaled_window(self) -> np.ndarray:
        weights = windows.window(self.window, self.frame_length, self.periodic)
        if self.window is None or self.scaling is None:
            return weights
        is_density = self.scaling == "density"
        norm = np.sqrt(np.sum(weights**2)) if is_density else np.sum(np.abs(weights))
        return weights / norm

    def _in_format(self, values: tf.Tensor) -> tf.Tensor:
        """Return values (batch, channels, frames, bins) in the axes of the output."""
        last = self.data_format == "channels_last"
        if self.expand_dims:
            return tf.transpose(values, [0, 2, 3, 1]) if last else values
        values = tf.transpose(values, [0, 2, 1, 3] if last else [0, 1, 3, 2])
        return stft.join_axes(values, 2 if last else 1)

    def compute_output_shape(self, input_shape: ShapeLike) -> ShapeLike:
        last = self.data_format == "channels_last"
        batch, samples, channels = input_shape if last else [input_shape[i] for i in (0, 2, 1)]
        if self.padding == "same":
            frames = None if samples is None else -(-samples // self._frame_step)
        else:
            frames = stft.frame_count(samples, self.frame_length, self._frame_step)
        bins = (self._fft_length // 2 + 1) * (2 if self.mode == "stft" else 1)
        if self.expand_dims:
            return (batch, frames, bins, channels) if last else (batch, channels, frames, bins)
        joined = None if channels is None else channels * bins
        return (batch, frames, joined) if last else (batch, joined, frames)

    def get_config(self) -> dict[str, ConfigValue]:
        # The resolved format, so that a saved file does not depend on the Keras setting.
        return {**super().get_config(), "data_format": self.data_format}
