"""Functions that make batches on the main thread, and what is read of them."""

import threading

import keras
import numpy as np

from prelayer.r.main_thread_executor import run_off_main_thread


def numbered(count, each=lambda number: (np.full((2, 3), number), np.full(2, number))):
    """Return a function that makes `count` batches an epoch, numbered on and on."""
    made = [0]

    def generate():
        assert threading.current_thread() is threading.main_thread()
        made[0] += 1
        return None if made[0] % (count + 1) == 0 else each(made[0])

    return generate


def first_values(dataset):
    return [int(x[0, 0]) for x, _ in run_off_main_thread(list, dataset)]


def linear_model():
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer="sgd", loss="mse")
    return model
