"""The order of tokens: by count, then by bytes, both from the largest on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prelayer.stats.token_order import ranks


@pytest.mark.parametrize("longest", [3, 9, 40])
def test_ranks_are_those_of_a_sort(longest):
    @given(
        st.dictionaries(
            st.binary(max_size=longest) | st.sampled_from([b"", b"a", b"a\0", b"a\0\0"]),
            st.integers(1, 3),
        )
    )
    def check(counts):
        tokens = np.empty(len(counts), dtype=object)
        tokens[:] = list(counts)
        found = tokens[ranks(tokens, np.array(list(counts.values()), np.int64))].tolist()
        assert found == sorted(counts, key=lambda token: (counts[token], token), reverse=True)

    check()
