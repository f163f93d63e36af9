"""Converts single layers, in both directions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import keras
import tensorflow as tf

from prelayer._core.errors import PrelayerError
from prelayer.adapt.layer_chain import apply_layers
from prelayer.export.keras_layers.composed import composed, is_composed
from prelayer.export.keras_layers.input_like import input_like
from prelayer.export.keras_layers.missing_numbers import (
    replaces_missing,
    with_indicator,
    without_missing,
)
from prelayer.export.keras_layers.registry import (
    NotReplaceable,
    Obstacle,
    Pair,
    pair_of_ours,
    pair_of_theirs,
)
from prelayer.layers.base.stateful_layer import StatefulLayer

Report = Callable[[Obstacle], None]


def to_theirs(layer: Any, inputs: Any, report: Report) -> list[Any]:
    """Return the layers of Keras that, one after the other, compute the same as a layer of ours.

    Args:
        layer: the layer.
        inputs: its symbolic input.
        report: called with differences.

    Raises:
        NotReplaceable: if there is none.
    """
    pair = pair_of_ours(layer)
    cls = getattr(keras.layers, pair.theirs, None) if pair else None
    if cls is None and not is_composed(layer):
        raise NotReplaceable("Keras has no such layer")
    if isinstance(layer, StatefulLayer) and not layer.is_fitted:
        raise NotReplaceable("it has not learned anything yet, so call `adapt()` first")
    if pair is None or cls is None:
        model = composed(layer, inputs)
        _check_dtypes(layer.compute_output_spec(inputs), model.output, "Keras", "this layer")
        return [model]
    if replaces_missing(layer):
        return [_after_missing(layer, pair, inputs, report)]
    return _one_layer(layer, pair, cls, inputs, report)


def _after_missing(layer: Any, pair: Pair, inputs: Any, report: Report) -> keras.Model:
    """Return a model that replaces missing numbers, and then applies Keras's layer."""
    given = input_like(inputs, f"{layer.name}_input")
    filled = without_missing(layer, given)
    layers = _one_layer(layer, pair, getattr(keras.layers, pair.theirs), filled, report)
    output = apply_layers(layers, filled, training=False)
    if layer.missing == "indicator":
        output = with_indicator(layer, output, given)
    return keras.Model(given, output, name=layer.name)


def _one_layer(layer: Any, pair: Pair, cls: type, inputs: Any, report: Report) -> list[Any]:
    options = _shared_options(layer, cls, (*pair.without_effect, *pair.translated))
    for difference in pair.differences(options, inputs):
        report(difference)
    options.update(pair.arguments_for_theirs(layer, inputs))
    before = pair.before_theirs(layer, inputs)
    if pair.takes_dtype:
        options["dtype"] = _dtype(layer, inputs)
    made = _called(lambda: cls(name=layer.name, **options), "Keras's layer")
    given = apply_layers(before, inputs, training=False)
    output = _called(lambda: made(given), "Keras's layer")
    if output is given:  # as with Equalization of Keras 3.15
        raise NotReplaceable("Keras's layer does not work in functional models")
    if pair.takes_dtype:
        _check_dtypes(layer.compute_output_spec(inputs), output, "Keras's layer", "this one")
    return [*before, made]


def to_ours(layer: Any, inputs: Any, report: Report) -> list[Any]:
    """Return the layer of this package, in a list, that computes the same as a layer of Keras.

    The arguments are those of `to_theirs`.
    """
    pair = pair_of_theirs(layer)
    if pair is None or pair.arguments_for_ours is None:
        raise NotReplaceable("this package has no such layer")
    config = layer.get_config()
    names = inspect.signature(pair.ours.__init__).parameters  # type: ignore[misc]
    options = {name: config[name] for name in config if name in names and name != "dtype"}
    options = {name: _from_config(value) for name, value in options.items()}
    for difference in pair.differences(_with_defaults(options, pair.ours), inputs):
        report(difference)
    for difference in pair.differences_of_ours(inputs):
        report(difference)
    options.update(pair.arguments_for_ours(layer, inputs))
    if pair.takes_dtype:
        options["dtype"] = layer.dtype_policy
    options["name"] = layer.name
    made = _called(lambda: pair.ours(**options), "the layer of prelayer")
    output = _called(lambda: made(inputs), "the layer of prelayer")
    if pair.takes_dtype:
        _check_dtypes(layer.compute_output_spec(inputs), output, "the layer of prelayer", "Keras's")
    return [made]


def _shared_options(layer: Any, cls: type, handled: tuple[str, ...]) -> dict[str, Any]:
    """Return the options of a layer of this package that a class of Keras has, too."""
    theirs = inspect.signature(cls.__init__).parameters  # type: ignore[misc]
    given = layer._given_arguments()
    shared = {}
    for name, value in layer._arguments.items():
        if name in layer._state_arguments or name in handled:
            continue
        if name in theirs:
            shared[name] = getattr(layer, name, value)
        elif name in given:
            raise NotReplaceable("Keras's layer has no such option", name)
    return shared


def _with_defaults(options: Mapping[str, Any], cls: type) -> dict[str, Any]:
    parameters = inspect.signature(cls.__init__).parameters  # type: ignore[misc]
    return {name: part.default for name, part in parameters.items()} | dict(options)


def _dtype(layer: Any, inputs: Any) -> Any:
    """Return the dtype of the layer; that of integer images where they stay integers."""
    first = keras.tree.flatten(inputs)[0]
    is_integer = tf.as_dtype(first.dtype).is_integer
    return (
        first.dtype
        if is_integer and getattr(layer, "keeps_integers", False)
        else (layer.dtype_policy)
    )


def _called(function: Callable[[], Any], what: str) -> Any:
    """Return the result of a function; its errors are obstacles."""
    try:
        return function()
    except PrelayerError as error:
        raise NotReplaceable(error.sentence.rstrip("."), error.argument or "") from error
    except Exception as error:  # layers of Keras raise anything
        first = (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
        raise NotReplaceable(f"{what} raises an error: {first}") from error


def _check_dtypes(expected: Any, found: Any, who: str, other: str) -> None:
    for one, two in zip(keras.tree.flatten(expected), keras.tree.flatten(found)):
        if tf.as_dtype(one.dtype) != tf.as_dtype(two.dtype):
            raise NotReplaceable(f"{who} returns {two.dtype}, {other} {one.dtype}", "dtype")


def _from_config(value: Any) -> Any:
    is_object = isinstance(value, dict) and "class_name" in value
    return keras.saving.deserialize_keras_object(value) if is_object else value
