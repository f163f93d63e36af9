"""What a layer knows survives every way of saving, in a process that has nothing else."""

import copy
import json
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

import prelayer
from bits import arrays, difference
from prelayer import (
    Discretization,
    MinMaxScaling,
    Normalization,
    QuantileTransform,
    StringLookup,
    TextVectorization,
    adapt,
    export_model,
)
from saved_layers import BATCHES, KINDS, LESSONS, rows
from saving import WAYS_OF_LAYERS, WAYS_OF_MODELS

HERE = Path(__file__).parent
INPUTS = {name: tf.constant(batch) for name, batch in BATCHES.items()}


def made(row, folder):
    """Return a row's layer, which knows what it knows by the row's origin."""
    args, given = dict(row.args), dict(row.kind.given)
    if row.args.get("output_mode") == "tf_idf":
        given["idf_weights"] = [0.5, 1.25, 2]
    if row.origin == "file":
        path = folder / f"{row.name}.txt"
        lines = [f"{token}\n" for token in given["vocabulary"]]
        path.write_text("".join(lines), encoding=args.get("encoding", "utf-8"))
        given["vocabulary"] = str(path)
    if row.origin in ("given", "file"):
        args |= given
    if row.origin in ("adapted", "not adapted"):
        args |= row.kind.learning
    layer = getattr(prelayer, row.layer)(**args, name=row.name)
    if row.origin == "set":
        layer.set_vocabulary(**given)
    if row.origin == "adapted":
        layer.adapt(LESSONS[row.kind.lesson])
    return layer


def called(row, layer, batches=INPUTS):
    inputs = [batches[name] for name in row.kind.inputs]
    return layer(inputs if len(inputs) > 1 else inputs[0])


def model_of(matrix, layers):
    """Return a model with an output for each row."""
    inputs = {
        name: keras.Input(batch.shape[1:], dtype=batch.dtype.name, name=name)
        for name, batch in INPUTS.items()
    }
    return keras.Model(inputs, {row.name: called(row, layers[row], inputs) for row in matrix})


def as_json(config):
    return json.loads(json.dumps(config))


def write(ways, folder, what):
    for way, (write_it, _) in ways.items():
        (folder / way).mkdir(parents=True)
        write_it(what, folder / way)


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The layers of the matrix by row, whose sources are gone, and what they compute."""
    sources = tmp_path_factory.mktemp("sources")
    layers = {row: made(row, sources) for row in rows()}
    for path in sources.iterdir():
        path.unlink()
    knowing = [row for row in layers if row.origin != "not adapted"]
    return layers, {row.name: arrays(called(row, layers[row])) for row in knowing}


@pytest.fixture(scope="module")
def failures(saved, tmp_path_factory):
    """What differs in a fresh process, by the way of saving."""
    folder = tmp_path_factory.mktemp("saved")
    layers, outputs = saved
    knowing = model_of([row for row in layers if row.name in outputs], layers)
    unknowing = [row for row in layers if row.name not in outputs and not row.needs_size]
    expected = {
        "config": {row.name: as_json(layer.get_config()) for row, layer in layers.items()},
        "layer": outputs,
        "model": {name: arrays(output) for name, output in knowing(INPUTS).items()},
    }
    write(WAYS_OF_LAYERS, folder / "layers", list(layers.values()))
    write(WAYS_OF_MODELS, folder / "knowing", knowing)
    write(WAYS_OF_MODELS, folder / "unknowing", model_of(unknowing, layers))
    export_model(knowing, folder / "served")
    (folder / "expected").write_bytes(pickle.dumps(expected))
    command = [sys.executable, HERE / "fresh_process.py", folder, HERE.parents[1] / "python"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads((folder / "failures.json").read_text())


def test_every_public_layer_is_in_the_matrix():
    public = [getattr(prelayer, name) for name in prelayer.__all__]
    layers = [part for part in public if isinstance(part, type) and issubclass(part, keras.Layer)]
    assert sorted(layer.__name__ for layer in layers) == sorted(KINDS)


@pytest.mark.parametrize("way", ["a SavedModel", *WAYS_OF_MODELS, *WAYS_OF_LAYERS])
def test_computes_the_same_to_the_bit_in_a_fresh_process(failures, way):
    assert failures.get(way, []) == []
    assert failures.get(f"{way}, saved again", []) == []


def test_learns_in_a_fresh_process_what_it_would_have_learned(failures):
    assert failures.get("learning in a model", []) == []
    assert failures.get("learning", []) == []


def test_deep_copies_compute_the_same_to_the_bit(saved):
    layers, outputs = saved
    for row, layer in layers.items():
        if row.name in outputs:
            copied = arrays(called(row, copy.deepcopy(layer)))
            assert difference(copied, outputs[row.name]) is None, row.name
        else:
            with pytest.raises(ValueError, match="has not learned anything yet"):
                called(row, copy.deepcopy(layer))


def copies(layer):
    """Return a layer's copies, of every kind; clones stand in a model of their own."""
    symbolic = keras.Input((1,), dtype=layer.compute_dtype)
    clone = keras.models.clone_model(keras.Model(symbolic, layer(symbolic)))
    return [
        type(layer).from_config(layer.get_config()),
        copy.deepcopy(layer),
        pickle.loads(pickle.dumps(layer)),
        clone.layers[-1],
    ]


