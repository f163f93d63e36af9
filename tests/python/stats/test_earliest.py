"""Earliest: properties against Python's min."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prelayer.stats.earliest import Earliest
from prelayer.stats.serialization import pack

TIMES = st.lists(st.integers(-(2**62), 2**62) | st.none())


def earliest_of(times):
    known = [time for time in times if time is not None]
    earliest = Earliest()
    earliest.add(np.int64(len(known)), min(known, default=7), np.int64(len(times) - len(known)))
    return earliest


@given(TIMES, TIMES)
def test_shards_merged_in_any_order_equal_one_pass(first, second):
    for shards in ((first, second), (second, first)):
        total = Earliest()
        for shard in shards:
            total.merge(Earliest.from_bytes(earliest_of(shard).to_bytes()))
        known = [time for time in first + second if time is not None]
        assert total.count == len(known)
        assert total.missing == len(first + second) - len(known)
        assert total.empty == (not known)
        assert not known or total.earliest == min(known)


@pytest.mark.parametrize(
    "parts",
    [
        {"count": -1, "earliest": 0, "missing": 0},
        {"count": 1, "earliest": 0.5, "missing": 0},
        {"count": 1, "earliest": [0], "missing": 0},
        {"count": [1], "earliest": 0, "missing": [0]},
        {"count": 1, "missing": 0},
    ],
)
def test_refuses_bytes_of_something_else(parts):
    with pytest.raises(ValueError, match="was not written by `to_bytes"):
        Earliest.from_bytes(pack("Earliest", **parts))
