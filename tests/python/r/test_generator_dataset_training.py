"""Models that are trained on `generator_dataset`."""

import keras
import numpy as np
import pytest

from numbered_batches import linear_model, numbered
from prelayer.r.generator_dataset import generator_dataset
from prelayer.r.main_thread_executor import run_off_main_thread


@pytest.mark.slow(reason="A hang of two threads shows after many steps only.")
def test_five_epochs_of_a_thousand_steps_train_without_a_hang():
    x = np.linspace(-1, 1, 24).reshape(8, 3)
    dataset = generator_dataset(lambda: (x, x.sum(axis=1)), num_batches=1000)
    history = run_off_main_thread(linear_model().fit, dataset, epochs=5, verbose=0).history["loss"]
    assert len(history) == 5
    assert history[-1] < 1e-6


def test_training_is_that_on_the_arrays():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(8, 3)), rng.normal(size=8)
    halves = numbered(2, lambda number: (x[:4], y[:4]) if number % 3 == 1 else (x[4:], y[4:]))
    losses = []
    for data in ((generator_dataset(halves, num_batches=2),), (x, y)):
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
        model.compile(optimizer="sgd", loss="mse")
        fit = run_off_main_thread(
            model.fit, *data, epochs=3, batch_size=4, shuffle=False, verbose=0
        )
        losses.append(fit.history["loss"])
    np.testing.assert_allclose(*losses, rtol=1e-5)
