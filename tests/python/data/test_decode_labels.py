"""Names of classes from their numbers and scores, by hand."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

from prelayer import StringLookup, decode_labels

NAMES = ["ant", "bee", "cat"]


def test_whole_numbers_are_places_from_0():
    ids = np.array([[2, 0], [1, 1]])
    for given in (ids, ids.astype(np.uint8), tf.constant(ids), ids.tolist()):
        assert decode_labels(given, NAMES).tolist() == [["cat", "ant"], ["bee", "bee"]]
    assert decode_labels(2, NAMES) == "cat"
    assert decode_labels(np.array([], int), NAMES).tolist() == []


def test_the_largest_score_counts_and_the_first_of_equal_ones():
    scores = np.array([[0.1, 0.7, 0.2], [5.0, -1.0, 5.0]])
    assert decode_labels(scores, NAMES).tolist() == ["bee", "ant"]
    assert decode_labels(tf.one_hot([2, 0], 3), NAMES).tolist() == ["cat", "ant"]
    assert decode_labels(scores[0], NAMES) == "bee"


def test_one_score_is_that_of_the_second_of_two_classes():
    scores = np.array([[0.49], [0.5], [1.0]])
    assert decode_labels(scores, NAMES[:2]).tolist() == ["ant", "bee", "bee"]


def test_scores_may_have_any_float_dtype():
    scores = [[0.125, 0.75, 0.125], [0.5, 0.25, 0.25]]
    for dtype in ("bfloat16", "float16", "float32", "float64"):
        assert decode_labels(tf.constant(scores, dtype), NAMES).tolist() == ["bee", "ant"]


def test_one_score_that_is_no_probability_is_an_error():
    for logit in (3.5, -0.5):
        with pytest.raises(ValueError) as error:
            decode_labels(np.array([[0.5], [logit]]), NAMES[:2])
        assert str(error.value) == (
            f"decode_labels: one score of two classes must be from 0 to 1, but {logit} is among "
            "them. `tf.sigmoid()` makes such scores of logits."
        )


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ({"kind": NAMES}, f"not {{'kind': {NAMES}}}. Pick those of one target."),
        ("ant", "not 'ant'."),
        (None, "not None."),
    ],
)
def test_names_of_classes_are_a_list(names, sentence):
    with pytest.raises(ValueError) as error:
        decode_labels([0], names)
    assert str(error.value) == (
        "decode_labels: `class_names` must be a list of names, as `class_names(dataset)` gives it, "
        f"{sentence}"
    )


def test_labels_are_dense():
    for labels in (tf.ragged.constant([[0], [1, 2]]), tf.sparse.from_dense([[1]])):
        with pytest.raises(ValueError, match="`labels` must be an array or a dense tensor, not"):
            decode_labels(labels, NAMES)


def test_leads_back_from_indices_of_tokens():
    words = np.array([["b", "a"], ["new", "b"]])
    layer = StringLookup(vocabulary=["a", "b"])
    decoded = decode_labels(layer(words), layer.get_vocabulary())
    assert decoded.tolist() == [["b", "a"], ["[UNK]", "b"]]


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        (
            np.array([1, 3]),
            "`labels` must be numbers from 0 to 2, which are the places of 3 names, not 3.",
        ),
        (
            np.array([0.5, 0.5]),
            "floats are scores, of which there must be one for each of 3 names along the last "
            "axis, but the shape is (2,). Give the numbers of classes as integers.",
        ),
        (
            np.array([[0.5, np.nan, 1]]),
            "scores must not be NaN, which is larger or smaller than none.",
        ),
        (
            ["ant"],
            "numbers are needed, but the values are strings. Convert them to numbers, or index "
            "categories by StringLookup().",
        ),
    ],
)
def test_reports_bad_arguments_in_one_sentence(labels, sentence):
    with pytest.raises(ValueError) as error:
        decode_labels(labels, NAMES)
    assert str(error.value) == f"decode_labels: {sentence}"
