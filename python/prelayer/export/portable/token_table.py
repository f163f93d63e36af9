"""Exact lookup of tokens in a vocabulary, without strings.

A polynomial hash of the symbols of a token selects one candidate, which is compared symbol by
symbol, so that a collision of hashes has no effect.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import tensorflow as tf

from prelayer.export.portable.arithmetic import (
    as_int,
    exclusive_sums,
    floor_mod,
    scatter_add,
    to_int32,
)
from prelayer.export.portable.perfect_hash import FACTOR, PerfectHash, perfect_hash
from prelayer.export.portable.tokens import Tokens

_TRIES = 10
# A second table is made for fewer than one of so many tokens.
_FEW = 1000
# Added to each symbol in the hash, because a symbol of 0 would have no effect.
_OFFSET = 1


class TokenTable:
    """A table from tokens to numbers.

    Args:
        tokens: the symbols of each token, all different.
        numbers: the number of each token.
        default: the number of all other tokens.
    """

    def __init__(self, tokens: Sequence[Sequence[int]], numbers: np.ndarray, default: int) -> None:
        # A table needs a key; no token has a negative symbol.
        keys = list(tokens) or [(-1,)]
        self._default = default
        self._numbers = np.asarray(numbers if len(tokens) else [default], np.int32)
        self._lengths = np.array([len(key) for key in keys], np.int32)
        self._starts = (np.cumsum(self._lengths) - self._lengths).astype(np.int32)
        flat = [symbol for key in keys for symbol in key]
        # The last one is read for tokens beyond the end.
        self._symbols = np.array([*flat, -1], np.int32)
        self._hash, self._powers, left = self._hash_keys()
        # Hashes of 32 bits collide among some hundred thousand tokens.
        self._rest: TokenTable | None = None
        if left:
            self._rest = TokenTable([keys[key] for key in left], self._numbers[left], default)

    def find(self, tokens: Tokens) -> tf.Tensor:
        """Return the number of each token, int32."""
        symbols, starts, lengths = tokens.symbols, tokens.starts, tokens.lengths
        places = tf.range(tf.size(symbols))
        # The place of each symbol in its token. Symbols in no token have any weight, because they
        # have no effect on the difference of two sums.
        place = places - _at_symbols(starts, tokens)
        longest = len(self._powers) - 1
        weight = tf.gather(self._powers, tf.minimum(place, longest))
        ends = starts + lengths
        sums = exclusive_sums((symbols + _OFFSET) * weight)
        key = self._candidates(tf.gather(sums, ends) - tf.gather(sums, starts))

        known = tf.maximum(key, 0)
        shift = tf.gather(self._starts, known) - starts
        at = places + _at_symbols(shift, tokens)
        at = tf.minimum(tf.maximum(at, 0), len(self._symbols) - 1)
        wrong = exclusive_sums(as_int(tf.gather(self._symbols, at) != symbols))
        is_same = (
            (key >= 0)
            & (lengths == tf.gather(self._lengths, known))
            & (tf.gather(wrong, ends) == tf.gather(wrong, starts))
        )
        others = self._default if self._rest is None else self._rest.find(tokens)
        return tf.where(is_same, tf.gather(self._numbers, known), others)

    def _candidates(self, hashes: tf.Tensor) -> tf.Tensor:
        """Return the only key that each hash can belong to, or -1."""
        table = self._hash
        displacement = tf.gather(table.displacements, floor_mod(hashes, len(table.displacements)))
        slot = floor_mod(hashes * int(to_int32(FACTOR)), table.slots) + displacement
        return tf.gather(table.key_of_slot, tf.where(slot >= table.slots, slot - table.slots, slot))

    def _hash_keys(self) -> tuple[PerfectHash, np.ndarray, list[int]]:
        """Return a perfect hash, the powers of the polynomial, and the keys that are left out."""
        random = np.random.default_rng(0)
        best = None
        for _ in range(_TRIES):
            powers = _powers(int(random.integers(1 << 20, 1 << 31)) | 1, int(self._lengths.max()))
            found, left = perfect_hash(self._hashes(powers))
            if best is None or len(left) < len(best[2]):
                best = found, to_int32(powers), left
            if len(left) <= len(self._lengths) // _FEW:
                break
        assert best is not None
        return best

    def _hashes(self, powers: np.ndarray) -> np.ndarray:
        flat = (self._symbols[:-1] + _OFFSET).astype(np.uint64)
        place = np.arange(len(flat)) - np.repeat(self._starts, self._lengths)
        sums = np.concatenate([[np.uint64(0)], np.cumsum(flat * powers[place] % 2**32)])
        return (sums[self._starts + self._lengths] - sums[self._starts]) % np.uint64(2**32)


def _at_symbols(values: tf.Tensor, tokens: Tokens) -> tf.Tensor:
    """Return, for each symbol, the value of the last token that began; 0 before the first one.

    Runtimes sum differences faster than they gather values.
    """
    before = tf.concat([tf.zeros([1], tf.int32), values], 0)[:-1]
    changes = scatter_add(tokens.starts, values - before, tf.size(tokens.symbols) + 1)
    return tf.cumsum(changes)[:-1]


def _powers(base: int, length: int) -> np.ndarray:
    """Return the powers from 1, so that the hashes of single symbols depend on the base."""
    powers = [base]
    for _ in range(length):
        powers.append(powers[-1] * base % 2**32)
    return np.array(powers, np.uint64)
