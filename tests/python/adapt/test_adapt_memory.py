"""Counting within `max_memory`: what the engine and the layers make of it."""

from collections import Counter

import numpy as np
import pytest
import tensorflow as tf

from prelayer import IntegerLookup, Normalization, StringLookup, TextVectorization, adapt

ENOUGH, LITTLE = 2**24, 2**20


def zipf(count):
    return np.random.default_rng(0).zipf(1.2, size=count) % 10**9


def test_learns_the_same_where_all_tokens_fit():
    numbers = zipf(2000)
    words = np.char.add("w", numbers.astype(str)).astype(object)
    for make, data in (
        (lambda: StringLookup(), words),
        (lambda: StringLookup(output_mode="tf_idf"), words),
        (lambda: IntegerLookup(), numbers),
        (lambda: TextVectorization(max_tokens=50), words),
    ):
        exact, bounded = make(), make()
        adapt(exact, data)
        assert adapt(bounded, data, max_memory=ENOUGH).count_error == 0
        assert bounded.get_vocabulary() == exact.get_vocabulary()
        assert bounded.table() == exact.table()


def test_keeps_what_is_frequent_and_says_how_wrong_counts_are():
    numbers = zipf(200_000)
    layer = IntegerLookup()
    data = tf.data.Dataset.from_tensor_slices(numbers).batch(1000)
    report = adapt([layer, Normalization(axis=None)], data, max_memory=LITTLE)
    exact = Counter(numbers.tolist())
    assert 0 < report.count_error < 200_000 / 1000
    assert f"counts are up to {report.count_error} too low" in str(report)
    table = layer.table()
    found = dict(zip(table["token"][1:], table["count"][1:]))
    assert all(exact[n] - report.count_error <= count <= exact[n] for n, count in found.items())
    assert all(n in found for n, count in exact.items() if count > report.count_error)


def test_goes_on_within_the_bound_and_refuses_to_leave_it():
    layer = IntegerLookup()
    adapt(layer, [1, 1, 2])
    adapt(layer, [2, 2], reset=False, max_memory=ENOUGH)
    assert layer.get_vocabulary() == [-1, 2, 1]
    adapt(layer, zipf(100_000), max_memory=LITTLE)
    read = []
    with pytest.raises(ValueError, match=r"may be [\d,]+ too low, so that exact counting cannot"):
        adapt(layer, [1], reset=False, progress=read.append)
    assert not read


def test_states_merge_with_bounded_counts():
    whole, first, second = StringLookup(), StringLookup(), StringLookup()
    whole.adapt(["b", "a", "b", "a", "a"])
    adapt(first, ["b", "a", "b"], max_memory=ENOUGH)
    adapt(second, ["a", "a"])
    third = StringLookup()
    third.merge(first.state())
    third.merge(second.state())
    second.merge(first.state())
    assert second.get_vocabulary() == third.get_vocabulary() == whole.get_vocabulary()


def test_refuses_a_bound_too_small_to_count_in():
    with pytest.raises(ValueError) as caught:
        adapt(StringLookup(), ["a"], max_memory=1000)
    assert str(caught.value) == (
        "adapt: `max_memory` must be a whole number of at least 1048576, not 1000."
    )
