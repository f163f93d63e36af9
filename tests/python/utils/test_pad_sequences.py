"""pad_sequences."""

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import pad_sequences

SEQUENCES = [[1], [2, 3], [], [4, 5, 6]]


@pytest.mark.parametrize("case", cases.load("pad_sequences"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"maxlen": 2},
        {"padding": "post"},
        {"truncating": "post", "maxlen": 2},
        {"value": -1, "maxlen": 5, "dtype": "int64"},
        {"dtype": "float32", "value": 0.5},
        {"dtype": object, "value": "x"},
        {"dtype": bool, "value": True, "maxlen": 1, "truncating": "post"},
    ],
)
def test_equals_keras(options):
    sequences = [[1], [0, 1], []] if options.get("dtype") is bool else SEQUENCES
    found, theirs = (
        one(sequences, **options) for one in (pad_sequences, keras.utils.pad_sequences)
    )
    assert found.dtype == theirs.dtype
    np.testing.assert_array_equal(found, theirs)


def test_takes_text_arrays_and_ragged_tensors():
    words = [["a"], ["bb", "ccc"]]
    assert pad_sequences(words, dtype="str", value="").tolist() == [["", "a"], ["bb", "ccc"]]
    found = pad_sequences(words, dtype=object, value=None)
    assert found.tolist() == [[None, "a"], ["bb", "ccc"]]
    ragged = tf.ragged.constant([[1], [2, 3]])
    assert pad_sequences(ragged).tolist() == [[0, 1], [2, 3]]
    tensors = [tf.constant([1]), np.array([2, 3], "uint8")]
    assert pad_sequences(tensors, dtype=tf.uint8).tolist() == [[0, 1], [2, 3]]


def test_may_have_no_sequence_and_no_step():
    assert pad_sequences([]).shape == (0, 0)
    assert pad_sequences([[1, 2]], maxlen=0).shape == (1, 0)
    assert pad_sequences([[], []], maxlen=2).tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize(
    ("sequences", "options"),
    [
        ([[0.5]], {}),
        ([[np.nan]], {}),
        ([[2**40]], {}),
        ([[-1]], {"dtype": "uint64"}),
        ([[2**63]], {"dtype": "int64"}),
        ([[2**24 + 1]], {"dtype": "float32"}),
        ([[1e300]], {"dtype": "float32"}),
        ([["abc"]], {"dtype": "U2", "value": ""}),
        ([[1, None]], {}),
        ([[1, "a"]], {}),
        ([[1j]], {}),
        ([[1]], {"value": 0.5}),
        ([[1]], {"value": "a"}),
    ],
)
def test_rejects_what_the_dtype_cannot_hold(sequences, options):
    with pytest.raises(ValueError, match=r"must be made of values that the dtype .* can hold"):
        pad_sequences(sequences, **options)


@pytest.mark.parametrize("sequences", [5, "ab", {"a": [1]}, [1], ["ab"], [[1], 2], [[1, [2]]]])
def test_rejects_what_is_no_list_of_sequences(sequences):
    with pytest.raises(ValueError, match=r"pad_sequences: (`sequences` must be|the steps of)"):
        pad_sequences(sequences)


def test_rejects_unknown_options():
    for options in ({"padding": "both"}, {"truncating": "none"}, {"dtype": "no"}, {"maxlen": -1}):
        (name,) = options
        with pytest.raises(ValueError, match=f"`{name}` must be"):
            pad_sequences(SEQUENCES, **options)
