"""The config of a layer says what it has learned, and goes with other options where that fits."""

import json
import zipfile
from pathlib import Path

import keras
import numpy as np
import pandas as pd
import pytest

from prelayer import (
    Discretization,
    MinMaxScaling,
    Normalization,
    QuantileTransform,
    StringLookup,
    TextVectorization,
)
from saving import as_json


def test_a_config_is_small_and_says_only_what_was_learned():
    layer = StringLookup()
    assert "learned" not in layer.get_config()
    assert "learned" not in StringLookup(vocabulary=["a"]).get_config()
    assert "learned" not in Normalization(mean=1, variance=1).get_config()
    tokens = [f"token{number}" for number in range(20_000)]
    layer.adapt(tokens)
    config = layer.get_config()
    assert isinstance(config["learned"], str)
    assert len(json.dumps(config)) < len(json.dumps(tokens)) / 2
    assert layer.get_config() == config
    assert StringLookup.from_config(as_json(config)).get_vocabulary() == layer.get_vocabulary()
    assert config["learned"] not in repr(layer)


def test_a_keras_file_holds_a_vocabulary_once(tmp_path):
    layer = StringLookup()
    layer.adapt(["a"])
    text = keras.Input((1,), dtype="string")
    keras.Model(text, layer(text)).save(tmp_path / "model.keras")
    with zipfile.ZipFile(tmp_path / "model.keras") as archive:
        assert "learned" not in archive.read("config.json").decode()


def test_other_options_go_with_what_was_learned_where_it_fits():
    layer = StringLookup()
    layer.adapt(["a", "b", "b"])
    config = layer.get_config()
    inverse = StringLookup.from_config({**config, "invert": True})
    assert inverse([1, 2]).numpy().tolist() == [b"b", b"a"]
    dense = StringLookup.from_config({**config, "output_mode": "multi_hot"})
    np.testing.assert_array_equal(dense([["a"]]), [[0, 0, 1]])
    masked = StringLookup.from_config({**config, "mask_token": "", "num_oov_indices": 2})
    np.testing.assert_array_equal(masked(["", "b", "a"]), [0, 3, 4])
    weighed = StringLookup(output_mode="tf_idf")
    weighed.adapt(["a"])
    plain = StringLookup.from_config({**weighed.get_config(), "output_mode": "int"})
    np.testing.assert_array_equal(plain(["a"]), [1])


@pytest.mark.parametrize("weights", [{}, {"idf_weights": [0.25, 0.75], "output_mode": "tf_idf"}])
def test_other_options_go_with_what_was_given(weights):
    config = StringLookup(vocabulary=["a", "b"], **weights).get_config()
    assert config["vocabulary"] == ["a", "b"]
    assert config["idf_weights"] == weights.get("idf_weights")
    changed = StringLookup.from_config({**config, "num_oov_indices": 2, "mask_token": "m"})
    mask = [] if weights else ["m"]
    assert changed.get_vocabulary() == [*mask, "[UNK]", "[UNK]", "a", "b"]


def test_a_config_keeps_special_tokens_that_say_more(tmp_path):
    path = tmp_path / "tokens.txt"
    path.write_text("[UNK]\na\n")
    given = StringLookup(vocabulary=["[UNK]", "a"], idf_weights=[0.9, 0.25], output_mode="tf_idf")
    for layer in (StringLookup(vocabulary=path), StringLookup(vocabulary=["[UNK]"]), given):
        copied = StringLookup.from_config(as_json(layer.get_config()))
        assert copied.get_vocabulary() == layer.get_vocabulary()
        np.testing.assert_array_equal(copied(["a", "[UNK]", "z"]), layer(["a", "[UNK]", "z"]))


@pytest.mark.parametrize("kind", [pd.Series, Path])
def test_a_config_takes_arguments_of_any_kind(kind, tmp_path):
    path = tmp_path / "tokens.txt"
    path.write_text("a\nb\n")
    layer = StringLookup(vocabulary=path if kind is Path else kind(["a", "b"]))
    assert repr(layer).startswith("StringLookup(vocabulary=")
    assert StringLookup.from_config(as_json(layer.get_config())).get_vocabulary()[1:] == ["a", "b"]


def learned(layer, data):
    layer.adapt(data)
    return layer


NUMBERS = [[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]]


@pytest.mark.parametrize(
    ("make", "args", "changes"),
    [
        (StringLookup, {}, {"output_mode": "tf_idf"}),
        (StringLookup, {}, {"max_tokens": 2}),
        (StringLookup, {}, {"mask_token": "a"}),
        (TextVectorization, {}, {"max_tokens": 3}),
        (Normalization, {}, {"axis": None}),
        (Normalization, {}, {"mean": 1, "variance": 1}),
        (MinMaxScaling, {"axis": None}, {"axis": -1}),
        (QuantileTransform, {"num_quantiles": 5}, {"num_quantiles": 6}),
        (Discretization, {"num_bins": 3}, {"num_bins": 4}),
    ],
)
def test_refuses_options_that_do_not_fit_what_was_learned(make, args, changes):
    words = make in (StringLookup, TextVectorization)
    layer = learned(make(name="own", **args), ["a", "b"] if words else NUMBERS)
    with pytest.raises(ValueError) as caught:
        make.from_config({**layer.get_config(), **changes})
    assert str(caught.value) == (
        f"{layer.title}: what another layer knows does not fit the layer 'own', which has other "
        "options or was built for other features. Take the same options, or adapt it."
    )


def test_refuses_weights_of_other_features(tmp_path):
    layer = learned(Normalization(), NUMBERS)
    three, two = keras.Input((3,)), keras.Input((2,))
    keras.Model(three, layer(three)).save_weights(tmp_path / "model.weights.h5")
    other = keras.Model(two, Normalization()(two))
    with pytest.raises(ValueError, match="was built for other features"):
        other.load_weights(tmp_path / "model.weights.h5")


@pytest.mark.parametrize("damage", ["", "AAAA", "é", 5, None, ["a"]])
def test_refuses_a_damaged_config_in_one_sentence(damage):
    layer = learned(StringLookup(), ["a"])
    config = layer.get_config()
    damaged = config["learned"][:-40] + damage if damage == "AAAA" else damage
    with pytest.raises(ValueError) as caught:
        StringLookup.from_config({**config, "learned": damaged})
    assert str(caught.value) == (
        "StringLookup: `learned` in the config is cut off, or was not written by `get_config()`."
    )


def test_refuses_what_a_layer_of_another_kind_has_learned():
    config = learned(Normalization(), [1.0]).get_config()
    with pytest.raises(ValueError) as caught:
        StringLookup.from_config({"learned": config["learned"]})
    assert str(caught.value) == (
        "StringLookup: `learned` in the config must be one of StringLookup, not one of "
        "Normalization."
    )
