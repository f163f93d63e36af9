"""Mistakes that users make often: the message says what to do instead."""

import keras
import pytest
import tensorflow as tf

import prelayer
from prelayer import (
    Normalization,
    Preprocessor,
    RandomFlip,
    StringLookup,
    adapt,
    export_model,
    verify_export,
)


def message(call):
    with pytest.raises(ValueError) as caught:
        call()
    return str(caught.value)


def test_an_argument_is_misspelled():
    expected = "RandomFlip: there is no argument 'sed'. Is \"seed\" meant?"
    assert message(lambda: RandomFlip(sed=3)) == expected
    expected = "Normalization: there is no argument 'color'."
    assert message(lambda: Normalization(color="red")) == expected


def test_arguments_of_keras_remain():
    layer = Normalization(axis=None, name="age", dtype="float64", trainable=False)
    assert (layer.name, layer.dtype, layer.trainable) == ("age", "float64", False)


def test_a_column_is_misspelled():
    expected = (
        "adapt: the data must have a part 'agee', as the layers do. The layers are "
        '{agee: Normalization}, the data is {age: a list of 2}. Is "age" meant?'
    )
    assert (
        message(lambda: adapt({"agee": Normalization(axis=None)}, {"age": [1.0, 2.0]})) == expected
    )


def test_a_dataset_is_given_to_a_layer():
    dataset = tf.data.Dataset.from_tensor_slices(["a"])
    expected = "StringLookup: a dataset is not converted to a tensor. Map the layer over it."
    assert message(lambda: StringLookup(vocabulary=["a"])(dataset)) == expected


LEARNS_NUMBERS = [
    "Discretization",
    "Imputation",
    "MinMaxScaling",
    "Normalization",
    "Power",
    "QuantileTransform",
    "RobustScaling",
    "ZCAWhitening",
]


@pytest.mark.parametrize("layer", LEARNS_NUMBERS)
def test_a_layer_is_mapped_over_a_dataset_before_it_is_adapted(layer):
    options = {"num_bins": 2} if layer == "Discretization" else {}
    rows = tf.data.Dataset.from_tensors([[1.0, 2.0], [3.0, 4.0]])
    expected = (
        f"{layer}: the layer 'early' has not learned anything yet. Call `adapt()` on it with some "
        "data first."
    )
    early = getattr(prelayer, layer)(name="early", **options)
    assert message(lambda: rows.map(early)) == expected
    early = getattr(prelayer, layer)(name="early", **options)
    assert message(lambda: tf.function(early)(tf.constant([[1.0, 2.0]]))) == expected


def test_an_augmentation_has_a_layer_that_is_not_adapted():
    images = tf.data.Dataset.from_tensors(tf.zeros((2, 4, 4, 3)))
    layers = [RandomFlip(), Normalization(name="early")]
    found = message(lambda: prelayer.augment(images, layers, seed=1))
    assert "the layer 'early' has not learned anything yet." in found


def test_a_layer_learns_from_a_symbolic_tensor():
    assert message(lambda: Normalization().adapt(keras.Input((1,)))) == (
        "adapt: data is needed, but a symbolic tensor, such as `keras.Input`, has no values. Give "
        "the training data."
    )


def test_a_method_is_called_on_the_class_of_a_layer():
    expected = "a method is called on the class of a layer. Create the layer first, with `()`."
    assert expected in message(lambda: Normalization.adapt([1.0]))


def test_a_layer_is_to_transform_as_in_scikit_learn():
    with pytest.raises(AttributeError) as caught:
        Normalization(mean=0.0, variance=1.0).transform([1.0])
    assert str(caught.value) == (
        "Normalization: a layer is called on data, as in `layer(data)`; there is no `transform`."
    )
    assert not hasattr(Normalization(), "transform")


def test_a_pipeline_gets_a_layer_instead_of_a_list():
    assert message(lambda: prelayer.AugmentationPipeline(RandomFlip())) == (
        "AugmentationPipeline: `layers` must be a list of layers, not RandomFlip()."
    )


def test_a_page_is_exported_without_its_format():
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    assert message(lambda: export_model(model, "page.html")) == (
        "export_model: `path` must be a folder, whose name does not end in '.html', where `format` "
        "is 'saved_model', not 'page.html'. Pass `format=\"web\"` and `single_file=True` for a "
        "file."
    )


def test_an_exported_model_is_not_there():
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    expected = "verify_export: `path` must be a file or folder that exists, not 'gone.onnx'."
    assert message(lambda: verify_export(model, "gone.onnx")) == expected


def test_the_name_of_a_file_is_given_without_its_format():
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    assert message(lambda: export_model(model, "model.onnx")) == (
        "export_model: `path` must be a folder, whose name does not end in '.onnx', where `format` "
        "is 'saved_model', not 'model.onnx'. Pass `format=\"onnx\"` for a file."
    )


def test_a_preprocessor_is_to_be_fitted_as_a_model():
    with pytest.raises(AttributeError) as caught:
        Preprocessor({"age": None}).fit({"age": [1.0]})
    assert str(caught.value) == (
        "Preprocessor: a preprocessor learns by `adapt(data)`, and is then called; "
        "`fit` trains models."
    )
