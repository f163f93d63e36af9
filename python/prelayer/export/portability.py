"""portability: which layers of a model can be exported to which format."""

from __future__ import annotations

from typing import Any

import keras
import tensorflow as tf

from prelayer._core.message import Message
from prelayer._core.owner import public
from prelayer.export.checked_model import checked_model
from prelayer.export.lowering.registry import NotPortable
from prelayer.export.portable.text import Form, Text
from prelayer.export.portable_model import PortableModel
from prelayer.layers.base.layer import symbolic

_FORMATS: dict[str, Form] = {"litert": "bytes", "onnx": "points", "web": "bytes"}
_ALWAYS = ("saved_model", "keras")


@public
def portability(model: keras.Model) -> dict[str, list[str]]:
    """Return which layers of a model cannot be exported to which format, and why.

    The table has the layers with a portable form of their own, and those without one. Nothing is
    written. `export_model()` raises an error for the first layer that has none.

    See also: `export_model`, `to_keras`, docs/portability.md.

    Args:
        model: a Keras model whose inputs are defined.

    Returns:
        Columns "layer" (its name), "class", one for each format with "yes" or "no", and "option",
        "reason" and "remedy" of the first format that cannot have the layer, else empty texts.

    Raises:
        ValueError: if `model` is not a Keras model or has no defined inputs.

    Examples:
        >>> import keras
        >>> from prelayer import TextVectorization, portability
        >>> text = keras.Input((), dtype="string", name="text")
        >>> layer = TextVectorization(standardize=["nfc"], vocabulary=["a"])
        >>> table = portability(keras.Model(text, layer(text)))
        >>> table["onnx"], table["option"]
        (['no'], ['standardize'])
    """
    return {name: [*map(str, entries)] for name, entries in portability_messages(model).items()}


def portability_messages(model: keras.Model) -> dict[str, list[str | Message]]:
    """Return the table of `portability()`, whose reasons and remedies are messages."""
    model = checked_model(model)
    found = {name: _failures(model, name, form) for name, form in _FORMATS.items()}
    layers = {id(layer): layer for failures in found.values() for layer in failures["all"]}
    columns: dict[str, list[str | Message]] = {
        "layer": [layer.name for layer in layers.values()],
        "class": [type(layer).__name__ for layer in layers.values()],
        **{name: ["yes"] * len(layers) for name in _ALWAYS},
    }
    for name, failures in found.items():
        columns[name] = ["no" if key in failures["errors"] else "yes" for key in layers]
    first = [_first_error(found, key) for key in layers]
    columns["option"] = [error.option if error else "" for error in first]
    columns["reason"] = [error.reason if error else "" for error in first]
    columns["remedy"] = [Message(error.remedy) if error else "" for error in first]
    return columns


def _failures(model: keras.Model, target: str, form: Form) -> dict[str, Any]:
    """Return the errors of layers by id, and all layers that have a portable form or need one."""
    failed: dict[int, NotPortable] = {}

    def on_failure(layer: Any, error: NotPortable, args: tuple[Any, ...]) -> Any:
        failed.setdefault(id(layer), error)
        specs = keras.tree.map_structure(_spec, args)
        return keras.tree.map_structure(
            lambda spec: _placeholder(spec, form), layer.compute_output_spec(*specs)
        )

    portable = PortableModel(model, target, form, on_failure=on_failure)
    others = [error.layer for error in failed.values() if error.layer not in portable.layers]
    return {"errors": failed, "all": [*portable.layers, *others]}


def _first_error(found: dict[str, dict[str, Any]], key: int) -> NotPortable | None:
    errors = (failures["errors"].get(key) for failures in found.values())
    return next((error for error in errors if error is not None), None)


def _spec(value: Any) -> keras.KerasTensor:
    if isinstance(value, Text):
        return symbolic(value.shape, "string")
    return symbolic(value.shape, value.dtype)


def _placeholder(spec: keras.KerasTensor, form: Form) -> Any:
    if tf.as_dtype(spec.dtype) == tf.string:
        return Text(tf.compat.v1.placeholder("int32", (*spec.shape, None)), form)
    return tf.compat.v1.placeholder(spec.dtype, spec.shape)
