"""Text to tokens: pure functions of string tensors."""

from __future__ import annotations

from collections.abc import Sequence

import tensorflow as tf

# All 32 punctuation characters and symbols of ASCII, and the punctuation of every other script.
PUNCTUATION = r"[\p{P}$+<=>^`|~]"


# TensorFlow's `lower` takes a NUL for the end of a text; this noncharacter stands in for it.
_NUL, _INSTEAD_OF_NUL = r"\x00", "\ufffe"


def lower(text: tf.Tensor, encoding: str = "utf-8") -> tf.Tensor:
    """Return text in lower case, in every script where the encoding is UTF-8.

    Bytes that are no UTF-8 become U+FFFD.
    """
    if not is_utf_8(encoding):
        return tf.strings.lower(text)
    return tf.cond(_is_ascii(text), lambda: tf.strings.lower(text), lambda: _lower_utf_8(text))


def is_utf_8(encoding: str) -> bool:
    """Return whether a name is one of UTF-8's."""
    return encoding.lower().replace("_", "-") in ("utf-8", "utf8")


def _is_ascii(text: tf.Tensor) -> tf.Tensor:
    values = text.flat_values if isinstance(text, tf.RaggedTensor) else text
    characters = tf.strings.length(values, unit="UTF8_CHAR")
    return tf.reduce_all(tf.strings.length(values) == characters)


def _lower_utf_8(text: tf.Tensor) -> tf.Tensor:
    text = tf.strings.regex_replace(text, _NUL, _INSTEAD_OF_NUL)
    text = tf.strings.lower(text, encoding="utf-8")
    return tf.strings.regex_replace(text, _INSTEAD_OF_NUL, "\x00")


def strip_punctuation(text: tf.Tensor) -> tf.Tensor:
    """Return text without its punctuation characters."""
    return tf.strings.regex_replace(text, PUNCTUATION, "")


def split_whitespace(text: tf.Tensor) -> tf.RaggedTensor:
    """Return the words of each text: what runs of white space leave."""
    return tf.strings.split(text)


def split_characters(text: tf.Tensor, encoding: str = "utf-8") -> tf.RaggedTensor:
    """Return the characters (code points) of each text."""
    return tf.strings.unicode_split(text, encoding.upper())


def ngrams(tokens: tf.Tensor | tf.RaggedTensor, widths: Sequence[int]) -> tf.RaggedTensor:
    """Return all runs of `widths` tokens, joined by a space, width after width."""
    return tf.strings.ngrams(tokens, ngram_width=list(widths), separator=" ")


def fit_length(indices: tf.Tensor, length: int) -> tf.Tensor:
    """Return dense rows of indices cut, or padded with 0, to a length."""
    indices = indices[..., :length]
    missing = length - tf.shape(indices)[-1]
    paddings = [[0, 0]] * (indices.shape.rank - 1) + [[0, missing]]
    return tf.ensure_shape(tf.pad(indices, paddings), (*indices.shape[:-1], length))
