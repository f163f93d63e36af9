"""from_keras: layers of this package that compute the same as those of Keras."""

import keras
import numpy as np
import pytest
import tensorflow as tf

import prelayer
from prelayer import from_keras, to_keras
from stock_layers import ASCII_OPTIONS, NUMBERS, PIXELS, TEXTS, TOKENS, assert_same, model_of
from stock_layers import stock_layers as rows

ROWS = list(rows())


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("name", "options", "data"), ROWS)
def test_a_layer_of_this_package_computes_the_same(name, options, data):
    model = model_of(getattr(keras.layers, name)(**options, name="layer"), data)
    found = from_keras(model)
    assert type(found.get_layer("layer")) is getattr(prelayer, name)
    assert [tensor.name for tensor in found.inputs] == ["x"]
    assert_same(found, model, data)


@pytest.mark.parametrize("options", ASCII_OPTIONS)
def test_texts_are_the_same_where_they_are_ascii(options):
    data = np.array(TEXTS)
    model = model_of(keras.layers.TextVectorization(vocabulary=TOKENS, **options), data)
    with pytest.warns(UserWarning, match="compute other results"):
        found = from_keras(model, allow_differences=True)
    assert_same(found, model, data)


@pytest.mark.parametrize("mode", ["int", "multi_hot", "count", "tf_idf"])
def test_learned_vocabularies(mode):
    data = np.array([["b a"], ["a c"], ["zz a a"]])
    texts = keras.layers.TextVectorization(output_mode=mode, split="character", standardize=None)
    texts.adapt(data)
    lookup = keras.layers.StringLookup(
        output_mode=mode, max_tokens=9, pad_to_max_tokens=mode != "int"
    )
    lookup.adapt(data)
    numbers = keras.layers.IntegerLookup(output_mode=mode)
    numbers.adapt(np.array([[3], [3], [1], [-9]]))
    for layer, given in [(texts, data), (lookup, data), (numbers, np.array([[3], [7], [-9]]))]:
        model = model_of(layer, given)
        assert_same(from_keras(model), model, given)


def test_learned_numbers():
    data = NUMBERS.astype("float32")
    learned = np.random.default_rng(0).normal(size=(200, 3)) * [1, 20, 300]
    for axis in (-1, None):
        for invert in (False, True):
            layer = keras.layers.Normalization(axis=axis, invert=invert)
            layer.adapt(learned)
            model = model_of(layer, data)
            assert_same(from_keras(model), model, data)
    bins = keras.layers.Discretization(num_bins=5, output_mode="one_hot")
    bins.adapt(learned)
    model = model_of(bins, data)
    assert_same(from_keras(model), model, data)


def test_crossed_features():
    inputs = [keras.Input((1,), dtype=kind, name=kind) for kind in ("string", "int64")]
    cross = keras.layers.HashedCrossing(7, output_mode="one_hot", name="cross")
    model = keras.Model(inputs, cross(inputs))
    data = [tf.constant([["a"], ["b"], [""]]), tf.constant([[1], [-5], [2**40]], "int64")]
    found = from_keras(model)
    assert type(found.get_layer("cross")) is prelayer.HashedCrossing
    np.testing.assert_array_equal(found(data), model(data))
    np.testing.assert_array_equal(to_keras(found)(data), model(data))


def test_pipelines_and_nested_models():
    steps = [keras.layers.Rescaling(1 / 255, name="unit"), keras.layers.RandomFlip("vertical")]
    image = keras.Input((9, 7, 3), name="image")
    nested = keras.Sequential([keras.layers.Pipeline(steps, name="steps")], name="nested")
    head = keras.layers.Dense(2, name="head")
    outputs = {"head": head(keras.layers.Flatten()(nested(image)))}
    model = keras.Model(image, outputs, name="whole")
    found = from_keras(model)
    assert found.get_layer("head") is head
    pipeline = found.get_layer("nested").get_layer("steps")
    assert type(pipeline) is prelayer.Pipeline
    assert [type(layer) for layer in pipeline.layers] == [prelayer.Rescaling, prelayer.RandomFlip]
    data = PIXELS.astype("float32")
    expected, result = (part(data, training=False)["head"] for part in (model, found))
    np.testing.assert_allclose(result, expected, rtol=1e-5)


def test_the_result_is_saved_with_its_state(tmp_path):
    layer = keras.layers.StringLookup()
    layer.adapt(["b", "a", "b"])
    data = np.array([["a"], ["z"]])
    found = from_keras(model_of(layer, data))
    found.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    assert loaded(tf.constant(data)).numpy().tolist() == [[2], [0]]


@keras.saving.register_keras_serializable("test_from_keras")
class Doubling(keras.layers.Rescaling):
    """A user-defined layer, which is not replaced."""


def test_leaves_user_defined_layers():
    value = keras.Input((1,))
    model = keras.Model(value, Doubling(2.0, name="own")(value))
    assert from_keras(model).get_layer("own") is model.get_layer("own")


def refused(inputs, layer):
    with pytest.raises(prelayer.PrelayerError) as caught:
        from_keras(keras.Model(inputs, layer(inputs)))
    return str(caught.value)


def test_names_differences_and_options():
    text = keras.Input((), dtype="string")
    layer = keras.layers.TextVectorization(vocabulary=["a"], split=None, name="words")
    assert refused(text, layer) == (
        "from_keras: layers of prelayer cannot replace 'words' (TextVectorization): "
        "`standardize`: lower case and punctuation follow Unicode in prelayer and ASCII in Keras. "
        "Pass `allow_differences=True` to accept other results."
    )
    image = keras.Input((4, 4, 3), dtype="uint8")
    assert refused(image, keras.layers.Resizing(2, 2, name="small")) == (
        "from_keras: layers of prelayer cannot replace 'small' (Resizing): Keras's layer rounds "
        "integer images, and that of prelayer returns floats. "
        "Pass `allow_differences=True` to accept other results."
    )
    numbers = keras.Input((2,))
    assert refused(numbers, keras.layers.Discretization(num_bins=3, name="bins")) == (
        "from_keras: layers of prelayer cannot replace 'bins' (Discretization): it has not "
        "learned anything yet, so call `adapt()` first."
    )


def test_factors_are_those_of_keras():
    image = keras.Input((4, 4, 3))
    sheared = from_keras(keras.Model(image, keras.layers.RandomShear(0.2, name="it")(image)))
    assert sheared.get_layer("it").x_factor == (-0.2, 0.2)
    contrast = keras.layers.RandomContrast(0.3, name="it")
    layer = from_keras(keras.Model(image, contrast(image))).get_layer("it")
    # Keras's layer samples from 1 to 1.3.
    assert layer.scales == (1.0, 1.3)
    assert refused(image, keras.layers.RandomSaturation(0.3, name="it")) == (
        "from_keras: layers of prelayer cannot replace 'it' (RandomSaturation): `factor`: Keras's "
        "layer samples from another range in training. "
        "Pass `allow_differences=True` to accept other results."
    )


def test_reports_what_the_layer_of_this_package_rejects():
    image = keras.Input((4, 4, 3))
    layer = keras.layers.Rescaling(float("inf"), name="all")
    assert refused(image, layer) == (
        "from_keras: layers of prelayer cannot replace 'all' (Rescaling): `scale`: `scale` must "
        "be a number, or one number a channel, not inf."
    )
