"""Fourier transforms as products of small matrices, which every runtime has."""

from __future__ import annotations

import math

import numpy as np
import tensorflow as tf


def spectra(frames: tf.Tensor, fft_length: int) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the real and the imaginary parts of the spectra of frames.

    Cooley and Tukey's decomposition (https://doi.org/10.2307/2003354) into two transforms of about
    the root of the length: for 2,048 samples, its matrices have 0.1 MB instead of 17 MB.

    Args:
        frames: (n, fft_length), float32.
        fft_length: number of samples of a frame.

    Returns:
        Two tensors (n, fft_length // 2 + 1).
    """
    first = max(d for d in range(1, math.isqrt(fft_length) + 1) if fft_length % d == 0)
    second, bins = fft_length // first, fft_length // 2 + 1
    # Sample `second * i + j` has the place (j, i) here.
    samples = tf.transpose(tf.reshape(frames, [-1, first, second]), [0, 2, 1])
    cosines, sines = _waves(first, first, first)
    real, imaginary = _times(samples, cosines), _times(samples, sines)
    turn_real, turn_imaginary = _waves(second, first, fft_length)
    real, imaginary = (
        real * turn_real - imaginary * turn_imaginary,
        real * turn_imaginary + imaginary * turn_real,
    )
    real, imaginary = (tf.transpose(part, [0, 2, 1]) for part in (real, imaginary))
    # Bin `first * k + i` has the place (i, k), of which only those up to half of the length count.
    cosines, sines = (part[:, : -(-bins // first)] for part in _waves(second, second, second))
    parts = (
        _times(real, cosines) - _times(imaginary, sines),
        _times(real, sines) + _times(imaginary, cosines),
    )
    in_order = (tf.transpose(part, [0, 2, 1]) for part in parts)
    size = first * -(-bins // first)
    real, imaginary = (tf.reshape(part, [-1, size])[:, :bins] for part in in_order)
    return real, imaginary * _has_imaginary_part(fft_length)


def _waves(rows: int, columns: int, period: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the real and imaginary parts of exp(-2 pi i row column / period), as float32."""
    products = np.outer(np.arange(rows), np.arange(columns)) % period
    angles = -2 * math.pi * products / period
    return np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)


def _times(values: tf.Tensor, matrix: np.ndarray) -> tf.Tensor:
    """Return the products of the last axis of (n, m, k) and a matrix (k, l), (n, m, l)."""
    rows = tf.matmul(tf.reshape(values, [-1, matrix.shape[0]]), tf.constant(matrix))
    return tf.reshape(rows, [-1, values.shape[1], matrix.shape[1]])


def _has_imaginary_part(fft_length: int) -> np.ndarray:
    """Return 0 for the bins whose imaginary part is 0, else 1."""
    parts = np.ones(fft_length // 2 + 1, np.float32)
    parts[0] = 0
    if fft_length % 2 == 0:
        parts[-1] = 0
    return parts
