"""Layers compute on data, to the bit, the same on every Keras backend."""

import importlib.util
import os
import pickle
import subprocess
import sys

import pytest

import backend_process
from assert_bitwise_equal import difference
from folders import HELPERS, ROOT

pytestmark = pytest.mark.slow(
    reason="Each backend starts in a process of its own and runs every layer in five ways."
)

INSTALLED = [*filter(importlib.util.find_spec, ("jax", "torch"))]
BACKENDS = [
    pytest.param(name, marks=pytest.mark.skipif(name not in INSTALLED, reason=f"no {name}"))
    for name in ("jax", "torch")
]


@pytest.fixture(scope="module")
def computed(tmp_path_factory):
    """What each installed backend, and TensorFlow's in this process, computes."""
    folder = tmp_path_factory.mktemp("backends")
    path = os.pathsep.join([str(ROOT / "python"), str(HELPERS)])
    started = {}
    for name in INSTALLED:
        command = [sys.executable, HELPERS / "backend_process.py", folder / name]
        environment = {**os.environ, "KERAS_BACKEND": name, "PYTHONPATH": path}
        started[name] = subprocess.Popen(
            command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
    backend_process.main(folder / "tensorflow")
    for process in started.values():
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    return {path.name: pickle.loads(path.read_bytes()) for path in folder.iterdir()}


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_layer_computes_the_same_to_the_bit(computed, backend):
    expected = computed["tensorflow"]["results"]
    for name, ways in computed[backend]["results"].items():
        for way, output in ways.items():
            assert difference(output, expected[name][way]) is None, (name, way)


@pytest.mark.parametrize("backend", BACKENDS)
def test_random_layers_draw_anew_for_each_batch_of_a_dataset(computed, backend):
    first, second = computed[backend]["results"]["randomrotation_plain_0_0"]["dataset"]
    assert (first != second).any()


@pytest.mark.parametrize("backend", BACKENDS)
def test_models_of_another_backend_are_refused(computed, backend):
    sentence = (
        "Rescaling: inside a model the layer needs Keras's TensorFlow backend, but the backend is "
        f"'{backend}'. Map the layer over a `tf.data.Dataset`, call it on the data, or set the "
        'environment variable KERAS_BACKEND to "tensorflow" first.'
    )
    assert computed[backend]["refusals"] == [sentence] * 3
    assert computed["tensorflow"]["refusals"] == [""] * 3


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_model_of_another_backend_is_not_exported(computed, backend):
    assert computed[backend]["export"] == (
        "export_model: an exported model needs Keras's TensorFlow backend, but the backend is "
        f"'{backend}'. Save the model by `model.save()`, and load and export it in a process where "
        'the environment variable KERAS_BACKEND is "tensorflow".'
    )
    assert computed["tensorflow"]["export"] == ""
