"""Sound files to tensors: decoding, channels, sampling rate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import tensorflow as tf

from prelayer.ops.audio import of_length, resampled

EXTENSIONS = (".wav",)


class Sound(NamedTuple):
    """What all sounds of a dataset have.

    Args:
        channels: how many they have.
        rate: samples a second of their files; None where any will do.
        new_rate: samples a second that they get; None to keep what they have.
        length: samples that they get; None to keep what they have.
    """

    channels: int
    rate: int | None
    new_rate: int | None
    length: int | None

    @property
    def complaint(self) -> str:
        """What is wrong with a file that cannot be read, to stand after its path."""
        channels = "1 channel" if self.channels == 1 else f"{self.channels} channels"
        if self.rate is None:
            return f"cannot be read as a 16-bit WAV file of {channels}. Convert it or move it away."
        return (
            f"cannot be read as a 16-bit WAV file of {channels} and {self.rate} samples a second, "
            "as the first one is. Convert it or move it away; `sampling_rate` brings all to one "
            "rate."
        )


def first_sound(paths: Sequence[str], new_rate: int | None, length: int | None) -> Sound:
    """Return what all sounds have, by the first one that can be read."""
    for path in paths:
        try:
            audio, rate = tf.audio.decode_wav(tf.io.read_file(path))
        except tf.errors.OpError:
            continue
        return Sound(audio.shape[1], None if new_rate else int(rate), new_rate, length)
    return Sound(1, None, new_rate, length)


def reader(sound: Sound) -> Callable[[tf.Tensor], tf.Tensor]:
    """Return the function that turns a path into a sound, packed into a string.

    Files of different lengths are one string each, so that the machinery of folders, which knows
    elements of one shape, can carry them.
    """

    def read(path: tf.Tensor) -> tf.Tensor:
        audio, rate = tf.audio.decode_wav(tf.io.read_file(path))
        tf.debugging.assert_equal(
            tf.shape(audio)[1], sound.channels, "It has another number of channels."
        )
        if sound.rate is not None:
            tf.debugging.assert_equal(rate, sound.rate, "It has another sampling rate.")
        audio = tf.ensure_shape(audio, (None, sound.channels))
        if sound.new_rate is not None:
            audio = resampled(audio, rate, sound.new_rate)
        return tf.io.serialize_tensor(
            audio if sound.length is None else of_length(audio, sound.length)
        )

    return read


def unpacked(packed: tf.Tensor, sound: Sound) -> tf.Tensor:
    """Return a sound that `read` packed; silence for the empty string, which stands for none."""
    shape = (sound.length, sound.channels)

    def silence() -> tf.Tensor:
        return tf.zeros((sound.length or 0, sound.channels))

    audio = tf.cond(packed == "", silence, lambda: tf.io.parse_tensor(packed, tf.float32))
    return tf.ensure_shape(audio, shape)
