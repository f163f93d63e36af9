"""The parts of a split of files: by a hash of each row, of an id, or of a group."""

import hashlib
from itertools import chain

import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

import tables
from prelayer import csv_dataset, dataset_from_frame, report, schema

SPLIT = {"train": 0.7, "valid": 0.2, "test": 0.1}
ROWS = 4000


def rows_of(count, start=0):
    return "".join(f"{n},s{n % 50},{n / 8}\n" for n in range(start, start + count))


@pytest.fixture
def path(tmp_path):
    return tables.write(tmp_path / "a.csv", "id,shop,size\n" + rows_of(ROWS))


def ids(parts):
    return {name: tables.columns(part)["id"].tolist() for name, part in parts.items()}


@pytest.mark.parametrize("by", [{}, {"split_by": "id"}, {"group": "shop"}])
def test_every_row_is_in_one_part(path, by):
    parts = csv_dataset(path, split=SPLIT, **by)
    found = ids(parts)
    assert list(found) == ["train", "valid", "test"]
    assert sorted(chain(*found.values())) == list(range(ROWS))
    assert all(part == sorted(part) for part in found.values())
    for part in parts.values():
        rows = tables.columns(part)
        np.testing.assert_array_equal(rows["size"], np.float32(rows["id"] / 8))
        assert rows["shop"] == [f"s{n % 50}" for n in rows["id"]]


@pytest.mark.parametrize("by", [{}, {"split_by": "id"}])
def test_parts_have_about_their_shares(path, by):
    found = ids(csv_dataset(path, split=SPLIT, **by))
    for name, share in SPLIT.items():
        deviation = np.sqrt(share * (1 - share) / ROWS)
        assert abs(len(found[name]) / ROWS - share) < 4 * deviation, name


def test_the_hash_of_an_id_tells_the_part(path):
    found = ids(csv_dataset(path, split={"a": 0.25, "b": 0.75}, split_by="id"))
    for n in range(0, ROWS, 199):
        digest = hashlib.blake2b(str(n).encode(), digest_size=8).digest()
        assert (n in found["a"]) == (int.from_bytes(digest, "big") < 2**62)


def test_an_id_is_in_the_part_that_it_has_of_a_frame(path):
    found = ids(csv_dataset(path, split=SPLIT, split_by="id"))
    frame = dataset_from_frame(pd.read_csv(path), split=SPLIT, split_by="id")
    assert found == ids(frame)


def test_no_group_is_in_two_parts(path):
    parts = csv_dataset(path, split=SPLIT, group="shop")
    shops = [set(tables.columns(part)["shop"]) for part in parts.values()]
    assert sum(map(len, shops)) == len(set.union(*shops)) == 50


@pytest.mark.parametrize("by", [{}, {"split_by": "id"}, {"group": "shop"}])
def test_no_row_moves_when_rows_are_added(tmp_path, path, by):
    before = ids(csv_dataset(path, split=SPLIT, **by))
    more = tables.write(tmp_path / "0.csv", "id,shop,size\n" + rows_of(600, ROWS))
    after = ids(csv_dataset([more, path], split=SPLIT, **by))
    for name, part in before.items():
        assert set(part) == {n for n in after[name] if n < ROWS}


def test_the_first_part_alone_is_shuffled_and_labels_follow(path):
    parts = csv_dataset(
        path, split=SPLIT, split_by="id", label_name="size", shuffle=True, shuffle_seed=1
    )
    for name, part in parts.items():
        first, second = tables.columns(part), tables.columns(part)
        for found in (first, second):
            np.testing.assert_array_equal(found["label"], np.float32(found["id"] / 8))
        assert sorted(first["id"]) == sorted(second["id"])
        assert (first["id"].tolist() == second["id"].tolist()) == (name != "train")
        assert schema(part).target_names == ("size",)


def test_the_column_of_keys_need_not_be_a_feature(path):
    options = {"split": {"a": 0.5, "b": 0.5}, "split_by": "id"}
    whole = csv_dataset(path, **options)["a"]
    slim = csv_dataset(path, select_columns=["size"], **options)["a"]
    assert schema(slim).feature_names == ("size",)
    np.testing.assert_array_equal(tables.columns(slim)["size"], tables.columns(whole)["size"])


def test_bad_rows_are_skipped_in_every_part(tmp_path):
    path = tables.write(tmp_path / "a.csv", "id,n\n" + "1,2\n2,3\n3\n,5\n5,x\n" + "6,7\n" * 9)
    parts = csv_dataset(
        path,
        split={"a": 0.5, "b": 0.5},
        split_by="id",
        column_defaults={"n": 0},
        na="token",
        on_error="skip",
    )
    found = ids(parts)
    assert sorted(chain(*found.values())) == [1, 2] + [6] * 9
    lines = {name: [row.line for row in report(part)] for name, part in parts.items()}
    assert all({4, 5} <= set(part) for part in lines.values())
    assert sum(part.count(6) for part in lines.values()) == 1


def test_a_row_without_a_key_is_an_error(tmp_path):
    path = tables.write(tmp_path / "a.csv", "id,n\n1,2\n,3\n")
    parts = csv_dataset(path, split=SPLIT, split_by="id", na="mask")
    with pytest.raises(tf.errors.InvalidArgumentError) as error:
        list(parts["train"])
    assert (
        f'csv_dataset: the file {path} has no value in line 3 of column "id", which tells the part '
        "of a row. Fill it in, or split by another column."
    ) in str(error.value)


def test_parquet_files_are_split_by_a_column(tmp_path, path):
    frame = pd.read_csv(path)
    parquet = str(tmp_path / "a.parquet")
    frame.to_parquet(parquet)
    for by in ({"split_by": "id"}, {"group": "shop"}):
        options = {"split": SPLIT, "select_columns": ["id", "size"], **by}
        assert ids(csv_dataset(parquet, **options)) == ids(csv_dataset(path, **options))
    with pytest.raises(ValueError) as error:
        csv_dataset(parquet, split=SPLIT)
    assert str(error.value) == (
        "csv_dataset: `split` of Parquet files needs `split_by` or `group`, a column of theirs."
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"split": SPLIT, "stratify": "shop"},
            "`stratify` needs all rows at once, but files are read row by row. "
            "`dataset_from_frame()` splits a table in memory by class.",
        ),
        ({"group": "shop"}, "`group` needs `split`, which names the parts."),
        (
            {"split": {"a": 0.5}},
            "`split` must be names with their shares, such as {'train': 0.8, 'test': 0.2}; "
            "they must add up to 1, not {'a': 0.5}.",
        ),
        (
            {"split": SPLIT, "split_by": "ids"},
            '`split_by` names the column "ids", which does not exist. Is "id" meant?',
        ),
    ],
)
def test_splits_that_cannot_be_are_refused(path, arguments, sentence):
    with pytest.raises(ValueError) as error:
        csv_dataset(path, **arguments)
    assert str(error.value) == f"csv_dataset: {sentence}"
