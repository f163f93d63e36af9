"""Moments: properties against NumPy in float64."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from prelayer.ops.numeric import arithmetic
from prelayer.stats.moments import Moments
from prelayer.stats.moments import moments_of as moments_of_array

TABLES = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.floats(-1e6, 1e6) | st.just(np.nan),
)


def moments_of(rows):
    moments = Moments()
    summary = arithmetic.moments(rows, [0])
    moments.add(**{name: part.numpy() for name, part in summary.items()})
    return moments


@given(TABLES, st.integers(0, 6))
def test_shards_merged_in_any_order_equal_one_pass(table, cut):
    first, second = moments_of(table[:cut]), moments_of(table[cut:])
    forth, back = Moments(), Moments()
    for total, parts in ((forth, (first, second)), (back, (second, first))):
        for part in parts:
            total.merge(part)
    known = ~np.isnan(table)
    for column in range(table.shape[1]):
        values = table[known[:, column], column]
        for total in (forth, back):
            assert total.count[column] == len(values)
            assert total.missing[column] == len(table) - len(values)
            if len(values):
                scale = max(1.0, np.abs(values).max())
                np.testing.assert_allclose(total.mean[column], values.mean(), atol=1e-9 * scale)
                np.testing.assert_allclose(
                    total.variance[column], values.var(), atol=1e-9 * scale**2
                )


def test_nothing_seen_is_empty():
    assert Moments().empty
    assert moments_of(np.array([[np.nan]])).empty
    assert not moments_of(np.array([[0.0]])).empty


@given(TABLES)
def test_arrays_are_summed_as_graphs_are(table):
    ours, graphs = moments_of_array(table, (0,)), arithmetic.moments(table, [0])
    np.testing.assert_array_equal(ours["count"], graphs["count"])
    np.testing.assert_array_equal(ours["missing"], np.isnan(table).sum(axis=0))
    np.testing.assert_array_equal(graphs["missing"], ours["missing"])
    for part in ("mean", "squares"):
        np.testing.assert_allclose(ours[part], graphs[part], rtol=1e-9, atol=1e-9)


def test_survives_bytes_and_goes_on():
    moments = Moments()
    moments.add(count=[2.0], mean=[1.5], squares=[0.5])
    again = Moments.from_bytes(moments.to_bytes())
    again.add(count=[2.0], mean=[3.5], squares=[0.5])
    assert (again.mean.tolist(), again.variance.tolist()) == ([2.5], [1.25])


@pytest.mark.parametrize(("first", "second"), [(3, 1), (1, 3)])
def test_refuses_features_of_another_shape(first, second):
    moments = moments_of(np.full((2, first), 4.0))
    moments.merge(moments_of(np.zeros((0, second))))
    with pytest.raises(ValueError) as caught:
        moments.add(**moments_of_array(np.ones((2, second)), (0,)))
    assert str(caught.value) == (
        f"prelayer: the features of all batches must have one shape, but it was ({first},) and is "
        f"({second},)."
    )
    assert moments.mean.tolist() == [4.0] * first
