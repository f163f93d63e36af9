"""Tables to datasets: every kind of table, features, targets, and the order of rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tensorflow as tf

from prelayer import (
    StringLookup,
    categorical_column,
    class_names,
    dataset_from_frame,
    label_column,
    numeric_column,
    schema,
    text_column,
)
from prelayer.marked import Marked

DATA = {
    "size": [1.5, 2.5, 0.25, 4.0, 8.0],
    "count": [3, 1, 4, 1, 5],
    "shop": ["B", "A", "B", "ä", "A"],
    "kind": ["old", "new", "new", "old", "new"],
}
TABLES = {
    "dict": lambda: dict(DATA),
    "arrays": lambda: {name: np.array(column) for name, column in DATA.items()},
    "pandas": lambda: pd.DataFrame(DATA),
    "pandas, odd index": lambda: pd.DataFrame(DATA, index=[7, 3, 3, 1, 0]),
    "categories": lambda: pd.DataFrame(DATA).astype({"shop": "category"}),
    "polars": lambda: pl.DataFrame(DATA),
    "polars, categories": lambda: pl.DataFrame(DATA).cast({"shop": pl.Categorical}),
    "arrow": lambda: pa.table(DATA),
    "arrow, dictionary": lambda: pa.table(
        {**DATA, "shop": pa.array(DATA["shop"]).dictionary_encode()}
    ),
}


def rows(dataset):
    """All rows of a dataset of batches, with arrays for tensors."""
    batches = [tf.nest.map_structure(lambda part: part.numpy(), batch) for batch in dataset]
    return tf.nest.map_structure(lambda *parts: np.concatenate(parts), *batches)


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


def test_categories_are_indices_as_a_lookup_gives_them():
    levels = ["small", "large", "huge"]
    column = pd.Series(["large", "small", "large"], dtype=pd.CategoricalDtype(levels))
    data = pd.DataFrame({"level": column, "text": ["large", "odd", "huge"]})
    columns = {"level": categorical_column("level"), "text": categorical_column("text", levels)}
    x = rows(dataset_from_frame(data, columns))
    lookup = StringLookup(vocabulary=levels)
    np.testing.assert_array_equal(x["level"], lookup(data["level"].astype(object)))
    np.testing.assert_array_equal(x["text"], lookup(data["text"]))
    np.testing.assert_array_equal(x["level"], [2, 1, 2])
    np.testing.assert_array_equal(x["text"], [2, 0, 3])
    fewer = rows(dataset_from_frame(data.iloc[:1], {"level": categorical_column("level")}))
    np.testing.assert_array_equal(fewer["level"], [2])


def test_label_modes_encode_a_target():
    def labels(mode, column="kind", **options):
        dataset = dataset_from_frame(data, "size", label_column(column, mode, **options))
        return rows(dataset)[1], class_names(dataset)

    data = pd.DataFrame(
        {**DATA, "tags": ["a|b", "b", "", "c|a", "c"], "flag": [True, False] * 2 + [True]}
    )
    for mode, expected in {
        "int": np.array([1, 0, 0, 1, 0], "int32"),
        "categorical": np.array([[0, 1], [1, 0], [1, 0], [0, 1], [1, 0]], "float32"),
        "binary": np.array([[1], [0], [0], [1], [0]], "float32"),
    }.items():
        given, names = labels(mode)
        np.testing.assert_array_equal(given, expected)
        assert given.dtype == expected.dtype
        assert names == ["new", "old"]
    given, names = labels("int", class_names=["old", "new"])
    np.testing.assert_array_equal(given, [0, 1, 1, 0, 1])
    marks, names = labels("multi_label", "tags")
    np.testing.assert_array_equal(marks, [[1, 1, 0], [0, 1, 0], [0, 0, 0], [1, 0, 1], [0, 0, 1]])
    assert names == ["a", "b", "c"]
    assert marks.dtype == np.float32
    numbers, names = labels("int", "count")
    np.testing.assert_array_equal(numbers, [1, 0, 2, 0, 3])
    assert names == ["1", "3", "4", "5"]
    floats, names = labels("float", ("size", "count"))
    np.testing.assert_array_equal(floats, np.stack([DATA["size"], DATA["count"]], 1))
    assert names is None


def test_lists_are_marks_of_several_classes():
    data = {"x": [1.0, 2.0], "tags": [["b"], ["a", "b"]]}
    _, y = rows(dataset_from_frame(data, target=label_column("tags", "multi_label")))
    np.testing.assert_array_equal(y, [[0, 1], [1, 1]])


def test_several_targets_and_weights_come_with_their_rows():
    data = {**DATA, "w": [1, 2, 3, 4, 5]}
    dataset = dataset_from_frame(data, "size", {"k": "kind", "n": "count"}, "w", batch_size=2)
    x, y, w = rows(dataset)
    np.testing.assert_array_equal(x, np.array(DATA["size"], "float32"))
    np.testing.assert_array_equal(y["k"], [1, 0, 0, 1, 0])
    np.testing.assert_array_equal(y["n"], DATA["count"])
    np.testing.assert_array_equal(w, np.array([1, 2, 3, 4, 5], "float32"))
    assert class_names(dataset) == {"k": ["new", "old"]}
    assert schema(dataset).target_names == ("k", "n")


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


def test_one_call_returns_all_parts_of_a_split():
    data = pd.DataFrame(
        {
            "number": np.arange(200),
            "kind": np.arange(200) % 4,
            "patient": np.arange(200) // 5,
            "name": [f"row {number}" for number in range(200)],
        }
    )
    sizes = {"train": 0.75, "test": 0.25}
    parts = dataset_from_frame(data, "number", "kind", split=sizes, stratify="kind", seed=1)
    assert list(parts) == ["train", "test"]
    numbers = {name: rows(part)[0] for name, part in parts.items()}
    assert sorted([*numbers["train"], *numbers["test"]]) == list(range(200))
    assert np.abs(np.bincount(numbers["test"] % 4) - 12.5).max() < 1
    parts = dataset_from_frame(data, "patient", split=sizes, group="patient", seed=1)
    first, second = (set(rows(part).tolist()) for part in parts.values())
    assert not first & second
    before = dataset_from_frame(data[:150], "number", split=sizes, split_by="name")
    after = dataset_from_frame(data, "number", split=sizes, split_by="name")
    for name in sizes:
        assert set(rows(before[name]).tolist()) <= set(rows(after[name]).tolist())


GAPS = {
    "size": [1.0, None, 3.0],
    "count": pd.array([1, 2, None], dtype="Int64"),
    "shop": ["NA", None, "B"],
    "flag": pd.array([True, None, False], dtype="boolean"),
}


@pytest.mark.parametrize(("name", "row"), [("size", 1), ("count", 2), ("shop", 1), ("flag", 1)])
def test_missing_values_are_an_error_that_names_column_and_count(name, row):
    with pytest.raises(ValueError) as caught:
        dataset_from_frame(pd.DataFrame(GAPS), name)
    assert str(caught.value) == (
        f"dataset_from_frame: the column {name!r} misses 1 of 3 values, the first in row {row}. "
        "Drop those rows, or say with `na` what stands for them."
    )


@pytest.mark.parametrize("argument", ["target", "weights"])
def test_missing_targets_and_weights_are_an_error_whatever_na_says(argument):
    with pytest.raises(ValueError) as caught:
        dataset_from_frame({"x": [1, 2], "y": [1.0, None]}, "x", na="mask", **{argument: "y"})
    assert str(caught.value) == (
        "dataset_from_frame: the column 'y' misses 1 of 2 values, the first in row 1. Drop those "
        "rows."
    )


@pytest.mark.parametrize("of_polars", [False, True])
@pytest.mark.parametrize(("na", "text"), [("mask", b""), ("token", b"[NA]")])
def test_missing_values_become_what_na_says(na, text, of_polars):
    data = pd.DataFrame(GAPS)
    x = rows(dataset_from_frame(pl.from_pandas(data) if of_polars else data, na=na))
    np.testing.assert_array_equal(x["size"], np.array([1, np.nan, 3], "float32"))
    np.testing.assert_array_equal(x["count"], np.array([1, 2, np.nan], "float32"))
    np.testing.assert_array_equal(x["flag"], np.array([1, np.nan, 0], "float32"))
    assert x["shop"].tolist() == [b"NA", text, b"B"]


def test_missing_categories_have_an_index_of_their_own():
    columns = {"shop": categorical_column("shop", ["B", "C"])}
    data = pd.DataFrame({"shop": ["C", None, "B", "?"]})
    masked = rows(dataset_from_frame(data, columns, na="mask"))["shop"]
    np.testing.assert_array_equal(masked, [3, 0, 2, 1])
    lookup = StringLookup(vocabulary=["B", "C"], mask_token="")
    np.testing.assert_array_equal(masked, lookup(["C", "", "B", "?"]))
    token = rows(dataset_from_frame(data, columns, na="token"))["shop"]
    np.testing.assert_array_equal(token, [2, 3, 1, 0])


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
        ({"batch_size": 0}, "`batch_size` must be a whole number of at least 1, but it is 0."),
        ({"na": "drop"}, '`na` must be "error", "mask" or "token", but it is \'drop\'.'),
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
            "the column 'shop': numbers are needed, but the values are strings.",
        ),
        (
            {"features": 3},
            "`features` must be a column, or a list or dict of columns, but it is 3.",
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
            "but it is [1, 2].",
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
            {"when": np.array(["2024-01-01"], "datetime64[D]")},
            "the column 'when' holds dates or times. Make numbers of them first.",
        ),
    ],
)
def test_reports_tables_that_it_cannot_use(data, sentence):
    with pytest.raises(ValueError) as caught:
        dataset_from_frame(data)
    assert str(caught.value) == f"dataset_from_frame: {sentence}"


def test_text_is_not_taken_for_what_is_missing():
    data = {"shop": ["", "A", None], "kind": ["[NA]", None, "B"]}
    for na, name, held, other in [("mask", "shop", "", "token"), ("token", "kind", "[NA]", "mask")]:
        with pytest.raises(ValueError) as caught:
            dataset_from_frame(data, name, na=na)
        assert str(caught.value) == (
            f"dataset_from_frame: the column {name!r} must not hold both missing values and "
            f'"{held}", which would be the same then. Use na = "{other}", or make them the same '
            "beforehand."
        )
        assert len(rows(dataset_from_frame(data, name, na=other))) == 3


def test_whole_numbers_that_float32_cannot_hold_are_an_error():
    sentence = (
        "dataset_from_frame: the column 'id' must hold numbers that float32 can hold, but 16777217 "
        "would become 16777216. Give whole numbers as integers, none of them missing, or name "
        "another dtype."
    )
    large = {"id": np.array([1.0, 16777217.0])}
    missing = {"id": pd.array([1, 16777217, None], dtype="Int64")}
    beside = {"id": np.array([1, 16777217]), "size": np.array([0.5, 1.5])}
    for data, features in [
        (large, "id"),
        (pd.DataFrame(missing), "id"),
        (beside, numeric_column(["id", "size"])),
    ]:
        with pytest.raises(ValueError) as caught:
            dataset_from_frame(data, features, na="mask")
        assert str(caught.value) == sentence
    exact = dataset_from_frame(large, numeric_column("id", "float64"))
    assert rows(exact).tolist() == [1, 16777217]


def test_columns_that_r_marks_are_columns_as_others():
    data = {
        "count": Marked(np.array([3, 0, 5]), np.array([False, True, False])),
        "kind": Marked(np.array(["b", "a", None], object), levels=["b", "a", "c"]),
        "y": Marked(np.array(["v", "u", "v"], object), levels=["v", "u"]),
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
    twice = {"kind": Marked(np.array(["b", "a"] * 4, object), levels=["b", "a"])}
    for part in dataset_from_frame(twice, split=halves, stratify="kind", seed=1).values():
        assert sorted(rows(part)["kind"].tolist()) == [b"a", b"a", b"b", b"b"]
