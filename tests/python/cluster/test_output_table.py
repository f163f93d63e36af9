"""The output of layers as Arrow tables."""

import keras
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from prelayer import CategoryEncoding, Normalization, Preprocessor, StringLookup
from prelayer.cluster.examples import to_examples
from prelayer.cluster.output_table import output_table

PRICE = np.array([1.0, 3.0, 5.0])
BATCH = {"id": np.array([7, 8, 9]), "price": PRICE, "cut": ["good", "fair", "?"]}
LAYERS = {
    "price": Normalization(axis=None, mean=3.0, variance=4.0),
    "cut": StringLookup(vocabulary=["fair", "good"], output_mode="one_hot"),
}


@pytest.mark.parametrize("kind", [dict, pd.DataFrame, pa.table, pa.RecordBatch.from_pydict])
def test_layers_by_column(kind):
    table = output_table(LAYERS, kind(BATCH), keep=["id"])
    assert table.schema == pa.schema(
        [("id", pa.int64()), ("price", pa.float32()), ("cut", pa.list_(pa.float32(), 3))]
    )
    assert table.to_pydict() == {
        "id": [7, 8, 9],
        "price": [-1.0, 0.0, 1.0],
        "cut": [[0, 0, 1], [0, 1, 0], [1, 0, 0]],
    }


def test_a_model_with_named_outputs():
    price = keras.Input((1,), name="price")
    scaled = Normalization(mean=3.0, variance=4.0, name="scaled")(price)
    model = keras.Model({"price": price}, {"low": scaled, "high": scaled})
    table = output_table(model, {"price": PRICE[:, None]})
    assert table.to_pydict() == {"low": [-1.0, 0.0, 1.0], "high": [-1.0, 0.0, 1.0]}


def test_a_preprocessor():
    prep = Preprocessor({"price": Normalization(mean=3.0, variance=4.0), "id": None})
    assert output_table(prep, BATCH).to_pydict() == {
        "output": [[-1.0, 7.0], [0.0, 8.0], [1.0, 9.0]]
    }


def test_one_layer():
    encoding = CategoryEncoding(num_tokens=2, output_mode="one_hot")
    assert output_table(encoding, np.array([1, 0])).to_pydict() == {"output": [[0, 1], [1, 0]]}


def test_something_else_is_rejected():
    with pytest.raises(ValueError, match="`layers` must be a model, a layer, or a dict of layers"):
        output_table([3], BATCH)


def test_rows_are_examples_of_tensorflow():
    import tensorflow as tf

    table = pa.table({"a": [1, None], "b": [[0.5, 1.5], [2.0, 3.0]], "c": ["x", "日本"]})
    found = [tf.train.Example.FromString(row).features.feature for row in to_examples(table)]
    assert [list(row["a"].int64_list.value) for row in found] == [[1], []]
    assert [list(row["b"].float_list.value) for row in found] == [[0.5, 1.5], [2.0, 3.0]]
    assert [list(row["c"].bytes_list.value) for row in found] == [[b"x"], ["日本".encode()]]
