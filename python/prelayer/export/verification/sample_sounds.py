"""Random sounds for models with layers that compute spectra."""

from __future__ import annotations

import keras
import numpy as np

from prelayer.layers.audio.mel_spectrogram import MelSpectrogram
from prelayer.layers.audio.stft_spectrogram import STFTSpectrogram
from prelayer.layers.base.layer import flatten

_LARGEST_INTEGER = 32767


def longest_frame(model: keras.Model) -> int:
    """Return the number of samples of the longest frame of sound in a model; 0 if there is none."""
    return max(map(_frame_length, flatten(model)))


def sample_sounds(
    shape: tuple[int, ...], dtype: np.dtype, frame: int, random: np.random.Generator
) -> np.ndarray:
    """Return sounds of single clicks, of which a frame has at most one.

    A spectrum of noise has values near 0 that are differences of large numbers. Their logarithms
    depend on the order of a sum, also in a correct model. The spectrum of a click is even.

    Args:
        shape: the shape, examples first; the largest other axis is time.
        dtype: the dtype.
        frame: the number of samples of a frame.
        random: the source of random numbers.
    """
    time = 1 + int(np.argmax(shape[1:]))
    sounds = np.zeros(shape)
    starts = np.arange(0, shape[time], 2 * frame)
    moved = starts + random.integers(0, frame, (*np.delete(shape, time), len(starts)))
    clicks = np.clip(random.normal(0, 0.5, moved.shape), -1, 1)
    by_time = np.moveaxis(sounds, time, -1)
    np.put_along_axis(by_time, np.minimum(moved, shape[time] - 1), clicks, axis=-1)
    if dtype.kind != "f":
        sounds = np.round(sounds * _LARGEST_INTEGER)
    return sounds.astype(dtype)


def _frame_length(layer: keras.layers.Layer) -> int:
    if isinstance(layer, MelSpectrogram):
        return int(layer.fft_length)
    return layer.frame_length if isinstance(layer, STFTSpectrogram) else 0
