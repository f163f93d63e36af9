"""to_keras: errors and warnings that name what Keras's layers cannot do."""

import keras
import numpy as np
import pytest
import tensorflow as tf

import prelayer
from prelayer import (
    CategoryEncoding,
    Discretization,
    MinMaxScaling,
    Normalization,
    QuantileTransform,
    RandomContrast,
    Rescaling,
    StringLookup,
    TextVectorization,
    to_keras,
)

TEXT = keras.Input((), dtype="string", name="text")
NUMBERS = keras.Input((2,), name="numbers")
ACCEPT = " Pass `allow_differences=True` to accept other results."
EXPORT = " `export_model()` exports these layers, in the formats that `portability()` lists."
DIFFERENCES = (
    "'words' (TextVectorization): `standardize`: lower case and punctuation follow Unicode in "
    "prelayer and ASCII in Keras; 'words' (TextVectorization): `split`: texts are split at Unicode "
    "white space in prelayer, at that of ASCII in Keras"
)


def words(**options):
    return TextVectorization(vocabulary=["a"], name="words", **options)


def refused(inputs, outputs, **options):
    with pytest.raises(prelayer.PrelayerError) as caught:
        to_keras(keras.Model(inputs, outputs), **options)
    return str(caught.value)


def listed(sentence):
    start, end = "to_keras: layers of Keras cannot replace ", f".{EXPORT}"
    assert sentence.endswith(end)
    return sorted(sentence.removeprefix(start).removesuffix(end).split("; "))


def test_lists_every_layer_with_option_and_reason():
    clipped = MinMaxScaling(clip=True, name="clipped")
    ranks = QuantileTransform(name="ranks")
    for layer in (clipped, ranks):
        layer.adapt(np.arange(8.0).reshape(4, 2))
    outputs = [words()(TEXT), clipped(NUMBERS), ranks(NUMBERS)]
    sentence = refused([TEXT, NUMBERS], outputs)
    parts = [
        "'clipped' (MinMaxScaling): `clip`: Keras's Normalization has no such option",
        "'ranks' (QuantileTransform): Keras has no such layer",
    ]
    assert sentence.startswith("to_keras: layers of Keras cannot replace ")
    assert listed(sentence) == sorted([*DIFFERENCES.split("; "), *parts])
    assert listed(refused([TEXT, NUMBERS], outputs, allow_differences=True)) == parts


def test_names_differences_and_accepts_them():
    outputs = words()(TEXT)
    assert refused(TEXT, outputs) == (
        f"to_keras: layers of Keras cannot replace {DIFFERENCES}. "
        "Pass `allow_differences=True` to accept other results."
    )
    with pytest.warns(UserWarning, match="compute other results") as caught:
        to_keras(keras.Model(TEXT, outputs), allow_differences=True)
    assert [str(warning.message) for warning in caught] == [
        f"to_keras: the new layers of Keras compute other results: {DIFFERENCES}."
    ]
    assert caught[0].filename == __file__


@pytest.mark.parametrize(
    ("standardize", "split", "text"),
    [
        ("lower", None, "É"),
        ("strip_punctuation", None, "«a»"),
        ("lower_and_strip_punctuation", None, "«É»"),
        (None, "whitespace", "a\u3000é"),
    ],
)
def test_the_named_differences_exist(standardize, split, text):
    layer = TextVectorization(
        standardize=standardize, split=split, vocabulary=["a", "é"], name="words"
    )
    model = keras.Model(TEXT, layer(TEXT))
    with pytest.warns(UserWarning, match="compute other results"):
        found = to_keras(model, allow_differences=True)
    data = tf.constant([text])
    assert found(data).numpy().tolist() != model(data).numpy().tolist()


IMAGES = keras.Input((4, 4, 3), name="images")
CASES = [
    (TEXT, words(standardize=["nfc"], split=None), "`standardize`: Keras has no such steps"),
    (
        TEXT,
        words(standardize=None, split={"step": "regex", "pattern": "-"}),
        "`split`: Keras has no such steps",
    ),
    (
        TEXT,
        words(standardize=None, split=None, encoding="latin-1"),
        "`encoding`: Keras reads texts as UTF-8",
    ),
    (
        TEXT,
        StringLookup(vocabulary=["a"], mask_token="", output_mode="one_hot", sparse=True),
        "`sparse`: in Keras, the sparse vector of a masked token has an index out of range",
    ),
    (
        keras.Input((2,), dtype="float64"),
        Discretization([1.0]),
        "float64 numbers are compared as float64 in prelayer, as float32 in Keras",
    ),
    (
        keras.Input((2, 2), dtype="int64"),
        CategoryEncoding(3),
        "`output_mode`: Keras does not sum over the last axis of inputs of three and more axes",
    ),
    (
        NUMBERS,
        Normalization(mean=1e39, variance=1.0, axis=None, dtype="float64"),
        "its learned numbers are too large for float32",
    ),
    (
        IMAGES,
        RandomContrast((0.2, 0.1)),
        "`factor`: Keras's layer samples from another range in training",
    ),
    (
        IMAGES,
        prelayer.RandomShear(0.2, 0.1),
        "`x_factor`: Keras cannot load ranges of two directions",
    ),
    (
        IMAGES,
        prelayer.Equalization(name="equal"),
        "prelayer uses the histogram of each image, Keras another one; "
        "'equal' (Equalization): Keras's layer does not work in functional models",
    ),
    (
        IMAGES,
        prelayer.RandomFlip("horizontal", per="batch"),
        "`per`: Keras's layer has no such option",
    ),
]


@pytest.mark.parametrize(("inputs", "layer", "reason"), CASES)
def test_refuses_options_with_the_reason(inputs, layer, reason):
    start = f"to_keras: layers of Keras cannot replace '{layer.name}' ({type(layer).__name__}): "
    sentence = refused(inputs, layer(inputs))
    assert sentence.removesuffix(ACCEPT).removesuffix(EXPORT) == f"{start}{reason}."


def test_refuses_layers_within_other_layers():
    steps = keras.Input((3, 2))
    wrapped = keras.layers.TimeDistributed(Rescaling(2.0, name="double"), name="each")
    assert refused(steps, wrapped(steps)) == (
        "to_keras: layers of Keras cannot replace 'each' (TimeDistributed): it contains Rescaling "
        "'double', and is neither a model nor a pipeline." + EXPORT
    )


def test_refuses_models_that_have_no_graph():
    class Custom(keras.Model):
        inputs = (NUMBERS,)

        def call(self, inputs):
            return inputs

    for model, sentence in [
        (Custom(name="own"), "`model` must be a functional or Sequential model, not <Custom"),
        (Rescaling(2.0), "`model` must be a Keras model, not Rescaling(scale=2.0). App"),
    ]:
        with pytest.raises(prelayer.PrelayerError) as caught:
            to_keras(model)
        assert str(caught.value).startswith(f"to_keras: {sentence}")
    with pytest.raises(prelayer.PrelayerError) as caught:
        to_keras(keras.Model(NUMBERS, NUMBERS), allow_differences=1)
    assert str(caught.value) == "to_keras: `allow_differences` must be True or False, not 1."