@pytest.mark.parametrize(
    ("make", "first", "second"),
    [
        (Normalization, [[1.0], [3.0]], [[2.0], [12.0]]),
        (QuantileTransform, [[1.0], [3.0]], [[2.0], [12.0]]),
        (StringLookup, [["a"], ["b"]], [["c"], ["c"], ["d"]]),
    ],
)
def test_copies_know_the_same_and_share_nothing(make, first, second):
    layer, other = make(name="own"), make(name="own")
    layer.adapt(first)
    other.adapt(second)
    before = layer(first).numpy()
    for copied in copies(layer):
        assert repr(copied) == repr(layer)
        assert copied.adaptable
        np.testing.assert_array_equal(copied(first), before)
        copied.adapt(second)
        np.testing.assert_array_equal(copied(second), other(second))
        np.testing.assert_array_equal(layer(first), before)


def test_adapts_a_clone_or_a_file_of_an_adapted_model_anew(tmp_path):
    text = keras.Input((1,), dtype="string")
    set_by_hand = StringLookup(name="set")
    set_by_hand.set_vocabulary(["z"])
    model = keras.Model(text, [StringLookup(name="learned")(text), set_by_hand(text)])
    adapt(model, [["a"], ["a"], ["b"]])
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    for copied in (keras.models.clone_model(model), loaded):
        adapt(copied, [["c"]])
        assert copied.get_layer("learned").get_vocabulary() == ["[UNK]", "c"]
        assert copied.get_layer("set").get_vocabulary() == ["[UNK]", "z"]
    assert model.get_layer("learned").get_vocabulary() == ["[UNK]", "a", "b"]


def test_copies_do_not_go_on_learning_from_what_they_have_not_seen():
    layer = Normalization()
    layer.adapt([[1.0], [3.0]])
    for copied in copies(layer):
        with pytest.raises(ValueError, match="cannot go on learning"):
            adapt(copied, [[2.0]], reset=False)


def test_keeps_weights_that_were_set_and_never_used(tmp_path):
    layer = Normalization()
    layer.adapt([[0.0, 10.0], [2.0, 30.0]])
    inputs = keras.Input((2,))
    model = keras.Sequential([inputs, layer])
    twin = keras.Sequential([inputs, Normalization()])
    twin.set_weights(model.get_weights())
    twin.save(tmp_path / "twin.keras")
    loaded = keras.saving.load_model(tmp_path / "twin.keras")
    for copied in (loaded, keras.models.clone_model(twin)):
        np.testing.assert_array_equal(copied.predict(np.array([[1, 40]]), verbose=0), [[0, 2]])
        with pytest.raises(ValueError, match="no layer that is left to learn"):
            adapt(copied, [[1.0, 1.0]])


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
        "StringLookup: `learned` in the config must be one of StringLookup, but it is one of "
        "Normalization."
    )


def test_exports_no_model_that_has_not_learned(tmp_path):
    inputs = keras.Input((1,))
    model = keras.Model(inputs, Normalization(name="own")(inputs))
    with pytest.raises(ValueError, match="the layer 'own' has not learned anything yet"):
        export_model(model, tmp_path / "model")
    assert not (tmp_path / "model").exists()
