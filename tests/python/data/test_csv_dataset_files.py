"""CSV files: many, compressed, damaged or missing ones."""

import gzip
import os
import re
import zlib

import numpy as np
import pytest
import tensorflow as tf

import graphs
import tables
from prelayer import csv_dataset, schema


def test_many_files_are_read_in_order_and_batches_go_across_them(tmp_path):
    paths = [
        tables.write(tmp_path / f"part-{n}.csv", f"n,part\n{n},a\n{n + 10},b\n") for n in (2, 0, 1)
    ]
    dataset = csv_dataset(paths, batch_size=4)
    assert tables.columns(dataset)["n"].tolist() == [2, 12, 0, 10, 1, 11]
    assert [len(batch["n"]) for batch in dataset] == [4, 2]
    assert schema(dataset).file_paths == paths
    pattern = csv_dataset(tmp_path / "part-*.csv")
    assert tables.columns(pattern)["n"].tolist() == [0, 10, 1, 11, 2, 12]


def test_packed_files_are_unpacked(tmp_path):
    text = b"n,word\n1,a\n2,b\n"
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(text, mtime=0))
    (tmp_path / "b.gzipped").write_bytes(gzip.compress(text, mtime=0))
    (tmp_path / "c.csv").write_bytes(zlib.compress(text))
    for dataset in (
        csv_dataset(tmp_path / "a.csv.gz"),
        csv_dataset(tmp_path / "b.gzipped", compression_type="GZIP"),
        csv_dataset(tmp_path / "c.csv", compression_type="ZLIB"),
    ):
        found = tables.columns(dataset)
        assert found["n"].tolist() == [1, 2]
        assert found["word"] == ["a", "b"]


def test_a_packed_file_that_is_cut_off_is_an_error_that_names_it(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"n\n" + b"1234567\n" * 1000, mtime=0)[:-20])
    assert f"csv_dataset: the file {path} cannot be read below line " in tables.error_message(path)
    numbers = np.random.default_rng(1).integers(10**9, size=50000)
    packed = gzip.compress(b"n\n" + b"".join(b"%d\n" % number for number in numbers), mtime=0)
    path.write_bytes(packed[: len(packed) // 2])
    sentence = tables.error_message(path, num_rows_for_inference=100)
    line = int(re.search(f"the file {path} cannot be read below line (\\d+): ", sentence)[1])
    assert 20000 < line < 30000


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"n,x\r1,2\r",
            "has a carriage return (CR) alone in line 1. Lines must end in LF or CR LF, and other "
            "line ends must be in quotes.",
        ),
        (gzip.compress(b"n,x\n1,2\n", mtime=0), 'is packed. Pass `compression_type="GZIP"`.'),
        (
            "n,x\n1,2\n".encode("utf-16"),
            'is not utf-8 in line 1. Name its encoding by `encoding`, such as "utf-16".',
        ),
    ],
)
def test_files_of_another_kind_are_told(tmp_path, content, sentence):
    path = tables.write(tmp_path / "a.csv", content)
    assert tables.error_message(path) == f"csv_dataset: the file {path} {sentence}"


def test_a_file_is_read_once_whatever_its_path(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n\n1\n")
    (tmp_path / "link.csv").symlink_to(path)
    (tmp_path / "b").mkdir()
    for other in (tmp_path / "link.csv", tmp_path / "b" / ".." / "a.csv"):
        assert (
            tables.error_message([path, other])
            == f'csv_dataset: `paths` names the file "{path}" twice.'
        )


def test_reports_files_that_are_not_there(tmp_path):
    path = tables.write(tmp_path / "shops.csv", "n\n1\n")
    assert tables.error_message(tmp_path / "shop.csv") == (
        f'csv_dataset: `paths` names the file "{tmp_path}/shop.csv", which does not exist. Is '
        f'"{path}" meant?'
    )
    assert tables.error_message("no shops at all") == (
        'csv_dataset: `paths` names the file "no shops at all", which does not exist. The working '
        f'directory is "{os.getcwd()}".'
    )
    assert tables.error_message(tmp_path / "nowhere" / "shops.csv") == (
        f'csv_dataset: `paths` names the file "{tmp_path}/nowhere/shops.csv", which does not '
        f'exist. There is no folder "{tmp_path}/nowhere".'
    )
    assert tables.error_message(tmp_path / "none-*.csv") == (
        f"csv_dataset: `paths` must be a pattern that matches files, not '{tmp_path}/none-*.csv'."
    )
    assert tables.error_message(tmp_path) == (
        f"csv_dataset: `paths` must be a file or a pattern, not a folder, not '{tmp_path}'. "
        f'"{tmp_path}/*.csv" names the files in it.'
    )
    assert (
        tables.error_message([path, path]) == f'csv_dataset: `paths` names the file "{path}" twice.'
    )
    assert tables.error_message([]) == (
        "csv_dataset: `paths` must be a path, a pattern or a list of them, not []."
    )
    empty = tables.write(tmp_path / "empty.csv", "")
    assert tables.error_message(empty) == f"csv_dataset: the file {empty} is empty."


def test_many_rows_keep_their_places(tmp_path):
    rows = np.arange(20_000)
    path = tables.write(tmp_path / "a.csv", "n,m\n" + "".join(f"{n},r{n}\n" for n in rows))
    found = tables.columns(csv_dataset(path, batch_size=777))
    np.testing.assert_array_equal(found["n"], rows)
    assert found["m"] == [f"r{n}" for n in rows]


def test_a_pattern_matches_regular_files_that_are_not_hidden(tmp_path):
    for name in ("one.csv", "two.csv", ".hidden.csv"):
        tables.write(tmp_path / name, "x\n1\n")
    os.mkfifo(tmp_path / "fifo.csv")
    (tmp_path / "folder.csv").mkdir()
    found = schema(csv_dataset(tmp_path / "*.csv")).file_paths
    assert found == [str(tmp_path / name) for name in ("one.csv", "two.csv")]
    assert schema(csv_dataset(tmp_path / ".*.csv")).file_paths == [str(tmp_path / ".hidden.csv")]
    assert tables.error_message(tmp_path / "fifo.csv") == (
        "csv_dataset: `paths` must be a regular file, not a FIFO, a socket or a device, not "
        f"'{tmp_path}/fifo.csv'."
    )


@pytest.mark.parametrize("value", ["1.5", "7", "word"])
def test_the_graph_of_a_wide_file_grows_with_its_columns(tmp_path, value):
    def edges(count):
        names = ",".join(f"c{number}" for number in range(count))
        path = tables.write(tmp_path / "wide.csv", f"{names}\n" + ",".join([value] * count) + "\n")
        return graphs.edges(csv_dataset(path))

    few, more, most = edges(10), edges(40), edges(70)
    assert most - more == more - few


def test_numbers_are_read_exactly_in_every_column(tmp_path):
    values = {"whole": "16777217.0", "small": "0.25", "large": "1e300", "id": "9007199254740993"}
    late = ",".join(values.values())
    path = tables.write(
        tmp_path / "late.csv", ",".join(values) + "\n" + "1.0,0.5,1e299,3\n" * 4100 + late + "\n"
    )
    found = tables.columns(csv_dataset(path, num_rows_for_inference=None))
    for name, value in values.items():
        exact = int(value) if name == "id" else float(value)
        assert found[name][-1] == exact, name
    with pytest.raises(tf.errors.InvalidArgumentError, match='column "whole"'):
        list(csv_dataset(path, num_rows_for_inference=4096))
