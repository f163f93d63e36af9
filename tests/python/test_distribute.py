"""Models with lookups and bins train under a strategy of several devices."""

import os
import subprocess
import sys

_TRAIN = """
import keras
import numpy as np
import tensorflow as tf

devices = [tf.config.LogicalDeviceConfiguration()] * 2
tf.config.set_logical_device_configuration(tf.config.list_physical_devices("CPU")[0], devices)
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


def test_models_train_under_a_mirrored_strategy():
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", _TRAIN]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.stdout.decode().splitlines() == [
        "IntegerLookup (8, 1)",
        "Discretization (8, 1)",
        "Normalization (8, 1)",
    ], done.stderr.decode()[-2000:]
