"""Audio: resampling and length of waveforms."""

from __future__ import annotations

import tensorflow as tf


def resampled(audio: tf.Tensor, rate_in: tf.Tensor, rate_out: tf.Tensor) -> tf.Tensor:
    """Return a sound at another sampling rate, without the frequencies that it cannot hold.

    The spectrum is cut, or filled with zeros, as if the sound went round in a circle: what is
    below half the lower one of both rates stays as it is.

    Args:
        audio: (samples, channels), float32.
        rate_in: samples a second that it has.
        rate_out: samples a second that it gets.
    """
    rate_in, rate_out = tf.cast(rate_in, tf.int64), tf.cast(rate_out, tf.int64)
    # TensorFlow ends the process where it is asked for the spectrum of nothing.
    same = (rate_in == rate_out) | (tf.size(audio) == 0)
    return tf.cond(same, lambda: audio, lambda: _other_rate(audio, rate_in, rate_out))


def of_length(audio: tf.Tensor, samples: int) -> tf.Tensor:
    """Return a sound of some length: cut off, or followed by silence.

    Args:
        audio: (samples, channels).
        samples: how many the result has.
    """
    audio = audio[:samples]
    silence = [[0, samples - tf.shape(audio)[0]], [0, 0]]
    return tf.ensure_shape(tf.pad(audio, silence), (samples, audio.shape[1]))


def _other_rate(audio: tf.Tensor, rate_in: tf.Tensor, rate_out: tf.Tensor) -> tf.Tensor:
    before = tf.shape(audio, tf.int64)[0]
    after = (before * rate_out + rate_in - 1) // rate_in
    # A spectrum is one of the last axis, and float32 would be heard in long sounds.
    spectrum = tf.signal.rfft(tf.cast(tf.transpose(audio), tf.float64))
    fewer = tf.minimum(before, after)
    half = fewer // 2
    spectrum = spectrum[:, : half + 1]
    # The highest frequency of an even number of samples stands for itself and its mirror image.
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
