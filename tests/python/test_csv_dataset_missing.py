"""Missing values in CSV files: what means missing, and what stands for it."""

import numpy as np
import pytest

import tables
from prelayer import csv_dataset


@pytest.fixture
def shops(tmp_path):
    return tables.write(tmp_path / "shops.csv", tables.SHOPS)


REMEDY = (
    '`na="mask"` lets NaN or the empty text stand for those of features; `column_defaults` says '
    "what else does."
)


def test_missing_values_are_an_error_unless_there_is_a_rule(shops):
    with pytest.raises(ValueError) as error:
        csv_dataset(shops)
    assert str(error.value) == (
        'csv_dataset: the column "size" must not have missing values, but 1 of 3 are, the first '
        f"in line 3 of {shops}. {REMEDY}"
    )
    given = {"size": 0.0, "town": ""}
    found = tables.columns(csv_dataset(shops, column_defaults=given))
    np.testing.assert_array_equal(found["size"], np.float32([1.5, 0, -2000]))
    found = tables.columns(csv_dataset(shops, na="token"))
    np.testing.assert_array_equal(found["size"], np.float32([1.5, np.nan, -2000]))
    assert found["town"] == ["Ulm", "[NA]", "Bonn"]


def test_missing_labels_are_always_an_error(shops):
    with pytest.raises(ValueError) as error:
        csv_dataset(shops, label_name="size", na="mask")
    assert 'the column "size" must not have missing values' in str(error.value)
    found = tables.columns(
        csv_dataset(shops, label_name="size", na="mask", column_defaults={"size": 0.0})
    )
    np.testing.assert_array_equal(found["label"], np.float32([1.5, 0, -2000]))


def test_one_word_can_mean_missing(tmp_path):
    path = tables.write(tmp_path / "a.csv", "age,town\n1,NA\nNA,Ulm\n,\n")
    with pytest.raises(ValueError) as error:
        csv_dataset(path, na="mask")
    assert str(error.value) == (
        f'csv_dataset: the column "age" holds numbers, but "NA" in line 3 of {path}. Pass '
        '`na_value="NA"` if it means a missing value, or give the type of the column by '
        "`column_defaults`."
    )
    found = tables.columns(csv_dataset(path, na_value="NA", na="mask"))
    np.testing.assert_array_equal(found["age"], np.float32([1, np.nan, np.nan]))
    assert found["town"] == ["", "Ulm", ""]
    given = {"age": "", "town": ""}
    assert tables.columns(csv_dataset(path, column_defaults=given))["age"] == ["1", "NA", ""]
