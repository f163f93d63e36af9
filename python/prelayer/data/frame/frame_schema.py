"""The schema of a dataset made from a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from prelayer.data.common.element_schema import Schema
from prelayer.data.frame.column_specs import listed
from prelayer.data.frame.feature_columns import Feature
from prelayer.data.frame.frame_parts import ALONE, Frame, FrameParts


def frame_schema(parts: FrameParts, given: Frame) -> Schema:
    """Return the schema of the dataset of all rows."""
    classes = {name: part.class_names for name, part in parts.y.items() if part.class_names}
    paths = [part.rows for part in parts.x.values() if part.kind is not None]
    return Schema(
        feature_names=_names(parts.x, given.features),
        target_names=_names(parts.y, given.target),
        class_names=classes.get(ALONE) if list(classes) == [ALONE] else classes or None,
        file_paths=paths[0] if paths else None,
    )


def schema_of_rows(known: Schema, rows: np.ndarray | None) -> Schema:
    """Return the schema of a part of the rows, with only its own files."""
    if rows is None or known.file_paths is None:
        return known
    return replace(known, file_paths=[known.file_paths[row] for row in rows.tolist()])


def _names(parts: dict[str, Feature], given: Any) -> tuple[str, ...]:
    """Return the names of parts; a single one without a name has the name of its column."""
    if list(parts) != [ALONE]:
        return tuple(parts)
    column = listed(given)
    return tuple(map(str, getattr(column, "names", (column,))))
