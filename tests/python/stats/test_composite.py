"""Together: statistics of one stream, against each by itself."""

import numpy as np
import pytest

from prelayer.stats.composite import Composite, join_summaries
from prelayer.stats.extremes import Extremes
from prelayer.stats.moments import Moments, moments_of
from prelayer.stats.quantiles import Quantiles

ROWS = np.random.default_rng(0).normal(size=(40, 3))
ROWS[::7, 1] = np.nan


def together(rows):
    both = Composite(own=Quantiles(), mean=Moments())
    both.add(**join_summaries(own={"values": rows}, mean=moments_of(rows, (0,))))
    return both


def check(both):
    np.testing.assert_array_equal(both.parts["own"].result([0.5])[0], np.nanmedian(ROWS, 0))
    np.testing.assert_allclose(both.parts["mean"].mean, np.nanmean(ROWS, 0))
    for part in both.parts.values():
        np.testing.assert_array_equal(part.missing, np.isnan(ROWS).sum(axis=0))


def test_shards_merged_in_any_order_equal_one_pass():
    check(together(ROWS))
    for first, second in ((ROWS[:11], ROWS[11:]), (ROWS[11:], ROWS[:11])):
        merged = together(first)
        merged.merge(together(second))
        check(merged)


def test_is_read_from_its_bytes():
    check(Composite.from_bytes(together(ROWS).to_bytes()))
    with pytest.raises(ValueError, match="must be one of Together, not one of Moments"):
        Composite.from_bytes(Moments().to_bytes())


def test_nothing_seen_is_empty():
    assert Composite(own=Extremes(), mean=Moments()).empty
    assert together(np.full((2, 1), np.nan)).empty
    assert not together(np.ones((2, 1))).empty
