"""Types of Parquet columns: integers, decimals, booleans, dictionaries and nulls."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import tensorflow as tf
from pyarrow import parquet

import tables
from prelayer import csv_dataset


def test_whole_numbers_with_gaps_are_floats_wide_enough(tmp_path):
    frame = pd.DataFrame({"n": pd.array([2**24 + 1, None], dtype="Int64")})
    frame.to_parquet(tmp_path / "a.parquet")
    found = tables.columns(csv_dataset(tmp_path / "a.parquet", na="mask"))
    np.testing.assert_array_equal(found["n"], np.float64([2**24 + 1, np.nan]))


@pytest.mark.parametrize(
    ("arrays", "becomes"),
    [
        ([pa.array([2**53 + 1, None])], f'{2**53 + 1} in column "n", which would become {2**53}'),
        ([pa.array([123456789.0, 2.0])], '123456789 in column "n", which would become 123456792'),
        ([pa.array([2**24 + 1]), pa.array([0.5])], '16777217 in column "n", which would become'),
        ([pa.array([Decimal(123456789), None])], None),
        ([pa.array([Decimal("2.50"), None])], None),
    ],
)
def test_whole_numbers_are_not_rounded(tmp_path, arrays, becomes):
    paths = [str(tmp_path / f"{number}.parquet") for number in range(len(arrays))]
    for path, array in zip(paths, arrays):
        parquet.write_table(pa.table({"n": array}), path)
    if becomes is not None:
        assert becomes in tables.error_message(paths, na="mask")
        if arrays[0].null_count:
            found = tables.columns(csv_dataset(paths, column_defaults={"n": -1}))["n"]
            assert found.tolist() == [2**53 + 1, -1]
        else:
            assert tables.columns(csv_dataset(paths, column_defaults={"n": tf.float64}))
        return
    (known, _), (number, _) = (
        arrays[0].to_pylist(),
        tables.columns(csv_dataset(paths, na="mask"))["n"],
    )
    assert number == float(known)


def test_whole_decimals_are_whole_numbers(tmp_path):
    path = str(tmp_path / "a.parquet")
    ids = [12345678901234567, -3]
    parquet.write_table(pa.table({"id": pa.array(map(Decimal, ids), pa.decimal128(38, 0))}), path)
    assert tables.columns(csv_dataset(path))["id"].tolist() == ids
    parquet.write_table(pa.table({"id": pa.array([Decimal(10**20)], pa.decimal128(38, 0))}), path)
    assert f'{10**20} in column "id", which is too large for int64.' in tables.error_message(path)


def test_gaps_may_be_among_truths_and_views_are_text(tmp_path):
    path = str(tmp_path / "a.parquet")
    text = pa.array(["a", None], pa.string_view())
    parquet.write_table(pa.table({"truth": [True, None], "text": text}), path)
    found = tables.columns(csv_dataset(path, na="mask"))
    np.testing.assert_array_equal(found["truth"], np.float32([1, np.nan]))
    assert found["text"] == ["a", ""]


def test_whole_numbers_may_be_in_a_dictionary(tmp_path):
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"n": pa.array([7, None, 7]).dictionary_encode()}), path)
    np.testing.assert_array_equal(tables.columns(csv_dataset(path, na="mask"))["n"], [7, np.nan, 7])


def test_columns_without_values_and_type_follow_the_other_files(tmp_path):
    def write(name, column):
        parquet.write_table(pa.table({"x": column, "row": [1, 2]}), tmp_path / name)
        return str(tmp_path / name)

    nothing = write("nothing.parquet", pa.nulls(2))
    assert tables.columns(csv_dataset(nothing, na="token"))["x"] == ["[NA]", "[NA]"]
    given = csv_dataset(nothing, column_defaults={"x": 1.5})
    np.testing.assert_array_equal(tables.columns(given)["x"], [1.5, 1.5])
    for name, values, expected in (
        ("text.parquet", ["a", None], ["", "", "a", ""]),
        ("whole.parquet", [7, None], np.float32([np.nan, np.nan, 7, np.nan])),
        ("parts.parquet", [0.5, None], np.float32([np.nan, np.nan, 0.5, np.nan])),
    ):
        other = write(name, values)
        found = tables.columns(csv_dataset([nothing, other], na="mask"))["x"]
        np.testing.assert_array_equal(found, expected)
