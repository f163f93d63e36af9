"""Parquet files, read by Arrow, as the same features as CSV files."""

import re
import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import tensorflow as tf
from pyarrow import parquet

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


def test_gaps_of_other_columns_do_not_matter(tmp_path):
    path = tmp_path / "a.parquet"
    nested = pa.array([{"a": 1, "b": None}, {"a": 2, "b": None}])
    parquet.write_table(pa.table({"nested": nested, "text": ["", "x"]}), path)
    found = tables.columns(csv_dataset(path, select_columns=["text"], na="mask"))
    assert found["text"] == ["", "x"]


def test_files_are_opened_a_few_times_and_closed(tmp_path, monkeypatch):
    path = tmp_path / "a.parquet"
    columns = {f"whole {place}": [1, None, 3] for place in range(20)}
    columns |= {f"text {place}": ["a", "", "b"] for place in range(20)}
    parquet.write_table(pa.table(columns), path)
    opened = []
    usual = parquet.ParquetFile

    def counted(*arguments, **options):
        opened.append(usual(*arguments, **options))
        return opened[-1]

    monkeypatch.setattr(parquet, "ParquetFile", counted)
    dataset = csv_dataset(path, na="mask")
    assert len(opened) == 3  # schema, counts of missing values, whole numbers
    assert len(list(dataset)) == 1
    assert len(opened) == 4
    assert all(file.closed for file in opened)


def test_a_nameless_index_of_pandas_is_no_column(tmp_path):
    path = tmp_path / "a.parquet"
    frame = pd.DataFrame({"n": [1, 2, 3]})
    frame[frame["n"] > 1].to_parquet(path)
    assert schema(csv_dataset(path)).feature_names == ("n",)
    frame.set_index(pd.Index([7, 9, 4], name="id")).to_parquet(path)
    assert tables.columns(csv_dataset(path))["id"].tolist() == [7, 9, 4]


def test_two_columns_of_one_name_are_an_error(tmp_path):
    path = str(tmp_path / "a.parquet")
    parquet.write_table(pa.table([pa.array([1]), pa.array([2])], names=["n", "n"]), path)
    assert tables.error_message(path) == f'csv_dataset: the file {path} has two columns "n".'


def test_what_does_not_fit_is_an_error_that_names_the_column(tmp_path, path, frame):
    assert tables.error_message(path, column_defaults={"gaps": tf.int64}, na="mask").count(
        f'the file {path} has missing values in column "gaps", which holds whole numbers.'
    )
    assert tables.error_message(path, select_columns=["gaps"]).count("has missing values")
    assert tables.error_message(path, column_defaults={"text": 0}) == (
        'csv_dataset: `column_defaults` makes the column "text" whole numbers, but it holds text '
        f"in {path}."
    )
    assert tables.error_message(path, column_defaults={"decimal": 0}) == (
        'csv_dataset: `column_defaults` makes the column "decimal" whole numbers, but it holds '
        f"numbers in {path}."
    )
    assert 'in column "whole", which is too large for int32.' in tables.error_message(
        path, column_defaults={"whole": tf.int32}
    )
    other = tmp_path / "times.parquet"
    pd.DataFrame({"t": pd.to_datetime(["2020-01-01"])}).to_parquet(other)
    assert f'the column "t" of {other} has the type timestamp' in tables.error_message(other)


def test_options_of_text_mean_nothing(path, tmp_path):
    assert tables.error_message(path, field_delim=";") == (
        "csv_dataset: `field_delim` means nothing for Parquet files. Leave it out."
    )
    csv = tables.write(tmp_path / "b.csv", "n\n1\n")
    assert tables.error_message([path, csv]) == (
        f"csv_dataset: all files must be of one kind, but {path} and {csv} are not."
    )
    broken = tables.write(tmp_path / "broken.parquet", "PAR1 not")
    assert f"csv_dataset: the file {broken} cannot be read as Parquet: " in tables.error_message(
        broken
    )


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


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd"])
@pytest.mark.parametrize("kind", ["whole numbers with gaps", "text"])
def test_a_damaged_page_is_an_error_that_names_the_file(tmp_path, compression, kind):
    path = str(tmp_path / "damaged.parquet")
    values = [str(number) if kind == "text" else number or None for number in range(20000)]
    parquet.write_table(
        pa.table({"x": values}),
        path,
        compression=compression,
        row_group_size=10000,
        use_dictionary=False,
        write_page_checksum=True,
    )
    chunk = parquet.ParquetFile(path).metadata.row_group(1).column(0)
    with open(path, "r+b") as file:
        file.seek(chunk.data_page_offset + chunk.total_compressed_size // 2)
        file.write(b"\xff" * 64)
    sentence = tables.error_message(path, na="mask")
    found = re.search(
        f"csv_dataset: the file {path} cannot be read as Parquet after (\\d+) rows: .", sentence
    )
    assert found is not None, sentence
    assert int(found[1]) in (8192, 10000)
