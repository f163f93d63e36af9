"""How many rows there are: what is counted, how much is read for that, files that change."""

import gzip
import zlib

import pyarrow as pa
import pytest
import tensorflow as tf
from pyarrow import parquet

import tables
from prelayer import csv_dataset, report
from prelayer.data.tabular import csv_rows

UNKNOWN = tf.data.UNKNOWN_CARDINALITY
HALVES = {"a": 0.5, "b": 0.5}


@pytest.fixture
def reads(monkeypatch):
    """The records that were read from each file that was opened."""
    found = []
    records_of = csv_rows.records_of

    def counted(path, dialect):
        found.append(0)
        place = len(found) - 1
        for record in records_of(path, dialect):
            found[place] += 1
            yield record

    monkeypatch.setattr(csv_rows, "records_of", counted)
    return found


def test_the_length_is_known_where_all_rows_were_seen(tmp_path, monkeypatch):
    shops = tables.write(tmp_path / "shops.csv", tables.SHOPS)
    monkeypatch.setattr("prelayer.data.tabular.row_count.MOST_FILES", 0)
    assert csv_dataset(shops, na="mask", batch_size=2).cardinality() == 2
    assert csv_dataset(shops, na="mask", num_epochs=3, batch_size=None).cardinality() == 9
    assert csv_dataset(shops, na="mask", num_rows_for_inference=2).cardinality() == UNKNOWN
    assert csv_dataset(shops, na="mask", ignore_errors=True).cardinality() == UNKNOWN


def test_rows_of_small_files_are_counted(tmp_path):
    text = "x,y\n" + "1,2\n" * 50 + "1,2,3\n" + "3,4\n\n" * 50
    path = tables.write(tmp_path / "a.csv", text)
    datasets = [
        csv_dataset(path, on_error="skip", batch_size=8),
        csv_dataset(path, on_error="skip", batch_size=None, num_epochs=2),
        *csv_dataset(path, on_error="skip", split=HALVES, batch_size=7).values(),
    ]
    packed = tmp_path / "b.csv.gz"
    packed.write_bytes(gzip.compress(b"x,y\n" + b'"1",2\n' * 100))
    datasets.append(csv_dataset(packed, num_rows_for_inference=9, batch_size=8))
    assert [int(dataset.cardinality()) for dataset in datasets[:2]] == [13, 200]
    assert int(datasets[-1].cardinality()) == 13
    for dataset in datasets:
        assert report(dataset) == []
        assert len(list(dataset)) == dataset.cardinality()


@pytest.mark.parametrize("by", [{}, {"split_by": "x"}, {"on_error": "skip"}])
def test_the_parts_of_a_split_are_counted_in_one_reading(tmp_path, reads, by):
    rows = "".join(f"{number},1\n" for number in range(99)) + "1,2,3\n" * ("on_error" in by)
    path = tables.write(tmp_path / "a.csv", "x,y\n" + rows)
    parts = csv_dataset(path, split={"a": 0.5, "b": 0.3, "c": 0.2}, batch_size=None, **by)
    assert len(reads) == 2  # types, rows
    counts = {name: int(part.cardinality()) for name, part in parts.items()}
    assert sum(counts.values()) == 99
    assert counts == {name: len(list(part)) for name, part in parts.items()}


@pytest.mark.parametrize(
    ("name", "pack", "options"),
    [
        ("a.csv", bytes, {}),
        ("a.csv.gz", gzip.compress, {}),
        ("a.csv", gzip.compress, {"compression_type": "GZIP"}),
        ("a.csv", zlib.compress, {"compression_type": "ZLIB"}),
    ],
)
@pytest.mark.parametrize(
    ("more", "most"), [({}, 150_000), ({"split": HALVES}, 25_000), ({"on_error": "skip"}, 25_000)]
)
def test_no_more_rows_are_read_than_are_counted(tmp_path, reads, name, pack, options, more, most):
    (tmp_path / name).write_bytes(pack(b"x,y\n" + b"1,2\n" * 300_000))
    dataset = csv_dataset(tmp_path / name, num_rows_for_inference=10, **options, **more)
    dataset = dataset["a"] if "split" in more else dataset
    assert dataset.cardinality() == UNKNOWN
    assert sum(reads) <= 20 + most + 2


