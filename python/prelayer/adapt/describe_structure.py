"""Describes the nested structure of layers or data, for error messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prelayer.adapt.learner import learner_of

_MOST_PARTS = 20


def structure(value: Any) -> str:
    """Return names, dtypes and shapes as text: `{price: float32 (?, 1), cut: string (?)}`.

    Args:
        value: a layer, a tensor, an array, a data frame, or a (nested) dict or list of them.
    """
    if isinstance(value, Mapping):
        return _braced([f"{key}: {structure(part)}" for key, part in value.items()])
    if hasattr(value, "columns"):
        return _braced([f"{name}: {structure(value[name])}" for name in value.columns])
    if isinstance(value, tuple):
        return f"({_joined([structure(part) for part in value])})"
    if hasattr(value, "dtype") and hasattr(value, "shape"):
        name = getattr(value.dtype, "name", value.dtype)
        if getattr(value.shape, "rank", 0) is None:
            return f"{name} of any shape"
        sizes = ["?" if size is None else str(size) for size in value.shape]
        return f"{name} ({', '.join(sizes)})"
    if isinstance(value, list) and value and learner_of(value[0]) is not None:
        return f"[{_joined([structure(part) for part in value])}]"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return type(value).__name__


def _braced(parts: list[str]) -> str:
    return "{" + _joined(parts) + "}"


def _joined(parts: list[str]) -> str:
    more = [f"{len(parts) - _MOST_PARTS} more"] if len(parts) > _MOST_PARTS else []
    return ", ".join([*parts[:_MOST_PARTS], *more])
