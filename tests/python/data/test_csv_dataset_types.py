"""The types of columns of CSV files: told from the rows, or given."""

import numpy as np
import pytest
import tensorflow as tf

import tables
from prelayer import csv_dataset, report, schema


@pytest.fixture
def shops(tmp_path):
    return tables.write(tmp_path / "shops.csv", tables.SHOPS)


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        (["1", "-2", "+3", " 4 ", "0", "-0"], tf.int64),
        (["9223372036854775807", "-9223372036854775807"], tf.int64),
        (["1", "2.5", ".5", "1e-3", "inf", "NaN"], tf.float32),
        (["1", "", "16777216"], tf.float32),
        (["1", "", "16777217"], tf.float64),
        (["1", "", "9007199254740992"], tf.float64),
        (["1", "", "9007199254740993"], tf.string),
        (["1.5", "16777216", "20000000.5"], tf.float32),
        (["1.5", "16777217"], tf.float32),
        (["1.0", "16777217.0"], tf.float64),
        (["1.5", "1e39"], tf.float64),
        (["", ""], tf.string),
        (["18446744073709551616", "1"], tf.string),
        (["9" * 400, "1"], tf.string),
        (["1", "9" * 5000], tf.string),
        (["1", "two"], tf.string),
        (["1_000", "2"], tf.string),
        (["99084", "01067"], tf.string),
        ([" 01067", "99084"], tf.string),
        (["00", "01"], tf.string),
        (["1.5", "007.5"], tf.string),
        (["01", "", "2"], tf.string),
        (["0.5", "0e1", "0.0"], tf.float32),
        (["-07", "+07"], tf.int64),
        (["0x1A", "2"], tf.string),
        (["True", "False"], tf.string),
        (["NA", "Ulm"], tf.string),
    ],
)
def test_types_follow_from_the_values(tmp_path, values, dtype):
    path = tables.write(tmp_path / "a.csv", "row,x\n" + "".join(f"r,{v}\n" for v in values))
    dataset = csv_dataset(path, na="mask")
    assert schema(dataset).dtypes["x"] == dtype
    found = tables.columns(dataset)["x"]
    if dtype == tf.string:
        assert found == values
    else:
        expected = np.array([value or "nan" for value in values])
        kind = np.int64 if dtype == tf.int64 else np.float64
        np.testing.assert_array_equal(found, expected.astype(kind).astype(dtype.as_numpy_dtype))


def test_more_rows_tell_the_type_of_a_column_that_changes(tmp_path):
    path = tables.late(tmp_path, "B,2.5")
    assert schema(csv_dataset(path)).dtypes["sold"] == tf.float32
    assert schema(csv_dataset(path, num_rows_for_inference=None)).dtypes["sold"] == tf.float32
    assert schema(csv_dataset(path, num_rows_for_inference=5000)).dtypes["sold"] == tf.int64


def test_a_number_too_large_for_its_dtype_is_an_error(tmp_path):
    path = tables.write(tmp_path / "a.csv", "x\n1.5\n-inf\n1e39\n")
    found = tables.columns(csv_dataset(path))
    np.testing.assert_array_equal(found["x"], [1.5, -np.inf, 1e39])
    with pytest.raises(tf.errors.InvalidArgumentError, match="has '1e39' in line 4 of column"):
        list(csv_dataset(path, column_defaults={"x": tf.float32}))
    path = tables.write(tmp_path / "b.csv", "x\n2147483648\n")
    with pytest.raises(tf.errors.InvalidArgumentError, match="has '2147483648' in line 2"):
        list(csv_dataset(path, column_defaults={"x": tf.int32}))


@pytest.mark.parametrize("first", ["1.0", ""])
def test_a_late_whole_number_is_not_rounded(tmp_path, first):
    early = f"row,n\na,{first}\n" + "a,1\n" * 1000
    for late in ("123456789", "-16777217.0", "9007199254740993"):
        path = tables.write(tmp_path / "a.csv", f"{early}b,{late}\n")
        message = f"has '{late}' in line 1003 of column"
        with pytest.raises(tf.errors.InvalidArgumentError, match=message):
            list(csv_dataset(path, num_rows_for_inference=1000, na="mask"))
        given = csv_dataset(path, column_defaults={"n": tf.float32}, na="mask")
        assert tables.columns(given)["n"][-1] == np.float32(late)
    path = tables.write(tmp_path / "a.csv", f"{early}b,33554432\nb,20000000.5\nb,-inf\nb,nan\n")
    found = tables.columns(csv_dataset(path, num_rows_for_inference=1000, na="mask"))["n"]
    np.testing.assert_array_equal(found[-4:], np.float32([2**25, 2e7, -np.inf, np.nan]))


