"""Converters of vectorizers of text: CountVectorizer, TfidfVectorizer, HashingVectorizer."""

from __future__ import annotations

from functools import partial
from typing import Any

from prelayer.layers import TextVectorization
from prelayer.pipeline.preprocessor.from_sklearn.chain import Chain
from prelayer.pipeline.preprocessor.from_sklearn.hashed_tokens import HashedTokens
from prelayer.pipeline.preprocessor.from_sklearn.registry import (
    converts,
    raw_columns,
    require,
    unsupported,
)
from prelayer.pipeline.preprocessor.from_sklearn.token_weights import TokenWeights

# The default pattern of tokens, r"(?u)\b\w\w+\b": two or more letters, digits or underscores. The
# spaces are doubled, so that tokens of one character next to each other are removed together.
_PATTERN = r"(?u)\b\w\w+\b"
_STEPS: list[Any] = [
    {"step": "regex", "pattern": r"[^\pL\pN_]+", "rewrite": "  "},
    {"step": "regex", "pattern": r"(^|\s)[\pL\pN_](\s|$)", "rewrite": " "},
]

_MOST_BINS = 2**16


@converts("CountVectorizer", "TfidfVectorizer")
def vectorizer(vectorizer: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `CountVectorizer` or a `TfidfVectorizer`."""
    chain, standardize, ngrams = _read(vectorizer, chains)
    tokens = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.get)
    vectors = partial(
        TextVectorization,
        vocabulary=tokens,
        standardize=standardize,
        ngrams=ngrams,
        output_mode="count",
        dtype="float64",
    )
    has_idf = getattr(vectorizer, "use_idf", False)
    weights = partial(
        TokenWeights,
        len(tokens),
        vectorizer.idf_ if has_idf else None,
        getattr(vectorizer, "norm", None),
        vectorizer.binary,
        getattr(vectorizer, "sublinear_tf", False),
        dtype="float64",
    )
    return [chain.then(vectors, weights, width=len(tokens), dtype="string")]


@converts("HashingVectorizer")
def hashing_vectorizer(vectorizer: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `HashingVectorizer`, whose output is dense here."""
    chain, standardize, ngrams = _read(vectorizer, chains)
    if vectorizer.n_features > _MOST_BINS:
        remedy = f"The output is dense: use at most {_MOST_BINS} features."
        raise unsupported(vectorizer, "n_features", remedy)
    layer = partial(
        HashedTokens,
        vectorizer.n_features,
        standardize,
        ngrams,
        vectorizer.alternate_sign,
        vectorizer.binary,
        vectorizer.norm,
        dtype="float64",
    )
    return [chain.then(layer, width=vectorizer.n_features, dtype="string")]


def _read(vectorizer: Any, chains: list[Chain]) -> tuple[Chain, list[Any], tuple[int, ...]]:
    """Return the column of a vectorizer, the steps of standardization, and lengths of n-grams."""
    if len(chains) != 1:
        raise unsupported(vectorizer, remedy="It takes one column of text.")
    require(
        vectorizer,
        analyzer="word",
        token_pattern=_PATTERN,
        preprocessor=None,
        tokenizer=None,
        strip_accents=None,
    )
    lowest, highest = vectorizer.ngram_range
    if highest > 1 or not hasattr(vectorizer, "vocabulary_"):
        # Stop words are removed before n-grams are formed; else they are not in the vocabulary.
        require(vectorizer, stop_words=None)
    (chain,) = raw_columns(vectorizer, chains)
    lower = ["lower"] if vectorizer.lowercase else []
    return chain, [*lower, *_STEPS], tuple(range(lowest, highest + 1))
