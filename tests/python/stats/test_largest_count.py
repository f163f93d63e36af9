"""States that count more rows than there can be are damaged: their sums would exceed int64."""

import numpy as np
import pytest

from prelayer import PrelayerError
from prelayer.stats.covariance import Covariance
from prelayer.stats.earliest import Earliest
from prelayer.stats.extremes import Extremes
from prelayer.stats.integer_counts import IntegerCounts

SUMMARIES = {
    Extremes: {"count": np.array(1), "minimum": np.array(2.0), "maximum": np.array(2.0)},
    Covariance: {"rows": np.array([[1.0, 2.0]])},
    Earliest: {"count": 1, "earliest": 7},
    IntegerCounts: {"tokens": np.array([5])},
}


# Each merge with its own state doubles the count, which is 2^54 after 54 of them.
@pytest.mark.parametrize("kind", SUMMARIES)
def test_counts_up_to_2_to_the_53_are_read(kind):
    seen = kind()
    seen.add(**SUMMARIES[kind])
    for _ in range(54):
        seen.merge(kind.from_bytes(seen.to_bytes()))
    count = seen.counts([5])[0] if kind is IntegerCounts else np.max(seen.count)
    assert count == 2**54
    with pytest.raises(PrelayerError, match="was not written by"):
        kind.from_bytes(seen.to_bytes())
