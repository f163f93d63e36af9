"""Columns with a validity mask, for missing values other than NaN, such as R's NA."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class MaskedColumn:
    """Values with a mask of missing values.

    Args:
        values: an array, with arbitrary values where numbers are missing.
        gaps: True where numbers are missing; None if none is missing, or if missing text is None.
        columns: the names of the columns of a data frame.
        levels: the levels of a factor column, in order.
    """

    def __init__(
        self,
        values: np.ndarray,
        gaps: np.ndarray | None = None,
        columns: Sequence[str] | None = None,
        levels: Sequence[str] | None = None,
    ) -> None:
        self.values, self.gaps = values, gaps
        self.columns, self.levels = columns, levels

    def __len__(self) -> int:
        return len(self.values)

    def to_numpy(self) -> np.ndarray:
        """Return the values; if values are missing, as objects with None for missing values."""
        if self.gaps is None:
            return self.values
        objects = self.values.astype(object)
        objects[self.gaps] = None
        return objects


def masked_frame(
    names: Sequence[str], columns: Sequence[np.ndarray | MaskedColumn]
) -> MaskedColumn:
    """Stack the columns of a data frame to one masked column with two axes.

    Args:
        names: the names of the columns.
        columns: the values of the columns, of one length.
    """
    marked = [item if isinstance(item, MaskedColumn) else MaskedColumn(item) for item in columns]
    with_gaps = any(item.gaps is not None for item in marked)
    if not with_gaps or any(item.values.dtype == object for item in marked):
        return MaskedColumn(np.stack([item.to_numpy() for item in marked], axis=1), columns=names)
    none = np.zeros(len(marked[0]), bool)
    gaps = [none if item.gaps is None else item.gaps for item in marked]
    values = [item.values for item in marked]
    return MaskedColumn(np.stack(values, axis=1), np.stack(gaps, axis=1), names)
