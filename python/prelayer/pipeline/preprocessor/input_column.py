"""The columns that a Preprocessor reads: dtype, shape and conversion to a tensor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.message import Message
from prelayer._core.missing import REFUSED
from prelayer._core.owner import place
from prelayer._core.tensors import as_tensor, is_symbolic
from prelayer.layers.base.layer import Layer
from prelayer.pipeline.preprocessor.feature import Feature

DTYPES = ("string", "float32", "float64", "float16", "int64", "int32", "uint8", "bool")


@dataclass(frozen=True)
class InputColumn:
    """A column of the data.

    Args:
        name: its name.
        dtype: the dtype of its tensor.
        shape: the shape of one value; (1,) for scalars.
        readers: the first layers of the features with the column as their only one.
    """

    name: str
    dtype: str
    shape: tuple[int | None, ...]
    readers: tuple[Any, ...]

    def input(self) -> keras.KerasTensor:
        """Return a new input of a model for the column."""
        return keras.Input(self.shape, dtype=self.dtype, name=self.name)

    def symbol(self) -> keras.KerasTensor:
        """Return a symbolic tensor for the column."""
        return keras.KerasTensor((None, *self.shape), self.dtype)

    def to_tensor(self, value: Any) -> Any:
        """Return the column as a tensor of its dtype; a vector of scalars as (rows, 1)."""
        with place(Message("feature {name!r}", name=self.name)):
            if is_symbolic(value):
                return value
            if not tf.is_tensor(value):
                value = self._converted(value)
            return self._with_axis(self._cast(value))

    def _converted(self, value: Any) -> Any:
        """Convert by the first layer, which has a rule for missing values, where there is one."""
        for layer in self.readers:
            if isinstance(layer, Layer):
                return layer.prepare(value)
        return as_tensor(value, missing=REFUSED)

    def _cast(self, value: Any) -> Any:
        if value.dtype == self.dtype:
            return value
        if tf.string in (value.dtype, self.dtype):
            if any(hasattr(layer, "_accepts_times") for layer in self.readers):
                kinds = ["text", "dates and times"]
                rule, found = kinds if self.dtype == "string" else reversed(kinds)
                raise errors.problem(
                    "its values must be {rule}, for the dtype {dtype}, not {found}. Convert "
                    "the column, or pass in `dtypes` {string!r} for text, {int64!r} for dates "
                    "and times.",
                    rule=rule,
                    dtype=self.dtype,
                    found=found,
                    string="string",
                    int64="int64",
                )
            rule = "strings" if self.dtype == "string" else "numbers"
            raise errors.problem(
                "its values must be {rule}, for the dtype {dtype}, not {found}. Pass its dtype in "
                "`dtypes`, or take a layer for such values.",
                rule=rule,
                dtype=self.dtype,
                found=value.dtype.name,
            )
        return tf.cast(value, self.dtype)

    def _with_axis(self, value: Any) -> Any:
        if value.shape.rank == 0:
            value = tf.reshape(value, (1,))
        if value.shape.rank == 1 and self.shape == (1,):
            return tf.expand_dims(value, -1)
        if not value.shape.is_compatible_with((None, *self.shape)):
            raise errors.problem(
                "one value must have the shape {shape!s}, but the data has the shape {found!s}.",
                shape=self.shape,
                found=tuple(value.shape),
            )
        return value


def input_columns(
    features: Mapping[str, Feature],
    dtypes: Mapping[str, str] | None,
    shapes: Mapping[str, Sequence[int | None]] | None,
) -> dict[str, InputColumn]:
    """Return the columns that features read, by name, in the order of their first use."""
    names = list(dict.fromkeys(name for part in features.values() for name in part.columns))
    dtypes = check.mapping("dtypes", dtypes, "a {dict} from names of columns to dtypes")
    shapes = check.mapping("shapes", shapes, "a {dict} from names of columns to shapes")
    for argument, given in (("dtypes", dtypes), ("shapes", shapes)):
        for name in given:
            check.known(argument, name, names, "column")
    found = {}
    for name in names:
        users = [part for part in features.values() if name in part.columns and part.layers]
        tables = [part.layers[0] for part in users if part.is_table]
        users = [part for part in users if not part.is_table]
        layers = [part.layers[0] for part in users]
        readers = [part.layers[0] for part in users if part.columns == (name,)]
        # A preprocessor that is a layer has declared its columns.
        inner = [table._set.columns[name] for table in tables]
        dtype = dtypes.get(name) or _input_dtype(layers, inner)
        check.one_of("dtypes", dtype, DTYPES)
        shape = shapes.get(name) or next((column.shape for column in inner), (1,))
        readers += [reader for column in inner for reader in column.readers]
        found[name] = InputColumn(name, dtype, tuple(shape), tuple(readers))
    return found


def _input_dtype(layers: list[Any], inner: list[InputColumn]) -> str:
    """Return the dtype that layers take: that of the first one that takes no floats."""
    dtypes = [layer._column_dtype if isinstance(layer, Layer) else "float32" for layer in layers]
    dtypes += [column.dtype for column in inner]
    return next((dtype for dtype in dtypes if dtype != "float32"), "float32")
