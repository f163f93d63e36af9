"""Mel scale: frequencies spaced as a listener perceives them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import tensorflow as tf

# The scale of the Hidden Markov Model Toolkit: linear in frequencies far below the break.
_BREAK_HERTZ = 700.0
_FACTOR = 1127.0


def to_mel(hertz: Any) -> Any:
    """Convert frequencies to the mel scale."""
    return _FACTOR * np.log1p(np.asarray(hertz, np.float64) / _BREAK_HERTZ)


def mel_weights(
    mel_bins: int, fft_bins: int, sampling_rate: float, lowest: float, highest: float
) -> np.ndarray:
    """Return the share (fft_bins, mel_bins) of each frequency in each band, in float64.

    Bands are triangles with a peak of 1 whose corners are equidistant on the mel scale. The
    constant part of the sound, frequency 0, is in none.

    Args:
        mel_bins: number of bands.
        fft_bins: number of frequencies, equidistant from 0 to half of the sampling rate.
        sampling_rate: samples per second.
        lowest: the frequency at which the first band begins, in hertz.
        highest: the frequency at which the last band ends, in hertz.
    """
    frequencies = to_mel(np.linspace(0, sampling_rate / 2, fft_bins))[:, np.newaxis]
    corners = np.linspace(to_mel(lowest), to_mel(highest), mel_bins + 2)
    left, peak, right = corners[:-2], corners[1:-1], corners[2:]
    rising, falling = (frequencies - left) / (peak - left), (right - frequencies) / (right - peak)
    weights = np.maximum(0, np.minimum(rising, falling))
    weights[0] = 0
    return weights


def to_decibels(power: tf.Tensor, reference: float, smallest: float, range_db: float) -> tf.Tensor:
    """Convert the power (..., frames, bins) of sounds to decibels.

    Args:
        power: numbers from 0.
        reference: the power of 0 decibels.
        smallest: the smallest power, also of the reference.
        range_db: the largest difference from the loudest value of the same sound.
    """
    factor = 10 / math.log(10)
    level = factor * tf.math.log(tf.maximum(power, tf.cast(smallest, power.dtype)))
    level -= 10 * math.log10(max(abs(reference), smallest))
    loudest = tf.reduce_max(level, axis=(-2, -1), keepdims=True)
    return tf.maximum(level, loudest - tf.cast(range_db, level.dtype))
