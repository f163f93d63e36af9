"""What a specification says of a layer, and the functions that say it, by class of layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import tensorflow as tf

from prelayer.export.lowering.registry import NotPortable
from prelayer.export.specification.tables import Tables
from prelayer.layers.base.stateful_layer import StatefulLayer

FLOATS = ("float32", "float64")
WHOLE = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32")
DTYPES = ("string", "bool", *FLOATS, *WHOLE)


@dataclass(frozen=True)
class Value:
    """An input of the preprocessing, or the output of a layer.

    Args:
        name: its unique name; empty for the output of a layer that cannot be described.
        dtype: the dtype of its elements.
        shape: its shape, batch first.
        ragged: whether its rows have different lengths.
    """

    name: str
    dtype: str = "float32"
    shape: tuple[int | None, ...] = ()
    ragged: bool = False

    def of_dtype(self, dtypes: Sequence[str], what: str) -> None:
        """Raise if the value is of another dtype, has rows of several lengths, or many axes."""
        if self.ragged:
            raise NotPortable("its input has rows of different lengths")
        if self.dtype not in dtypes:
            raise NotPortable(f"it takes {what}, but its input has the dtype {self.dtype}")
        if len(self.shape) not in (1, 2):
            raise NotPortable("its input has neither one nor two dimensions")


@dataclass(frozen=True)
class Sample:
    """What the inputs of a layer must be like, so that a sample of them says something.

    Args:
        tokens: values to take some elements from.
        only_tokens: whether the layer raises an error for other values.
        below: whole numbers from 0, below this one; None: any number.
    """

    tokens: Sequence[Any] = ()
    only_tokens: bool = False
    below: int | None = None


@dataclass(frozen=True)
class Description:
    """A node of a specification, without its name and inputs.

    Args:
        options: the options of the layer with all values resolved.
        state: the learned state.
        dtype: the dtype of the output.
        shape: the shape of the output.
        ragged: whether the rows of the output have different lengths.
        sample: what inputs must be like.
    """

    options: dict[str, Any]
    state: dict[str, Any]
    dtype: str
    shape: tuple[int | None, ...]
    ragged: bool = False
    sample: Sample = field(default_factory=Sample)


Describe = Callable[[Any, Value, Tables], Description]

_functions: dict[type, Describe] = {}


def describes(*classes: type) -> Callable[[Describe], Describe]:
    """Return a decorator that registers a function for layers of some classes."""

    def register(function: Describe) -> Describe:
        _functions.update(dict.fromkeys(classes, function))
        return function

    return register


def describe(layer: Any, value: Value, tables: Tables) -> Description | None:
    """Return the description of a layer for an input; None for the output of an unknown layer.

    Args:
        layer: the layer.
        value: its input.
        tables: the tables of characters, to which those that the layer needs are added.

    Raises:
        NotPortable: if the class, an option or the input is not part of the format.
    """
    if type(layer) not in _functions:
        raise NotPortable("layers of this class are not part of the format")
    if isinstance(layer, StatefulLayer) and not layer.is_fitted:
        raise NotPortable("it has not learned yet", remedy="Call `adapt()` first.")
    return _functions[type(layer)](layer, value, tables) if value.name else None


def output_dtype(layer: Any) -> str:
    """Return the dtype of a layer's floats; raise if readers could not round to it."""
    dtype = tf.as_dtype(layer.dtype_policy.compute_dtype).name
    if dtype not in FLOATS:
        raise NotPortable(f"its numbers are {dtype}, not float32 or float64", "dtype")
    return dtype
