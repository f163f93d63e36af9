"""Matches features to the inputs of a model by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import errors
from prelayer.adapt.describe_structure import structure


def inputs_of(model: keras.Model) -> Any:
    """Return the symbolic inputs of a model in their structure; None if they are not defined."""
    if not getattr(model, "inputs", None):
        return None
    inputs = model.inputs[0] if isinstance(model, keras.Sequential) else model.input
    # Keras accepts a tensor for a list of one input.
    return inputs[0] if isinstance(inputs, (list, tuple)) and len(inputs) == 1 else inputs


def match_inputs(inputs: Any, data: Any) -> Any:
    """Match data to the inputs of a model by name, and return it in the structure of the inputs.

    Keras pairs the sorted names of a dict of inputs with the sorted names of the data, so that one
    additional feature shifts all others by one input. This function compares names, and ignores
    features without an input. Data without names is returned unchanged.

    Args:
        inputs: the symbolic inputs of a model in their structure.
        data: a dict or a data frame, with the keys of a dict of inputs, or else with the names of
            the inputs; or data in the order of the inputs.

    Raises:
        ValueError: if the data has names, but not that of an input.
    """
    parts = _parts_by_name(inputs)
    if parts is None or not has_names(data):
        pairs = _pairs(inputs, data)
        return data if pairs is None else tuple(match_inputs(*pair) for pair in pairs)
    found = {key: match_inputs(part, _part(data, key)) for key, part in parts.items()}
    missing = [key for key, part in parts.items() if found[key] is None and not _is_optional(part)]
    if missing and isinstance(inputs, keras.KerasTensor):
        raise errors.problem(
            "the data must be one array, or have a part {name!r}, which is the name of the "
            "model's only input, {structure}. It is {data}.",
            name=inputs.name,
            structure=structure(inputs),
            data=structure(data),
        )
    if missing:
        raise errors.problem(
            "the data must have a part {missing!r}, as the inputs of the model do. The inputs "
            "are {structure}, the data is {data}.",
            missing=missing[0],
            structure=structure(parts),
            data=structure(data),
        )
    if isinstance(inputs, Mapping):
        return found
    return tuple(found.values()) if isinstance(inputs, (list, tuple)) else found[inputs.name]


def match_data(model: keras.Model, data: Any) -> Any:
    """Match the features of each element of data to the inputs of a model by name.

    Args:
        model: a model; if its inputs are not defined, the data is returned unchanged.
        data: a dataset, in which x of (x, y) or (x, y, weight) is matched; or data in memory.
    """
    inputs = inputs_of(model)
    if inputs is None:
        return data
    if not isinstance(data, tf.data.Dataset):
        return match_inputs(inputs, data)
    spec = data.element_spec
    features = spec[0] if isinstance(spec, tuple) else spec
    if match_inputs(inputs, features) == features:
        return data

    @tf.autograph.experimental.do_not_convert
    def match(*element: Any) -> Any:
        # The tuple prevents several inputs from being read as x and y.
        return (match_inputs(inputs, element[0]), *element[1:])

    return data.map(match, num_parallel_calls=tf.data.AUTOTUNE)


def input_names(model: keras.Model) -> Any:
    """Return the names of the inputs of a model, in their structure; None without names."""
    return _names(inputs_of(model))


def has_no_rows(data: Any) -> bool:
    """Return whether data in memory, arrays or tensors in any structure, has no rows."""
    parts = keras.tree.flatten(data)
    return bool(parts) and all(
        getattr(part, "shape", None) and part.shape[0] == 0 for part in parts
    )


def predict_no_rows(model: keras.Model, data: Any) -> Any:
    """Return the outputs of a model for no rows, for which Keras's `predict()` fails.

    Args:
        model: the model.
        data: arrays or tensors without rows, in the structure of its inputs.
    """
    tensors = keras.tree.map_structure(tf.convert_to_tensor, data)
    return keras.tree.map_structure(keras.ops.convert_to_numpy, model(tensors, training=False))


def column_names(model: keras.Model) -> list[str]:
    """Return the names of the columns that the inputs of a model read; empty without names."""
    parts = _parts_by_name(inputs_of(model)) or {}
    flat = all(isinstance(part, keras.KerasTensor) for part in parts.values())
    return sorted(map(str, parts)) if flat else []


def _names(inputs: Any) -> Any:
    parts = _parts_by_name(inputs)
    if isinstance(inputs, (list, tuple)) and parts is None:
        return [_names(part) for part in inputs]
    if parts is None:
        return None
    return {
        key: None if isinstance(p, keras.KerasTensor) else _names(p) for key, p in parts.items()
    }


def read_inputs(inputs: Any, data: Any, read: Callable[[Any, Any, tuple[Any, ...]], Any]) -> Any:
    """Apply `read` to each input and its part of the data.

    Args:
        inputs: the symbolic inputs of a model in their structure.
        data: data as for `match_inputs`.
        read: function of an input, its part of the data, and the keys of that part.

    Raises:
        ValueError: if the structures of the data and the inputs differ.
    """
    named = has_names(data) and isinstance(inputs, keras.KerasTensor)
    path = (inputs.name,) if named else ()
    return _read(inputs, match_inputs(inputs, data), read, path)


def _read(inputs: Any, data: Any, read: Callable[..., Any], path: Any) -> Any:
    if isinstance(inputs, keras.KerasTensor):
        return read(inputs, data, path)
    if isinstance(inputs, Mapping) and has_names(data):
        present = [key for key in inputs if data[key] is not None]
        return {key: _read(inputs[key], data[key], read, (*path, key)) for key in present}
    pairs = _pairs(inputs, data)
    if pairs is None:
        raise errors.problem(
            "the data must have one part for each input of the model. The inputs are "
            "{structure}, the data is {data}.",
            structure=structure(inputs),
            data=structure(data),
        )
    names = [getattr(part, "name", place) for place, part in enumerate(inputs)]
    return tuple(_read(*pair, read, (*path, name)) for pair, name in zip(pairs, names))


def has_names(data: Any) -> bool:
    """Return whether data has named parts: a dict or a data frame."""
    return isinstance(data, Mapping) or getattr(data, "columns", None) is not None


def _parts_by_name(inputs: Any) -> dict[Any, Any] | None:
    """Return inputs by the names of their parts of the data; None if they have no names."""
    if isinstance(inputs, Mapping):
        return dict(inputs)
    tensors = list(inputs) if isinstance(inputs, (list, tuple)) else [inputs]
    if not all(isinstance(tensor, keras.KerasTensor) for tensor in tensors):
        return None
    return {tensor.name: tensor for tensor in tensors}


def _pairs(inputs: Any, data: Any) -> list[tuple[Any, Any]] | None:
    both = isinstance(inputs, (list, tuple)) and isinstance(data, (list, tuple))
    return list(zip(inputs, data)) if both and len(inputs) == len(data) else None


def _part(data: Any, key: Any) -> Any:
    names = data.keys() if isinstance(data, Mapping) else data.columns
    return data[key] if key in names else None


def _is_optional(part: Any) -> bool:
    history: Any = getattr(part, "_keras_history", None)
    return history is not None and getattr(history[0], "optional", False)
