"""Tokenization of strings: standardize, split, n-grams."""

from __future__ import annotations

from collections.abc import Sequence

import tensorflow as tf

from prelayer.ops.text import case_mapping
from prelayer.ops.text.code_points import is_ascii
from prelayer.ops.text.encodings import is_utf_8, unicode_name

# All 32 punctuation characters and symbols of ASCII, and the punctuation of every other script.
PUNCTUATION = r"[\p{P}$+<=>^`|~]"


# The white space of Unicode (White_Space) beyond ASCII.
_SPACE = r"[\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"


def lower(text: tf.Tensor, encoding: str = "utf-8") -> tf.Tensor:
    """Return text in lower case, in every script where the encoding is UTF-8.

    Bytes that are no UTF-8 become U+FFFD.
    """
    return case_mapping.lower(text) if is_utf_8(encoding) else case_mapping.lower_ascii(text)


def strip_punctuation(text: tf.Tensor) -> tf.Tensor:
    """Return text without its punctuation characters."""
    return tf.strings.regex_replace(text, PUNCTUATION, "")


def split_whitespace(text: tf.Tensor, encoding: str = "utf-8") -> tf.RaggedTensor:
    """Return the words of each text: what runs of white space leave.

    White space is Unicode's where the encoding is UTF-8, else that of ASCII.
    """
    if is_utf_8(encoding):
        text = tf.cond(
            is_ascii(text),
            lambda: tf.identity(text),
            lambda: tf.strings.regex_replace(text, _SPACE, " "),
        )
    return tf.strings.split(text)


def split_characters(text: tf.Tensor, encoding: str = "utf-8") -> tf.RaggedTensor:
    """Return the characters (code points) of each text.

    The encoding is UTF-8, UTF-16-BE, UTF-32-BE, or one of a byte a character.
    """
    name = unicode_name(encoding)
    return tf.strings.unicode_split(text, name) if name else tf.strings.bytes_split(text)


def ngrams(tokens: tf.Tensor | tf.RaggedTensor, widths: Sequence[int]) -> tf.RaggedTensor:
    """Return all runs of `widths` tokens, joined by a space, width after width."""
    return tf.strings.ngrams(tokens, ngram_width=list(widths), separator=" ")


def fit_length(indices: tf.Tensor, length: int) -> tf.Tensor:
    """Return dense rows of indices cut, or padded with 0, to a length."""
    indices = indices[..., :length]
    missing = length - tf.shape(indices)[-1]
    paddings = [[0, 0]] * (indices.shape.rank - 1) + [[0, missing]]
    return tf.ensure_shape(tf.pad(indices, paddings), (*indices.shape[:-1], length))
