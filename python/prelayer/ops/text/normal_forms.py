"""Unicode normal forms in core TensorFlow: decompose, reorder marks, compose."""

from __future__ import annotations

import unicodedata
from functools import lru_cache, partial
from typing import Any, Literal, NamedTuple

import numpy as np
import tensorflow as tf

from prelayer.ops.text.code_points import (
    CodePointMap,
    characters,
    code_point_map,
    replace,
    replacements,
    rewrite_texts,
)

FORMS = ("nfc", "nfd", "nfkc", "nfkd")
# No character is composed of more than four characters, so three compositions suffice.
_COMPOSITIONS = 3
_NO_POSITION = np.int32(2**31 - 1)


def normalize(texts: Any, form: str) -> Any:
    """Convert texts, dense or ragged, to one of the `FORMS`."""
    return rewrite_texts(texts, partial(_normalize, form=form))


def _normalize(codes: tf.RaggedTensor, form: str) -> tf.RaggedTensor:
    decomposition = replacements(_decompose if form in ("nfc", "nfd") else _decompose_compatible)
    if form.endswith("d"):
        return _in_order(replace(codes, decomposition))
    suspects = _suspects("NFC" if form == "nfc" else "NFKC").find(codes.values)

    def composed() -> tuple[tf.Tensor, tf.Tensor]:
        result = _compose(_in_order(replace(codes, decomposition)))
        return result.values, result.row_splits

    values, splits = tf.cond(
        tf.reduce_any(suspects > 0), composed, lambda: (codes.values, codes.row_splits)
    )
    return tf.RaggedTensor.from_row_splits(values, splits, validate=False)


_decompose = partial(unicodedata.normalize, "NFD")
_decompose_compatible = partial(unicodedata.normalize, "NFKD")


def _in_order(codes: tf.RaggedTensor) -> tf.RaggedTensor:
    """Sort each run of marks by combining class; the sort is stable."""
    classes = _combining_classes().find(codes.values)
    marks = tf.where(classes > 0)[:, 0]
    runs = _runs(codes, classes)
    order = tf.argsort(tf.gather(runs * 256 + tf.cast(classes, tf.int64), marks), stable=True)
    sorted_marks = tf.gather(codes.values, tf.gather(marks, order))
    return codes.with_values(
        tf.tensor_scatter_nd_update(codes.values, marks[:, tf.newaxis], sorted_marks)
    )


def _runs(codes: tf.RaggedTensor, classes: tf.Tensor) -> tf.Tensor:
    """Number the runs: each character that is not a mark, and each row, begins a run."""
    return tf.cumsum(tf.cast(classes == 0, tf.int64)) + codes.value_rowids()


class _Pairs(NamedTuple):
    keys: np.ndarray
    composites: np.ndarray


class _Clusters(NamedTuple):
    """Characters that may compose, as vectors: code points, texts, and positions."""

    points: tf.Tensor
    rows: tf.Tensor
    places: tf.Tensor
    passed: tf.Tensor


def _compose(codes: tf.RaggedTensor) -> tf.RaggedTensor:
    """Compose each character with the following marks for which a composite exists."""
    points = codes.values
    follows = _suspects("NFC").find(points) > 0
    # Most characters are not followed by a character to compose with; only others are processed.
    places = tf.where(follows | tf.roll(follows, -1, 0))
    clusters = _Clusters(
        points=tf.gather_nd(points, places),
        rows=tf.gather_nd(codes.value_rowids(), places),
        places=places,
        passed=tf.zeros_like(places[:, 0], tf.bool),
    )
    for _ in range(_COMPOSITIONS):
        clusters = _compose_once(clusters)
    points = tf.tensor_scatter_nd_update(points, clusters.places, clusters.points)
    kept = tf.ones_like(points, tf.bool)
    for some, are_kept in ((places, False), (clusters.places, True)):
        values = tf.fill(tf.shape(some)[:1], are_kept)
        kept = tf.tensor_scatter_nd_update(kept, some, values)
    return tf.ragged.boolean_mask(codes.with_values(points), codes.with_values(kept))


def _compose_once(clusters: _Clusters) -> _Clusters:
    """Compose each starter with the first possible mark; `passed` are the skipped marks."""
    points, rows = clusters.points, clusters.rows
    classes = _combining_classes().find(points)
    positions = tf.range(tf.size(points))

    starts = tf.cast(classes == 0, tf.int32)
    starters = tf.boolean_mask(positions, classes == 0)
    starter = tf.gather(tf.concat([[-1], starters], 0), tf.cumsum(starts, exclusive=True))
    at = tf.maximum(starter, 0)
    same_text = (starter >= 0) & (tf.gather(rows, at) == rows)
    class_before = tf.roll(classes, 1, 0)
    unblocked = (starter == positions - 1) | (class_before < classes)

    pairs = _pairs()
    key = _pair_key(tf.cast(tf.gather(points, at), tf.int64), tf.cast(points, tf.int64))
    pair = tf.minimum(tf.searchsorted(pairs.keys, key), len(pairs.keys) - 1)
    has_composite = tf.gather(pairs.keys, pair) == key
    fits = same_text & unblocked & ~clusters.passed & has_composite

    candidates = tf.where(fits, positions, _NO_POSITION)
    first = tf.gather(tf.math.unsorted_segment_min(candidates, at, tf.size(points)), at)
    taken = fits & (first == positions)
    passed = clusters.passed | same_text & (positions < first) & (first != _NO_POSITION)
    takers = tf.boolean_mask(at, taken)[:, tf.newaxis]
    composites = tf.gather(pairs.composites, tf.boolean_mask(pair, taken))
    points = tf.tensor_scatter_nd_update(points, takers, composites)
    left = _Clusters(points, rows, clusters.places, passed)
    return _Clusters(*(tf.boolean_mask(part, ~taken) for part in left))


def _pair_key(first: Any, second: Any) -> Any:
    return first * 2**21 + second


@lru_cache
def _pairs() -> _Pairs:
    """Return the primary composites, by the two characters that compose them."""
    found = {}
    for c in characters():
        parts = unicodedata.decomposition(c).split()
        if len(parts) == 2 and parts[0][0] != "<" and unicodedata.is_normalized("NFC", c):
            found[_pair_key(*(int(part, 16) for part in parts))] = ord(c)
    for index in range(11172):  # Hangul syllables, which Unicode composes by arithmetic.
        syllable, tail = 0xAC00 + index, index % 28
        lead_and_vowel = (0x1100 + index // 588, 0x1161 + index % 588 // 28)
        found[_pair_key(*((syllable - tail, 0x11A7 + tail) if tail else lead_and_vowel))] = syllable
    keys = np.array(sorted(found), np.int64)
    return _Pairs(keys, np.array([found[key] for key in keys.tolist()], np.int32))


@lru_cache
def _combining_classes() -> CodePointMap:
    return code_point_map({ord(c): unicodedata.combining(c) for c in characters()})


@lru_cache
def _suspects(form: Literal["NFC", "NFKC"]) -> CodePointMap:
    """Mark the characters whose absence implies that a text is already in a composed form."""
    seconds = set((_pairs().keys % 2**21).tolist())
    return code_point_map(
        {
            ord(c): 1
            for c in characters()
            if unicodedata.combining(c)
            or ord(c) in seconds
            or not unicodedata.is_normalized(form, c)
        }
    )
