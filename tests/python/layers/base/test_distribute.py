"""Models train with layers inside, and compute the same, under strategies of `tf.distribute`."""

import os
import pickle
import subprocess
import sys

import numpy as np
import pytest

from folders import HELPERS

pytestmark = pytest.mark.slow(
    reason="Two virtual devices need a process of their own, and a model of all layers is traced "
    "under four strategies."
)

STRATEGIES = ["mirrored, one device", "mirrored, two devices", "one device"]

_TWO_DEVICES = """
import tensorflow as tf

devices = [tf.config.LogicalDeviceConfiguration()] * 2
tf.config.set_logical_device_configuration(tf.config.list_physical_devices("CPU")[0], devices)
"""
_TRAIN = """
import keras
import numpy as np
from prelayer import Discretization, IntegerLookup, Normalization

norm = Normalization()
norm.adapt([[0.0], [2.0]])
layers = [IntegerLookup(vocabulary=[0, 1]), Discretization([1.0, 2.0]), norm]
numbers = np.arange(8.0, dtype="float32").reshape(8, 1) % 3
dataset = tf.data.Dataset.from_tensor_slices((numbers, numbers)).batch(4)
for layer in layers:
    with tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]).scope():
        inputs = keras.Input((1,))
        outputs = keras.layers.Dense(1)(keras.layers.Rescaling(1.0)(layer(inputs)))
        model = keras.Model(inputs, outputs)
        model.compile("sgd", "mse")
    model.fit(dataset, verbose=0)
    print(layer.title, model.predict(numbers, batch_size=4, verbose=0).shape)
"""


def run(code, *arguments):
    """Return what code prints in a process of its own that has two devices."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(HELPERS)])}
    command = [sys.executable, "-c", _TWO_DEVICES + code, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_models_train_under_a_mirrored_strategy():
    assert run(_TRAIN).splitlines() == [
        "IntegerLookup (8, 1)",
        "Discretization (8, 1)",
        "Normalization (8, 1)",
    ]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What layers compute under each strategy, and without one."""
    path = tmp_path_factory.mktemp("distribute") / "found"
    run("import distribute_process, sys\ndistribute_process.main(sys.argv[1])", str(path))
    return pickle.loads(path.read_bytes())


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_every_layer_of_numbers_trains_and_computes_the_same(found, strategy):
    expected = found["none"]["outputs"]
    assert found[strategy]["outputs"].keys() == expected.keys()
    for name, output in found[strategy]["outputs"].items():
        np.testing.assert_allclose(output, expected[name], rtol=1e-5, atol=1e-5, err_msg=name)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_text_is_looked_up_in_the_dataset(found, strategy):
    assert np.isfinite(found[strategy]["text"])


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_replicas_of_a_random_layer_draw_for_themselves(found, strategy):
    drawn = found[strategy]["draws"]
    assert len(drawn) == (8 if strategy == "mirrored, two devices" else 4)
    assert len(np.unique(drawn)) == len(drawn)


def test_a_single_replica_draws_what_is_drawn_without_a_strategy(found):
    for strategy in ("mirrored, one device", "one device"):
        np.testing.assert_array_equal(found[strategy]["draws"], found["none"]["draws"])
