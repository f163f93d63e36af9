"""Tables to datasets: tables of every kind, features, and the order of rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from frames import DATA, TABLES, rows
from prelayer import (
    categorical_column,
    class_names,
    dataset_from_frame,
    label_column,
    numeric_column,
    schema,
    text_column,
)
from prelayer._core.masked_column import MaskedColumn


@pytest.mark.parametrize("kind", TABLES)
def test_every_kind_of_table_gives_the_same_rows(kind):
    dataset = dataset_from_frame(TABLES[kind](), target="kind", batch_size=2)
    assert [len(batch[1]) for batch in dataset] == [2, 2, 1]
    x, y = rows(dataset)
    assert list(x) == ["size", "count", "shop"]
    np.testing.assert_array_equal(x["size"], np.array(DATA["size"], "float32"))
    np.testing.assert_array_equal(x["count"], DATA["count"])
    assert [text.decode() for text in x["shop"]] == DATA["shop"]
    np.testing.assert_array_equal(y, [1, 0, 0, 1, 0])
    assert x["size"].dtype == np.float32
    assert x["count"].dtype in (np.int64, np.int32)
    assert y.dtype == np.int32
    assert class_names(dataset) == ["new", "old"]
    assert schema(dataset).feature_names == ("size", "count", "shop")


def test_features_are_those_that_are_named():
    data = TABLES["pandas"]()
    assert list(rows(dataset_from_frame(data, ["shop", "size"]))) == ["shop", "size"]
    alone = dataset_from_frame(data, "size")
    assert alone.element_spec == tf.TensorSpec((None,), tf.float32)
    vectors = dataset_from_frame(data, {"both": numeric_column(["count", "size"])})
    np.testing.assert_array_equal(
        rows(vectors)["both"], np.stack([DATA["count"], DATA["size"]], axis=1).astype("float32")
    )
    exact = dataset_from_frame(data, {"size": numeric_column("size", "float64")})
    assert rows(exact)["size"].dtype == np.float64
    assert rows(dataset_from_frame(data, text_column("shop")))[3].decode() == "ä"


def test_arrays_of_more_axes_are_features_too():
    images = np.arange(24, dtype="uint8").reshape(4, 3, 2)
    dataset = dataset_from_frame({"image": images, "y": [0.0, 1.0, 0.5, 0.25]}, target="y")
    x, y = rows(dataset)
    np.testing.assert_array_equal(x["image"], images)
    assert x["image"].dtype == np.uint8
    np.testing.assert_array_equal(y, np.array([0, 1, 0.5, 0.25], "float32"))


def test_shuffling_draws_a_permutation_of_all_rows_each_epoch():
    data = {
        "number": np.arange(1000),
        "twice": np.arange(1000) * 2.0,
        "text": np.arange(1000).astype(str),
    }

    def epochs(seed):
        dataset = dataset_from_frame(data, shuffle=True, seed=seed, batch_size=64)
        assert dataset.cardinality() == 16
        return [rows(dataset) for _ in range(2)]

    first, second = epochs(1)
    for epoch in (first, second):
        np.testing.assert_array_equal(np.sort(epoch["number"]), np.arange(1000))
        np.testing.assert_array_equal(epoch["twice"], epoch["number"] * 2)
        np.testing.assert_array_equal(epoch["text"].astype(int), epoch["number"])
        # Of a full permutation the first 100 come from everywhere.
        assert epoch["number"][:100].max() > 900
    assert not np.array_equal(first["number"], second["number"])
    for again, before in zip(epochs(1), (first, second)):
        np.testing.assert_array_equal(again["number"], before["number"])
    assert not np.array_equal(epochs(2)[0]["number"], first["number"])


def test_each_repeat_draws_another_permutation():
    data = {"number": np.arange(100)}
    twice = dataset_from_frame(data, "number", shuffle=True, seed=1, batch_size=100).repeat(2)
    first, second = (batch.numpy() for batch in twice)
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(np.sort(first), np.sort(second))


def test_the_last_batch_is_dropped_where_asked():
    for shuffle in (False, True):
        dataset = dataset_from_frame(
            DATA, "count", batch_size=2, drop_remainder=True, shuffle=shuffle
        )
        assert [len(batch) for batch in dataset] == [2, 2]
        assert dataset.cardinality() == 2


def datasets_in(dataset):
    """A dataset and all that it is made of."""
    return [dataset, *(inner for made_of in dataset._inputs() for inner in datasets_in(made_of))]


def test_a_graph_holds_no_copy_of_the_table():
    data = {f"column {number}": np.zeros(100_000) for number in range(20)}
    for shuffle in (False, True):
        dataset = dataset_from_frame(data, shuffle=shuffle, batch_size=1000)
        parts = datasets_in(dataset)
        functions = [wrapped.function for part in parts for wrapped in part._functions()]
        assert functions
        assert sum(function.graph.as_graph_def().ByteSize() for function in functions) < 100_000


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"features": ["sise"]},
            '`features` names the column "sise", which does not exist. Is "size" meant?',
        ),
        (
            {"target": "knd"},
            '`target` names the column "knd", which does not exist. Is "kind" meant?',
        ),
        (
            {"weights": "weight"},
            '`weights` names the column "weight", which does not exist. Is "size", "count", "shop" '
            'or "kind" meant?',
        ),
        (
            {"features": ["size", numeric_column("size")]},
            "`features` names ['size'] twice. A dict gives each a name of its own.",
        ),
        ({"features": []}, "`features` must name at least one column, but there is none."),
        ({"batch_size": 0}, "`batch_size` must be a whole number of at least 1, not 0."),
        ({"na": "drop"}, '`na` must be "error", "mask" or "token", not \'drop\'.'),
        ({"stratify": "kind"}, "`stratify` needs `split`, which names the parts."),
        (
            {"features": categorical_column("shop")},
            "the categorical column 'shop' needs `vocabulary`, because it has no levels.",
        ),
        (
            {"target": label_column("kind", class_names=["old", "newer"])},
            "the column 'kind' has the class 'new' in row 1, which is none of the classes "
            "['old', 'newer'].",
        ),
        (
            {"target": label_column("shop", "binary")},
            "`mode=\"binary\"` needs 2 classes, but the column 'shop' has 3: ['A', 'B', 'ä'].",
        ),
        (
            {"features": numeric_column("shop")},
            "the column 'shop': numbers are needed, but the values are strings. "
            "Convert them to numbers, or index categories by StringLookup().",
        ),
        (
            {"features": 3},
            "`features` must be a column, or a list or dict of columns, not 3.",
        ),
    ],
)
def test_reports_bad_arguments_in_one_sentence(arguments, sentence):
    with pytest.raises(ValueError) as caught:
        dataset_from_frame(DATA, **arguments)
    assert str(caught.value) == f"dataset_from_frame: {sentence}"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            [1, 2],
            "`data` must be a data frame (pandas, polars), an Arrow table or a dict of columns, "
            "not [1, 2].",
        ),
        ({}, "`data` has no columns."),
        ({"a": []}, "`data` must have rows, but it has none."),
        (
            {"a": [1, 2], "b": [1]},
            "the columns must have one length, but 'a' has 2 rows and 'b' has 1.",
        ),
        (
            pd.DataFrame([[1, 2]], columns=["a", "a"]),
            "`data` must have different names of columns, but ['a'] come twice.",
        ),
        (
            {"when": np.array([1], "timedelta64[D]")},
            "the column 'when' holds dates or times. Make numbers of them first.",
        ),
    ],
)
def test_reports_tables_that_it_cannot_use(data, sentence):
    with pytest.raises(ValueError) as caught:
        dataset_from_frame(data)
    assert str(caught.value) == f"dataset_from_frame: {sentence}"


def test_columns_that_r_marks_are_columns_as_others():
    data = {
        "count": MaskedColumn(np.array([3, 0, 5]), np.array([False, True, False])),
        "kind": MaskedColumn(np.array(["b", "a", None], object), levels=["b", "a", "c"]),
        "y": MaskedColumn(np.array(["v", "u", "v"], object), levels=["v", "u"]),
    }
    dataset = dataset_from_frame(data, target="y", na="token", batch_size=3)
    x, y = rows(dataset)
    np.testing.assert_array_equal(x["count"], [3, np.nan, 5])
    assert x["kind"].tolist() == [b"b", b"a", b"[NA]"]
    np.testing.assert_array_equal(y, [0, 1, 0])
    assert class_names(dataset) == ["v", "u"]
    columns = {"kind": categorical_column("kind")}
    masked = rows(dataset_from_frame(data, columns, na="mask"))
    np.testing.assert_array_equal(masked["kind"], [2, 3, 0])
    halves = {"one": 0.5, "two": 0.5}
    twice = {"kind": MaskedColumn(np.array(["b", "a"] * 4, object), levels=["b", "a"])}
    for part in dataset_from_frame(twice, split=halves, stratify="kind", seed=1).values():
        assert sorted(rows(part)["kind"].tolist()) == [b"a", b"a", b"b", b"b"]
