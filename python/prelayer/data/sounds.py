"""Sound files to tensors: decoding, channels, sampling rate."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import NamedTuple

import tensorflow as tf

from prelayer.ops.audio import of_length, resampled

EXTENSIONS = (".wav",)
# What stands before the samples in a file of nothing else.
_HEADER = 44


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
    """Return the function that turns a path into a WAV file that has nothing but the sound.

    The machinery of folders carries elements of one shape, which sounds are not, but files are.
    """

    def read(path: tf.Tensor) -> tf.Tensor:
        audio, rate = tf.audio.decode_wav(tf.io.read_file(path))
        tf.debugging.assert_equal(
            tf.shape(audio)[1], sound.channels, "It has another number of channels."
        )
        if sound.rate is not None:
            tf.debugging.assert_equal(rate, sound.rate, "It has another sampling rate.")
        return tf.audio.encode_wav(audio, rate)

    return read


def quick_reader(sound: Sound) -> Callable[[tf.Tensor], tf.Tensor]:
    """Return the function that gives a file of nothing but sound as it is, and fails for others.

    Args:
        sound: what all sounds have, their rate included.
    """
    form = b"WAVEfmt " + struct.pack("<IHHI", 16, 1, sound.channels, sound.rate or 0)
    data = struct.pack("<HH", 2 * sound.channels, 16) + b"data"

    def read(path: tf.Tensor) -> tf.Tensor:
        file = tf.io.read_file(path)
        size = tf.io.decode_raw(tf.strings.substr(file, 40, 4), tf.int32)[0]
        nothing_else = (
            (tf.strings.substr(file, 0, 4) == b"RIFF")
            & (tf.strings.substr(file, 8, len(form)) == form)
            & (tf.strings.substr(file, 32, len(data)) == data)
            & (size % (2 * sound.channels) == 0)
            & (tf.strings.length(file) == _HEADER + size)
        )
        with tf.control_dependencies([tf.debugging.Assert(nothing_else, [path])]):
            return tf.identity(file)

    return read


def decoded(file: tf.Tensor, sound: Sound) -> tf.Tensor:
    """Return the sound of a file, (samples, channels); silence for an empty one."""

    def silence() -> tf.Tensor:
        return tf.zeros((sound.length or 0, sound.channels))

    def audio() -> tf.Tensor:
        audio, rate = tf.audio.decode_wav(file)
        audio = tf.ensure_shape(audio, (None, sound.channels))
        if sound.new_rate is not None:
            audio = resampled(audio, rate, sound.new_rate)
        return audio if sound.length is None else of_length(audio, sound.length)

    return tf.ensure_shape(tf.cond(file == "", silence, audio), (sound.length, sound.channels))


def decoded_batch(files: tf.Tensor, sound: Sound, ragged: bool) -> tf.Tensor | tf.RaggedTensor:
    """Return the sounds of files, (batch, samples, channels), at the rate that they have."""
    width = 2 * sound.channels
    sizes = tf.maximum(tf.strings.length(files) - _HEADER, 0)
    size = tf.reduce_max(sizes) if sound.length is None else sound.length * width
    samples = tf.strings.substr(files, tf.minimum(tf.strings.length(files), _HEADER), sizes)
    # It cuts what is longer, and fills with zeros what is shorter; but of nothing it makes nothing.
    numbers = tf.io.decode_raw(samples, tf.int16, fixed_length=tf.maximum(size, width))
    audio = tf.cast(numbers, tf.float32) / 2**15
    audio = tf.reshape(audio, (-1, tf.maximum(size // width, 1), sound.channels))[
        :, : size // width
    ]
    if ragged:
        return tf.RaggedTensor.from_tensor(audio, sizes // width)
    return tf.ensure_shape(audio, (None, sound.length, sound.channels))
