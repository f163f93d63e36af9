"""IntegerLookup."""

import itertools

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

import cases
import reloading
from prelayer import IntegerLookup


@pytest.mark.parametrize("case", cases.load("integer_lookup"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


_INPUTS = {
    "scalar": tf.constant(12),
    "vector": tf.constant([12, 36, 7]),
    "column": tf.constant([[12], [99], [0]]),
    "ragged": tf.ragged.constant([[12], [36, 7, 12]]),
    "floats": np.array([[12.0, 36.0], [7.0, 5.0]]),
}


@pytest.mark.parametrize("kind", _INPUTS)
@pytest.mark.parametrize("output_mode", ["int", "one_hot", "multi_hot", "count", "tf_idf"])
def test_equals_keras_in_every_mode(kind, output_mode):
    methods = [("floormod", None), ("farmhash", None), ("farmhash", 7)]
    compared = 0
    for unknown, mask, (method, salt) in itertools.product([1, 3], [None, 0, 99], methods):
        options = {
            "vocabulary": [12, 36, 5],
            "idf_weights": [0.5, 0.25, 2.0] if output_mode == "tf_idf" else None,
            "num_oov_indices": unknown,
            "mask_token": mask,
            "output_mode": output_mode,
            "oov_method": method,
            "salt": salt,
        }
        theirs = reloading.plain(keras.layers.IntegerLookup(**options)(_INPUTS[kind]))
        ours = reloading.plain(IntegerLookup(**options)(_INPUTS[kind]))
        if isinstance(theirs, list):
            assert ours == theirs, options
        else:
            np.testing.assert_allclose(ours, theirs, atol=1e-6, err_msg=str(options))
        compared += 1
    assert compared == 18


def test_learns_like_keras_from_a_dataset():
    numbers = np.random.default_rng(0).integers(-20, 60, size=(300, 3))
    dataset = tf.data.Dataset.from_tensor_slices(numbers).batch(32)
    ours, theirs = IntegerLookup(max_tokens=40), keras.layers.IntegerLookup(max_tokens=40)
    ours.adapt(dataset)
    theirs.adapt(dataset)
    assert ours.get_vocabulary() == [int(token) for token in theirs.get_vocabulary()]
    np.testing.assert_array_equal(ours(numbers), theirs(numbers))


def test_takes_whole_numbers_of_every_kind():
    layer = IntegerLookup(vocabulary=[12, 2**40])
    for kind in ([12, 5, 2**40], np.array([12, 5, 2**40]), pd.Series([12, 5, 2**40])):
        np.testing.assert_array_equal(layer(kind), [1, 0, 2])


def test_reads_a_vocabulary_file(tmp_path):
    path = tmp_path / "numbers.txt"
    path.write_text("12\n -36\r\n+5\n")
    layer = IntegerLookup(vocabulary=str(path))
    assert layer.get_vocabulary() == [-1, 12, -36, 5]


def test_gives_back_what_was_looked_up():
    there = IntegerLookup(vocabulary=[12, 36, -5])
    back = IntegerLookup(vocabulary=there.get_vocabulary(), invert=True)
    np.testing.assert_array_equal(back(there([36, -5, 12])), [36, -5, 12])


_BEYOND = np.array([2**63 + 5, 3], np.uint64)


@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize(
    "numbers",
    [_BEYOND, [2**63, 3], np.array([1e300, 3]), np.array([-1e300, 3]), tf.constant(_BEYOND)],
    ids=str,
)
def test_refuses_numbers_that_64_bits_cannot_hold(numbers, invert):
    rule = "whole numbers from -2\\^63 to 2\\^63 - 1 are needed"
    with pytest.raises(ValueError, match=rule):
        IntegerLookup(vocabulary=[3], invert=invert)(numbers)
    with pytest.raises(ValueError, match=rule):
        IntegerLookup().adapt(numbers)
    with pytest.raises(ValueError, match=rule):
        IntegerLookup(vocabulary=numbers)


@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize("numbers", [_BEYOND, np.array([1e300]), np.array([1.5])], ids=str)
def test_refuses_numbers_in_graphs_that_64_bits_cannot_hold(numbers, invert):
    layer = IntegerLookup(vocabulary=[3], invert=invert)
    dataset = tf.data.Dataset.from_tensors(numbers)
    with pytest.raises(tf.errors.InvalidArgumentError, match="whole numbers"):
        list(dataset.map(layer))
    with pytest.raises(ValueError, match="whole numbers"):
        IntegerLookup().adapt(dataset)


def test_takes_unsigned_numbers_that_64_bits_hold():
    layer = IntegerLookup(vocabulary=np.array([2**63 - 1, 3], np.uint64))
    numbers = np.array([3, 2**63 - 1], np.uint64)
    np.testing.assert_array_equal(layer(numbers), [2, 1])
    (mapped,) = tf.data.Dataset.from_tensors(numbers).map(layer)
    np.testing.assert_array_equal(mapped, [2, 1])
