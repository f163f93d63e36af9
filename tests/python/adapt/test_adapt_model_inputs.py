"""Data for the inputs of a model: features match inputs by name."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from prelayer import Normalization, adapt

FRAME = {"a": [1.0, 3.0], "b": [10.0, 30.0], "c": [100.0, 300.0], "d": [None, "x"]}


def model_of_inputs(names, as_dict, keys=None):
    """Return a model that normalizes each input by itself, and its layers by name."""
    inputs = {name: keras.Input((1,), name=(keys or {}).get(name, name)) for name in names}
    layers = {name: Normalization(name=f"of_{name}") for name in names}
    outputs = {name: layers[name](inputs[name]) for name in names}
    return keras.Model(inputs if as_dict else list(inputs.values()), outputs), layers


def as_batches(frame):
    numbers = {name: np.array(frame[name])[:, None] for name in ("a", "b", "c")}

    class Batches(keras.utils.PyDataset):
        def __len__(self):
            return 1

        def __getitem__(self, index):
            return numbers, np.zeros(2)

    return Batches()


def as_tf_dataset(frame):
    numbers = {name: np.array(frame[name]) for name in ("a", "b", "c")}
    return tf.data.Dataset.from_tensor_slices((numbers, [0, 1])).batch(2)


@pytest.mark.parametrize("as_dict", [True, False])
@pytest.mark.parametrize("names", ["bc", "cb"])
@pytest.mark.parametrize("kind", [dict, pd.DataFrame, as_tf_dataset, as_batches])
@pytest.mark.filterwarnings("error:The structure of `inputs`")
def test_inputs_take_the_features_of_their_names(kind, names, as_dict):
    model, layers = model_of_inputs(names, as_dict)
    adapt(model, kind(FRAME))
    np.testing.assert_allclose(layers["b"].mean, 20)
    np.testing.assert_allclose(layers["c"].mean, 200)


@pytest.mark.filterwarnings("ignore:When providing `inputs` as a dict")
def test_features_have_the_keys_of_a_dict_of_inputs_not_the_names_of_tensors():
    model, layers = model_of_inputs("bc", True, {"b": "c", "c": "b"})
    adapt(model, FRAME)
    np.testing.assert_allclose(layers["b"].mean, 20)
    np.testing.assert_allclose(layers["c"].mean, 200)


@pytest.mark.filterwarnings("error:The structure of `inputs`")
def test_one_input_takes_the_feature_of_its_name():
    model, layers = model_of_inputs("b", False)
    adapt(model, FRAME)
    np.testing.assert_allclose(layers["b"].mean, 20)


def test_several_inputs_without_names_take_data_in_their_order():
    model, layers = model_of_inputs("cb", False)
    adapt(model, [np.array([[1.0], [3.0]]), np.array([[10.0], [30.0]])])
    np.testing.assert_allclose(layers["c"].mean, 2)
    np.testing.assert_allclose(layers["b"].mean, 20)


def test_inputs_within_inputs_are_matched_by_name_too():
    inner, layers = model_of_inputs("bc", True)
    extra = keras.Input((1,), name="extra")
    outer = keras.Model({"x": inner.input, "extra": extra}, [*inner.outputs, extra])
    adapt(outer, {"x": {name: FRAME[name] for name in "abc"}, "extra": [0.0, 0.0]})
    np.testing.assert_allclose(layers["b"].mean, 20)
    np.testing.assert_allclose(layers["c"].mean, 200)


@pytest.mark.skipif(keras.__version__.startswith("3.9."), reason="Keras 3.9 rejects None")
def test_an_optional_input_may_be_absent():
    price, note = keras.Input((1,), name="price"), keras.Input((1,), name="note", optional=True)
    layer = Normalization()
    model = keras.Model({"price": price, "note": note}, layer(price))
    adapt(model, {"price": [1.0, 3.0]})
    np.testing.assert_allclose(layer.mean, 2)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            {"a": [1.0], "b": [2.0]},
            "the data must have a part 'c', as the inputs of the model do. The inputs are {b: "
            "float32 (?, 1), c: float32 (?, 1)}, the data is {a: a list of 1, b: a list of 1}.",
        ),
        (
            np.ones((3, 2)),
            "the data must have one part for each input of the model. The inputs are {b: float32 "
            "(?, 1), c: float32 (?, 1)}, the data is float64 (3, 2).",
        ),
    ],
)
def test_names_the_input_that_the_data_does_not_have(data, sentence):
    model, _ = model_of_inputs("bc", True)
    with pytest.raises(ValueError) as caught:
        adapt(model, data)
    assert str(caught.value) == f"adapt: {sentence}"


def test_layers_by_name_take_no_notice_of_other_columns():
    layers = {"b": Normalization()}
    adapt(layers, FRAME)
    np.testing.assert_allclose(layers["b"].mean, 20)


def test_one_input_takes_no_frame_without_its_name():
    model, _ = model_of_inputs("b", False)
    with pytest.raises(ValueError) as caught:
        adapt(model, pd.DataFrame({"x": [1.0]}))
    assert str(caught.value) == (
        "adapt: the data must be one array, or have a part 'b', which is the name of the model's "
        "only input, float32 (?, 1). It is {x: float64 (1)}."
    )
