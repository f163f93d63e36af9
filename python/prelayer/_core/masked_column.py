"""Columns with a validity mask, for missing values other than NaN, such as R's NA."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class MaskedColumn:
    """Values, and which of them are missing.

    Args:
        values: an array; where a number is missing, any one stands.
        gaps: where numbers are missing; None where none is, or where text has None in its place.
        columns: the names of the columns of a data frame.
        levels: the labels that a column of labels may hold, in their order.
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
        """Return the values; as objects, None where one is missing, if one is."""
        if self.gaps is None:
            return self.values
        objects = self.values.astype(object)
        objects[self.gaps] = None
        return objects


def masked_frame(
    names: Sequence[str], columns: Sequence[np.ndarray | MaskedColumn]
) -> MaskedColumn:
    """Return the columns of a data frame side by side.

    Args:
        names: their names.
        columns: their values, of one length.
    """
    marked = [item if isinstance(item, MaskedColumn) else MaskedColumn(item) for item in columns]
    with_gaps = any(item.gaps is not None for item in marked)
    if not with_gaps or any(item.values.dtype == object for item in marked):
        return MaskedColumn(np.stack([item.to_numpy() for item in marked], axis=1), columns=names)
    none = np.zeros(len(marked[0]), bool)
    gaps = [none if item.gaps is None else item.gaps for item in marked]
    values = [item.values for item in marked]
    return MaskedColumn(np.stack(values, axis=1), np.stack(gaps, axis=1), names)
