"""inputs_from(): inputs of a model by name, dtype and shape of the features."""

from __future__ import annotations

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from prelayer import dataset_from_frame, inputs_from

FRAME = pd.DataFrame(
    {"size": [1.5, 2.5, 4.0], "count": [1, 2, 3], "shop": ["a", "b", "a"], "sold": [0, 1, 0]}
)


def described(inputs):
    return {name: (part.name, part.shape, part.dtype) for name, part in inputs.items()}


EXPECTED = {
    "size": ("size", (None, 1), "float32"),
    "count": ("count", (None, 1), "int64"),
    "shop": ("shop", (None, 1), "string"),
}


def test_inputs_have_the_names_dtypes_and_shapes_of_a_dataset():
    dataset = dataset_from_frame(FRAME, target="sold", batch_size=2)
    assert described(inputs_from(dataset)) == EXPECTED
    assert described(inputs_from(dataset.map(lambda x, y: x))) == EXPECTED
    assert list(inputs_from(dataset)) == list(EXPECTED)


def test_inputs_of_a_data_frame_are_those_of_its_dataset():
    assert described(inputs_from(FRAME.drop(columns="sold"))) == EXPECTED
    columns = {"size": np.array([1.5, np.nan]), "vector": np.ones((2, 3), "float32")}
    assert described(inputs_from(columns)) == {
        "size": ("size", (None, 1), "float32"),
        "vector": ("vector", (None, 3), "float32"),
    }


def test_shapes_are_those_of_one_row():
    parts = {
        "image": tf.zeros((4, 8, 6, 3), tf.uint8),
        "flag": tf.zeros((4, 1), tf.bool),
        "words": tf.ragged.constant([[1], [2, 3], [], [4]]),
        "bag": tf.sparse.from_dense(tf.eye(4)),
    }
    inputs = inputs_from(tf.data.Dataset.from_tensor_slices(parts).batch(2))
    assert {name: (part.shape[1:], part.dtype) for name, part in inputs.items()} == {
        "image": ((8, 6, 3), "uint8"),
        "flag": ((1,), "bool"),
        "words": ((None,), "int32"),
        "bag": ((4,), "float32"),
    }
    assert inputs["bag"].sparse


def test_a_model_of_the_inputs_trains_on_the_dataset_and_takes_columns():
    dataset = dataset_from_frame(FRAME, target="sold", batch_size=2)
    inputs = inputs_from(dataset)
    size, count = inputs["size"], keras.ops.cast(inputs["count"], "float32")
    model = keras.Model(inputs, keras.layers.Concatenate()([size, 10.0 * count]))
    found = model.predict(dataset, verbose=0)
    np.testing.assert_array_equal(found, [[1.5, 10], [2.5, 20], [4, 30]])
    scores = keras.layers.Dense(1)(model.output)
    trained = keras.Model(inputs, scores)
    trained.compile("sgd", "mse")
    assert np.isfinite(trained.fit(dataset, verbose=0).history["loss"]).all()


def test_features_without_names_are_rejected():
    dataset = tf.data.Dataset.from_tensor_slices((np.ones((4, 2), "float32"), [0, 1, 0, 1]))
    with pytest.raises(ValueError) as caught:
        inputs_from(dataset.batch(2))
    assert str(caught.value) == (
        "inputs_from: `data` must be a dataset of a dict of features, as x, but x is "
        "float32 (?, 2)."
    )


def test_a_dataset_without_batches_is_rejected():
    with pytest.raises(ValueError) as caught:
        inputs_from(tf.data.Dataset.from_tensor_slices({"size": [1.5, 2.5]}))
    assert str(caught.value) == (
        "inputs_from: the feature 'size' must have a first axis of rows, but its shape is that of "
        "a single value. Batch the dataset first."
    )


def test_an_unknown_rank_is_rejected():
    spec = {"size": tf.TensorSpec(None, tf.float32)}
    dataset = tf.data.Dataset.from_generator(lambda: iter(()), output_signature=spec)
    with pytest.raises(ValueError, match=r"but its shape is unknown\. Set it by `set_shape\(\)`\."):
        inputs_from(dataset)


def test_an_error_about_a_table_names_the_function():
    with pytest.raises(ValueError, match=r"^inputs_from: "):
        inputs_from({"size": [1.5], "shop": ["a", "b"]})
