"""Replacement of code points in a vector of symbols: by tables, and the final sigma."""

from __future__ import annotations

import tensorflow as tf

from prelayer.export.portable.arithmetic import as_int, exclusive_sums, scatter_add
from prelayer.export.portable.code_point_table import (
    DROPPED,
    FIRST_RUN,
    SEPARATED,
    CodePointTable,
)
from prelayer.export.portable.text import END, NOTHING
from prelayer.export.portable.tokens import SEPARATOR

SIGMA, FINAL_SIGMA = 0x3A3, 0x3C2
CASED, IGNORABLE = 1, 2


def replace(run: tf.Tensor, table: CodePointTable, final_sigma: bool = False) -> tf.Tensor:
    """Replace each code point by those of the table; other symbols are unchanged.

    Args:
        run: the symbols; `NOTHING` is removed.
        table: the table; its classes are `CASED` and `IGNORABLE` if they are needed.
        final_sigma: whether a capital sigma at the end of a word becomes a final sigma first, by
            Unicode's condition Final_Sigma: a cased letter precedes it and none follows, skipping
            case-ignorable characters.
    """
    difference, kind, of_class = table.find(run)
    new = run + difference
    if final_sigma:
        sigmas = places_of(run == SIGMA)
        is_final = as_int(_ends_word(run, of_class, sigmas))
        changes = is_final * (FINAL_SIGMA - tf.gather(new, sigmas))
        new += scatter_add(sigmas, changes, tf.size(run))
    new = tf.where(kind == SEPARATED, SEPARATOR, new)
    is_kept = (run != NOTHING) & (kind != DROPPED)
    longest = table.more.shape[1]
    if longest == 0:
        return compact(new, is_kept)
    # Few symbols are expanded, so that only these are looked up.
    expanded = places_of(kind >= FIRST_RUN)
    kinds = tf.gather(kind, expanded)
    added = tf.gather(table.lengths, kinds) - 1
    lengths = as_int(is_kept) + scatter_add(expanded, added, tf.size(run))
    starts = tf.cumsum(lengths, exclusive=True)
    size = tf.reduce_sum(lengths)
    result = scatter_add(tf.where(is_kept, starts, size), new, size + 1)
    first = tf.gather(starts, expanded)
    for place in range(longest):
        more = tf.gather(table.more[:, place], kinds)
        result += scatter_add(tf.where(added > place, first + place + 1, size), more, size + 1)
    return result[:-1]


def compact(run: tf.Tensor, is_kept: tf.Tensor) -> tf.Tensor:
    """Return the symbols that are kept."""
    counts = as_int(is_kept)
    size = tf.reduce_sum(counts)
    place = tf.where(is_kept, tf.cumsum(counts, exclusive=True), size)
    return scatter_add(place, run, size + 1)[:-1]


def strip(run: tf.Tensor, is_space: tf.Tensor) -> tf.Tensor:
    """Remove the symbols at both ends of each text that are white space.

    Args:
        run: the symbols.
        is_space: whether each symbol is white space, 1 or 0.
    """
    is_end = as_int(run == END)
    row = tf.cumsum(is_end, exclusive=True)
    is_text = 1 - tf.maximum(is_space, is_end)
    before = exclusive_sums(is_text)
    # The number of symbols that stay before each text, and those up to its end.
    ends = tf.boolean_mask(before[1:], is_end == 1)
    begins = tf.concat([tf.zeros([1], tf.int32), ends], 0)
    starts_later = before[1:] > tf.gather(begins, row)
    ends_before = before[:-1] < tf.gather(ends, row)
    return compact(run, (is_end == 1) | (starts_later & ends_before))


def places_of(condition: tf.Tensor) -> tf.Tensor:
    """Return the places where a condition is true, int32."""
    return tf.cast(tf.where(condition)[:, 0], tf.int32)


def _ends_word(run: tf.Tensor, of_class: tf.Tensor, at: tf.Tensor) -> tf.Tensor:
    """Return whether a cased letter precedes the symbols at some places and none follows them."""
    # The classes of the symbols that are not ignorable, with one at both ends.
    counts = as_int((of_class != IGNORABLE) & (run != NOTHING))
    rank = tf.cumsum(counts)
    size = tf.size(run) + 2
    place = tf.where(counts == 1, rank, size - 1)
    is_cased = scatter_add(place, as_int(of_class == CASED), size)
    rank_here = tf.gather(rank, at)
    before = tf.gather(is_cased, rank_here - tf.gather(counts, at))
    after = tf.gather(is_cased, tf.minimum(rank_here + 1, size - 2))
    is_last = rank_here == tf.reduce_sum(counts)
    return (before > 0) & ((after == 0) | is_last)
