"""The elements of a dataset as a table: name, role, dtype, shape and an example of each part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core.short_text import first_texts, number, quoted

_ROLES = ("feature", "target", "weight")
_MOST_VALUES = 8
_EXAMPLE_WIDTH = 24

Names = Mapping[str, Sequence[str]]


def element_table(
    dtypes: Any, shapes: Any, examples: Any, names: Names, quote: Callable[[Any], str] = repr
) -> dict[str, list[str]]:
    """Return a row for each part of an element.

    Args:
        dtypes: the dtypes of an element, in its structure.
        shapes: its shapes, in the same structure.
        examples: an element; None leaves out the examples.
        names: the known names of the parts without a name of their own, by role.
        quote: returns a string in quotes.
    """
    dtypes_by_role, shapes_by_role = _by_role(dtypes), _by_role(shapes)
    examples_by_role = {} if examples is None else _by_role(examples)
    table: dict[str, list[str]] = {"name": [], "role": [], "dtype": [], "shape": []}
    if examples is not None:
        table["example"] = []
    for role, part in dtypes_by_role.items():
        given = names.get(role, ())
        unnamed = given[0] if len(given) == 1 else role
        shown_shapes = dict(leaves_of(shapes_by_role[role]))
        shown_examples = dict(leaves_of(examples_by_role.get(role)))
        for path, dtype in leaves_of(part):
            table["name"].append("/".join(path) or unnamed)
            table["role"].append(role)
            table["dtype"].append("" if dtype is None else dtype.name)
            table["shape"].append(shape_text(shown_shapes[path]))
            if examples is not None:
                table["example"].append(_example(shown_examples.get(path), quote))
    return table


def shape_text(shape: tf.TensorShape | None) -> str:
    """Return a shape as text; that of an unknown rank is "unknown"."""
    if shape is None or shape.rank is None:
        return "unknown"
    return str(tuple(shape))


def _by_role(structure: Any) -> dict[str, Any]:
    has_roles = type(structure) is tuple and 1 <= len(structure) <= len(_ROLES)
    return dict(zip(_ROLES, structure if has_roles else (structure,)))


def leaves_of(structure: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the leaves of dicts, tuples and lists with their keys."""
    if isinstance(structure, Mapping):
        parts: Any = structure.items()
    elif isinstance(structure, (tuple, list)):
        parts = enumerate(structure)
    else:
        yield path, structure
        return
    for key, part in parts:
        yield from leaves_of(part, (*path, str(key)))


def _example(value: Any, quote: Callable[[Any], str]) -> str:
    if isinstance(value, tf.SparseTensor):
        value = value.values
    if isinstance(value, tf.RaggedTensor):
        value = value.flat_values
    if not tf.is_tensor(value) or not hasattr(value, "numpy"):
        return ""
    total = int(np.prod(value.shape))
    first = np.ravel(tf.reshape(value, [-1])[:_MOST_VALUES].numpy()).tolist()
    return (
        first_texts((_one(part, quote) for part in first), total, _EXAMPLE_WIDTH)
        if first
        else "empty"
    )


def _one(value: Any, quote: Callable[[Any], str]) -> str:
    if isinstance(value, float):
        return number(value)
    return quoted(value.decode("utf-8", "replace") if isinstance(value, bytes) else value, quote)
