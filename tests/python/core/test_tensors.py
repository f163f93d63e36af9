"""Anything array-like to a tensor."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from prelayer._core.masked_column import MaskedColumn, masked_frame
from prelayer._core.missing import Missing
from prelayer._core.owner import called
from prelayer._core.tensors import as_tensor


@pytest.fixture(autouse=True)
def owner():
    with called("Layer"):
        yield


@pytest.mark.parametrize(
    ("value", "dtype", "shape"),
    [
        ("a", "string", []),
        (b"a", "string", []),
        (["a", "b"], "string", [2]),
        ([["a"], ["b"]], "string", [2, 1]),
        (np.array(["a", "é"]), "string", [2]),
        (1, "int32", []),
        ([1, 2], "int32", [2]),
        ([2**40], "int64", [1]),
        ([1.5], "float32", [1]),
        (np.zeros(2), "float64", [2]),
        (np.zeros(2, "uint8"), "uint8", [2]),
        (np.array([1, 2], dtype=object), "int64", [2]),
        (pd.Series([1.0]), "float64", [1]),
        (pd.DataFrame({"a": [1, 2], "b": [1.0, 2.0]}), "float64", [2, 2]),
        ([tf.constant(1.0), tf.constant(2.0)], "float32", [2]),
        (keras.Variable([1.0]), "float32", [1]),
    ],
    ids=repr,
)
def test_keeps_kind_and_shape(value, dtype, shape):
    tensor = as_tensor(value)
    assert (tensor.dtype.name, tensor.shape.as_list()) == (dtype, shape)


def test_keeps_values():
    assert as_tensor(np.array(["a\0b\0", "é"])).numpy().tolist() == [b"a\0b", "é".encode()]
    assert as_tensor(np.array(["a\0b\0"], dtype=object)).numpy().tolist() == [b"a\0b\0"]
    assert as_tensor([2**40]).numpy().tolist() == [2**40]
    assert as_tensor([]).shape == [0]
    assert as_tensor([], "string").dtype == tf.string


def test_hands_tensors_back_as_they_are():
    for tensor in (
        tf.constant([1]),
        tf.ragged.constant([[1], []]),
        tf.sparse.from_dense([[1]]),
        keras.Input((2,)),
    ):
        assert as_tensor(tensor) is tensor


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT])
def test_names_the_place_of_a_missing_string(missing):
    with pytest.raises(ValueError) as caught:
        as_tensor(np.array([["a", "b"], ["c", missing]], dtype=object))
    assert str(caught.value) == (
        f"Layer: values must not be missing, but 1 of 4 are, the first ({missing!r}) at position "
        "(1, 1). Replace or drop them first."
    )


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (
            [1, "a"],
            "Layer: strings and other values must not be mixed, but 1 is at position 0 and 'a' "
            "at position 1. Convert the column to one type first.",
        ),
        (
            [["a"], ["b", "c"]],
            "Layer: the rows of a list must have the same length; use a ragged tensor for others.",
        ),
        (np.array([{}, {}]), "Layer: values of type dict cannot become a tensor."),
    ],
    ids=["mixed", "uneven", "dicts"],
)
def test_refuses_what_is_no_tensor_in_one_sentence(value, sentence):
    with pytest.raises(ValueError) as caught:
        as_tensor(value)
    assert str(caught.value) == sentence


def test_marked_numbers_keep_every_digit():
    gaps = np.array([False, True, False])
    ids = MaskedColumn(np.array([2**53 + 1, -(2**31), 7]), gaps)
    filled = as_tensor(ids, "int64", missing=Missing(-1))
    assert filled.numpy().tolist() == [2**53 + 1, -1, 7]
    np.testing.assert_array_equal(as_tensor(ids, missing=Missing(np.nan)), [2.0**53, np.nan, 7])
    text = as_tensor(ids, missing=Missing(b"m", as_text=True))
    assert text.numpy().tolist() == [b"9007199254740993", b"m", b"7"]
    with pytest.raises(ValueError, match=r"but 1 of 3 are, the first \(None\) at position 1"):
        as_tensor(ids)


def test_the_columns_of_a_marked_frame_stand_side_by_side():
    whole = MaskedColumn(np.array([1, 0]), np.array([False, True]))
    numbers = masked_frame(["n", "m"], [whole, np.array([0.5, 1.5])])
    np.testing.assert_array_equal(
        as_tensor(numbers, missing=Missing(np.nan)), [[1, 0.5], [np.nan, 1.5]]
    )
    words = np.array(["a", None], dtype=object)
    text = masked_frame(
        ["w", "v"], [words, MaskedColumn(np.array([True, True]), np.array([True, True]))]
    )
    assert as_tensor(text, missing=Missing(b"")).numpy().tolist() == [[b"a", b""], [b"", b""]]
    for given, place in ((numbers, "row 1 of column 'n'"), (text, "row 0 of column 'v'")):
        with pytest.raises(ValueError, match=f"the first \\(None\\) at {place}"):
            as_tensor(given)
    plain = masked_frame(["n", "m"], [np.array([1, 2]), np.array([3, 4])])
    assert as_tensor(plain).numpy().tolist() == [[1, 3], [2, 4]]


def test_typed_columns_keep_their_type_where_nothing_is_missing():
    for column, dtype in (
        (pd.Series([1, 2], dtype="Int64"), "int64"),
        (pd.Series([1.5], dtype="float32"), "float32"),
        (pd.Series([True, False]), "bool"),
        (np.ma.array([1, 2], mask=[0, 0]), "int64"),
        (pd.DataFrame({"a": [1, 2], "b": pd.Series([3, 4], dtype="Int64")}), "int64"),
    ):
        assert as_tensor(column).dtype.name == dtype
