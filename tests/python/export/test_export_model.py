"""Exported models: one folder that takes raw input and needs TensorFlow alone."""

import json

import keras
import numpy as np
import pytest
import tensorflow as tf

from prelayer import (
    CenterCrop,
    Normalization,
    Preprocessor,
    RandomFlip,
    RandomRotation,
    Rescaling,
    StringLookup,
    TextVectorization,
    export_model,
)

# The dtypes of the inputs and the outputs, in a process with TensorFlow alone.
SERVE = """
import json, sys
import numpy as np, tensorflow as tf
signature = tf.saved_model.load(sys.argv[1]).signatures["serving_default"]
specs = signature.structured_input_signature[1]
inputs = {
    name: tf.constant(np.array(value, specs[name].dtype.as_numpy_dtype))
    for name, value in json.loads(sys.argv[2]).items()
}
outputs = {name: tensor.numpy().tolist() for name, tensor in signature(**inputs).items()}
answer = [{name: spec.dtype.name for name, spec in specs.items()}, outputs]
"""


@pytest.fixture
def serve(plain_tensorflow):
    return lambda path, **inputs: plain_tensorflow(SERVE, str(path), json.dumps(inputs))


def test_serves_text_numbers_and_categories_at_once(tmp_path, serve):
    words = TextVectorization(output_mode="multi_hot")
    words.adapt(["good bad good"])
    price = Normalization()
    price.adapt([1.0, 3.0])
    cut = StringLookup(vocabulary=["fair"], output_mode="one_hot")
    inputs = {
        "review": keras.Input((), dtype="string", name="review"),
        "price": keras.Input((1,), name="price"),
        "cut": keras.Input((1,), dtype="string", name="cut"),
    }
    parts = [words(inputs["review"]), price(inputs["price"]), cut(inputs["cut"])]
    model = keras.Model(inputs, keras.layers.Concatenate(name="all")(parts))
    path = export_model(model, tmp_path / "served")
    specs, outputs = serve(path, review=["good film"], price=[[5.0]], cut=[["fair"]])
    assert specs == {"review": "string", "price": "float32", "cut": "string"}
    assert list(outputs.values()) == [[[1, 1, 0, 3, 0, 1]]]


def test_serves_raw_images_as_bytes_of_pixels(tmp_path, serve):
    inputs = keras.Input((None, None, 3), dtype="uint8", name="image")
    model = keras.Model(inputs, Rescaling(1 / 255)(CenterCrop(2, 2)(inputs)))
    image = np.arange(48, dtype="uint8").reshape(1, 4, 4, 3)
    specs, outputs = serve(export_model(model, tmp_path / "served"), image=image.tolist())
    assert specs == {"image": "uint8"}
    (served,) = outputs.values()
    np.testing.assert_allclose(served, image[:, 1:3, 1:3].astype("float64") / 255, atol=1e-6)


def test_leaves_no_trace_of_random_layers(tmp_path):
    inputs = keras.Input((4, 4, 3))
    random = [RandomFlip(), RandomRotation(0.2)]
    model = keras.Model(inputs, keras.Sequential([*random, Rescaling(2)])(inputs))
    path = export_model(model, tmp_path / "served")
    graph = tf.saved_model.load(path).signatures["serving_default"].graph
    definition = graph.as_graph_def()
    kinds = {node.op for node in definition.node}
    kinds |= {node.op for function in definition.library.function for node in function.node_def}
    assert "Mul" in kinds
    assert [kind for kind in kinds if "Random" in kind or "Gather" in kind] == []


def test_gives_what_the_model_predicts(tmp_path):
    inputs = keras.Input((3,))
    outputs = [keras.layers.Dense(2, name="a")(inputs), keras.layers.Dense(1, name="b")(inputs)]
    model = keras.Model(inputs, outputs)
    data = np.ones((2, 3), "float32")
    served = tf.saved_model.load(export_model(model, tmp_path / "served"))
    for ours, theirs in zip(served.serve(tf.constant(data)), model.predict(data, verbose=0)):
        np.testing.assert_allclose(ours, theirs, rtol=1e-6)
    by_name = served.signatures["serving_default"](tf.constant(data))
    assert set(by_name) == {"a", "b"}


