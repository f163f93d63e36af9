"""Names of the arguments of layers."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterable

import keras

from prelayer._core import check, errors

_KERAS_OWN = frozenset({"self", "name", "dtype", "trainable"})
_OF_KERAS = {*inspect.signature(keras.layers.Layer.__init__).parameters, "input_dim", "input_shape"}


def argument_names(cls: type) -> list[str]:
    """Return the names of the arguments of a class of layers that Keras does not have."""
    parameters = inspect.signature(cls.__init__).parameters.values()  # type: ignore[misc]
    return [
        parameter.name
        for parameter in parameters
        if parameter.name not in _KERAS_OWN and parameter.kind is not parameter.VAR_KEYWORD
    ]


def check_argument_names(given: Iterable[str], own: Collection[str]) -> None:
    """Raise if a name is neither among those of a layer nor an argument of Keras's layers."""
    names = {*own, *_OF_KERAS} - {"self", "kwargs"}
    for name in given:
        if name not in names:
            near = check.near(name, sorted(names))
            template = "there is no argument {name!r}." + (" {near}" if near else "")
            raise errors.problem(template, name=name, near=near)
