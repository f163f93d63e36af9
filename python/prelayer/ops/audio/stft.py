"""Short-time Fourier transform: the spectra of overlapping frames of a sound."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors

MODES = ("log", "magnitude", "psd", "real", "imag", "angle", "stft")


def stft(sound: tf.Tensor, weights: np.ndarray, frame_step: int, fft_length: int) -> tf.Tensor:
    """Return the spectra of the frames of a sound: (..., frames, fft_length // 2 + 1), complex.

    Args:
        sound: (..., samples), float32 or float64.
        weights: the weights of the samples of a frame, which has their number of samples.
        frame_step: number of samples between the starts of successive frames.
        fft_length: number of samples of the transform; frames are padded with zeros at the end.

    Raises:
        ValueError: if the sound is shorter than a frame. A graph raises TensorFlow's
            InvalidArgumentError when it runs.
    """
    frames = _frames(sound, len(weights), frame_step)
    return tf.signal.rfft(frames * tf.constant(weights, sound.dtype), [fft_length])


def spectrum_values(spectra: tf.Tensor, mode: str, fft_length: int, epsilon: float) -> tf.Tensor:
    """Return real values for complex spectra (..., bins), along the last axis.

    Args:
        spectra: complex numbers.
        mode: one of `MODES`: the logarithm of the magnitude, the magnitude, the one-sided power,
            the real part, the imaginary part, the angle, or both parts one after the other.
        fft_length: number of samples of the transform.
        epsilon: the smallest power, and the smallest magnitude, for the magnitude and the
            logarithm.
    """
    parts = tf.math.real(spectra), tf.math.imag(spectra)
    return values_of_parts(*parts, mode, fft_length, epsilon)


def values_of_parts(
    real: tf.Tensor, imaginary: tf.Tensor, mode: str, fft_length: int, epsilon: float
) -> tf.Tensor:
    """Return real values as `spectrum_values`, for the real and the imaginary part of spectra."""
    match mode:
        case "real":
            return real
        case "imag":
            return imaginary
        case "angle":
            return tf.math.atan2(imaginary, real)
        case "stft":
            return tf.concat([real, imaginary], -1)
    power = real * real + imaginary * imaginary
    if mode == "psd":
        return power * tf.constant(_sides(fft_length), power.dtype)
    magnitude = tf.sqrt(tf.maximum(power, tf.cast(epsilon, power.dtype)))
    if mode == "magnitude":
        return magnitude
    return tf.math.log(tf.maximum(magnitude, tf.cast(epsilon, power.dtype)))


def pad_to_steps(sound: tf.Tensor, frame_length: int, frame_step: int) -> tf.Tensor:
    """Pad a sound (..., samples) with zeros on both sides, for one frame per started step."""
    samples = _sample_count(sound)
    steps = (samples + frame_step - 1) // frame_step  # for tensors, without negative numbers
    missing = _at_least_0((steps - 1) * frame_step + frame_length - samples)
    before = missing // 2
    sides = [[0, 0]] * (sound.shape.rank - 1) + [[before, missing - before]]
    return tf.pad(sound, sides)


def mirror_ends(sound: tf.Tensor, count: int) -> tf.Tensor:
    """Pad a sound (..., samples) with its mirror image on both sides, without the outer samples.

    Args:
        sound: the sound.
        count: number of samples to add on each side.

    Raises:
        ValueError: if the sound is too short. A graph raises TensorFlow's InvalidArgumentError when
            it runs.
    """
    sound = _at_least(sound, count + 1, "so that its ends can be mirrored")
    # Unlike `tf.pad`, this also takes an empty batch.
    before, after = sound[..., 1 : count + 1], sound[..., _sample_count(sound) - count - 1 : -1]
    return tf.concat([tf.reverse(before, [-1]), sound, tf.reverse(after, [-1])], -1)


def magnitude_power(spectra: tf.Tensor, exponent: float) -> tf.Tensor:
    """Return the magnitude of complex numbers to the power of an exponent."""
    return power_of_parts(tf.math.real(spectra), tf.math.imag(spectra), exponent)


def power_of_parts(real: tf.Tensor, imaginary: tf.Tensor, exponent: float) -> tf.Tensor:
    """Return `magnitude_power` of complex numbers with these parts."""
    power = real * real + imaginary * imaginary
    return power if exponent == 2 else tf.pow(power, tf.cast(exponent / 2, power.dtype))


def frame_count(samples: int | None, frame_length: int, frame_step: int) -> int | None:
    """Return the number of frames of a sound; None where that of its samples is unknown."""
    return None if samples is None else max(0, (samples - frame_length) // frame_step + 1)


def _sides(fft_length: int) -> np.ndarray:
    """Return how many frequencies of the two-sided spectrum each bin of the one-sided one has."""
    sides = np.full(fft_length // 2 + 1, 2.0)
    sides[0] = 1
    if fft_length % 2 == 0:
        sides[-1] = 1
    return sides


def _frames(sound: tf.Tensor, length: int, step: int) -> tf.Tensor:
    sound = _at_least(sound, length, "as many as a frame")
    samples = _sample_count(sound)
    known = isinstance(samples, int)
    starts: Any = (np.arange if known else tf.range)(0, samples - length + 1, step)
    offsets: Any = np.arange(length, dtype=np.int32)
    return tf.gather(sound, starts[:, np.newaxis] + offsets, axis=-1)


def _at_least(sound: tf.Tensor, count: int, reason: str) -> tf.Tensor:
    """Return a sound; raise if it has fewer samples than `count`."""
    samples = _sample_count(sound)
    rule = f"a sound must have at least {count} samples, {reason}, but it has"
    if not isinstance(samples, int):
        message = errors.assertion(rule, samples)
        with tf.control_dependencies([tf.debugging.Assert(samples >= count, message)]):
            return tf.identity(sound)
    if samples < count:
        raise errors.problem("{rule} {samples}.", rule=rule, samples=samples)
    return sound


def _sample_count(sound: tf.Tensor) -> Any:
    """Return the number of samples: an int where it is known, else a tensor."""
    known = sound.shape[-1]
    return tf.shape(sound)[-1] if known is None else known


def _at_least_0(number: Any) -> Any:
    return max(0, number) if isinstance(number, int) else tf.maximum(0, number)


def join_axes(values: tf.Tensor, axis: int) -> tf.Tensor:
    """Reshape a tensor of four axes to three, by joining an axis and the next one."""
    sizes = list(values.shape)
    known = tf.shape(values)
    shape = [known[place] if size is None else size for place, size in enumerate(sizes)]
    return tf.reshape(values, [*shape[:axis], shape[axis] * shape[axis + 1], *shape[axis + 2 :]])