def test_whole_numbers_among_fractions_are_rounded_as_these(tmp_path):
    path = tables.write(tmp_path / "a.csv", "x\n1.5\n" + "2\n" * 1000 + "16777217\n")
    for rows in (1000, None):
        found = tables.columns(csv_dataset(path, num_rows_for_inference=rows))["x"]
        assert found[-1] == np.float32(16777217) == 16777216


def test_a_late_number_of_many_digits_is_an_error(tmp_path):
    path = tables.late(tmp_path, "B," + "9" * 5000)
    with pytest.raises(tf.errors.InvalidArgumentError, match='in line 5002 of column "sold"'):
        list(csv_dataset(path, num_rows_for_inference=5000))


def test_late_leading_zeros_are_an_error(tmp_path):
    rows = "99084,1,01067\n" * 5000 + '"01067",1,01067\n'
    path = tables.write(tmp_path / "a.csv", "plz,n,text\n" + rows)
    few = {"num_rows_for_inference": 5000}
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        list(csv_dataset(path, **few))
    assert (
        f"the file {path} has '01067' in line 5002 of column \"plz\", which holds whole numbers. "
        "`column_defaults` gives the column another type; `num_rows_for_inference` looks at more "
        "rows."
    ) in str(caught.value)
    skipping = csv_dataset(path, on_error="skip", **few)
    assert len(tables.columns(skipping)["plz"]) == 5000
    assert [row.line for row in report(skipping)] == [5002]
    found = tables.columns(csv_dataset(path, column_defaults={"plz": tf.int64}, **few))
    assert found["plz"][-1] == 1067
    found = tables.columns(csv_dataset(path, column_defaults={"plz": tf.string}, **few))
    assert found["plz"][-1] == found["text"][-1] == "01067"


@pytest.mark.parametrize("delimiter", [" ", ";", "\t"])
def test_late_leading_zeros_are_found_with_any_delimiter(tmp_path, delimiter):
    lines = [["a", "plz", "b"], *[["x", "1", "2"]] * 3, ["x", "01", "2"]]
    text = "".join(delimiter.join(line) + "\n" for line in lines)
    path = tables.write(tmp_path / "a.csv", text)
    message = tables.error_message(path, field_delim=delimiter, num_rows_for_inference=3)
    assert "has '01' in line 5 of column \"plz\"" in message


def test_types_of_python_are_types_too(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n,x,word\n1,2,003\n")
    given = csv_dataset(path, column_defaults={"n": int, "x": float, "word": str})
    assert schema(given).dtypes == {"n": tf.int64, "x": tf.float32, "word": tf.string}
    assert tables.columns(given)["word"] == ["003"]


@pytest.mark.parametrize("name", ["float32", "string"])
def test_the_name_of_a_type_is_no_default(shops, name):
    with pytest.raises(ValueError) as caught:
        csv_dataset(shops, column_defaults={"sold": name})
    assert str(caught.value) == (
        f"csv_dataset: `column_defaults['sold']` is the text '{name}', which would mean "
        f"missing values. Pass `tf.{name}` for the type."
    )


def test_defaults_set_types_and_missing_values(shops):
    defaults = {"size": 0.5, "sold": tf.float64, "town": "nowhere"}
    found = tables.columns(csv_dataset(shops, column_defaults=defaults))
    np.testing.assert_array_equal(found["size"], np.float32([1.5, 0.5, -2000]))
    assert found["sold"].dtype == np.float64
    assert found["town"] == ["Ulm", "nowhere", "Bonn"]
    whole = csv_dataset(shops, select_columns=["size", "sold"], column_defaults=[-1.0, tf.int32])
    assert schema(whole).dtypes == {"size": tf.float32, "sold": tf.int32}
    assert tables.columns(whole)["size"][1] == -1
