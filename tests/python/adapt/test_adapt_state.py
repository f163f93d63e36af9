"""What layers have seen, as bytes that other layers merge."""

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from prelayer import (
    Discretization,
    IntegerLookup,
    MinMaxScaling,
    Normalization,
    QuantileTransform,
    RobustScaling,
    StringLookup,
    TextVectorization,
    adapt,
)

WORDS = np.char.add("w", (np.arange(3000) % 700).astype(str))


def learners():
    return [
        Normalization(),
        MinMaxScaling(),
        RobustScaling(),
        IntegerLookup(output_mode="tf_idf"),
        StringLookup(),
        TextVectorization(output_mode="tf_idf", ngrams=2),
    ]


@pytest.mark.parametrize("place", range(6))
def test_states_of_shards_merge_to_what_one_pass_learns(place):
    numbers = np.random.default_rng(0).integers(0, 9, size=(60, 1))
    words = np.char.add("w", numbers.astype(str))
    data = words if place > 3 else numbers
    whole, first, second, third = [learners()[place] for _ in range(4)]
    whole.adapt(data)
    for layer, shard in ((first, data[:10]), (second, data[10:30]), (third, data[30:])):
        layer.adapt(shard)
    third.merge(first.state())
    third.merge(second.state())
    np.testing.assert_allclose(third(data), whole(data), rtol=1e-6)
    if place > 2:
        assert third.get_vocabulary() == whole.get_vocabulary()


@settings(max_examples=3, deadline=None)
@given(st.permutations(range(5)), st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_states_merge_in_any_order(order, cuts):
    numbers = np.random.default_rng(1).integers(0, 9, size=(60, 1))
    words = np.char.add("w", numbers.astype(str))
    bounds = [0, *sorted(cuts), 60]
    shards = [slice(*bounds[place : place + 2]) for place in order]
    for place, learner in enumerate(learners()):
        data = words if place > 3 else numbers
        learner.adapt(data)
        merged = learners()[place]
        for shard in shards:
            if shard.start < shard.stop:
                other = learners()[place]
                other.adapt(data[shard])
                merged.merge(other.state())
        for name, array in learner.get_state().items():
            np.testing.assert_allclose(merged.get_state()[name], array, rtol=1e-6)


def test_sketches_of_shards_merge_within_the_bound_in_any_order():
    numbers = np.random.default_rng(0).lognormal(size=(60_000, 1))
    ranks = np.arange(1, 10) / 10
    for shards in (np.split(numbers, 4), np.split(np.sort(numbers, axis=0), 4)[::-1]):
        merged = Discretization(num_bins=10)
        for shard in shards:
            other = Discretization(num_bins=10)
            other.adapt(shard)
            merged.merge(other.state())
        found = np.searchsorted(np.sort(numbers[:, 0]), merged.bin_boundaries) / len(numbers)
        assert np.abs(found - ranks).max() < 0.002


def test_states_merge_whatever_fills_in():
    first, second = (Normalization(missing="constant", fill_value=value) for value in (1, 2))
    first.adapt([[1.0], [np.nan]])
    second.adapt([[5.0]])
    second.merge(first.state())
    np.testing.assert_array_equal(second.mean, 3)


def test_refuses_states_that_do_not_fit_in_one_sentence():
    layer = StringLookup(name="s")
    layer.adapt(["a"])
    other = StringLookup(max_tokens=9)
    other.adapt(["b"])
    number = Normalization()
    number.adapt([1.0])
    refused = [
        (number.state(), "the state must be one of StringLookup, not one of Normalization."),
        (layer.state()[:40], "the state is cut off, or was not written by `state()`."),
        (b"", "the state is cut off, or was not written by `state()`."),
        (
            other.state(),
            "the state is of a layer with other options: `max_tokens` is 9 there and None here. "
            "Merge states of layers that were made alike.",
        ),
    ]
    for state, sentence in refused:
        with pytest.raises(ValueError) as caught:
            layer.merge(state)
        assert str(caught.value) == f"StringLookup: {sentence}"
        assert layer.get_vocabulary() == ["[UNK]", "a"]
    with pytest.raises(ValueError, match="has not learned anything yet"):
        StringLookup().state()


@pytest.mark.parametrize(
    "make",
    [
        lambda: Discretization(num_bins=50),
        RobustScaling,
        lambda: RobustScaling(missing="mean"),
        QuantileTransform,
        Normalization,
    ],
)
def test_the_same_data_gives_the_same_layer(make):
    data = np.random.default_rng(8).lognormal(size=(30_000, 1))
    layers = [make() for _ in range(3)]
    layers[0].adapt(data)
    layers[1].adapt(data.copy())
    layers[2].adapt(tf.data.Dataset.from_tensor_slices(data).batch(1000))
    states = [layer.state() for layer in layers]
    assert states[0] == states[1]
    first, *others = (layer.get_state() for layer in layers)
    exact = not isinstance(layers[0], Normalization)
    for other in others:
        for name, array in first.items():
            tolerance = 0 if exact and name not in ("mean", "rank") else 1e-12
            np.testing.assert_allclose(other[name], array, rtol=tolerance, err_msg=name)


@pytest.mark.parametrize(
    ("make", "data"),
    [
        (lambda: StringLookup(), WORDS),
        (lambda: StringLookup(output_mode="tf_idf"), WORDS),
        (lambda: IntegerLookup(), np.arange(3000) % 700),
        (lambda: TextVectorization(), WORDS),
        (RobustScaling, np.arange(5000.0) ** 2),
        (lambda: Discretization(num_bins=7), np.arange(5000.0) % 17),
        (QuantileTransform, np.arange(5000.0)),
        (MinMaxScaling, np.arange(30_000.0)),
    ],
)
@pytest.mark.parametrize("max_memory", [None, 2**20])
def test_the_order_of_the_data_leaves_no_trace(make, data, max_memory):
    order = np.random.default_rng(9).permutation(len(data))
    states = []
    for values in (data, data[order], data[::-1].copy()):
        layer = make()
        adapt(layer, values, max_memory=max_memory)
        states.append(layer.state())
    assert states[0] == states[1] == states[2]