def test_no_more_bytes_are_read_than_are_counted(tmp_path, reads):
    (tmp_path / "a.csv.gz").write_bytes(
        gzip.compress(b"x,y\n" + (b"1," + b"2" * 2**20 + b"\n") * 40)
    )
    dataset = csv_dataset(tmp_path / "a.csv.gz", num_rows_for_inference=1)
    assert dataset.cardinality() == UNKNOWN
    assert sum(reads) <= 20


@pytest.mark.parametrize("bad", [[], [0], [99], [17, 50, 51], list(range(0, 4500, 7))])
def test_rows_are_counted_around_bad_ones(tmp_path, bad):
    rows = [f"{number},2\n" if number not in bad else "1,2,3\n" for number in range(4500)]
    path = tables.write(tmp_path / "a.csv", "x,y\n" + "".join(rows))
    dataset = csv_dataset(path, batch_size=None, on_error="skip", num_rows_for_inference=10)
    assert dataset.cardinality() == 4500 - len(bad)
    assert tables.columns(dataset.batch(4500))["x"].tolist() == [
        number for number in range(4500) if number not in bad
    ]


def test_rows_that_are_read_field_by_field_are_bounded(tmp_path):
    rows = "1,2,3\n" + f"1,{'text' * 9}\n" * 20
    path = tables.write(tmp_path / "a.csv", "x,y\n" + rows * 1000)
    dataset = csv_dataset(path, on_error="skip", num_rows_for_inference=10)
    assert dataset.cardinality() == UNKNOWN


def changed(dataset):
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        list(dataset)
    return str(caught.value)


def sentence(path, how, count):
    return (
        f"csv_dataset: the file {path} changed after the dataset was made: it has {how} rows than "
        f"the {count} that were counted then. Make the dataset anew."
    )


@pytest.mark.parametrize(
    ("rows", "how"), [("1,2\n" * 12, "more"), ("1,2\n" * 10, "fewer"), ("1,2\n" * 9999, "more")]
)
@pytest.mark.parametrize(
    "options",
    [{}, {"shuffle": True}, {"num_rows_for_inference": 2}, {"on_error": "skip"}, {"num_epochs": 3}],
)
def test_a_file_that_changed_is_an_error_that_names_it(tmp_path, rows, how, options):
    paths = [tables.write(tmp_path / f"{name}.csv", "x,y\n" + "1,2\n" * 11) for name in "ab"]
    dataset = csv_dataset(paths, batch_size=2, **options)
    assert len(list(dataset)) == 11 * options.get("num_epochs", 1)
    tables.write(tmp_path / "b.csv", "x,y\n" + rows)
    assert sentence(paths[1], how, 11) in changed(dataset)


def test_a_file_that_changed_is_an_error_in_a_part(tmp_path):
    path = tables.write(tmp_path / "a.csv", "x,y\n" + "1,2\n" * 11)
    parts = csv_dataset(path, split=HALVES).values()
    (full,) = (part for part in parts if part.cardinality() > 0)
    tables.write(tmp_path / "a.csv", "x,y\n" + "1,2\n" * 12)
    assert sentence(path, "more", 11) in changed(full)


@pytest.mark.parametrize("split", [None, {"a": 1.0}])
def test_a_parquet_file_that_changed_is_an_error_that_names_it(tmp_path, split):
    path = tmp_path / "a.parquet"
    by = {"split": split, "split_by": "x"} if split else {}
    parquet.write_table(pa.table({"x": [1, 2, 3]}), path)
    dataset = csv_dataset(path, **by)
    dataset = dataset["a"] if split else dataset
    assert dataset.cardinality() == 1
    parquet.write_table(pa.table({"x": [1, 2]}), path)
    assert sentence(path, "fewer", 3) in changed(dataset)


def test_the_parts_of_parquet_files_are_counted(tmp_path):
    table = pa.table({"x": list(range(99)), "y": [1.5] * 99})
    parquet.write_table(table, tmp_path / "a.parquet")
    parts = csv_dataset(tmp_path / "a.parquet", split=HALVES, split_by="x", batch_size=None)
    counts = [int(part.cardinality()) for part in parts.values()]
    assert sum(counts) == 99
    assert counts == [len(list(part)) for part in parts.values()]


def test_a_stream_of_zlib_that_is_cut_off_is_an_error_that_names_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(zlib.compress(b"x\n" + b"1234567\n" * 1000)[:-20])
    with pytest.raises(ValueError, match=f"csv_dataset: the file {path} cannot be read"):
        csv_dataset(path, compression_type="ZLIB")
