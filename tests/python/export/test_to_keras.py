"""to_keras: layers of Keras that compute the same, which load without this package."""

import json

import keras
import numpy as np
import pytest
import tensorflow as tf

import prelayer
from prelayer import (
    HashedCrossing,
    MinMaxScaling,
    Normalization,
    Preprocessor,
    RandomFlip,
    Rescaling,
    Resizing,
    RobustScaling,
    StringLookup,
    TextVectorization,
    feature,
    to_keras,
)
from stock_layers import (
    ASCII_OPTIONS,
    NUMBERS,
    PIXELS,
    TEXTS,
    TOKENS,
    assert_same,
    model_of,
    values,
)
from stock_layers import stock_layers as rows

ROWS = list(rows())

LOAD = """
import json, sys
import keras, numpy as np, tensorflow as tf
model = keras.models.load_model(sys.argv[1])
data = {name: tf.constant(value) for name, value in json.loads(sys.argv[2]).items()}
answer = [sorted({type(layer).__module__.split(".")[0] for layer in model._flatten_layers()})]
answer += [model(data, training=False).numpy().tolist(), "prelayer.layers" in sys.modules]
"""

LOAD_ALL = """
import json, sys
import keras, numpy as np, tensorflow as tf
answer = {}
for file, (data, dtype) in json.loads(sys.argv[2]).items():
    model = keras.models.load_model(f"{sys.argv[1]}/{file}")
    given = tf.constant(data) if dtype.startswith("str") else tf.constant(data, dtype)
    answer[file] = model(given, training=False).numpy().tolist()
"""


def names(model):
    return [tensor.name for tensor in model.inputs]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("name", "options", "data"), ROWS)
def test_a_layer_of_keras_computes_the_same(name, options, data):
    model = model_of(getattr(prelayer, name)(**options, name="layer"), data)
    found = to_keras(model)
    replaced = found.get_layer("layer")
    assert type(replaced) is getattr(keras.layers, name)
    assert names(found) == ["x"]
    assert_same(found, model, data)


@pytest.mark.parametrize("options", ASCII_OPTIONS)
def test_texts_are_the_same_where_they_are_ascii(options):
    data = np.array(TEXTS)
    model = model_of(TextVectorization(vocabulary=TOKENS, **options), data)
    with pytest.warns(UserWarning, match="compute other results"):
        found = to_keras(model, allow_differences=True)
    assert_same(found, model, data)


@pytest.mark.parametrize("make", [MinMaxScaling, RobustScaling, Normalization])
@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize("axis", [-1, None])
def test_learned_numbers_become_a_normalization(make, invert, axis):
    layer = make(axis=axis, invert=invert, name="scale")
    layer.adapt(np.random.default_rng(0).normal(size=(50, 3)) * [1, 20, 300])
    data = NUMBERS.astype("float32")
    model = model_of(layer, data)
    found = to_keras(model)
    assert type(found.get_layer("scale")) is keras.layers.Normalization
    assert_same(found, model, data)


def test_a_range_other_than_0_to_1_and_vectors_of_numbers():
    layer = MinMaxScaling((-1, 3), axis=None)
    layer.adapt([2.0, 4.0])
    data = np.array([2.0, 3.0, 4.0], "float32")
    model = to_keras(model_of(layer, data))
    np.testing.assert_allclose(model(data), [-1.0, 1.0, 3.0], atol=1e-6)
    single = Normalization()
    single.adapt([1.0, 3.0])
    np.testing.assert_allclose(to_keras(model_of(single, data))(data), [0.0, 1.0, 2.0])


def test_learned_vocabularies_and_bins():
    lookup = StringLookup(output_mode="tf_idf")
    lookup.adapt([["a", "b"], ["a", "c"], ["a", "\n"]])
    data = np.array([["a", "z"], ["c", "\n"]])
    model = model_of(lookup, data)
    assert_same(to_keras(model), model, data)
    bins = prelayer.Discretization(num_bins=4)
    bins.adapt(np.arange(100.0))
    numbers = np.linspace(-5, 105, 400, dtype="float32")[:, None]
    assert_same(to_keras(model_of(bins, numbers)), model_of(bins, numbers), numbers)


@pytest.mark.parametrize("layer", [Resizing(4, 12), prelayer.CenterCrop(4, 3), Rescaling(0.5)])
def test_integer_images_have_the_dtype_of_this_package(layer):
    data = PIXELS.astype("uint8")
    model = model_of(layer, data)
    found = to_keras(model)
    assert found(data).dtype == model(data).dtype
    np.testing.assert_allclose(found(data), model(data), atol=1e-4)


