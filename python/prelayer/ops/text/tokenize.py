"""Tokenization of strings: standardize, split, n-grams."""

from __future__ import annotations

from collections.abc import Sequence

import tensorflow as tf

from prelayer.ops.text import case_mapping
from prelayer.ops.text.code_points import is_ascii
from prelayer.ops.text.encodings import is_utf_8, unicode_name

# All 32 punctuation characters and symbols of ASCII, and the punctuation of all other scripts.
PUNCTUATION = r"[\p{P}$+<=>^`|~]"


# Unicode white space (White_Space) beyond ASCII.
_SPACE = r"[\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"


def lower(text: tf.Tensor, encoding: str = "utf-8") -> tf.Tensor:
    """Convert text to lower case: all scripts in UTF-8, only ASCII in other encodings.

    In UTF-8, invalid bytes become U+FFFD.
    """
    return case_mapping.lower(text) if is_utf_8(encoding) else case_mapping.lower_ascii(text)


def strip_punctuation(text: tf.Tensor) -> tf.Tensor:
    """Remove punctuation characters."""
    return tf.strings.regex_replace(text, PUNCTUATION, "")


def split_whitespace(text: tf.Tensor, encoding: str = "utf-8") -> tf.RaggedTensor:
    """Return the words of each text, which are separated by white space.

    White space is that of Unicode if the encoding is UTF-8, else that of ASCII.
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

    The encoding is UTF-8, UTF-16-BE, UTF-32-BE, or a single-byte encoding.
    """
    name = unicode_name(encoding)
    return tf.strings.unicode_split(text, name) if name else tf.strings.bytes_split(text)


def ngrams(tokens: tf.Tensor | tf.RaggedTensor, widths: Sequence[int]) -> tf.RaggedTensor:
    """Return all n-grams of the given `widths`, joined by spaces, one width after the other."""
    return tf.strings.ngrams(tokens, ngram_width=list(widths), separator=" ")


def fit_length(indices: tf.Tensor, length: int) -> tf.Tensor:
    """Truncate dense rows of indices to a length, or pad them with 0."""
    indices = indices[..., :length]
    missing = length - tf.shape(indices)[-1]
    paddings = [[0, 0]] * (indices.shape.rank - 1) + [[0, missing]]
    return tf.ensure_shape(tf.pad(indices, paddings), (*indices.shape[:-1], length))
