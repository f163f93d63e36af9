"""The tables of lookups: what they hold on to, and that what uses them keeps them."""

import gc

import keras
import numpy as np
import pytest
import tensorflow as tf

from prelayer import IntegerLookup, StringLookup, TextVectorization, export_model

LAYERS = {
    "StringLookup": lambda tokens: StringLookup(vocabulary=tokens),
    "inverted StringLookup": lambda tokens: StringLookup(vocabulary=tokens, invert=True),
    "TextVectorization": lambda tokens: TextVectorization(vocabulary=tokens),
}


@pytest.mark.parametrize("kind", LAYERS)
def test_no_name_keeps_a_table(kind):
    table = LAYERS[kind](["a", "b"])._table
    assert tf.raw_ops.LookupTableSizeV2(table_handle=table.resource_handle) >= 2
    # A name finds what TensorFlow keeps until the process ends, else it makes an empty table.
    found = tf.raw_ops.HashTableV2(
        key_dtype=table.key_dtype, value_dtype=table.value_dtype, shared_name=table._shared_name
    )
    assert tf.raw_ops.LookupTableSizeV2(table_handle=found) == 0


def test_a_dataset_keeps_the_table_of_its_layer():
    dataset = tf.data.Dataset.from_tensors(["b", "z"]).map(StringLookup(vocabulary=["a", "b"]))
    function = tf.function(IntegerLookup(vocabulary=[7]))
    function(tf.constant([7]))
    gc.collect()
    assert [batch.tolist() for batch in dataset.as_numpy_iterator()] == [[2, 0]]
    np.testing.assert_array_equal(function(tf.constant([7])), [1])


def test_a_saved_model_finds_its_table_in_a_session(tmp_path):
    layer = StringLookup(vocabulary=["a", "b"])
    inputs = keras.Input((), dtype="string", name="text")
    path = str(export_model(keras.Model(inputs, layer(inputs)), tmp_path / "model"))
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        tags = [tf.saved_model.SERVING]
        loaded = tf.compat.v1.saved_model.load(session, tags, path)
        signature = loaded.signature_def["serving_default"]
        (output,) = signature.outputs.values()
        given = {signature.inputs["text"].name: ["b", "z"]}
        assert session.run(output.name, given).tolist() == [2, 0]
    for served in [tf.saved_model.load(path), tf.saved_model.load(path)]:
        np.testing.assert_array_equal(served.serve(tf.constant(["b", "z"])), [2, 0])
