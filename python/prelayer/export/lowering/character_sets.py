"""Sets of characters, by what TensorFlow's text operations do with each."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.registry import NotPortable
from prelayer.ops.text import tokenize

# One character, or a class of them, in the syntax of RE2.
_ITEM = (
    r"(?:\\[pP](?:\{\^?\w+\}|\w)|\\x\{[0-9a-fA-F]+\}|\\[dDsSwW]|\\[^\w\s]|\[:\^?\w+:\]|[^\\\]\[])"
)
_SINGLE = re.compile(
    rf"(?:\[\^?{_ITEM}+\]|\\[pP](?:\{{\^?\w+\}}|\w)|\\[dDsSwW]|\\[^\w\s]|[^\\\[\](){{}}.*+?^$|])"
)


@lru_cache
def white_space() -> frozenset[int]:
    """Return the code points at which texts are split."""
    between = [b"a" + character + b"b" for character in _all_characters()]
    parts = tokenize.split_whitespace(tf.constant(between))
    return frozenset(np.flatnonzero(parts.row_lengths().numpy() == 2).tolist())


def matches(pattern: str, option: str = "standardize") -> frozenset[int]:
    """Return the code points that a regular expression of one character matches.

    Args:
        pattern: the regular expression.
        option: the argument of the layer that has it, for errors.

    Raises:
        NotPortable: if the regular expression may match more than one character.
    """
    if not _SINGLE.fullmatch(pattern):
        raise NotPortable(
            f"the regular expression {pattern!r} is not that of a single character",
            option,
            "Use a class of characters such as `[-_/]`.",
        )
    # Most of a second is saved for each literal character.
    return frozenset({ord(pattern)}) if len(pattern) == 1 else matched(pattern)


@lru_cache
def matched(pattern: str) -> frozenset[int]:
    """Return the code points that a regular expression matches as whole texts."""
    left = tf.strings.regex_replace(tf.constant(_all_characters()), pattern, "")
    return frozenset(np.flatnonzero(left.numpy() == b"").tolist())


@lru_cache
def _all_characters() -> list[bytes]:
    """Return all code points, surrogates included, in UTF-8."""
    return [chr(point).encode("utf-8", "surrogatepass") for point in range(0x110000)]
