"""Sound files as tensors: decoding, channels, sampling rate."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import tensorflow as tf

from prelayer.ops.audio.waveform import of_length, resampled

EXTENSIONS = (".wav",)
# Bytes before the samples in a file without other chunks.
_HEADER = 44


class Sound(NamedTuple):
    """The common format of all sounds in a dataset.

    Args:
        channels: number of channels.
        rate: samples per second of the files; None accepts any.
        new_rate: samples per second after resampling; None: no resampling.
        length: number of samples after truncation or padding; None: unchanged.
        plain: whether the first file has no other chunks, as is then likely for the others.
    """

    channels: int
    rate: int | None
    new_rate: int | None
    length: int | None
    plain: bool = False

    @property
    def complaint(self) -> str:
        """Error message for an unreadable file, which follows its path."""
        channels = "1 channel" if self.channels == 1 else f"{self.channels} channels"
        if self.rate is None:
            return f"cannot be read as a 16-bit WAV file of {channels}. Convert it or move it away."
        return (
            f"cannot be read as a 16-bit WAV file of {channels} and {self.rate} samples a second, "
            "as the first one is. Convert it or move it away; `sampling_rate` brings all to one "
            "rate."
        )


def first_sound(paths: Sequence[str], new_rate: int | None, length: int | None) -> Sound:
    """Return the common format of all sounds, that of the first readable file."""
    for path in paths:
        try:
            file = tf.io.read_file(path)
            audio, rate = tf.audio.decode_wav(file)
        except tf.errors.OpError:
            continue
        plain = tf.strings.length(file) == _HEADER + 2 * tf.size(audio)
        return Sound(audio.shape[1], None if new_rate else int(rate), new_rate, length, bool(plain))
    return Sound(1, None, new_rate, length)


def reader(sound: Sound) -> Callable[[tf.Tensor], tf.Tensor]:
    """Return a function from a path to the contents of a WAV file without other chunks.

    Loaders of folders require elements of one shape. Sounds differ in shape; contents of files are
    scalar strings.
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
    """Return a function that reads a few WAV files without other chunks, unchanged.

    It fails if a file has other chunks or another format.
    """
    width = 2 * sound.channels
    # The header as 32-bit words, with 0 for words that differ between files.
    known = b"RIFF" + bytes(4) + b"WAVEfmt " + struct.pack("<IHH", 16, 1, sound.channels)
    known += struct.pack("<II", sound.rate or 0, width * (sound.rate or 0))
    known += struct.pack("<HH", width, 16) + b"data" + bytes(4)
    words = np.frombuffer(known, "<i4")
    alike = (words != 0).astype("int32")

    def read(paths: tf.Tensor) -> tf.Tensor:
        files = tf.stack([tf.io.read_file(path) for path in tf.unstack(paths)])
        header = tf.io.decode_raw(tf.strings.substr(files, 0, _HEADER), tf.int32)
        columns = tf.unstack(header, len(words), axis=1)
        rate, size = columns[6], columns[10]
        nothing_else = (
            tf.reduce_all(header * alike == words, axis=1)
            & (columns[7] == rate * width)
            & (size % width == 0)
            & (tf.strings.length(files) == _HEADER + size)
        )
        with tf.control_dependencies([tf.debugging.Assert(tf.reduce_all(nothing_else), [paths])]):
            return tf.identity(files)

    return read


def decoded(file: tf.Tensor, sound: Sound) -> tf.Tensor:
    """Decode the sound of a file, (samples, channels); silence for an empty file."""

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
    """Decode the sounds of files, (batch, samples, channels), without resampling."""
    width = 2 * sound.channels
    sizes = tf.maximum(tf.strings.length(files) - _HEADER, 0)
    size = tf.reduce_max(sizes) if sound.length is None else sound.length * width
    samples = tf.strings.substr(files, tf.minimum(tf.strings.length(files), _HEADER), sizes)
    # `decode_raw` truncates or pads each string to `fixed_length`, which must not be 0.
    numbers = tf.io.decode_raw(samples, tf.int16, fixed_length=tf.maximum(size, width))
    audio = tf.cast(numbers, tf.float32) / 2**15
    audio = tf.reshape(audio, (-1, tf.maximum(size // width, 1), sound.channels))[
        :, : size // width
    ]
    if ragged:
        return tf.RaggedTensor.from_tensor(audio, sizes // width)
    return tf.ensure_shape(audio, (None, sound.length, sound.channels))
