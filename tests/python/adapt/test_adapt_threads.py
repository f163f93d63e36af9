"""A layer that is called in one thread while it is adapted in another one."""

import threading

import numpy as np
import pytest
import tensorflow as tf

from prelayer import (
    Discretization,
    IntegerLookup,
    MinMaxScaling,
    Normalization,
    QuantileTransform,
    RobustScaling,
    StringLookup,
    TextVectorization,
)

LOW, HIGH = np.arange(20.0).reshape(-1, 1), 1e6 + 1000 * np.arange(20.0).reshape(-1, 1)
FEW, MANY = np.array(["a"] * 9), np.array([f"w{number}" for number in range(50)])
ROWS = [
    (Normalization, LOW, HIGH),
    (MinMaxScaling, LOW, HIGH),
    (RobustScaling, LOW, HIGH),
    (QuantileTransform, LOW, HIGH),
    (lambda: Discretization(num_bins=4, missing="mean"), LOW, HIGH),
    (lambda: StringLookup(output_mode="count"), FEW, MANY),
    (lambda: StringLookup(output_mode="tf_idf"), FEW, MANY),
    (lambda: IntegerLookup(output_mode="count"), np.arange(3), np.arange(90)),
    (lambda: TextVectorization(output_mode="tf_idf"), FEW, MANY),
]


@pytest.mark.parametrize("traced", [False, True])
@pytest.mark.parametrize("row", range(len(ROWS)))
def test_a_call_sees_one_state_while_the_layer_adapts(row, traced):
    make, first, second = ROWS[row]
    if traced and row > 4:
        pytest.skip("a traced function keeps the table that it was traced with")
    states, expected = [], []
    for data in (first, second):
        layer = make()
        layer.adapt(data)
        states.append(layer._from_arrays(layer.get_state()))
        expected.append(np.asarray(layer(first)))
    layer = make()
    layer.adapt(first)
    call = tf.function(layer) if traced else layer
    inputs = tf.constant(first)
    call(inputs)
    done, errors = threading.Event(), []

    def learn():
        try:
            for turn in range(400):
                layer._learner.set_state(states[turn % 2])
        except Exception as error:
            errors.append(error)
        done.set()

    thread = threading.Thread(target=learn)
    thread.start()
    mixed, calls = 0, 0
    while not done.is_set() or calls < 3:
        found = np.asarray(call(inputs))
        calls += 1
        mixed += not any(
            found.shape == one.shape and np.array_equal(found, one) for one in expected
        )
    thread.join()
    assert not errors
    assert mixed == 0
