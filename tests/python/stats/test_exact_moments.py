"""Exact sums, whatever the order: compared with fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from prelayer.stats.exact_moments import ExactMoments
from prelayer.stats.exact_sum import UNIT_BITS, exact_sums

FINITE = st.floats(allow_nan=False, allow_infinity=False)


def moments_of(values):
    """Return mean and variance of a column, rounded once."""
    numbers = [Fraction(value) for value in values.tolist() if not np.isnan(value)]
    mean = sum(numbers) / len(numbers)
    variance = sum((number - mean) ** 2 for number in numbers) / len(numbers)
    return mean, variance


@given(arrays(np.float64, st.tuples(st.integers(1, 30), st.integers(1, 3)), elements=FINITE))
def test_sums_are_those_of_fractions(values):
    for column, (total, squares) in zip(values.T, exact_sums(values)):
        numbers = [Fraction(value) for value in column.tolist()]
        assert Fraction(total, 2**UNIT_BITS) == sum(numbers)
        assert Fraction(squares, 2 ** (2 * UNIT_BITS)) == sum(number**2 for number in numbers)


@given(
    arrays(np.float64, (40, 2), elements=st.floats(-1e150, 1e150, allow_subnormal=True)),
    st.lists(st.integers(0, 40), max_size=5),
    st.randoms(use_true_random=False),
)
def test_bytes_depend_on_neither_order_nor_division(values, cuts, random):
    whole = ExactMoments()
    whole.add(values)
    shuffled = values[random.sample(range(40), 40)]
    shards = np.split(shuffled, sorted(cuts))
    random.shuffle(shards)
    merged = ExactMoments()
    for shard in shards:
        part = ExactMoments()
        part.add(shard)
        merged.merge(ExactMoments.from_bytes(part.to_bytes()))
    assert merged.to_bytes() == whole.to_bytes()
    for column, mean, variance in zip(values.T, merged.mean, merged.variance):
        expected = moments_of(column)
        assert (mean, variance) == (float(expected[0]), float(expected[1]))


def test_numbers_that_floating_point_loses_are_kept():
    moments = ExactMoments()
    moments.add(np.array([1e300, 1.0, -1e300, 5e-324]))
    assert moments.mean * 4 == 1.0
    moments.add(np.array([-1.0]))
    assert moments.mean == 0.0  # a fifth of the smallest number


def test_counts_missing_and_infinite_numbers():
    moments = ExactMoments()
    moments.add(np.array([[1.0, np.inf, np.nan], [np.nan, 2.0, np.nan]]))
    np.testing.assert_array_equal(moments.missing, [1, 0, 2])
    np.testing.assert_array_equal(moments.count, [1, 2, 0])
    np.testing.assert_array_equal(moments.usable, [True, False, False])


def test_features_keep_their_shape():
    moments = ExactMoments()
    moments.add(np.ones((3, 2)))
    with pytest.raises(ValueError, match="must have one shape"):
        moments.add(np.ones((3, 4)))


@pytest.mark.parametrize("size", [0, 40, 400, -1])
def test_bytes_that_are_cut_off_are_rejected(size):
    moments = ExactMoments()
    moments.add(np.ones((3, 2)))
    with pytest.raises(ValueError, match="is cut off"):
        ExactMoments.from_bytes(moments.to_bytes()[:size])
