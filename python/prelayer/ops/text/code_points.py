"""Rewriting of text by code point, in core TensorFlow, with tables from Python's Unicode data.

A table is created once from Python's Unicode data and becomes a constant of the graph, so that an
exported model returns the same results everywhere. Decoding and encoding take most of the time, so
they are applied only to words that change.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from prelayer.ops.numeric.lookup import map_values

NOT_ASCII = r"\x{80}-\x{10ffff}"
_PAGE_BITS = 7
# All assigned code points of Unicode except private use; the planes between are empty.
_ASSIGNED = (range(0xD800), range(0xE000, 0x40000), range(0xE0000, 0xE1000))


class CodePointMap(NamedTuple):
    """A number for each code point, 0 for most, in pages; equal pages are stored once."""

    page_of: np.ndarray
    pages: np.ndarray

    def find(self, points: tf.Tensor) -> tf.Tensor:
        """Return the number of each code point, an int32."""
        page = tf.gather(self.page_of, tf.bitwise.right_shift(points, _PAGE_BITS))
        in_page = tf.bitwise.bitwise_and(points, 2**_PAGE_BITS - 1)
        return tf.gather(self.pages, page * 2**_PAGE_BITS + in_page)


class Replacements(NamedTuple):
    """Replacements of code points: each entry is a run of `points`; entry 0 means unchanged.

    `regex_class` has the replaced code points, for the brackets of a regular expression.
    """

    entries: CodePointMap
    starts: np.ndarray
    lengths: np.ndarray
    points: np.ndarray
    regex_class: str


def characters() -> list[str]:
    """Return all characters in the assigned ranges of Unicode."""
    return [chr(point) for points in _ASSIGNED for point in points]


def code_point_map(numbers: dict[int, int]) -> CodePointMap:
    """Return the map with these numbers, and 0 for all other code points."""
    dense = np.zeros(0x110000, np.int32)
    dense[list(numbers)] = list(numbers.values())
    return paged(dense)


def paged(numbers: np.ndarray) -> CodePointMap:
    """Return the map with a number for each code point, int32."""
    numbered: dict[bytes, int] = {}
    page_of = [
        numbered.setdefault(page.tobytes(), len(numbered))
        for page in numbers.reshape(-1, 2**_PAGE_BITS)
    ]
    pages = np.frombuffer(b"".join(numbered), np.int32)
    return CodePointMap(np.array(page_of, np.int32), pages)


@lru_cache
def replacements(rewrite: Callable[[str], str]) -> Replacements:
    """Return the table of replacements that a function returns for each single character."""
    changed = {c: new for c in characters() if (new := rewrite(c)) != c}
    number = {new: 1 + i for i, new in enumerate(dict.fromkeys(changed.values()))}
    lengths = np.array([1, *map(len, number)], np.int32)
    return Replacements(
        code_point_map({ord(c): number[new] for c, new in changed.items()}),
        (np.cumsum(lengths) - lengths).astype(np.int32),
        lengths,
        np.array([0, *map(ord, "".join(number))], np.int32),
        regex_class([ord(c) for c in changed]),
    )


def regex_class(points: list[int]) -> str:
    """Return ascending code points as ranges for the brackets of a regular expression."""
    ends = [at for at in range(1, len(points)) if points[at] != points[at - 1] + 1]
    runs = zip([0, *ends], [*ends, len(points)])
    return "".join(f"\\x{{{points[i]:x}}}-\\x{{{points[j - 1]:x}}}" for i, j in runs)


def replace(codes: tf.RaggedTensor, table: Replacements) -> tf.RaggedTensor:
    """Replace each code point in rows by its run of the table."""
    points = codes.values
    entry = table.entries.find(points)

    def one_for_one() -> tuple[tf.Tensor, tf.Tensor]:
        new = tf.gather(table.points, tf.gather(table.starts, entry))
        return tf.where(entry == 0, points, new), codes.row_splits

    def run_by_run() -> tuple[tf.Tensor, tf.Tensor]:
        lengths = tf.gather(table.lengths, entry)
        ends = tf.cumsum(lengths)
        source = tf.repeat(tf.range(tf.size(points)), lengths)
        shifts = tf.gather(table.starts, entry) - (ends - lengths)
        new = tf.gather(table.points, tf.range(tf.size(source)) + tf.gather(shifts, source))
        values = tf.where(tf.gather(entry, source) == 0, tf.gather(points, source), new)
        splits = tf.gather(tf.concat([[0], ends], 0), codes.row_splits)
        return values, tf.cast(splits, tf.int64)

    if np.all(table.lengths == 1):
        values, splits = one_for_one()
    else:
        is_single = tf.reduce_all(tf.gather(table.lengths, entry) == 1)
        values, splits = tf.cond(is_single, one_for_one, run_by_run)
    return tf.RaggedTensor.from_row_splits(values, splits, validate=False)


def is_ascii(texts: tf.Tensor) -> tf.Tensor:
    """Return whether all texts of a dense tensor are ASCII."""
    joined = tf.strings.reduce_join(tf.reshape(texts, (-1,)))
    return tf.reduce_min(tf.io.decode_raw(joined, tf.int8)) >= 0


@tf.autograph.experimental.do_not_convert
def rewrite_words(
    texts: Any, rewrite: Callable[[tf.Tensor], tf.Tensor], regex_class: str = NOT_ASCII
) -> Any:
    """Rewrite some of the words of texts, dense or ragged.

    Words are separated by spaces (U+0020); Unicode's rules for case and normal forms do not depend
    on characters across a space.

    Args:
        texts: strings in UTF-8.
        rewrite: function from a vector of words to a vector of words, such as `with_code_points`.
        regex_class: the code points to rewrite, beyond ASCII, as ranges for the brackets of a
            regular expression; valid UTF-8 words without them are unchanged.
    """

    def changed(values: tf.Tensor) -> tf.Tensor:
        # A pattern that is a tensor is compiled only when it is used, which is never for ASCII.
        # It matches valid UTF-8 without surrogates and without those code points.
        unchanged = tf.constant(f"[^{regex_class}\\x{{d800}}-\\x{{dfff}}]*")

        def where_changed(flat: tf.Tensor, change: Callable[[tf.Tensor], tf.Tensor]) -> tf.Tensor:
            places = tf.where(~tf.raw_ops.RegexFullMatch(input=flat, pattern=unchanged))
            new = change(tf.gather_nd(flat, places))
            return tf.tensor_scatter_nd_update(flat, places, new)

        def change_rows(rows: tf.Tensor) -> tf.Tensor:
            # Joining drops the separator after an empty first word.
            rows = tf.strings.join(["- ", rows])
            words = tf.raw_ops.StringSplitV2(input=rows, sep=" ")
            row_of, number = words.indices[:, 0], words.shape[0]
            new = where_changed(words.values, rewrite)
            joined = tf.strings.unsorted_segment_join(new, row_of, number, separator=" ")
            return tf.strings.substr(joined, len("- "), tf.int32.max)

        flat = where_changed(tf.reshape(values, (-1,)), change_rows)
        return tf.reshape(flat, tf.shape(values))

    def rewrite_values(values: tf.Tensor) -> tf.Tensor:
        kept = partial(tf.identity, values)
        result = tf.cond(is_ascii(values), kept, lambda: changed(values))
        return tf.ensure_shape(result, values.shape)

    return map_values(rewrite_values, texts)


def with_code_points(
    texts: tf.Tensor, rewrite: Callable[[tf.RaggedTensor], tf.RaggedTensor]
) -> tf.Tensor:
    """Rewrite the code points of a vector of texts.

    Bytes that are not valid UTF-8 become U+FFFD.
    """
    decoded = tf.raw_ops.UnicodeDecode(input=texts, input_encoding="UTF-8")
    codes = tf.RaggedTensor.from_row_splits(decoded.char_values, decoded.row_splits, validate=False)
    new = rewrite(codes)
    return tf.raw_ops.UnicodeEncode(
        input_values=new.values, input_splits=new.row_splits, output_encoding="UTF-8"
    )


def rewrite_texts(
    texts: Any,
    rewrite: Callable[[tf.RaggedTensor], tf.RaggedTensor],
    regex_class: str = NOT_ASCII,
) -> Any:
    """Rewrite the code points of some words of texts, dense or ragged.

    Bytes that are not valid UTF-8 become U+FFFD, independent of other texts.

    Args:
        texts: strings in UTF-8.
        rewrite: function from rows of code points to rows of code points.
        regex_class: as for `rewrite_words`.
    """
    return rewrite_words(texts, partial(with_code_points, rewrite=rewrite), regex_class)
