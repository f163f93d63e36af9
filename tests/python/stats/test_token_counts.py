"""Token counts: properties against a plain Counter."""

from collections import Counter

import numpy as np
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from prelayer.ops.numeric import counting
from prelayer.stats.integer_counts import IntegerCounts
from prelayer.stats.token_counts import TokenCounts

DOCUMENTS = st.lists(st.lists(st.sampled_from(["a", "b", "c", "é", "日"]), max_size=6), min_size=1)


def counts_of(documents):
    counts = TokenCounts()
    ragged = tf.ragged.constant(documents, dtype=tf.string, ragged_rank=1)
    summary = counting.document_counts(ragged)
    counts.add(**{name: part.numpy() for name, part in summary.items()})
    return counts


@given(DOCUMENTS, st.integers(0, 5))
def test_shards_merged_equal_a_counter(documents, cut):
    total = TokenCounts()
    for shard in (documents[:cut], documents[cut:]):
        if shard:
            total.merge(counts_of(shard))
    tokens = Counter(token.encode() for document in documents for token in document)
    held = Counter(token.encode() for document in documents for token in set(document))
    seen = list(tokens)
    assert dict(zip(seen, total.counts(seen))) == tokens
    assert dict(zip(seen, total.document_counts(seen))) == held
    assert total.number_of_documents == len(documents)
    by_rank = sorted(tokens, key=lambda token: (tokens[token], token), reverse=True)
    assert total.ranked() == by_rank
    assert total.ranked(least=2) == [token for token in by_rank if tokens[token] >= 2]
    expected = [np.log(1 + len(documents) / (1 + held[token])) for token in by_rank]
    np.testing.assert_allclose(total.inverse_document_frequency(by_rank), expected)


def test_leaves_out_unwanted_tokens():
    counts = counts_of([["a", "b"]])
    assert counts.ranked(leave_out=[b"a"]) == [b"b"]


@given(
    st.lists(st.lists(st.integers(-3, 3) | st.sampled_from([-(2**63), 2**63 - 1])), min_size=1),
    st.integers(0, 5),
)
def test_whole_numbers_are_counted_alike(documents, cut):
    total = IntegerCounts()
    for shard in (documents[:cut], documents[cut:]):
        part = IntegerCounts()
        for document in shard:
            counts = Counter(document)
            part.add(list(counts), list(counts.values()), [1] * len(counts), documents=1)
        total.merge(part)
    tokens = Counter(token for document in documents for token in document)
    held = Counter(token for document in documents for token in set(document))
    by_rank = sorted(tokens, key=lambda token: (tokens[token], token), reverse=True)
    assert total.empty == (not tokens)
    assert total.ranked().tolist() == by_rank
    assert total.ranked(least=2).tolist() == [token for token in by_rank if tokens[token] >= 2]
    assert total.counts(by_rank) == [tokens[token] for token in by_rank]
    assert total.document_counts(by_rank) == [held[token] for token in by_rank]
    assert total.ranked(leave_out=[0, 5]).tolist() == [token for token in by_rank if token != 0]
    expected = [np.log(1 + len(documents) / (1 + held[token])) for token in by_rank]
    np.testing.assert_allclose(total.inverse_document_frequency(by_rank), expected)


@given(st.lists(st.lists(st.integers(-3, 3))))
def test_numbers_may_be_counted_later(batches):
    counts = IntegerCounts()
    for batch in batches:
        counts.add(batch)
    expected = Counter(number for batch in batches for number in batch)
    ranked = counts.ranked()
    assert counts.empty == (not expected)
    assert dict(zip(ranked.tolist(), counts.counts(ranked))) == expected