def named_values(model, path):
    signature = tf.saved_model.load(export_model(model, path)).signatures["serving_default"]
    arrays = [tf.constant([[1.0]]) for _ in model.inputs]
    names = [tensor.name for tensor in model.inputs]
    outputs = signature(**dict(zip(names, arrays)))
    return {name: output.numpy().item() for name, output in outputs.items()}


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        (lambda x, one, two: {"two": two, "one": one}, {"one": 2, "two": 4}),
        (lambda x, one, two: {"z": one, "a": two}, {"z": 2, "a": 4}),
        (lambda x, one, two: [one, two], {"double": 2, "double_1": 4}),
        (lambda x, one, two: one, {"double": 2}),
        (lambda x, one, two: {"only": one}, {"only": 2}),
        (lambda x, one, two: [x, one, two], {"number": 1, "double": 2, "double_1": 4}),
        (lambda x, one, two: {"b": {"c": x}, "a": [one, two]}, {"a_0": 2, "a_1": 4, "b_c": 1}),
        (lambda x, one, two: {"größe (cm)": one, "class": two}, {"größe (cm)": 2, "class": 4}),
    ],
)
def test_names_every_output_as_the_model_does(tmp_path, outputs, expected):
    number = keras.Input((1,), name="number")
    double = Rescaling(2, name="double")
    model = keras.Model(number, outputs(number, double(number), double(number + 1)))
    assert named_values(model, tmp_path / "served") == expected


def test_names_every_output_of_two_inputs_that_share_a_layer(tmp_path):
    left, right = keras.Input((1,), name="left"), keras.Input((1,), name="right")
    double = Rescaling(2, name="double")
    model = keras.Model([left, right], [double(left), double(right + 3)])
    assert named_values(model, tmp_path / "served") == {"double": 2, "double_1": 8}


def test_exports_a_sequential_model_that_was_built_by_a_call(tmp_path):
    model = keras.Sequential([keras.layers.Dense(1)])
    data = tf.ones((2, 3))
    expected = model(data)
    served = tf.saved_model.load(export_model(model, tmp_path / "served"))
    np.testing.assert_allclose(served.serve(data), expected, rtol=1e-6)
    assert list(served.signatures["serving_default"](data)) == ["output_0"]


def test_refuses_what_it_cannot_export_in_one_sentence(tmp_path):
    inputs = keras.Input((1,))
    model = keras.Model(inputs, Rescaling(2)(inputs))
    unbuilt = keras.Sequential([Rescaling(2)], name="unbuilt")
    taken = tmp_path / "taken"
    taken.mkdir()
    refused = [
        (
            model,
            taken,
            f"`path` must be a folder that does not exist yet, not '{taken}'. "
            "Pass `overwrite=True` to replace it.",
        ),
        (
            Rescaling(2),
            tmp_path / "a",
            "`model` must be a Keras model, not Rescaling(scale=2). Apply the layer to "
            "`keras.Input`, and make a model of both.",
        ),
        (
            Preprocessor({"a": None}),
            tmp_path / "a",
            "`model` must be a Keras model, not Preprocessor of 1 features. "
            "`Preprocessor.attach()` makes one of a preprocessor and the model after it.",
        ),
        (
            unbuilt,
            tmp_path / "b",
            "the model 'unbuilt' does not know its inputs. Build it from `keras.Input`, as a "
            "functional or Sequential model.",
        ),
    ]
    sparse = keras.Input((3,), sparse=True)
    refused += [
        (model, 5, "`path` must be the path of a folder, not 5."),
        (
            keras.Model(sparse, keras.layers.Dense(1)(sparse), name="sparse"),
            tmp_path / "c",
            "the inputs of the model 'sparse' must be dense, but one is sparse or ragged.",
        ),
    ]
    for what, path, sentence in refused:
        with pytest.raises(ValueError) as caught:
            export_model(what, path)
        assert str(caught.value) == f"export_model: {sentence}"
        assert list(tmp_path.iterdir()) == [taken]


@pytest.mark.filterwarnings("ignore:When providing `inputs` as a dict")
def test_the_signature_takes_the_keys_of_a_dict_of_inputs(tmp_path, serve):
    inputs = {"b": keras.Input((1,), name="c"), "c": keras.Input((1,), name="b")}
    outputs = {"b": Rescaling(10.0)(inputs["b"]), "c": Rescaling(100.0)(inputs["c"])}
    path = export_model(keras.Model(inputs, outputs), tmp_path / "model")
    specs, found = serve(path, b=[[1.0]], c=[[2.0]])
    assert set(specs) == {"b", "c"}
    assert found == {"b": [[10.0]], "c": [[200.0]]}
