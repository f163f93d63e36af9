"""Covariance: properties against NumPy in float64."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from prelayer.stats.covariance import Covariance

TABLES = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.floats(-1e6, 1e6) | st.just(np.nan),
)


def covariance_of(rows):
    covariance = Covariance()
    covariance.add(rows)
    return covariance


@given(TABLES, st.integers(0, 6))
def test_shards_merged_in_any_order_equal_one_pass(table, cut):
    forth, back = Covariance(), Covariance()
    for total, parts in ((forth, (table[:cut], table[cut:])), (back, (table[cut:], table[:cut]))):
        for part in parts:
            total.merge(covariance_of(part))
    known = table[~np.isnan(table).any(axis=1)]
    for total in (forth, back, covariance_of(table)):
        assert total.count == len(known)
        assert total.missing == np.isnan(table).sum()
        if len(known):
            scale = max(1.0, np.abs(known).max())
            np.testing.assert_allclose(total.mean, known.mean(axis=0), atol=1e-9 * scale)
            expected = np.cov(known.T, bias=True).reshape(table.shape[1], -1)
            np.testing.assert_allclose(total.matrix, expected, atol=1e-9 * scale**2)


def test_few_rows_at_a_time_far_from_zero_equal_all_at_once():
    rows = np.random.default_rng(2).normal(size=(500, 20)) + 1e6
    total = Covariance()
    for start in range(0, 500, 3):
        total.add(rows[start : start + 3].astype("float64"))
    np.testing.assert_allclose(total.matrix, np.cov(rows.T, bias=True), atol=1e-8)


def test_bytes_hold_all_that_was_seen():
    rows = np.random.default_rng(3).normal(size=(9, 2, 2))
    rows[4, 0, 0] = np.nan
    first = covariance_of(rows)
    second = Covariance.from_bytes(first.to_bytes())
    np.testing.assert_array_equal(second.matrix, first.matrix)
    np.testing.assert_array_equal(second.mean, first.mean)
    assert (second.count, second.missing, second.shape) == (8, 1, (2, 2))
    second.add(rows)
    assert second.count == 16


def test_nothing_seen_is_empty():
    assert Covariance().empty
    assert covariance_of(np.array([[np.nan, 1.0]])).empty
    assert Covariance.from_bytes(Covariance().to_bytes()).empty
    assert not covariance_of(np.array([[0.0]])).empty


def test_refuses_rows_of_another_shape():
    total = covariance_of(np.zeros((2, 3)))
    with pytest.raises(ValueError, match="all images must have one size, but there are"):
        total.add(np.zeros((2, 4)))
    with pytest.raises(ValueError, match="all images must have one size"):
        total.merge(covariance_of(np.zeros((2, 4))))


def test_infinite_values_are_not_usable():
    assert covariance_of(np.array([[1.0, 2.0], [3.0, 4.0]])).usable
    assert not covariance_of(np.array([[1.0, np.inf], [3.0, 4.0]])).usable
