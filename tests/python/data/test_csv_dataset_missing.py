"""Missing values in CSV files: what means missing, and what it is read as."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest
import tensorflow as tf

import tables
from prelayer import csv_dataset, report


@pytest.fixture
def shops(tmp_path):
    return tables.write(tmp_path / "shops.csv", tables.SHOPS)


REMEDY = (
    '`na="mask"` reads those of features as NaN or the empty text; `column_defaults` sets '
    "another value."
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


TAKEN = (
    'csv_dataset: the file {path} has "[NA]" in line 4 of column "town", which is the token of '
    'missing text. Use `na="mask"`, or `na_value="[NA]"` if it means a missing value, or give the '
    "column another word by `column_defaults`."
)


def test_the_token_of_missing_text_must_not_be_in_the_data(tmp_path):
    path = tables.write(tmp_path / "a.csv", 'n,town\n1,Ulm\n2,\n3,"[NA]"\n4,[NA] or so\n')
    for options in ({}, {"num_rows_for_inference": 1}, {"column_defaults": {"town": tf.string}}):
        with pytest.raises(tf.errors.InvalidArgumentError) as error:
            list(csv_dataset(path, na="token", **options))
        assert TAKEN.format(path=path) in str(error.value)
    for options, missing, token in [
        ({"na": "mask"}, "", "[NA]"),
        ({"na": "token", "na_value": "[NA]"}, "[NA]", "[NA]"),
        ({"column_defaults": {"town": "none"}}, "none", "[NA]"),
    ]:
        found = tables.columns(csv_dataset(path, **options))
        assert found["town"] == ["Ulm", missing, token, "[NA] or so"]
    skipping = csv_dataset(path, na="token", on_error="skip")
    assert tables.columns(skipping)["n"].tolist() == [1, 2, 4]
    assert [row.line for row in report(skipping)] == [4]


def test_the_token_is_text_where_nothing_is_missing(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n,town\n1,Ulm\n,[NA]\n")
    assert tables.columns(csv_dataset(path, na="token"))["town"] == ["Ulm", "[NA]"]


def test_what_stands_for_missing_text_must_not_be_in_parquet_files(tmp_path):
    path = str(tmp_path / "a.parquet")
    table = pa.table({"town": ["", "[NA]", None], "all": ["", "[NA]", "Ulm"]})
    pa.parquet.write_table(table, path)
    for na, held, other in [("mask", "", "token"), ("token", "[NA]", "mask")]:
        with pytest.raises(tf.errors.InvalidArgumentError) as error:
            list(csv_dataset(path, na=na))
        assert (
            f'csv_dataset: the column "town" of {path} must not hold both missing values and '
            f'"{held}", which would be the same then. Use na = "{other}", or make them the same '
            "beforehand."
        ) in str(error.value)
        found = tables.columns(csv_dataset(path, select_columns=["all"], na=na))
        assert found["all"] == ["", "[NA]", "Ulm"]
    found = tables.columns(csv_dataset(path, column_defaults={"town": "[NA]"}))
    assert found["town"] == ["", "[NA]", "[NA]"]
