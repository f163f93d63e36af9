"""Files that earlier versions wrote are read, and compute what they computed there."""

import json
import tarfile

import keras
import numpy as np
import pytest
import tensorflow as tf

from assert_bitwise_equal import arrays
from folders import ROOT
from prelayer import Discretization, IntegerLookup, Normalization, StringLookup, adapt
from saving import WAYS_OF_LAYERS, WAYS_OF_MODELS, without_learned

SAVED = ROOT / "tests/saved"
VERSIONS = sorted(path.name.removesuffix(".tar.xz") for path in SAVED.glob("*.tar.xz"))


OTHER_WAYS = pytest.mark.slow(
    reason="A model of all layers is traced for each way and version; a fast test reads its file."
)


@pytest.fixture(scope="module", params=VERSIONS)
def saved(request, tmp_path_factory):
    """The folder of what one version wrote."""
    folder = tmp_path_factory.mktemp("saved")
    with tarfile.open(SAVED / f"{request.param}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder


def inputs_in(folder):
    with np.load(folder / "inputs.npz") as batches:
        return {name: tf.constant(batches[name]) for name in batches.files}


def expected_in(path):
    with np.load(path) as outputs:
        found = {}
        for name in outputs.files:
            found.setdefault(name.split("/")[0], []).append(outputs[name])
    return found


def assert_as_expected(outputs, path):
    expected = expected_in(path)
    assert outputs
    for name, output in outputs.items():
        parts = [part.astype("S") if part.dtype == object else part for part in arrays(output)]
        assert len(parts) == len(expected[name]), name
        for ours, theirs in zip(parts, expected[name]):
            assert ours.dtype.kind == theirs.dtype.kind, name
            if ours.dtype.kind == "f":
                # float32 holds seven digits, of pixels those of 255.
                scale = np.abs(theirs[np.isfinite(theirs)]).max(initial=1)
                np.testing.assert_allclose(ours, theirs, 1e-6, 1e-6 * scale, err_msg=name)
            else:
                np.testing.assert_array_equal(ours, theirs, err_msg=name)


def called(folder, layers):
    inputs = inputs_in(folder)
    takes = json.loads((folder / "takes.json").read_text())
    batches = {name: [inputs[key] for key in keys] for name, keys in takes.items()}
    return {
        layer.name: layer(
            batches[layer.name] if len(batches[layer.name]) > 1 else batches[layer.name][0]
        )
        for layer in layers
    }


@pytest.mark.parametrize(
    "way",
    [
        "a keras file",
        *(
            pytest.param(way, marks=OTHER_WAYS)
            for way in ("a weights file", "the config of a model", "a pickled model")
        ),
    ],
)
def test_models_compute_what_they_did(saved, way):
    model = WAYS_OF_MODELS[way].read(saved / way.replace(" ", "_"))
    assert_as_expected(model(inputs_in(saved)), saved / "model.npz")


@pytest.mark.parametrize("way", WAYS_OF_LAYERS)
def test_layers_compute_what_they_did(saved, way):
    layers = WAYS_OF_LAYERS[way].read(saved / way.replace(" ", "_"))
    assert_as_expected(called(saved, layers), saved / "layers.npz")


def test_states_merge_into_new_layers(saved):
    configs = json.loads((saved / "the_config_of_a_layer" / "layers.json").read_text())
    states = {path.name: path.read_bytes() for path in (saved / "states").iterdir()}
    layers = [
        keras.saving.deserialize_keras_object(without_learned(config))
        for config in configs
        if config["config"]["name"] in states
    ]
    for layer in layers:
        layer.merge(states[layer.name])
    assert len(layers) == len(states)
    assert_as_expected(called(saved, layers), saved / "layers.npz")


def test_an_adaptation_goes_on_from_its_checkpoint(saved):
    with np.load(saved / "checkpoint_data.npz") as columns:
        data = {name: columns[name] for name in columns.files}
    batches = [{name: data[name][row : row + 3] for name in data} for row in range(0, 24, 3)]
    columns = {
        "price": Normalization(),
        "bin": Discretization(num_bins=4),
        "cut": StringLookup(output_mode="tf_idf"),
        "rank": IntegerLookup(),
    }
    read = []
    report = adapt(columns, iter(batches), checkpoint=saved / "checkpoint", progress=read.append)
    assert (report.rows, read[0].rows) == (24, 18)
    np.testing.assert_allclose(columns["price"].mean, [[data["price"].mean()]], rtol=1e-6)
    # The numbers 0 to 23 in four bins of six.
    np.testing.assert_allclose(columns["bin"].bin_boundaries, [5.75, 11.5, 17.25], atol=0.5)
    assert columns["cut"].get_vocabulary() == ["[UNK]", "w3", "w2", "w1", "w0", "w4"]
    assert columns["rank"].get_vocabulary() == [-1, 4, 1, 2, 0]


def test_a_vocabulary_file_is_read(saved):
    layer = StringLookup(vocabulary=saved / "vocabulary.txt")
    first = next(
        path for path in sorted((saved / "states").iterdir()) if "stringlookup" in path.name
    )
    learned = StringLookup()
    learned.merge(first.read_bytes())
    assert layer.get_vocabulary() == learned.get_vocabulary()
