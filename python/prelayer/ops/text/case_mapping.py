"""Lower case and case folding by tables of this package, independent of the locale.

TensorFlow's `lower` with `encoding="utf-8"` depends on it: in a Turkish locale "I" becomes U+0131.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

import tensorflow as tf

from prelayer.ops.text.code_points import (
    characters,
    regex_class,
    replace,
    replacements,
    rewrite_texts,
    rewrite_words,
    with_code_points,
)

# The only letter whose lower case has two characters: "i" and a combining dot above.
_DOTTED_I, _LOWER_DOTTED_I = "\u0130", "i\u0307"


def lower_ascii(texts: Any) -> Any:
    """Convert ASCII letters to lower case, leaving all other bytes unchanged."""
    return tf.strings.lower(texts)


def lower(texts: Any) -> Any:
    """Convert UTF-8 texts, dense or ragged, to lower case, as `str.lower` does.

    Bytes that are not valid UTF-8 become U+FFFD.
    """
    table = replacements(_lower_alone)
    return rewrite_words(lower_ascii(texts), _lower, f"{table.regex_class}{_DOTTED_I}")


def lower_turkic(texts: Any) -> Any:
    """Convert UTF-8 texts to lower case by the rules of Turkish and Azerbaijani."""
    texts = tf.strings.regex_replace(texts, "\u0130|I\u0307", "i")
    return lower(tf.strings.regex_replace(texts, "I", "\u0131"))


def casefold(texts: Any) -> Any:
    """Fold the case of UTF-8 texts, as `str.casefold` does."""
    table = replacements(str.casefold)
    return rewrite_texts(lower_ascii(texts), partial(replace, table=table), table.regex_class)


def _lower(words: tf.Tensor) -> tf.Tensor:
    # Regular expressions do not match invalid UTF-8.
    words = tf.strings.unicode_transcode(words, "UTF-8", "UTF-8")
    words = tf.strings.regex_replace(words, _DOTTED_I, _LOWER_DOTTED_I)
    pattern = tf.constant(_final_sigma())
    words = tf.raw_ops.RegexReplace(input=words, pattern=pattern, rewrite=r"\1ς\2")
    return with_code_points(words, partial(replace, table=replacements(_lower_alone)))


def _lower_alone(character: str) -> str:
    return character if character == _DOTTED_I else character.lower()


@lru_cache
def sigma_context() -> tuple[list[int], list[int]]:
    """Return the code points of cased letters and of case-ignorable characters.

    Unicode's context Final_Sigma has both. The two properties are derived from the behavior of
    Python, which does not expose them.
    """
    cased, ignorable = [], []
    for c in characters():
        if f"{c}Σ".lower()[-1] == "ς":
            cased.append(ord(c))
        elif f"a{c}Σ".lower()[-1] == "ς":
            ignorable.append(ord(c))
    return cased, ignorable


@lru_cache
def _final_sigma() -> str:
    """Return the regular expression of a sigma in Unicode's context Final_Sigma.

    A cased letter precedes the sigma and none follows it, skipping case-ignorable characters.
    """
    cased, ignorable = sigma_context()
    skipped, letter = f"[{regex_class(ignorable)}]*", regex_class(cased)
    return f"([{letter}]{skipped})Σ({skipped}(?:[^{letter}{regex_class(ignorable)}]|$))"
