"""portability: a table of layers and formats, with the reason for each no."""

import keras
import pytest

from prelayer import (
    Discretization,
    IntegerLookup,
    Normalization,
    PrelayerError,
    QuantileTransform,
    StringLookup,
    TextVectorization,
    portability,
)


def model_with(**options):
    text = keras.Input((), dtype="string", name="text")
    size = keras.Input((1,), name="size")
    words = TextVectorization(vocabulary=["a"], output_mode="count", name="words", **options)
    scaled = Normalization(mean=0.0, variance=1.0, name="scaled")(size)
    joined = keras.layers.Concatenate()([words(text), scaled])
    return keras.Model([text, size], keras.layers.Dense(1)(joined))


def test_layers_with_a_portable_form():
    table = portability(model_with())
    assert table["layer"] == ["words", "scaled"]
    assert table["class"] == ["TextVectorization", "Normalization"]
    for target in ("saved_model", "keras", "litert", "onnx"):
        assert table[target] == ["yes", "yes"]
    assert table["option"] == table["reason"] == table["remedy"] == ["", ""]


def test_all_layers_are_listed_with_their_reason():
    text = keras.Input((), dtype="string", name="text")
    code = keras.Input((1,), dtype="string", name="code")
    words = TextVectorization(vocabulary=["a"], standardize=["nfkc"], name="words")(text)
    codes = StringLookup(vocabulary=["x"], num_oov_indices=0, name="codes")(code)
    table = portability(keras.Model([text, code], [words, codes]))
    assert table["litert"] == table["onnx"] == ["no", "no"]
    assert table["saved_model"] == ["yes", "yes"]
    assert dict(zip(table["layer"], table["option"])) == {
        "words": "standardize",
        "codes": "num_oov_indices",
    }
    place = table["layer"].index("codes")
    assert table["reason"][place] == "a portable model cannot raise errors for unknown tokens"
    assert table["remedy"][place] == "Allow at least 1."


def test_functions_of_the_user_have_none():
    table = portability(model_with(standardize=lambda texts: texts))
    assert table["option"] == ["standardize", ""]
    assert table["reason"] == ["a function of the user cannot be exported", ""]


def test_it_needs_a_model():
    with pytest.raises(PrelayerError) as caught:
        portability("model")
    assert str(caught.value) == "portability: `model` must be a Keras model, not 'model'."


@pytest.mark.parametrize(
    "layer", [Normalization(), Discretization(num_bins=3), IntegerLookup(), QuantileTransform()]
)
def test_layers_that_have_not_learned_have_none(layer):
    number = keras.Input((2,), dtype="int64" if isinstance(layer, IntegerLookup) else "float32")
    table = portability(keras.Model(number, layer(number)))
    assert table["litert"] == table["onnx"] == ["no"]
    assert table["reason"] == ["it has not learned yet"]
    assert table["remedy"] == ["Call `adapt()` first."]
