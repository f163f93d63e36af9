"""Inputs of the models that replace layers."""

from __future__ import annotations

from typing import Any

import keras


def input_like(tensor: Any, name: str | None = None) -> Any:
    """Return a new input of a model like a symbolic tensor, with its name or another one."""
    return keras.Input(
        batch_shape=tensor.shape,
        dtype=tensor.dtype,
        name=name or tensor.name,
        sparse=bool(tensor.sparse),
        ragged=bool(getattr(tensor, "ragged", False)),
    )
