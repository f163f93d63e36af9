"""ValueCounts: properties against NumPy and SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy import stats

from prelayer.stats import value_counts
from prelayer.stats.value_counts import ValueCounts

TABLES = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, max_side=8),
    elements=st.integers(-2, 2).map(float) | st.just(np.nan),
)


def counts_of(*batches):
    counts = ValueCounts()
    for batch in batches:
        counts.add(batch)
    return counts


def smallest_mode(column):
    known = column[~np.isnan(column)]
    return stats.mode(known).mode if known.size else np.nan  # of several, SciPy's is the smallest


@given(TABLES, st.integers(0, 8))
def test_shards_merged_in_any_order_equal_one_pass(table, cut):
    parts = [counts_of(table[:cut]), counts_of(table[cut:])]
    packed = counts_of(table).to_bytes()
    for order in (parts, parts[::-1]):
        total = ValueCounts()
        for part in order:
            total.merge(ValueCounts.from_bytes(part.to_bytes()))
        np.testing.assert_array_equal(total.missing, np.isnan(table).sum(axis=0))
        np.testing.assert_array_equal(total.most_frequent, [*map(smallest_mode, table.T)])
        assert total.to_bytes() == packed


def test_counts_do_not_depend_on_when_rows_are_summed(monkeypatch):
    table = np.random.default_rng(1).integers(0, 9, size=(500, 3)).astype(float)
    expected = counts_of(table).to_bytes()
    monkeypatch.setattr(value_counts, "_PENDING", 100)
    assert counts_of(*np.split(table, 20)).to_bytes() == expected


def test_nothing_seen_is_empty():
    assert ValueCounts().empty
    assert counts_of(np.array([[np.nan]])).empty
    assert not counts_of(np.array([[0.0]])).empty


def test_refuses_features_of_another_shape():
    with pytest.raises(ValueError, match="must have one shape"):
        counts_of(np.zeros((2, 3)), np.zeros((2, 1)))


@pytest.mark.parametrize("cut", [0, 10, -1])
def test_refuses_other_bytes_in_one_sentence(cut):
    with pytest.raises(ValueError, match="is cut off, or was not written by"):
        ValueCounts.from_bytes(counts_of(np.zeros((2, 3))).to_bytes()[:cut])
