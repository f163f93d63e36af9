"""What numbers and text become in a dataset, against NumPy and by hand."""

from __future__ import annotations

import numpy as np
import pytest

from prelayer.data.common.dtype_rules import feed

WORDS = np.array(["a", "NA", None], dtype=object)
GAPS = np.array([False, False, True])


def _fed(values, gaps=None, na="mask"):
    return feed(np.asarray(values), "`data$x`", gaps, na)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("float64", "float32"),
        ("float32", "float32"),
        ("int32", "int64"),
        ("int64", "int64"),
        ("bool", "bool"),
        ("uint8", "uint8"),
        ("complex128", "complex128"),
    ],
)
def test_numbers_have_the_dtypes_of_models(given, expected):
    values = np.array([0, 1, 1], dtype=given)
    fed = _fed(values)
    assert fed.dtype.name == expected
    np.testing.assert_array_equal(fed, values)


def test_floats_are_rounded_once_and_stand_row_by_row():
    values = np.asfortranarray(np.random.default_rng(1).normal(size=(5, 3)))
    fed = _fed(values)
    np.testing.assert_array_equal(fed, values.astype(np.float32))
    assert fed.flags["C_CONTIGUOUS"]


@pytest.mark.parametrize("na", ["mask", "token"])
def test_nan_stands_for_numbers_that_are_missing(na):
    for given in (np.array([3, 4, 9], np.int32), np.array([3.0, 4.0, 9.0])):
        fed = _fed(given, GAPS, na)
        assert fed.dtype == np.float32
        np.testing.assert_array_equal(fed, [3, 4, np.nan])
    np.testing.assert_array_equal(_fed([True, False, True], GAPS, na), [1, 0, np.nan])


def test_missing_text_is_the_mask_or_a_token():
    assert _fed(WORDS, GAPS, "mask").tolist() == ["a", "NA", ""]
    assert _fed(WORDS, GAPS, "token").tolist() == ["a", "NA", "[NA]"]
    assert WORDS.tolist() == ["a", "NA", None]


def test_text_is_not_taken_for_missing():
    with pytest.raises(ValueError) as error:
        _fed(np.array(["", "a", None], object), GAPS)
    assert str(error.value) == (
        'prelayer: `data$x` must not hold both missing values and "", which would be '
        'the same then. Use na = "token", or make them the same beforehand.'
    )
    with pytest.raises(ValueError, match=r'both missing values and "\[NA\]".* Use na = "mask"'):
        _fed(np.array(["[NA]", "a", None], object), GAPS, "token")


def test_whole_numbers_that_float32_cannot_hold_are_refused():
    with pytest.raises(ValueError) as error:
        _fed([1.0, np.nan, 16777217.0])
    assert str(error.value) == (
        "prelayer: `data$x` must hold numbers that float32 can hold, but 16777217 "
        "would become 16777216. Give whole numbers as integers, none of them missing, or name "
        "another dtype."
    )
    with pytest.raises(ValueError, match="but 2147483647 would become 2147483648"):
        _fed(np.array([2147483647, 1, 1], np.int32), GAPS)
    with pytest.raises(ValueError, match=r"but 1e\+300 would become inf"):
        _fed([0.5, 1e300])


def test_large_numbers_that_float32_holds_or_rounds_are_taken():
    kept = [2.0**24, 2.0**40, -(2.0**60), np.inf, -np.inf, np.nan]
    np.testing.assert_array_equal(_fed(kept), kept)
    np.testing.assert_array_equal(_fed([20000000.5, 16777217.0]), np.float32([2e7, 16777216]))
    assert _fed(np.array([], np.float64)).shape == (0,)
