"""Parquet files, read by Arrow, as the same features as CSV files."""

import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import tensorflow as tf

import tables
from prelayer import class_names, csv_dataset, dataset_from_frame, schema


@pytest.fixture
def frame():
    rng = np.random.default_rng(1)
    return pd.DataFrame(
        {
            "whole": rng.integers(-(2**62), 2**62, 9000),
            "decimal": rng.normal(size=9000),
            "gaps": pd.array([1, None, 3] * 3000, dtype="Int64"),
            "text": rng.choice(["a", "Délicieux ☕", ""], 9000),
            "kind": pd.Categorical(rng.choice(["x", "y"], 9000)),
            "truth": rng.random(9000) < 0.5,
        }
    )


@pytest.fixture
def path(tmp_path, frame):
    frame.to_parquet(tmp_path / "all.parquet")
    return str(tmp_path / "all.parquet")


def refused(*arguments, **options):
    with pytest.raises((ValueError, tf.errors.InvalidArgumentError)) as error:
        list(csv_dataset(*arguments, **options))
    return str(error.value)


def test_columns_are_those_of_the_frame_that_was_written(path, frame):
    dataset = csv_dataset(path, batch_size=700, label_name="truth", na="mask")
    found = tables.columns(dataset)
    np.testing.assert_array_equal(found["whole"], frame["whole"])
    np.testing.assert_array_equal(found["decimal"], frame["decimal"].astype("float32"))
    np.testing.assert_array_equal(found["gaps"], np.float32([1, np.nan, 3] * 3000))
    assert found["text"] == frame["text"].tolist()
    assert found["kind"] == frame["kind"].tolist()
    np.testing.assert_array_equal(found["label"], frame["truth"].astype("int64"))
    assert schema(dataset).feature_names == ("whole", "decimal", "gaps", "text", "kind")
    assert schema(dataset).dtypes[1] == tf.int64
    assert dataset.cardinality() == 13


def test_columns_can_be_selected_typed_and_shuffled(path, frame):
    dataset = csv_dataset(
        path,
        select_columns=["gaps", "decimal"],
        column_defaults={"gaps": -1, "decimal": tf.float64},
        shuffle=True,
        shuffle_seed=1,
    )
    found = tables.columns(dataset)
    np.testing.assert_array_equal(np.sort(found["decimal"]), np.sort(frame["decimal"]))
    assert sorted(set(found["gaps"].tolist())) == [-1, 1, 3]


def test_whole_numbers_with_gaps_are_floats_wide_enough(tmp_path):
    frame = pd.DataFrame({"n": pd.array([2**24 + 1, None], dtype="Int64")})
    frame.to_parquet(tmp_path / "a.parquet")
    found = tables.columns(csv_dataset(tmp_path / "a.parquet", na="mask"))
    np.testing.assert_array_equal(found["n"], np.float64([2**24 + 1, np.nan]))


def test_what_does_not_fit_is_an_error_that_names_the_column(tmp_path, path, frame):
    assert refused(path, column_defaults={"gaps": tf.int64}, na="mask").count(
        f'the file {path} has missing values in column "gaps", which holds whole numbers.'
    )
    assert refused(path, select_columns=["gaps"]).count("has missing values")
    assert refused(path, column_defaults={"text": 0}) == (
        'csv_dataset: `column_defaults` makes the column "text" whole numbers, but it holds text '
        f"in {path}."
    )
    assert refused(path, column_defaults={"decimal": 0}) == (
        'csv_dataset: `column_defaults` makes the column "decimal" whole numbers, but it holds '
        f"numbers in {path}."
    )
    assert 'in column "whole", which is too large for int32.' in refused(
        path, column_defaults={"whole": tf.int32}
    )
    other = tmp_path / "times.parquet"
    pd.DataFrame({"t": pd.to_datetime(["2020-01-01"])}).to_parquet(other)
    assert f'the column "t" of {other} has the type timestamp' in refused(other)


def test_options_of_text_mean_nothing(path, tmp_path):
    assert refused(path, field_delim=";") == (
        "csv_dataset: `field_delim` means nothing for Parquet files. Leave it out."
    )
    csv = tables.write(tmp_path / "b.csv", "n\n1\n")
    assert refused([path, csv]) == (
        f"csv_dataset: all files must be of one kind, but {path} and {csv} are not."
    )
    broken = tables.write(tmp_path / "broken.parquet", "PAR1 not")
    assert f"csv_dataset: the file {broken} cannot be read as Parquet: " in refused(broken)


def test_a_table_of_arrow_is_a_frame(frame):
    table = pa.Table.from_pandas(frame[["gaps", "text", "kind"]])
    dataset = dataset_from_frame(table, target="kind", batch_size=9000, na="mask")
    assert class_names(dataset) == ["x", "y"]
    ((features, kinds),) = dataset
    np.testing.assert_array_equal(features["gaps"], np.float32([1, np.nan, 3] * 3000))
    assert [text.decode() for text in features["text"].numpy()] == frame["text"].tolist()
    np.testing.assert_array_equal(kinds, frame["kind"] == "y")


def test_without_arrow_a_parquet_file_is_an_error_that_says_what_brings_it(path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError) as error:
        csv_dataset(path)
    assert str(error.value) == (
        "csv_dataset: pyarrow is needed, but it is not installed; `pip install pyarrow` brings it."
    )
