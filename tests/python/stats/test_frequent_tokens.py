"""Counting within a number of bytes: properties against a plain Counter."""

import subprocess
import sys
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prelayer.stats.frequent_tokens import FrequentTokens
from prelayer.stats.integer_counts import IntegerCounts
from prelayer.stats.token_counts import TokenCounts

FITTING, SCARCE = 2**16, 2**10
SLOTS_WHEN_SCARCE = 2**3


def zipf(seed, count=5_000):
    return [b"%d" % rank for rank in np.random.default_rng(seed).zipf(1.3, size=count)]


def counted(tokens, max_memory, batch=100):
    counts = FrequentTokens(max_memory)
    for start in range(0, len(tokens), batch):
        part = Counter(tokens[start : start + batch])
        counts.add(list(part), list(part.values()))
    return counts


def assert_within_error(counts, tokens, slots):
    exact = Counter(tokens)
    seen = list(exact)
    found = dict(zip(seen, counts.counts(seen)))
    assert all(exact[token] - counts.error <= found[token] <= exact[token] for token in seen)
    assert counts.error <= 3.5 / slots * len(tokens)
    frequent = {token for token in seen if exact[token] > counts.error}
    assert frequent <= set(counts.ranked())


@given(
    st.lists(st.sampled_from([b"a", b"b", b"\xc3\xa9", b"\xff", b"", b"\x00"])), st.integers(0, 9)
)
def test_counts_are_exact_while_all_tokens_fit(tokens, cut):
    counts = counted(tokens[:cut], FITTING)
    counts.merge(FrequentTokens.from_bytes(counted(tokens[cut:], FITTING).to_bytes()))
    exact = Counter(tokens)
    assert counts.error == 0
    assert counts.empty == (not tokens)
    by_rank = sorted(exact, key=lambda token: (exact[token], token), reverse=True)
    assert counts.ranked() == by_rank
    assert counts.counts(by_rank) == [exact[token] for token in by_rank]
    assert counts.ranked(leave_out=[b"a"], least=2) == [
        token for token in by_rank if token != b"a" and exact[token] >= 2
    ]


@given(st.integers(0, 2**32), st.permutations(range(4)))
def test_counts_are_too_low_by_the_stated_error_in_any_order(seed, order):
    tokens = zipf(seed)
    shards = [counted(tokens[start::4], SCARCE) for start in range(4)]
    merged = FrequentTokens(SCARCE)
    for shard in order:
        merged.merge(shards[shard])
    assert merged.error > 0
    assert_within_error(merged, tokens, SLOTS_WHEN_SCARCE)
    assert_within_error(counted(tokens, SCARCE), tokens, SLOTS_WHEN_SCARCE)


def test_takes_in_exact_counts():
    exact = TokenCounts()
    exact.add([b"a", b"b"], [2, 1])
    counts = FrequentTokens(FITTING)
    counts.merge(exact)
    assert counts.ranked() == [b"a", b"b"]


def test_exact_counts_refuse_inexact_ones():
    inexact = counted(zipf(0), SCARCE)
    with pytest.raises(ValueError, match=r"exact counts cannot take in counts that may be \d+ too"):
        TokenCounts().merge(inexact)


def test_counts_whole_numbers_and_documents():
    counts = FrequentTokens(FITTING, whole=True, weighs_rows=True)
    counts.add(np.array([7, -3]), [4, 2], document_counts=[1, 2], documents=2)
    assert counts.ranked() == [7, -3]
    assert counts.document_counts([7, -3]) == [1, 2]
    expected = [np.log(1 + 2 / 2), np.log(1 + 2 / 3)]
    np.testing.assert_allclose(counts.inverse_document_frequency([7, -3]), expected)
    exact = IntegerCounts()
    exact.merge(counts)
    assert exact.ranked().tolist() == [7, -3]


_FILL = """
import numpy as np
from prelayer.stats.frequent_tokens import FrequentTokens

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

counts = FrequentTokens(2**25)
counts.add([b"a"])
before = resident()
for start in range(0, 600_000, 10_000):
    counts.add([b"%d" % number + b"x" * 200 for number in range(start, start + 10_000)])
print(resident() - before, counts.error)
"""


@pytest.mark.slow(reason="Fills 130 MB in a process of its own, whose memory is measured.")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_long_tokens_stay_within_the_memory():
    done = subprocess.run([sys.executable, "-c", _FILL], check=True, capture_output=True, text=True)
    grown, error = map(int, done.stdout.split())
    assert error > 0
    assert grown < 1.5 * 2**25
