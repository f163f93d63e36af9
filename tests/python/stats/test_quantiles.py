"""prelayer: properties against NumPy, and the rank error on hard data."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from prelayer.stats import quantiles as module
from prelayer.stats.quantiles import EXACT_ROWS, RANK_ERROR, Quantiles
from rank_error import RANKS, worst_rank_error

TABLES = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.floats(-1e6, 1e6) | st.just(np.nan),
)


def quantiles_of(*batches, error=RANK_ERROR):
    quantiles = Quantiles(error=error)
    for batch in batches:
        quantiles.add(batch)
    return quantiles


@given(TABLES, st.integers(0, 6))
def test_shards_merged_in_any_order_equal_one_pass(table, cut):
    first, second = quantiles_of(table[:cut]), quantiles_of(table[cut:])
    forth, back = Quantiles(), Quantiles()
    for total, parts in ((forth, (first, second)), (back, (second, first))):
        for part in parts:
            total.merge(part)
    ranks = [0, 0.1, 0.5, 1]
    for total in (forth, back):
        np.testing.assert_array_equal(total.missing, np.isnan(table).sum(axis=0))
        for column, found in zip(table.T, total.result(ranks).T):
            known = column[~np.isnan(column)]
            expected = np.quantile(known, ranks) if len(known) else np.full(4, np.nan)
            np.testing.assert_array_equal(found, expected)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 6))
def test_sketches_merged_in_any_order_stay_within_the_error(random, shards):
    values = np.random.default_rng(random.randrange(2**32)).normal(size=40_000)
    parts = [quantiles_of(part) for part in np.array_split(values, shards)]
    random.shuffle(parts)
    total = Quantiles()
    for part in parts:
        total.merge(part)
    assert not total.exact
    assert (total.minimum, total.maximum) == (values.min(), values.max())
    assert total.count == len(values)
    assert worst_rank_error(values, total.result(RANKS)) <= RANK_ERROR


_RNG = np.random.default_rng(1)
_DATA = {
    "normal": _RNG.normal(size=300_000),
    "lognormal": _RNG.lognormal(sigma=3, size=300_000),
    "constant": np.full(300_000, 7.0),
    "heavy ties": np.floor(_RNG.exponential(2, size=300_000)),
    "far from zero": 1e9 + _RNG.normal(size=300_000),
}


def zoom_in(values):
    """Return sorted values from both ends in turn, the order in which samplers err most."""
    order = np.empty_like(values)
    order[::2], order[1::2] = values[: (len(values) + 1) // 2], values[::-1][: len(values) // 2]
    return order


_ORDERS = {
    "as drawn": lambda values: values,
    "ascending": np.sort,
    "descending": lambda values: np.sort(values)[::-1],
    "from both ends": lambda values: zoom_in(np.sort(values)),
}


@pytest.mark.parametrize("order", _ORDERS)
@pytest.mark.parametrize("kind", _DATA)
def test_ranks_are_within_the_error_whatever_the_order(kind, order):
    values = _DATA[kind]
    for size in (1000, 65_536):
        batches = np.split(_ORDERS[order](values), range(size, len(values), size))
        quantiles = quantiles_of(*batches)
        assert worst_rank_error(values, quantiles.result(RANKS)) <= RANK_ERROR
        assert (quantiles.minimum, quantiles.maximum) == (values.min(), values.max())


def test_batches_of_growing_size_stay_within_the_error():
    values = _DATA["lognormal"]
    batches = np.split(np.sort(values), np.unique(np.geomspace(1, len(values), 40).astype(int)))
    assert worst_rank_error(values, quantiles_of(*batches).result(RANKS)) <= RANK_ERROR


def test_a_smaller_error_is_kept():
    values = _DATA["lognormal"]
    batches = np.array_split(values, 50)
    error = worst_rank_error(values, quantiles_of(*batches, error=0.0002).result(RANKS))
    assert error <= 0.0002


def test_features_have_quantiles_of_their_own():
    table = _RNG.normal(size=(30_000, 2, 3)) * [1, 10, 100]
    table[::3, 0, 1] = np.nan
    quantiles = quantiles_of(*np.array_split(table, 7))
    found = quantiles.result(RANKS)
    assert found.shape == (99, 2, 3)
    np.testing.assert_array_equal(quantiles.missing, [[0, 10_000, 0], [0, 0, 0]])
    np.testing.assert_array_equal(quantiles.minimum, np.nanmin(table, axis=0))
    np.testing.assert_array_equal(quantiles.maximum, np.nanmax(table, axis=0))
    for place in np.ndindex(2, 3):
        values = table[(slice(None), *place)]
        known = values[~np.isnan(values)]
        assert worst_rank_error(known, found[(slice(None), *place)]) <= RANK_ERROR


def test_is_numpy_up_to_its_bound():
    values = _RNG.lognormal(size=EXACT_ROWS)
    quantiles = quantiles_of(*np.array_split(values, 9))
    assert quantiles.exact
    np.testing.assert_array_equal(quantiles.result(RANKS), np.quantile(values, RANKS))
    quantiles.add([1.0])
    assert not quantiles.exact


@pytest.mark.parametrize("rows", [0, 5, EXACT_ROWS + 5])
def test_survives_bytes_and_goes_on(rows):
    table = _RNG.normal(size=(rows, 2))
    table[:1, 1] = np.nan
    quantiles = quantiles_of(table)
    for copy in (Quantiles.from_bytes(quantiles.to_bytes()), pickle.loads(pickle.dumps(quantiles))):
        np.testing.assert_array_equal(copy.result(RANKS), quantiles.result(RANKS))
        copy.add(np.array([[50.0, -50.0]]))
        np.testing.assert_array_equal(copy.count, [rows + 1, rows + 1 - bool(rows)])
        assert copy.maximum[0] == 50
        assert copy.minimum[1] == -50


@pytest.mark.parametrize("cut", [0, 3, 200, -30])
def test_refuses_other_bytes_in_one_sentence(cut):
    data = quantiles_of(np.arange(5.0)).to_bytes()
    with pytest.raises(ValueError) as caught:
        Quantiles.from_bytes(data[:cut])
    sentence = "prelayer: the state is cut off, or was not written by `to_bytes()`."
    assert str(caught.value) == sentence


def test_refuses_infinite_numbers_and_keeps_what_it_saw():
    quantiles = quantiles_of(np.array([[1.0, 2.0]]))
    with pytest.raises(ValueError) as caught:
        quantiles.add(np.array([[1.0, np.inf], [2.0, -np.inf]]))
    assert str(caught.value) == (
        "prelayer: numbers to learn from must be finite or NaN, but 2 of a batch of 4 are "
        "infinite, the first in feature 1. Fix or drop them."
    )
    np.testing.assert_array_equal(quantiles.result([0.5]), [[1, 2]])


def test_refuses_what_does_not_fit():
    quantiles = quantiles_of(np.array([[1.0, 2.0]]))
    with pytest.raises(ValueError, match=r"must keep their shape, but it was \(2,\) and is \(1,\)"):
        quantiles.add(np.array([[1.0]]))
    with pytest.raises(ValueError, match=r"shape, but it was \(2,\) and is \(\)\."):
        quantiles.merge(quantiles_of(np.array([1.0])))
    with pytest.raises(ValueError, match=r"within 0\.002 and within 0\.001 cannot be merged"):
        quantiles.merge(quantiles_of(np.array([[1.0, 2.0]]), error=0.001))


def test_nothing_seen_is_empty():
    assert Quantiles().empty
    assert quantiles_of(np.array([[np.nan]])).empty
    assert not quantiles_of(np.array([[0.0]])).empty
    assert np.isnan(Quantiles().result([0.5]))


def test_needs_no_sketches_for_few_values(monkeypatch):
    monkeypatch.setattr(module, "RankSketch", lambda error: pytest.fail("a sketch was made"))
    quantiles_of(np.arange(10.0)).result([0.5])
