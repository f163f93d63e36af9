"""Every way in which a layer is written and read again."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer import export_model
from saving import without_learned


def check_all(layer: Any, symbolic: Any, data: Any, folder: Path) -> None:
    """Assert that a layer computes the same after each way of saving, and after the next one.

    Args:
        layer: the layer, adapted where it learns.
        symbolic: a `keras.Input` that fits it, or a list of them.
        data: a batch for that input, or a list of them.
        folder: an empty folder.
    """
    expected = plain(layer(data))
    model = keras.Model(symbolic, layer(symbolic))
    for name, reload in _WAYS.items():
        once = reload(layer, model, folder / name)
        assert_same(plain(once(data)), expected, name)
    again = keras.saving.load_model(_saved(_file(layer, model, folder / "first"), folder / "two"))
    assert_same(plain(again(data)), expected, "the second file")
    served = tf.saved_model.load(str(export_model(model, folder / "saved_model")))
    tensors = map(tf.convert_to_tensor, tf.nest.flatten(data))
    assert_same(plain(served.serve(*tensors)), expected, "the SavedModel")


def plain(output: Any) -> Any:
    """Return an output as arrays, so that it can be compared."""
    if isinstance(output, tf.RaggedTensor):
        return output.to_list()
    if isinstance(output, tf.SparseTensor):
        return tf.sparse.to_dense(output).numpy()
    return np.asarray(output)


def assert_same(actual: Any, expected: Any, way: str) -> None:
    """Assert that two outputs are identical to the bit."""
    if isinstance(expected, list):
        assert actual == expected, way
    else:
        np.testing.assert_array_equal(actual, expected, err_msg=way)
        assert actual.dtype == expected.dtype, way


def _saved(model: keras.Model, path: Path) -> Path:
    path = path.with_suffix(".keras")
    model.save(path)
    return path


def _file(layer: Any, model: keras.Model, path: Path) -> Any:
    del layer
    return keras.saving.load_model(_saved(model, path))


def _weights(layer: Any, model: keras.Model, path: Path) -> Any:
    model.save_weights(path.with_suffix(".weights.h5"))
    fresh = type(layer).from_config(without_learned(layer.get_config()))
    inputs = tf.nest.map_structure(_like, model.input)
    twin = keras.Model(inputs, fresh(inputs))
    twin.load_weights(path.with_suffix(".weights.h5"))
    return twin


def _like(tensor: keras.KerasTensor) -> keras.KerasTensor:
    return keras.Input(batch_shape=tensor.shape, dtype=tensor.dtype)


def _pickled(layer: Any, model: keras.Model, path: Path) -> Any:
    del model, path
    return pickle.loads(pickle.dumps(layer))


def _copied(layer: Any, model: keras.Model, path: Path) -> Any:
    del model, path
    return copy.deepcopy(layer)


_WAYS = {"keras file": _file, "weights": _weights, "pickle": _pickled, "deepcopy": _copied}
