"""Texts as integers, for runtimes without strings.

A batch of texts is an int32 tensor with one more axis than the strings: the symbols of each text,
padded with `PADDING`. A symbol is a byte of UTF-8 or a code point. Computations use the texts as
one vector of symbols, in which `END` follows each text, so that work grows with their number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import tensorflow as tf

Form = Literal["bytes", "points"]

# `NOTHING` is a symbol that a later step removes.
PADDING, END, NOTHING = -1, -2, -3


@dataclass(frozen=True)
class Text:
    """A batch of texts.

    Args:
        symbols: int32, (..., length).
        form: whether a symbol is a byte of UTF-8 or a code point.
    """

    symbols: tf.Tensor
    form: Form

    @property
    def shape(self) -> tf.TensorShape:
        """The shape of the batch of strings."""
        return self.symbols.shape[:-1]

    def rows(self) -> tf.Tensor:
        """Return the symbols of all texts, (texts, length)."""
        if self.symbols.shape.rank == 2:
            return self.symbols
        # Not -1 for the number of rows, because texts may be empty.
        *sizes, length = tf.unstack(tf.shape(self.symbols))
        return tf.reshape(self.symbols, [tf.reduce_prod(sizes), length])

    def run(self) -> tf.Tensor:
        """Return the symbols of all texts as a vector, each text followed by `END`."""
        rows = self.rows()
        ends = tf.fill([tf.shape(rows)[0], 1], tf.constant(END, tf.int32))
        flat = tf.reshape(tf.concat([rows, ends], 1), [-1])
        return tf.boolean_mask(flat, flat != PADDING)

    def like_strings(self, values: tf.Tensor) -> tf.Tensor:
        """Return one value per text, (texts,), in the shape of the strings."""
        return tf.reshape(values, tf.shape(self.symbols)[:-1])


def encode(texts: Sequence[bytes], length: int | None = None) -> np.ndarray:
    """Return UTF-8 texts as bytes, int32, (texts, length), padded with `PADDING`.

    Args:
        texts: the texts.
        length: the number of bytes; None: that of the longest text, at least 1.
    """
    width = max([1, *map(len, texts)]) if length is None else length
    symbols = np.full((len(texts), width), PADDING, np.int32)
    for row, text in enumerate(texts):
        symbols[row, : len(text)] = np.frombuffer(text, np.uint8)
    return symbols
