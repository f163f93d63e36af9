"""Exported models take inputs by name, whatever the names of columns are."""

import json

import keras
import numpy as np
import pytest
import tensorflow as tf

from prelayer import Rescaling, export_model

# The outputs of each way to call what was exported, from a process with TensorFlow alone.
CALLS = """
import json, sys
import tensorflow as tf
served = tf.saved_model.load(sys.argv[1])
signature = served.signatures["serving_default"]
arguments = signature.structured_input_signature[1]
inputs = {name: tf.constant(value) for name, value in json.loads(sys.argv[2]).items()}
calls = {
    "dict": lambda: served.serve(inputs),
    "positions": lambda: served.serve(*inputs.values()),
    "keywords": lambda: served.serve(**inputs),
    "signature": lambda: signature(**inputs)["all"],
    "arguments": lambda: signature(**{a: inputs[arguments[a].name] for a in arguments})["all"],
}
answer = {name: calls[name]().numpy().tolist() for name in sys.argv[3:]}
"""


def joined(names):
    """Return a model that takes a dict of numbers and returns them in a row."""
    inputs = {name: keras.Input((1,), name=name) for name in names}
    parts = [Rescaling(1.0)(inputs[name]) for name in names]
    row = keras.layers.Concatenate(name="all")(parts) if len(parts) > 1 else parts[0]
    return keras.Model(inputs, row)


def served_inputs(path):
    """Return the names that servers read."""
    from tensorflow.core.protobuf import saved_model_pb2

    content = (path / "saved_model.pb").read_bytes()
    (graph,) = saved_model_pb2.SavedModel.FromString(content).meta_graphs
    return set(graph.signature_def["serving_default"].inputs)


@pytest.mark.parametrize(
    ("names", "calls"),
    [
        (["b", "a"], ["dict", "keywords", "signature", "arguments"]),
        (["petal length (cm)", "größe", "gra"], ["dict", "keywords", "signature", "arguments"]),
        (["class", "petal.width", "1st", "_x"], ["dict", "signature", "arguments"]),
        (["self", "args", "kwargs", "name"], ["dict", "arguments"]),
        (["A", "a", "a b", "a_b"], ["dict", "arguments"]),
    ],
)
def test_takes_inputs_by_any_name(tmp_path, plain_tensorflow, names, calls):
    path = export_model(joined(names), tmp_path / "served")
    numbers = {name: [[float(number)]] for number, name in enumerate(names)}
    row = [[float(number) for number in range(len(names))]]
    assert served_inputs(path) == set(names)
    outputs = plain_tensorflow(CALLS, str(path), json.dumps(numbers), *calls)
    assert outputs == dict.fromkeys(calls, row)


def test_names_arguments_as_tensorflow_does(tmp_path):
    names = ["class", "self", "petal length (cm)", "größe", "1st", "plain"]
    path = export_model(joined(names), tmp_path / "served")
    _, arguments = (
        tf.saved_model.load(path).signatures["serving_default"].structured_input_signature
    )
    assert {argument: spec.name for argument, spec in arguments.items()} == {
        "class_": "class",
        "self_": "self",
        "petal_length__cm_": "petal length (cm)",
        "größe": "größe",
        "arg_1st": "1st",
        "plain": "plain",
    }


def test_serve_takes_what_keras_takes(tmp_path):
    left, right = keras.Input((1,), name="left"), keras.Input((1,), name="right")
    model = keras.Model([left, right], left - 2 * right)
    nested = keras.Model({"both": [left, right]}, left - 2 * right)
    one, two = tf.constant([[1.0]]), tf.constant([[2.0]])
    for name, exported, inputs in [
        ("list", model, [one, two]),
        ("nested", nested, {"both": [one, two]}),
    ]:
        exported.export(str(tmp_path / f"{name}-keras"), verbose=False)
        export_model(exported, tmp_path / name)
        keras_serve = tf.saved_model.load(tmp_path / f"{name}-keras").serve
        serve = tf.saved_model.load(tmp_path / name).serve
        assert serve(inputs).numpy().item() == keras_serve(inputs).numpy().item() == -3
        for output in (
            serve(one, two),
            serve({"right": two, "left": one}),
            serve(right=two, left=one),
        ):
            assert output.numpy().item() == -3


def test_keras_serves_from_it(tmp_path):
    path = export_model(joined(["class", "a"]), tmp_path / "served")
    layer = keras.layers.TFSMLayer(str(path), call_endpoint="serve")
    row = layer({"class": np.float32([[1]]), "a": np.float32([[2]])})
    assert row.numpy().tolist() == [[1, 2]]


def test_traces_the_model_once(tmp_path):
    calls = []

    class Counted(keras.layers.Layer):
        def call(self, inputs):
            calls.append(inputs)
            return inputs

    inputs = keras.Input((1,), name="x")
    model = keras.Model(inputs, Counted()(inputs))
    calls.clear()
    export_model(model, tmp_path / "served")
    assert len(calls) == 1
