"""A model is adapted in as many passes as it has stages."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from counting_dataset import counting
from prelayer import IntegerLookup, Normalization, Rescaling, StringLookup, adapt


def test_adapts_a_model_in_as_many_passes_as_it_has_stages():
    text, price = keras.Input((), dtype="string", name="text"), keras.Input((1,), name="price")
    first, second = Normalization(), Normalization()
    inputs = {"text": text, "price": price}
    scaled = Rescaling(2.0)(first(price))
    model = keras.Model(inputs, [second(scaled), StringLookup(name="codes")(text)])
    batch = {
        "text": tf.constant(["a", "b", "a"]),
        "price": tf.constant([[1.0], [2.0], [6.0]]),
    }
    dataset, reads = counting([batch])
    report = adapt(model, dataset)
    assert (report.passes, len(reads), report.rows) == (2, 2, 3)
    np.testing.assert_allclose(first.mean, 3)
    np.testing.assert_allclose(second.mean, 0, atol=1e-6)
    np.testing.assert_allclose(second.variance, 4, rtol=1e-6)
    assert model.get_layer("codes").get_vocabulary() == ["[UNK]", "a", "b"]


def test_adapts_a_sequential_model_on_data_in_memory():
    normalizer = Normalization()
    model = keras.Sequential([keras.Input((1,)), Rescaling(10.0), normalizer])
    adapt(model, np.array([[1.0], [3.0]]))
    np.testing.assert_allclose(normalizer.mean, 20)
    np.testing.assert_allclose(model.predict(np.array([[1.0]]), verbose=0), [[-1]])


def test_batches_a_dataset_for_a_model_too():
    normalizer = Normalization()
    model = keras.Sequential([keras.Input((1,)), normalizer])
    rows = tf.data.Dataset.from_tensor_slices([[1.0], [3.0], [5.0]])
    assert adapt(model, rows, batch_size=2).rows == 3
    np.testing.assert_allclose(normalizer.mean, 3)
    np.testing.assert_allclose(normalizer.variance, 8 / 3, rtol=1e-6)


def test_leaves_alone_what_a_model_was_given():
    given = StringLookup(vocabulary=["z"])
    learning = StringLookup()
    text = keras.Input((1,), dtype="string")
    model = keras.Model(text, [given(text), learning(text)])
    adapt(model, pd.Series(["a", "b", "b"]))
    assert given.get_vocabulary() == ["[UNK]", "z"]
    assert learning.get_vocabulary() == ["[UNK]", "b", "a"]


def model_of_columns(**rules):
    price = keras.Input((1,), name="price")
    cut, code = (keras.Input((1,), dtype=kind, name=kind) for kind in ("string", "int64"))
    scale, words = Normalization(missing=rules["price"]), StringLookup(mask_token=rules["cut"])
    codes = IntegerLookup(mask_token=rules["code"])
    model = keras.Model([price, cut, code], [scale(price), words(cut), codes(code)])
    return model, scale, words, codes


GAPS = {"price": [1.0, None, 5.0], "string": ["x", None, "x"], "int64": [1, None, 2]}


@pytest.mark.parametrize("kind", [dict, pd.DataFrame])
def test_what_is_missing_follows_the_rule_of_the_layer_that_it_goes_into(kind):
    model, scale, words, codes = model_of_columns(price="mean", cut="m", code=0)
    report = adapt(model, kind(GAPS))
    np.testing.assert_allclose(scale.mean, 3)
    assert words.get_vocabulary() == ["m", "[UNK]", "x"]
    assert codes.get_vocabulary() == [0, -1, 2, 1]
    assert report.missing == {scale.name: 1}


def test_refuses_what_is_missing_where_the_layers_of_a_model_have_no_rule():
    model, *_ = model_of_columns(price="mean", cut=None, code=0)
    with pytest.raises(ValueError) as caught:
        adapt(model, GAPS)
    assert str(caught.value) == (
        "StringLookup: feature 'string': values must not be "
        "missing, but 1 of 3 are, the first (None) at position 1. Set `mask_token`, which replaces "
        "them, or drop them first."
    )
    text = keras.Input((1,), dtype="string")
    different = [StringLookup(mask_token=mask)(text) for mask in ("", "m")]
    with pytest.raises(ValueError) as caught:
        adapt(keras.Model(text, different), [["a"], [None]])
    assert str(caught.value) == (
        "adapt: values must not be missing, but 1 of 2 are, the first (None) at position (1, 0). "
        "The layers that they go into have different rules for them: replace or drop them first."
    )


def test_makes_no_whole_number_of_nan():
    number = keras.Input((1,), dtype="int64")
    model = keras.Model(number, [Normalization()(number), IntegerLookup(mask_token=0)(number)])
    with pytest.raises(ValueError, match="values must not be missing, but 1 of 2 are"):
        adapt(model, np.array([[1.0], [np.nan]]))


def test_refuses_models_that_it_cannot_adapt_in_one_sentence():
    text = keras.Input((1,), dtype="string")
    plain = keras.Model(text, StringLookup(vocabulary=["a"])(text), name="plain")
    nested = keras.Sequential([keras.Input((1,)), Normalization()], name="inner")
    number = keras.Input((1,))
    outer = keras.Model(number, nested(number), name="outer")
    refused = [
        (plain, [["a"]], "the model 'plain' holds no layer that is left to learn."),
        (
            outer,
            [[1.0]],
            "the model 'inner' inside 'outer' holds layers that learn. Adapt it by itself first.",
        ),
        (
            keras.Sequential([Normalization()], name="open"),
            [[1.0]],
            "the model 'open' does not know its inputs. Build it from `keras.Input`.",
        ),
        (
            nested,
            (batch for batch in [np.array([[1.0]])]),
            "a model is adapted on data that can be read again, not on a generator.",
        ),
    ]
    for model, data, sentence in refused:
        with pytest.raises(ValueError) as caught:
            adapt(model, data)
        assert str(caught.value) == f"adapt: {sentence}"