def full_model():
    """Return a model with nested models, a pipeline and a preprocessor, and data for it."""
    lookup = StringLookup(vocabulary=["x", "y"], output_mode="one_hot", name="same")
    prep = Preprocessor(
        {
            "size": [Normalization(name="same"), prelayer.Discretization([0], name="bins")],
            "kind": lookup,
            "raw": None,
            "cross": feature("kind", "raw_text", layers=HashedCrossing(4, output_mode="one_hot")),
        },
        name="prep",
    )
    table = {"size": [1.0, 2.0, 6.0], "kind": ["x", "z", "y"], "raw": [1.0, 2.0, 3.0]}
    table["raw_text"] = ["q", "", "r"]
    prep.adapt(table)
    columns = prep._set.inputs()
    image = keras.Input((8, 8, 3), name="image")
    augment = keras.Sequential([RandomFlip("vertical"), Resizing(2, 2)], name="augment")
    pixels = prelayer.Pipeline([augment, Rescaling(1 / 255, name="unit")], name="pixels")(image)
    joined = keras.layers.Concatenate()([prep(columns), keras.layers.Flatten()(pixels)])
    outputs = keras.layers.Dense(2, name="head")(joined)
    model = keras.Model({**columns, "image": image}, outputs, name="whole")
    table = {name: [[value] for value in values] for name, values in table.items()}
    return model, {**table, "image": np.ones((3, 8, 8, 3)).tolist()}


def test_models_load_in_a_process_without_this_package(tmp_path, plain_tensorflow):
    model, data = full_model()
    found = to_keras(model)
    assert (found.name, names(found)) == (model.name, names(model))
    assert found.get_layer("head") is model.get_layer("head")
    assert [layer.name for layer in found.layers] == [layer.name for layer in model.layers]
    path = tmp_path / "model.keras"
    found.save(path)
    modules, outputs, imported = plain_tensorflow(LOAD, str(path), json.dumps(data))
    assert (modules, imported) == (["keras"], False)
    expected = model({name: tf.constant(value) for name, value in data.items()}, training=False)
    np.testing.assert_allclose(outputs, expected, rtol=1e-5)


def test_every_layer_loads_in_a_process_without_this_package(tmp_path, plain_tensorflow):
    rows = [(f"{number}.keras", *row) for number, row in enumerate(ROWS)]
    expected = {}
    for file, name, options, data in rows:
        model = model_of(getattr(prelayer, name)(**options), data)
        to_keras(model).save(tmp_path / file)
        expected[file] = values(model, data)
    given = {file: [data.tolist(), data.dtype.name] for file, _, _, data in rows}
    outputs = plain_tensorflow(LOAD_ALL, str(tmp_path), json.dumps(given))
    for file, output in outputs.items():
        np.testing.assert_allclose(output, expected[file], rtol=2e-5, atol=1e-4)
    assert outputs.keys() == expected.keys()


def test_shared_layers_stay_shared():
    left, right = keras.Input((1,), name="left"), keras.Input((1,), name="right")
    scale = Rescaling(2.0, name="scale")
    model = keras.Model([left, right], [scale(left), scale(right)])
    found = to_keras(model)
    assert [layer.name for layer in found.layers] == ["left", "right", "scale"]
    one, two = found([np.ones((1, 1)), 2 * np.ones((1, 1))])
    assert (float(one[0, 0]), float(two[0, 0])) == (2.0, 4.0)


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (prelayer.RandomContrast(0.3), {"factor": (0.3, 0.3)}),
        (prelayer.RandomSaturation(0.3), {"factor": (0.0, 0.3)}),
        (prelayer.RandomShear(0.2), {"x_factor": (0.0, 0.2), "y_factor": (0.0, 0.0)}),
        (prelayer.RandomZoom(0.2), {"height_factor": (-0.2, 0.2)}),
    ],
)
def test_random_layers_sample_from_the_same_range_after_loading(layer, expected, tmp_path):
    found = to_keras(model_of(layer, PIXELS.astype("float32")))
    found.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras").layers[-1]
    assert type(loaded).__module__.startswith("keras.")
    for name, factor in expected.items():
        assert tuple(getattr(loaded, name)) == factor


def test_keeps_arguments_of_calls():
    indices, weights = keras.Input((2,), dtype="int64"), keras.Input((2,))
    count = prelayer.CategoryEncoding(3, output_mode="count")
    image = keras.Input((4, 4, 3))
    flipped = RandomFlip("vertical")(inputs=image, training=False)
    outputs = [count(indices, count_weights=weights), flipped]
    found = to_keras(keras.Model([indices, weights, image], outputs))
    data = [np.array([[0, 2]]), np.array([[0.5, 3.0]], "float32"), np.ones((1, 4, 4, 3), "float32")]
    assert found(data)[0].numpy().tolist() == [[0.5, 0.0, 3.0]]
