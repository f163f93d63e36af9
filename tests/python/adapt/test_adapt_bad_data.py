"""Data that nothing can be learned from: one sentence, and the layers keep what they knew."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from prelayer import (
    Discretization,
    Hashing,
    IntegerLookup,
    MinMaxScaling,
    Normalization,
    PrelayerError,
    Preprocessor,
    QuantileTransform,
    RobustScaling,
    StringLookup,
    TextVectorization,
    adapt,
)

NUMERIC = {
    "Normalization": Normalization,
    "MinMaxScaling": MinMaxScaling,
    "RobustScaling": RobustScaling,
    "QuantileTransform": QuantileTransform,
    "Discretization": lambda **kwargs: Discretization(num_bins=3, **kwargs),
}
LOOKUPS = {
    "StringLookup": StringLookup,
    "IntegerLookup": IntegerLookup,
    "TextVectorization": TextVectorization,
}
LAYERS = {**NUMERIC, **LOOKUPS}
NO_VALUE = "adapt: the data for the layer 'l' holds no value to learn from. Give it data that is "


def good(name):
    return ["a", "b", "b"] if name in ("StringLookup", "TextVectorization") else [1, 2, 2]


def empty(name):
    return tf.data.Dataset.from_tensor_slices(good(name)).take(0).batch(2)


def assert_refused(name, data, sentence):
    layer = LAYERS[name](name="l")
    layer.adapt(good(name))
    known = np.asarray(layer(good(name)))
    with pytest.raises(ValueError) as caught:
        layer.adapt(data)
    assert str(caught.value).startswith(sentence)
    np.testing.assert_array_equal(np.asarray(layer(good(name))), known)


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("data", [lambda name: [], empty], ids=["list", "dataset"])
def test_nothing_is_refused(name, data):
    assert_refused(name, data(name), NO_VALUE)


@pytest.mark.parametrize("name", NUMERIC)
def test_numbers_that_are_all_missing_are_refused(name):
    assert_refused(name, [[np.nan], [np.nan]], NO_VALUE)


@pytest.mark.parametrize("name", ["Normalization", "MinMaxScaling", "RobustScaling"])
def test_a_feature_that_is_all_missing_is_named(name):
    with pytest.raises(ValueError, match=f"{name}: feature 1 has no .*: all .*are missing"):
        LAYERS[name]().adapt([[1.0, np.nan], [2.0, np.nan]])


@pytest.mark.parametrize("name", NUMERIC)
def test_infinity_is_refused(name):
    sentence = {
        "Normalization": "Normalization: feature 0 has no finite mean and variance: ",
        "MinMaxScaling": "MinMaxScaling: feature 0 has no finite minimum and maximum: ",
    }.get(name, f"{name}: numbers to learn from must be finite or NaN, but 1 of a batch of 2 is ")
    assert_refused(name, [[1.0], [np.inf]], sentence)
    whole = "IntegerLookup: whole numbers are needed, but inf is among the values."
    assert_refused("IntegerLookup", [1.0, np.inf], whole)


@pytest.mark.parametrize("name", NUMERIC)
def test_a_constant_feature_gives_finite_numbers(name):
    layer = LAYERS[name]()
    layer.adapt(np.full((4, 1), 7.0))
    expected = {"Discretization": 2}.get(name, 0)
    np.testing.assert_array_equal(layer([[7.0]]), [[expected]])
    assert np.isfinite(np.asarray(layer([[6.0], [8.0]]), np.float64)).all()


@pytest.mark.parametrize("name", LAYERS)
def test_mixed_types_are_refused_with_their_rows(name):
    column = np.array([2, 2, "a"], dtype=object)
    sentence = (
        f"{name}: strings and other values must not be mixed, but 2 is at position 0 and 'a' "
        "at position 2. Convert the column to one type first."
    )
    assert_refused(name, column, sentence)
    with pytest.raises(ValueError) as caught:
        adapt({"c": LAYERS[name]()}, pd.DataFrame({"c": column}))
    assert str(caught.value).startswith(name + ": feature 'c': ")


def test_data_of_another_structure_is_shown_beside_the_layers():
    data = tf.data.Dataset.from_tensor_slices({"price": [1.0], "size": ["x"]}).batch(1)
    adapted = {"price": Normalization(), "cut": StringLookup()}
    with pytest.raises(ValueError) as caught:
        adapt(adapted, data)
    assert str(caught.value) == (
        "adapt: the data must have a part 'cut', as the layers do. The layers are {price: "
        "Normalization, cut: StringLookup}, the data is {price: float32 (?), size: string (?)}."
    )
    with pytest.raises(ValueError) as caught:
        adapt(adapted["price"], data)
    assert str(caught.value) == (
        "adapt: the data must have one part for each layer. The layers are Normalization, the data "
        "is {price: float32 (?), size: string (?)}. Name the layers by the parts that they "
        "learn from, in a dict."
    )
    assert not adapted["price"].is_fitted


def test_a_part_of_the_wrong_kind_is_named():
    keras.utils.clear_session()
    with pytest.raises(ValueError) as caught:
        adapt({"a": {"b": Normalization()}}, {"a": {"b": ["x"]}})
    assert str(caught.value) == (
        "Normalization: feature 'a$b': numbers are needed, but the values are strings. "
        "Convert them to numbers, or index categories by StringLookup()."
    )


@pytest.mark.parametrize("name", LOOKUPS)
def test_a_vocabulary_that_is_too_long_is_refused(name):
    vocabulary = [5, 6, 7] if name == "IntegerLookup" else ["u", "v", "w"]
    with pytest.raises(
        ValueError, match=r"`vocabulary` must be of at most 3 tokens \(`max_tokens`"
    ):
        LAYERS[name](max_tokens=3, vocabulary=vocabulary)


@pytest.mark.parametrize("name", ["StringLookup", "TextVectorization"])
def test_bytes_that_are_no_utf_8_are_kept(name):
    # Lower case makes U+FFFD of them.
    options = {"standardize": None} if name == "TextVectorization" else {}
    layer = LAYERS[name](**options)
    layer.adapt([b"\xff\xfe", "a", b"\xff\xfe"])
    token = layer.get_vocabulary(include_special_tokens=False)[0]
    assert token.encode("utf-8", "surrogateescape") == b"\xff\xfe"
    again = LAYERS[name](vocabulary=[token], **options)
    np.testing.assert_array_equal(np.ravel(again([b"\xff\xfe"])), np.ravel(layer([b"\xff\xfe"])))


def test_layers_that_have_nothing_to_learn_are_skipped():
    given = Normalization(mean=1, variance=1)
    layers = {"price": Normalization(), "place": {"city": Hashing(64)}, "given": given}
    report = adapt(layers, {"price": [1.0], "place": {"city": ["a"]}, "given": [5.0]})
    assert report.layers == (layers["price"].name,)
    with pytest.raises(ValueError) as caught:
        adapt({"city": Hashing(64), "given": given}, {"city": ["a"], "given": [5.0]})
    sentence = "adapt: `layers` must be a layer that learns, or a list or dict of such layers, not"
    assert str(caught.value).startswith(f"{sentence} {{'city': ")
    with pytest.raises(ValueError) as caught:
        adapt({"price": "mean"}, {"price": [1.0]})
    assert str(caught.value) == (
        "adapt: part 'price': `layers` must be a layer that learns, or a list or dict of such "
        "layers, not 'mean'."
    )


@pytest.mark.parametrize(
    ("data", "layers"),
    [
        (np.ones((2, 1)), Normalization()),
        ([1.0, 2.0], [Normalization()]),
        ({"a": [1.0]}, {"a": Normalization()}),
        ({"a": [1.0]}, Preprocessor({"a": Normalization()})),
        (tf.data.Dataset.from_tensors([1.0]), keras.Sequential([Normalization()])),
    ],
    ids=["layer", "list", "dict", "preprocessor", "model"],
)
def test_swapped_arguments_are_named(data, layers):
    with pytest.raises(PrelayerError) as caught:
        adapt(data, layers)
    assert str(caught.value) == (
        "adapt: `layers` and `data` are swapped. The layers come first, then the data."
    )
    with pytest.raises(PrelayerError, match="`data` must be an array, a table, a dataset or other"):
        adapt(layers, layers)
