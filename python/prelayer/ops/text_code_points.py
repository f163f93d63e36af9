"""Text rewritten code point by code point, in core TensorFlow, through tables of Python's Unicode.

A table is made once from what Python knows of Unicode and becomes a constant of the graph, so that
an exported model computes the same everywhere. Texts in ASCII are found first and left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from prelayer.ops.lookup import map_values

_PAGE_BITS = 7
# All that Unicode has assigned, but for private use; the planes between are empty.
_ASSIGNED = (range(0xD800), range(0xE000, 0x40000), range(0xE0000, 0xE1000))


class CodePointMap(NamedTuple):
    """A number for each code point, 0 for most, in pages of which the equal ones are one."""

    page_of: np.ndarray
    pages: np.ndarray

    def find(self, points: tf.Tensor) -> tf.Tensor:
        """Return the number of each code point, an int32."""
        page = tf.gather(self.page_of, tf.bitwise.right_shift(points, _PAGE_BITS))
        in_page = tf.bitwise.bitwise_and(points, 2**_PAGE_BITS - 1)
        return tf.gather(self.pages, page * 2**_PAGE_BITS + in_page)


class Replacements(NamedTuple):
    """What stands for a code point: entry by entry a run of `points`; entry 0 keeps it."""

    entries: CodePointMap
    starts: np.ndarray
    lengths: np.ndarray
    points: np.ndarray


def characters() -> list[str]:
    """Return all characters that Unicode may have assigned."""
    return [chr(point) for points in _ASSIGNED for point in points]


def code_point_map(numbers: dict[int, int]) -> CodePointMap:
    """Return the map that has these numbers, and 0 for every other code point."""
    dense = np.zeros(0x110000, np.int32)
    dense[list(numbers)] = list(numbers.values())
    pages, page_of = np.unique(dense.reshape(-1, 2**_PAGE_BITS), axis=0, return_inverse=True)
    return CodePointMap(page_of.reshape(-1).astype(np.int32), pages.reshape(-1))


@lru_cache
def replacements(rewrite: Callable[[str], str]) -> Replacements:
    """Return the table of what a function makes of each character by itself."""
    changed = {c: new for c in characters() if (new := rewrite(c)) != c}
    number = {new: 1 + i for i, new in enumerate(dict.fromkeys(changed.values()))}
    lengths = np.array([1, *map(len, number)], np.int32)
    return Replacements(
        code_point_map({ord(c): number[new] for c, new in changed.items()}),
        (np.cumsum(lengths) - lengths).astype(np.int32),
        lengths,
        np.array([0, *map(ord, "".join(number))], np.int32),
    )


def replace(codes: tf.RaggedTensor, table: Replacements) -> tf.RaggedTensor:
    """Return rows of code points with each replaced by its run of the table."""
    points = codes.values
    entry = table.entries.find(points)
    lengths = tf.gather(table.lengths, entry)

    def one_for_one() -> tuple[tf.Tensor, tf.Tensor]:
        new = tf.gather(table.points, tf.gather(table.starts, entry))
        return tf.where(entry == 0, points, new), codes.row_splits

    def run_by_run() -> tuple[tf.Tensor, tf.Tensor]:
        ends = tf.cumsum(lengths)
        source = tf.repeat(tf.range(tf.size(points)), lengths)
        shifts = tf.gather(table.starts, entry) - (ends - lengths)
        new = tf.gather(table.points, tf.range(tf.size(source)) + tf.gather(shifts, source))
        values = tf.where(tf.gather(entry, source) == 0, tf.gather(points, source), new)
        splits = tf.gather(tf.concat([[0], ends], 0), codes.row_splits)
        return values, tf.cast(splits, tf.int64)

    values, splits = tf.cond(tf.reduce_all(lengths == 1), one_for_one, run_by_run)
    return tf.RaggedTensor.from_row_splits(values, splits, validate=False)


@tf.autograph.experimental.do_not_convert
def rewrite_texts(texts: Any, rewrite: Callable[[tf.RaggedTensor], tf.RaggedTensor]) -> Any:
    """Return texts, dense or ragged, with the code points of those that are not ASCII rewritten.

    Bytes that are no UTF-8 become U+FFFD.
    """

    def rewrite_flat(values: tf.Tensor) -> tf.Tensor:
        flat = tf.reshape(values, (-1,))
        rows = tf.where(tf.strings.length(flat) != tf.strings.length(flat, unit="UTF8_CHAR"))

        def rewritten() -> tf.Tensor:
            codes = tf.strings.unicode_decode(tf.gather_nd(flat, rows), "UTF-8")
            new = tf.strings.unicode_encode(rewrite(codes), "UTF-8")
            return tf.reshape(tf.tensor_scatter_nd_update(flat, rows, new), tf.shape(values))

        result = tf.cond(tf.size(rows) > 0, rewritten, lambda: tf.identity(values))
        return tf.ensure_shape(result, values.shape)

    return map_values(rewrite_flat, texts)
