"""Lookup of tokens by a perfect hash: exact for any tokens, also where hashes collide."""

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from prelayer.export.portable import token_table
from prelayer.export.portable.perfect_hash import FACTOR, perfect_hash
from prelayer.export.portable.text import Text, encode
from prelayer.export.portable.token_table import TokenTable
from prelayer.export.portable.tokens import split_characters, whole_texts

DEFAULT = -7


def numbers_of(keys, texts):
    """Return the number of each text in a table of keys, whose numbers are 100, 101 ..."""
    table = TokenTable([list(key) for key in keys], 100 + np.arange(len(keys)), DEFAULT)
    run = Text(tf.constant(encode(texts)), "bytes").run()
    return table.find(whole_texts(run)).numpy().tolist()


@given(
    st.lists(st.binary(max_size=6), unique=True, max_size=40),
    st.lists(st.binary(max_size=6), min_size=1),
)
def test_each_token_has_its_number(keys, others):
    texts = [*keys, *others]
    wanted = {key: 100 + place for place, key in enumerate(keys)}
    assert numbers_of(keys, texts) == [wanted.get(text, DEFAULT) for text in texts]


def test_an_empty_table_knows_no_token():
    assert numbers_of([], [b"", b"a"]) == [DEFAULT, DEFAULT]


def test_tokens_with_equal_hashes_are_found(monkeypatch):
    # With a base of 1, the hash of a token is the sum of its symbols.
    monkeypatch.setattr(token_table, "_powers", lambda base, length: np.ones(length + 1, np.uint64))
    keys = [b"abc", b"cab", b"bca", b"ad"]
    assert numbers_of(keys, [*keys, b"acb", b"da"]) == [100, 101, 102, 103, DEFAULT, DEFAULT]


def test_a_batch_without_texts():
    table = TokenTable([[97]], np.array([3]), 0)
    run = Text(tf.constant(encode([]), shape=(0, 1)), "bytes").run()
    assert table.find(split_characters(run)).shape == (0,)


@pytest.mark.parametrize("size", [1, 2, 3, 10, 1000])
def test_a_perfect_hash_has_no_collisions(size):
    hashes = np.unique(np.random.default_rng(size).integers(0, 2**32, size, np.uint64))
    table, left = perfect_hash(hashes)
    slots = []
    for h in map(int, hashes):
        signed = h - 2**32 if h >= 2**31 else h
        mixed = h * FACTOR % 2**32
        mixed = mixed - 2**32 if mixed >= 2**31 else mixed
        slots.append(
            (mixed % table.slots + table.displacements[signed % len(table.displacements)])
            % table.slots
        )
    kept = [key for key in range(len(hashes)) if key not in left]
    assert [table.key_of_slot[slots[key]] for key in kept] == kept
