"""Extremes: properties against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from prelayer.ops.numeric import arithmetic
from prelayer.stats.extremes import Extremes

TABLES = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, max_side=6),
    # TensorFlow takes subnormal numbers for 0.
    elements=st.floats(-1e6, 1e6, allow_subnormal=False) | st.just(np.nan),
)


def extremes_of(rows):
    extremes = Extremes()
    summary = arithmetic.extremes(rows, [0])
    extremes.add(**{name: part.numpy() for name, part in summary.items()})
    return extremes


@given(TABLES, st.integers(0, 6))
def test_shards_merged_in_any_order_equal_one_pass(table, cut):
    first, second = extremes_of(table[:cut]), extremes_of(table[cut:])
    forth, back = Extremes(), Extremes()
    for total, parts in ((forth, (first, second)), (back, (second, first))):
        for part in parts:
            total.merge(part)
    missing = np.isnan(table)
    for total in (forth, back):
        np.testing.assert_array_equal(total.count, (~missing).sum(axis=0))
        np.testing.assert_array_equal(total.missing, missing.sum(axis=0))
        low, high = np.where(missing, np.inf, table), np.where(missing, -np.inf, table)
        np.testing.assert_array_equal(total.minimum, low.min(axis=0))
        np.testing.assert_array_equal(total.maximum, high.max(axis=0))


def test_nothing_seen_is_empty():
    assert Extremes().empty
    assert extremes_of(np.array([[np.nan]])).empty
    assert not extremes_of(np.array([[0.0]])).empty
    np.testing.assert_array_equal(extremes_of(np.array([[0.0, np.nan]])).usable, [True, False])


def test_survives_bytes_and_goes_on():
    extremes = Extremes()
    extremes.add(count=[2], minimum=[1.0], maximum=[5.0])
    again = Extremes.from_bytes(extremes.to_bytes())
    again.add(count=[1], minimum=[0.5], maximum=[0.5])
    assert (again.minimum.tolist(), again.maximum.tolist()) == ([0.5], [5.0])


@pytest.mark.parametrize(("first", "second"), [(3, 1), (1, 3)])
def test_refuses_features_of_another_shape(first, second):
    extremes = extremes_of(np.full((2, first), 4.0))
    extremes.merge(extremes_of(np.zeros((0, second))))
    with pytest.raises(ValueError) as caught:
        extremes.merge(extremes_of(np.ones((2, second))))
    assert str(caught.value) == (
        f"prelayer: the features of all batches must have one shape, but it was ({first},) and is "
        f"({second},)."
    )
    assert extremes.minimum.tolist() == [4.0] * first
