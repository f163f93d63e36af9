"""`DataGenerator`: batches of the rows of a table, their targets and classes."""

import keras
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import tensorflow as tf

from prelayer import DataGenerator, as_dataset, class_names, schema

FRAME = {"number": [0, 1, 2, 3, 4], "name": list("abcde"), "kind": [1, 0, 2, 2, 1]}


@pytest.mark.parametrize(
    "make", [dict, pd.DataFrame, lambda frame: pd.DataFrame(frame, index=list("vwxyz")), pa.table]
)
def test_batches_are_the_rows_of_a_frame(make):
    generator = DataGenerator(make(FRAME), "number", "kind", batch_size=2, shuffle=False)
    assert len(generator) == 3
    found = [(x.tolist(), y.tolist()) for x, y in generator]
    assert found == [([0, 1], [1, 0]), ([2, 3], [2, 2]), ([4], [1])]


def test_several_columns_are_a_dict():
    generator = DataGenerator(
        FRAME, ["number", "name"], ["kind", "number"], batch_size=3, shuffle=False
    )
    x, y = generator[1]
    assert {name: column.tolist() for name, column in x.items()} == {
        "number": [3, 4],
        "name": ["d", "e"],
    }
    assert {name: column.tolist() for name, column in y.items()} == {
        "kind": [2, 1],
        "number": [3, 4],
    }


def test_a_list_of_one_target_is_that_target():
    generator = DataGenerator(FRAME, "number", ["number"], batch_size=3, shuffle=False)
    assert generator[1][1].tolist() == [3, 4]


def test_without_targets_batches_are_features_alone():
    (x,) = DataGenerator(FRAME, "number", batch_size=5, shuffle=False)[0]
    assert x.tolist() == [0, 1, 2, 3, 4]
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="ones")])
    generator = DataGenerator(FRAME, "number", batch_size=2, shuffle=False)
    for data in (generator, generator.as_dataset(workers=2)):
        assert model.predict(data, verbose=0).ravel().tolist() == [0, 1, 2, 3, 4]


def test_classes_become_one_hot():
    generator = DataGenerator(FRAME, "number", "kind", batch_size=5, num_classes=3, shuffle=False)
    _, y = generator[0]
    assert y.dtype == np.float32
    np.testing.assert_array_equal(y, keras.utils.to_categorical(FRAME["kind"], 3))


def test_a_single_feature_has_its_name_in_the_schema():
    dataset = as_dataset(DataGenerator(FRAME, "number", "kind"))
    assert schema(dataset).feature_names == ("number",)
    assert schema(dataset.map(lambda x, y: (x, y)).take(1)).target_names == ("kind",)


def test_keras_takes_its_own_options_of_a_generator():
    generator = DataGenerator(FRAME, "number", workers=3, max_queue_size=2)
    assert (generator.workers, generator.max_queue_size) == (3, 2)


def test_rejects_a_batch_that_does_not_exist():
    with pytest.raises(IndexError) as caught:
        DataGenerator(FRAME, "number", batch_size=2)[3]
    assert str(caught.value) == "DataGenerator: there is no batch 3; the last is 2."


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (
            {"x_col": "nmae"},
            '`x_col` names the column "nmae", which does not exist. Is "name" or "number" meant?',
        ),
        (
            {"y_col": ["kind", "shop"]},
            '`y_col` names the column "shop", which does not exist. '
            'Is "number", "name" or "kind" meant?',
        ),
        (
            {"x_col": []},
            "`x_col` must be the name of a column or a list of names, not [].",
        ),
        (
            {"batch_size": 0},
            "`batch_size` must be a whole number of at least 1, not 0.",
        ),
        ({"shuffle": "yes"}, "`shuffle` must be True or False, not 'yes'."),
        ({"seed": 1.5}, "`seed` must be a whole number of at least 0, not 1.5."),
        (
            {"num_classes": 2},
            "the column 'kind' must hold whole numbers from 0 to 1 with `num_classes=2`, "
            "but it holds 2 in row 2.",
        ),
        (
            {"y_col": "name", "num_classes": 2},
            "the column 'name' has 5 classes, ['a', 'b', 'c', 'd', 'e'], but `num_classes` is 2.",
        ),
        (
            {"num_classes": 3, "y_col": None},
            "`num_classes` needs `y_col`, whose classes it counts.",
        ),
        (
            {"data": {"name": ["a", "b"], "kind": [1]}, "x_col": "name"},
            "the columns must have one length, but 'name' has 2 rows and 'kind' has 1.",
        ),
        ({"data": {"number": [], "kind": []}}, "`data` must have rows, but it has none."),
        (
            {"data": [1, 2]},
            "`data` must be a data frame (pandas, polars), an Arrow table or a dict of columns, "
            "not [1, 2].",
        ),
    ],
)
def test_rejects_bad_arguments_in_one_sentence(arguments, sentence):
    with pytest.raises(ValueError) as caught:
        DataGenerator(**{"data": FRAME, "x_col": "number", "y_col": "kind", **arguments})
    assert str(caught.value) == f"DataGenerator: {sentence}"


def test_rejects_targets_that_are_missing():
    frame = pd.DataFrame({"x": [1, 2], "y": ["a", None]})
    with pytest.raises(ValueError) as caught:
        DataGenerator(frame, "x", "y")
    assert str(caught.value) == (
        "DataGenerator: the column 'y' misses 1 of 2 values, the first in row 1. Drop those rows."
    )


def test_text_and_levels_are_numbered_classes():
    kinds = pd.Categorical(["mid", "low", "low"], categories=["low", "mid", "high"])
    frame = pd.DataFrame({"x": [1, 2, 3], "level": kinds, "text": ["b", "c", "a"]})
    level = DataGenerator(frame, "x", "level", shuffle=False)
    assert level[0][1].tolist() == [1, 0, 0]
    assert class_names(level.as_dataset()) == ["low", "mid", "high"]
    one_hot = DataGenerator(frame, "x", "level", num_classes=4, shuffle=False)
    np.testing.assert_array_equal(one_hot[0][1], np.eye(4)[[1, 0, 0]])
    both = DataGenerator(frame, "x", ["text", "x"], shuffle=False)
    assert both[0][1]["text"].tolist() == [1, 2, 0]
    assert class_names(both.as_dataset()) == {"text": ["a", "b", "c"]}


def test_a_row_may_be_a_vector():
    frame = {"point": np.arange(12.0).reshape(4, 3), "kind": [True, False, True, True]}
    x, y = next(iter(DataGenerator(frame, "point", "kind", shuffle=False).as_dataset()))
    np.testing.assert_array_equal(x, frame["point"])
    assert y.dtype == tf.bool
