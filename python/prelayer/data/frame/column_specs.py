"""Column specifications: the kinds of features and targets, and their options."""

from __future__ import annotations

from collections.abc import KeysView
from dataclasses import dataclass
from typing import Any

from prelayer.data.files.image_decoder import Decoder


@dataclass(frozen=True)
class Column:
    """A feature or target, and the table columns from which it is created."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class NumericColumn(Column):
    """Numbers of one column, or vectors of several columns."""

    side_by_side: bool = False
    dtype: str | None = None


@dataclass(frozen=True)
class TextColumn(Column):
    """Text of one column, unchanged."""


@dataclass(frozen=True)
class CategoricalColumn(Column):
    """The index of each value in a vocabulary."""

    vocabulary: tuple[str, ...] | None = None


@dataclass(frozen=True)
class ImageColumn(Column):
    """Images in files listed in a column."""

    size: tuple[int, int] = (256, 256)
    color_mode: str = "rgb"
    interpolation: str = "bilinear"
    directory: str | None = None
    antialias: bool = False
    decoder: Decoder | None = None


@dataclass(frozen=True)
class TextFileColumn(Column):
    """Texts in files listed in a column."""

    directory: str | None = None
    max_length: int | None = None
    encoding: str = "utf-8"
    errors: str = "strict"


@dataclass(frozen=True)
class LabelColumn(Column):
    """A target."""

    mode: str | None = None
    class_names: tuple[str, ...] | None = None
    separator: str = "|"


def listed(names: Any) -> Any:
    """Convert other collections of names to a list: a pandas index, an array, keys."""
    if isinstance(names, KeysView):
        return list(names)
    return names.tolist() if getattr(names, "ndim", 0) == 1 and hasattr(names, "tolist") else names


def single_target(names: Any) -> Any:
    """Return the item of a list of one target; other values unchanged."""
    # Keras accepts a dict of one target only for a model with a dict of outputs.
    names = listed(names)
    is_single = isinstance(names, (list, tuple)) and len(names) == 1
    return names[0] if is_single and isinstance(names[0], (str, LabelColumn)) else names
