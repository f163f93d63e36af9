"""What a layer prints: the call that makes it, and what it has learned."""

from __future__ import annotations

import json
import os
import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core.short_text import (
    WIDTH,
    first_texts,
    in_double_quotes,
    number,
    quoted,
    value_text,
)
from prelayer._core.text_table import html_table
from prelayer.layers.base.learned_part import LearnedPart

_INDENT = "  "
_MOST_ITEMS, _FEW_ITEMS = 12, 6


def on_one_line(self: Any) -> str:
    """Return the call that makes a layer, with the arguments that differ from their defaults."""
    given = self._given_arguments()
    return (
        f"{self.title}({', '.join(f'{name}={value_text(part)}' for name, part in given.items())})"
    )


def layer_repr(self: Any) -> str:
    """Return the call that makes a layer, and lines with the first values that it has learned."""
    call = textwrap.fill(
        self._on_one_line(), WIDTH, subsequent_indent=" " * 4, break_on_hyphens=False
    )
    return "\n".join([call, *learned_lines(self)])


def learned_lines(self: Any, in_double: bool = False) -> list[str]:
    """Return a line for each part of the learned state, with the first values.

    Args:
        self: a layer; for a chain, the lines of each of its layers are returned.
        in_double: whether tokens are in double quotes, as in R.
    """
    quote = in_double_quotes if in_double else repr
    found = _lines(learned_parts(self), quote)
    for layer in getattr(self, "layers", ()):
        inner = learned_lines(layer, in_double)
        if inner:
            found += [f"{_INDENT}{type(layer).__name__}", *(_INDENT + line for line in inner)]
    return found


def r_arguments(self: Any) -> dict[str, Any]:
    """Return the arguments that R shows in the call that makes a layer.

    A long list is a dict of its "first" items and the number of "more" items.
    """
    return {name: _first_items(value) for name, value in self._given_arguments().items()}


def _first_items(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        value = value.tolist() if value.ndim == 1 else value
    if not isinstance(value, (list, tuple)) or len(value) <= _MOST_ITEMS:
        return value
    return {"first": list(value[:_FEW_ITEMS]), "more": len(value) - _FEW_ITEMS}


def r_parts(self: Any) -> str:
    """Return the parts of the learned state as JSON, for R, whose strings have no NUL."""
    parts = [
        {**part._asdict(), "values": [_r_value(value) for value in part.values]}
        for part in learned_parts(self)
    ]
    return json.dumps(parts)


def _r_value(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return value.replace("\0", "\\0").encode("utf-8", "backslashreplace").decode()


def learned_parts(layer: Any) -> list[LearnedPart]:
    """Return the parts of the learned state, without what arguments of the layer have.

    Only the first values of each part are read.
    """
    store = getattr(layer, "_store", None)
    if store is None or not hasattr(layer, "is_fitted") or _is_in_arguments(layer):
        return []
    with tf.init_scope():  # a layer may be printed inside a traced function
        return layer._learned_parts() if layer.is_fitted else []


def learned_text(self: Any) -> str:
    """Return the learned state of a layer in a few words; empty if it learned nothing."""
    parts = learned_parts(self)
    if not parts and hasattr(self, "get_vocabulary") and self.is_fitted:
        parts = self._learned_parts()
    between = ", " if all(part.size == 1 and part.name != "tokens" for part in parts) else "; "
    return between.join(map(_in_words, filter(lambda part: part.size, parts)))


def _in_words(part: LearnedPart) -> str:
    if part.name == "tokens":
        tokens = ", ".join(str(token) for token in part.values[:3])
        return f"{part.size:,} tokens: {tokens}{', ...' if part.size > 3 else ''}"
    shown = ", ".join(_value(value, str) for value in part.values[:3])
    return f"{part.name} {shown}{', ...' if part.size > 3 else ''}"


def layer_html(self: Any) -> str:
    """Return the call that makes a layer, and its learned state as a table, for notebooks."""
    parts = learned_parts(self)
    columns: dict[str, list[str]] = {
        "learned": [part.name for part in parts],
        "shape": [_size(part) for part in parts],
        "values": [_values(part, repr, WIDTH) for part in parts],
    }
    below = "".join(layer_html(layer) for layer in getattr(self, "layers", ()) if is_shown(layer))
    return html_table(columns, self._on_one_line(), below=below)


def is_shown(layer: Any) -> bool:
    """Return whether a layer of a chain has a learned state to show."""
    return bool(learned_parts(layer))


def _is_in_arguments(layer: Any) -> bool:
    given = [layer._arguments.get(name) for name in layer._state_arguments]
    return any(value is not None and not isinstance(value, (str, os.PathLike)) for value in given)


def _lines(parts: list[LearnedPart], quote: Callable[[Any], str]) -> list[str]:
    titles = [f"{part.name}{' ' * bool(part.shape)}{_size(part)}: " for part in parts]
    start = max(map(len, titles), default=0)
    return [
        _INDENT + title.ljust(start) + _values(part, quote, WIDTH - len(_INDENT) - start)
        for title, part in zip(titles, parts)
    ]


def _size(part: LearnedPart) -> str:
    return f"({', '.join(f'{length:,}' for length in part.shape)})" if part.shape else ""


def _values(part: LearnedPart, quote: Callable[[Any], str], width: int) -> str:
    return first_texts([_value(value, quote) for value in part.values], part.size, width)


def _value(value: Any, quote: Callable[[Any], str]) -> str:
    return number(value) if isinstance(value, float) else quoted(value, quote)
