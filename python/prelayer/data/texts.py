"""Text files to strings."""

from __future__ import annotations

from collections.abc import Callable

import tensorflow as tf


def reader(max_length: int | None = None) -> Callable[[tf.Tensor], tf.Tensor]:
    """Return the function that turns the path of a UTF-8 file into its text.

    Args:
        max_length: after how many characters the text is cut; None: it is not.
    """

    def read(path: tf.Tensor) -> tf.Tensor:
        text = tf.io.read_file(path)
        text = tf.strings.unicode_transcode(text, "UTF-8", "UTF-8", errors="strict")
        text = tf.strings.regex_replace(text, "^\ufeff", "", replace_global=False)
        if max_length is not None:
            text = tf.strings.substr(text, 0, max_length, unit="UTF8_CHAR")
        return text

    return read
