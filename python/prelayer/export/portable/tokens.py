"""Tokens of texts, as places in a vector of symbols."""

from __future__ import annotations

from dataclasses import dataclass, replace

import tensorflow as tf

from prelayer.export.portable.arithmetic import (
    as_int,
    exclusive_sums,
    scatter_add,
    shifted,
)
from prelayer.export.portable.text import END

# A symbol between tokens, which is no code point.
SEPARATOR = 0x110000
_SPACE = 0x20


@dataclass(frozen=True)
class Tokens:
    """Tokens of several texts, in order.

    Args:
        symbols: the vector with the symbols of all tokens, and others between them.
        starts: the place of the first symbol of each token, strictly increasing.
        lengths: the number of symbols of each token.
        rows: the text of each token.
        num_rows: the number of texts.
    """

    symbols: tf.Tensor
    starts: tf.Tensor
    lengths: tf.Tensor
    rows: tf.Tensor
    num_rows: tf.Tensor

    def per_row(self) -> tf.Tensor:
        """Return the number of tokens of each text."""
        return scatter_add(self.rows, tf.ones_like(self.rows), self.num_rows)

    def places(self) -> tf.Tensor:
        """Return the place of each token in its text."""
        first = exclusive_sums(self.per_row())
        return tf.range(tf.size(self.rows)) - tf.gather(first, self.rows)


def whole_texts(run: tf.Tensor) -> Tokens:
    """Return each text as one token, which may be empty."""
    ends = tf.cast(tf.where(run == END)[:, 0], tf.int32)
    starts = tf.concat([tf.zeros([1], tf.int32), ends + 1], 0)[:-1]
    rows = tf.range(tf.size(ends))
    return Tokens(run, starts, ends - starts, rows, tf.size(ends))


def in_rows_of(tokens: Tokens, size: int) -> Tokens:
    """Return tokens as those of rows of some successive texts each."""
    return replace(tokens, rows=tokens.rows // size, num_rows=tokens.num_rows // size)


def split_at_separators(run: tf.Tensor) -> Tokens:
    """Return the non-empty runs of symbols between separators and the ends of texts."""
    is_symbol = as_int((run >= 0) & (run != SEPARATOR))
    begins = is_symbol * (1 - shifted(is_symbol, -1, 0))
    ends = is_symbol * (1 - shifted(is_symbol, 1, 0))
    starts = tf.cast(tf.where(begins == 1)[:, 0], tf.int32)
    lengths = tf.cast(tf.where(ends == 1)[:, 0], tf.int32) + 1 - starts
    return _tokens(run, starts, lengths)


def split_characters(run: tf.Tensor) -> Tokens:
    """Return each symbol as a token."""
    starts = tf.cast(tf.where(run != END)[:, 0], tf.int32)
    return _tokens(run, starts, tf.ones_like(starts))


def ngrams(tokens: Tokens, widths: tuple[int, ...]) -> Tokens:
    """Return all n-grams of the given widths, joined by spaces, one width after the other."""
    counts = tokens.per_row()
    first = exclusive_sums(counts)
    before = tf.zeros_like(counts)
    starts, sizes, rows, places = [], [], [], []
    for width in widths:
        # The n-grams of a text begin at its tokens, but for the last ones.
        fits = tokens.places() + width <= tf.gather(counts, tokens.rows)
        token = tf.cast(tf.where(fits)[:, 0], tf.int32)
        row = tf.gather(tokens.rows, token)
        starts.append(token)
        sizes.append(tf.zeros_like(token) + width)
        rows.append(row)
        places.append(tf.gather(before, row) + token - tf.gather(first, row))
        before += tf.maximum(counts - width + 1, 0)
    row = tf.concat(rows, 0)
    # In the order of texts, and of widths in a text.
    at = tf.gather(exclusive_sums(before), row) + tf.concat(places, 0)
    size = tf.size(at)
    token = scatter_add(at, tf.concat(starts, 0), size)
    width = scatter_add(at, tf.concat(sizes, 0), size)
    return _joined(tokens, token, width, scatter_add(at, row, size))


def _joined(tokens: Tokens, token: tf.Tensor, width: tf.Tensor, rows: tf.Tensor) -> Tokens:
    """Return new tokens, each made of some successive tokens with a space between them.

    Args:
        tokens: the tokens.
        token: the first token of each new one.
        width: the number of tokens of each new one.
        rows: the text of each new token.
    """
    # Each new token is a list of parts: a token, and the space after it or the end.
    part_starts = exclusive_sums(width)
    part_of = _owner(part_starts)
    part = tf.gather(token, part_of) + tf.range(part_starts[-1]) - tf.gather(part_starts, part_of)
    part_lengths = tf.gather(tokens.lengths, part) + 1
    symbol_starts = exclusive_sums(part_lengths)
    symbol_part = _owner(symbol_starts)
    offset = tf.range(symbol_starts[-1]) - tf.gather(symbol_starts, symbol_part)
    is_space = offset == tf.gather(part_lengths, symbol_part) - 1
    place = tf.gather(tf.gather(tokens.starts, part), symbol_part) + offset
    place = tf.minimum(place, tf.size(tokens.symbols) - 1)
    symbols = tf.where(is_space, _SPACE, tf.gather(tokens.symbols, place))
    starts = tf.gather(symbol_starts, part_starts[:-1])
    ends = tf.gather(symbol_starts, part_starts[1:])
    return Tokens(symbols, starts, ends - 1 - starts, rows, tokens.num_rows)


def _owner(starts: tf.Tensor) -> tf.Tensor:
    """Return the owner of each item, if owner i has the items from starts[i] to starts[i + 1].

    Each owner has at least one item.
    """
    firsts = starts[:-1]
    return tf.cumsum(scatter_add(firsts, tf.ones_like(firsts), starts[-1])) - 1


def _tokens(run: tf.Tensor, starts: tf.Tensor, lengths: tf.Tensor) -> Tokens:
    is_end = as_int(run == END)
    rows = tf.gather(tf.cumsum(is_end, exclusive=True), starts)
    return Tokens(run, starts, lengths, rows, tf.reduce_sum(is_end))
