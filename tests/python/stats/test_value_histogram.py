"""Quantiles that do not depend on the order of the data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from prelayer.stats import value_histogram
from prelayer.stats.float_keys import from_keys, to_keys
from prelayer.stats.value_histogram import ValueHistogram

RANKS = np.array([0, 0.01, 0.25, 0.5, 0.9, 1])
FINITE = st.floats(-1e300, 1e300)


@given(arrays(np.float64, st.integers(1, 50), elements=st.floats(allow_nan=False)))
def test_keys_are_in_the_order_of_numbers(values):
    finite = values[np.isfinite(values)]
    keys = to_keys(finite)
    np.testing.assert_array_equal(from_keys(keys), finite)
    np.testing.assert_array_equal(finite[np.argsort(keys, kind="stable")], np.sort(finite))


@given(arrays(np.float64, st.tuples(st.integers(1, 40), st.integers(1, 3)), elements=FINITE))
def test_few_values_have_the_quantiles_of_numpy(values):
    histogram = ValueHistogram()
    histogram.add(values)
    assert histogram.exact
    with np.errstate(over="ignore"):
        expected = np.quantile(values, RANKS, axis=0)
    np.testing.assert_allclose(histogram.result(RANKS), expected, rtol=1e-12)


@pytest.mark.parametrize("most", [100, 400, 1900])
def test_many_values_have_quantiles_within_the_bound(most, monkeypatch):
    monkeypatch.setattr(value_histogram, "MOST_VALUES", most)
    values = np.random.default_rng(0).lognormal(0, 3, 2000)
    histogram = ValueHistogram()
    histogram.add(values)
    (feature,) = histogram._features
    assert len(feature.arrays()["keys"]) <= most
    assert feature.bits > 0
    ranks = np.arange(0, 2000, 7) / 1999
    found, expected = histogram.result(ranks), np.sort(values)[::7]
    np.testing.assert_allclose(found, expected, rtol=2.0 ** (feature.bits - 53))
    np.testing.assert_array_equal(histogram.result([0, 1]), [values.min(), values.max()])


@given(
    arrays(np.float64, (60, 2), elements=FINITE),
    st.lists(st.integers(0, 60), max_size=5),
    st.sampled_from([5, 20, 1000]),
    st.randoms(use_true_random=False),
)
def test_bytes_depend_on_neither_order_nor_division(values, cuts, most, random):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(value_histogram, "MOST_VALUES", most)
        whole = ValueHistogram()
        whole.add(values)
        shards = np.split(values[random.sample(range(60), 60)], sorted(cuts))
        random.shuffle(shards)
        merged = ValueHistogram()
        for shard in shards:
            part = ValueHistogram()
            part.add(shard)
            merged.merge(ValueHistogram.from_bytes(part.to_bytes()))
        assert merged.to_bytes() == whole.to_bytes()


def test_counts_missing_values_and_rejects_infinite_ones():
    histogram = ValueHistogram()
    histogram.add(np.array([[1.0, np.nan], [3.0, np.nan]]))
    np.testing.assert_array_equal(histogram.missing, [0, 2])
    np.testing.assert_array_equal(histogram.result([0.5]), [[2.0, np.nan]])
    with pytest.raises(ValueError, match="1 of a batch of 2 is infinite"):
        histogram.add(np.array([[1.0, np.inf]]))
    with pytest.raises(ValueError, match="must have one shape"):
        histogram.add(np.ones((1, 3)))


@pytest.mark.parametrize("size", [0, 40, 400, -1])
def test_bytes_that_are_cut_off_are_rejected(size):
    histogram = ValueHistogram()
    histogram.add(np.arange(9.0))
    with pytest.raises(ValueError, match="is cut off"):
        ValueHistogram.from_bytes(histogram.to_bytes()[:size])
