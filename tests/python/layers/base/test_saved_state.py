"""What a layer knows survives every way of saving, in a process that has nothing else."""

import copy
import json
import pickle
import subprocess
import sys

import keras
import numpy as np
import pytest

import prelayer
from assert_bitwise_equal import arrays, difference
from folders import HELPERS, ROOT
from make_saved_layers import INPUTS, called, made, model_of
from prelayer import Normalization, QuantileTransform, StringLookup, adapt, export_model
from saved_image_layers import OPTIONS as IMAGE_LAYERS
from saved_layer_rows import rows
from saved_layers import KINDS
from saving import WAYS_OF_LAYERS, WAYS_OF_MODELS, as_json


def write(ways, folder, what):
    for way, (write_it, _) in ways.items():
        (folder / way).mkdir(parents=True)
        write_it(what, folder / way)


ALL = pytest.mark.slow(
    reason="The matrix has over 300 rows, saved in seven ways, each read and saved twice. The fast "
    "test takes the first options of each kind and origin, and leaves image layers to "
    "test_image_layers.py."
)


FRESH = "A fresh process loads every layer from files of every kind."


@pytest.fixture(scope="module", params=["first options", pytest.param("all options", marks=ALL)])
def saved(request, tmp_path_factory):
    """The layers of the matrix by row, whose sources are gone, and what they compute."""
    sources = tmp_path_factory.mktemp("sources")
    matrix = rows()
    if request.param == "first options":
        matrix = [row for row in matrix if row.args is row.kind.options[0]]
        matrix = [row for row in matrix if row.layer not in IMAGE_LAYERS]
    layers = {row: made(row, sources) for row in matrix}
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
    command = [sys.executable, HELPERS / "fresh_process.py", folder, ROOT / "python"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads((folder / "failures.json").read_text())


def test_every_public_layer_is_in_the_matrix():
    public = [getattr(prelayer, name) for name in prelayer.__all__]
    layers = [part for part in public if isinstance(part, type) and issubclass(part, keras.Layer)]
    layers.remove(prelayer.Preprocessor)  # made of other layers: test_preprocessor_models.py
    assert sorted(layer.__name__ for layer in layers) == sorted(KINDS)


@pytest.mark.slow(reason=FRESH)
@pytest.mark.parametrize("way", ["a SavedModel", *WAYS_OF_MODELS, *WAYS_OF_LAYERS])
def test_computes_the_same_to_the_bit_in_a_fresh_process(failures, way):
    assert failures.get(way, []) == []
    assert failures.get(f"{way}, saved again", []) == []


@pytest.mark.slow(reason=FRESH)
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
        assert copied._learner.is_adaptable
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


def test_exports_no_model_that_has_not_learned(tmp_path):
    inputs = keras.Input((1,))
    model = keras.Model(inputs, Normalization(name="own")(inputs))
    with pytest.raises(ValueError, match="the layer 'own' has not learned anything yet"):
        export_model(model, tmp_path / "model")
    assert not (tmp_path / "model").exists()
