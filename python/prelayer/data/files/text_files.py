"""Text files as strings."""

from __future__ import annotations

from collections.abc import Callable
from encodings.aliases import aliases
from typing import Any

import tensorflow as tf

from prelayer._core import check, errors

ERRORS = ("strict", "replace", "ignore")


def checked_encoding(encoding: Any) -> str:
    """Return an encoding; raise if TensorFlow does not support it."""
    if not isinstance(encoding, str):
        raise errors.invalid("encoding", 'the name of an encoding, such as "latin1"', encoding)
    if not _is_known(encoding):
        names = sorted(name for name in {*aliases, *aliases.values()} if _is_known(name))
        rule = "an encoding that TensorFlow knows"
        raise errors.invalid("encoding", rule, encoding, check.near(encoding.lower(), names))
    return encoding


def _is_known(encoding: str) -> bool:
    try:
        tf.strings.unicode_transcode("", encoding, "UTF-8")
    except tf.errors.InvalidArgumentError:
        return False
    return True


def reader(
    max_length: int | None = None, encoding: str = "utf-8", errors: str = "strict"
) -> Callable[[tf.Tensor], tf.Tensor]:
    """Return a function from the path of a file to its text, in UTF-8.

    Args:
        max_length: number of characters to which the text is truncated; None: no truncation.
        encoding: encoding of the file.
        errors: how to handle invalid bytes: "strict": fail; "replace" them by U+FFFD; "ignore"
            them.
    """

    def read(path: tf.Tensor) -> tf.Tensor:
        text = tf.io.read_file(path)
        text = tf.strings.unicode_transcode(text, encoding, "UTF-8", errors=errors)
        text = tf.strings.regex_replace(text, "^\ufeff", "", replace_global=False)
        if max_length is not None:
            text = tf.strings.substr(text, 0, max_length, unit="UTF8_CHAR")
        return text

    return read
