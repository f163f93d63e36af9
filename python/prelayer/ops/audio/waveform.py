"""Waveforms: resampling and length."""

from __future__ import annotations

import tensorflow as tf


def resampled(audio: tf.Tensor, rate_in: tf.Tensor, rate_out: tf.Tensor) -> tf.Tensor:
    """Resample a sound to another sampling rate, without aliasing.

    The spectrum is truncated or padded with zeros, as if the sound were periodic: frequencies below
    half of the lower rate do not change.

    Args:
        audio: (samples, channels), float32.
        rate_in: current samples per second.
        rate_out: new samples per second.
    """
    rate_in, rate_out = tf.cast(rate_in, tf.int64), tf.cast(rate_out, tf.int64)
    # TensorFlow aborts the process for the spectrum of an empty tensor.
    same = (rate_in == rate_out) | (tf.size(audio) == 0)
    return tf.cond(same, lambda: audio, lambda: _other_rate(audio, rate_in, rate_out))


def of_length(audio: tf.Tensor, samples: int) -> tf.Tensor:
    """Truncate a sound, or pad it with silence.

    Args:
        audio: (samples, channels).
        samples: number of samples in the result.
    """
    audio = audio[:samples]
    silence = [[0, samples - tf.shape(audio)[0]], [0, 0]]
    return tf.ensure_shape(tf.pad(audio, silence), (samples, audio.shape[1]))


def _other_rate(audio: tf.Tensor, rate_in: tf.Tensor, rate_out: tf.Tensor) -> tf.Tensor:
    before = tf.shape(audio, tf.int64)[0]
    after = (before * rate_out + rate_in - 1) // rate_in
    # `rfft` transforms the last axis; the error of float32 would be audible in long sounds.
    spectrum = tf.signal.rfft(tf.cast(tf.transpose(audio), tf.float64))
    fewer = tf.minimum(before, after)
    half = fewer // 2
    spectrum = spectrum[:, : half + 1]
    # For an even number of samples, the highest frequency represents itself and its mirror image.
    shared = tf.where(after < before, 2.0, 0.5)
    last = tf.where((fewer % 2 == 0) & (after != before), shared, 1.0)
    spectrum = tf.concat(
        [spectrum[:, :half], spectrum[:, half:] * tf.cast(last, tf.complex128)], axis=1
    )
    missing = after // 2 - half
    spectrum = tf.pad(spectrum, [[0, 0], [0, missing]])
    sound = tf.signal.irfft(spectrum, tf.cast([after], tf.int32))
    sound *= tf.cast(after, tf.float64) / tf.cast(before, tf.float64)
    return tf.ensure_shape(tf.transpose(tf.cast(sound, tf.float32)), (None, audio.shape[1]))
