"""Lowering of layers that compute the spectra of sounds."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer.export.lowering.registry import Context, Function, NotPortable, lowers
from prelayer.export.portable import fourier
from prelayer.layers.audio.mel_spectrogram import MelSpectrogram
from prelayer.layers.audio.stft_spectrogram import STFTSpectrogram
from prelayer.ops.audio import mel, stft


@lowers(STFTSpectrogram)
def stft_spectrogram(layer: STFTSpectrogram, context: Context) -> Function:
    """Return the portable form of an STFTSpectrogram layer."""
    del context
    _reject_float64(layer)
    if layer.mode == "angle":
        raise NotPortable(
            "angles of values that are 0 up to rounding depend on the runtime",
            "mode",
            'Use "stft", which has the real and the imaginary parts.',
        )

    def run(sounds: tf.Tensor) -> tf.Tensor:
        sounds = tf.cast(sounds, tf.float32)
        if layer.data_format == "channels_last":
            sounds = tf.transpose(sounds, [0, 2, 1])
        if layer.padding == "same":
            sounds = stft.pad_to_steps(sounds, layer.frame_length, layer._frame_step)
        frames = _frames(sounds, layer.frame_length, layer._frame_step)
        parts = _spectra(frames, layer._weights_of_samples, layer._fft_length)
        epsilon = keras.config.epsilon()
        values = stft.values_of_parts(*parts, layer.mode, layer._fft_length, epsilon)
        return tf.cast(layer._in_format(values), layer.compute_dtype)

    return run


@lowers(MelSpectrogram)
def mel_spectrogram(layer: MelSpectrogram, context: Context) -> Function:
    """Return the portable form of a MelSpectrogram layer."""
    del context
    _reject_float64(layer)
    margin = layer.fft_length // 2

    def run(sounds: tf.Tensor) -> tf.Tensor:
        sounds = tf.cast(sounds, tf.float32)
        frames = _frames(sounds, layer.fft_length, layer.sequence_stride, margin)
        parts = _spectra(frames, layer._weights_of_samples, layer.fft_length)
        power = stft.power_of_parts(*parts, layer.mag_exp)
        bands = _product(power, layer._mel_weights)
        if layer.power_to_db:
            bands = mel.to_decibels(bands, layer.ref_power, layer.min_power, layer.top_db)
        return tf.cast(tf.linalg.matrix_transpose(bands), layer.compute_dtype)

    return run


def _reject_float64(layer: Any) -> None:
    if layer.compute_dtype == "float64":
        raise NotPortable("runtimes do not compute in float64", "dtype", "Use float32.")


def _frames(sounds: tf.Tensor, length: int, step: int, margin: int = 0) -> tf.Tensor:
    """Return the frames of sounds (..., samples), whose ends are mirrored by a margin."""
    known = sounds.shape[-1]
    samples: Any = tf.shape(sounds)[-1] if known is None else known
    count = (samples + 2 * margin - length + step) // step
    starts: Any = tf.range(count) * step if known is None else np.arange(count) * step
    places = tf.cast(starts[:, np.newaxis] + np.arange(length, dtype=np.int32) - margin, tf.int32)
    if margin:
        places = tf.abs(places)
        places = samples - 1 - tf.abs(samples - 1 - places)
    return tf.gather(sounds, places, axis=-1)


def _spectra(
    frames: tf.Tensor, weights: np.ndarray, fft_length: int
) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the parts of the spectra of frames (..., samples), padded with zeros."""
    rows = tf.reshape(frames * weights.astype(np.float32), [-1, len(weights)])
    rows = tf.pad(rows, [[0, 0], [0, fft_length - len(weights)]])
    sizes = tf.shape(frames)
    leading = [sizes[axis] if size is None else size for axis, size in enumerate(frames.shape[:-1])]
    shape = [*leading, fft_length // 2 + 1]
    real, imaginary = fourier.spectra(rows, fft_length)
    return tf.reshape(real, shape), tf.reshape(imaginary, shape)


def _product(values: tf.Tensor, matrix: np.ndarray) -> tf.Tensor:
    return tf.tensordot(values, tf.constant(matrix, tf.float32), 1)
