"""A chain of layers that a transformer is converted to, before its layers are created."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Chain:
    """The columns of one or more outputs of a transformer, and what makes their layers.

    A union of transformers applies several to one chain, which then cannot share layers: they are
    created for each feature.

    Args:
        columns: the dtypes of the columns by name; "" where any fits.
        makers: functions that return the layers.
        width: the number of output columns.
        fill: the replacement for missing text, until a lookup converts it.
    """

    columns: Mapping[str, str]
    makers: tuple[Callable[[], Any], ...] = ()
    width: int = 1
    fill: Any = None

    @property
    def is_raw(self) -> bool:
        """Whether it is a column as it is in the data."""
        return not self.makers

    @property
    def name(self) -> str:
        """The names of the columns."""
        return "_".join(self.columns)

    def then(
        self, *makers: Callable[[], Any], width: int | None = None, dtype: str = "float64"
    ) -> Chain:
        """Return the chain with further layers.

        Args:
            *makers: functions that return the layers.
            width: the number of output columns; None: as before.
            dtype: the dtype of the column, if the layers are its first ones.
        """
        columns = dict.fromkeys(self.columns, dtype) if self.is_raw else self.columns
        size = self.width if width is None else width
        return replace(self, columns=columns, makers=(*self.makers, *makers), width=size, fill=None)

    def layers(self) -> list[Any]:
        """Return new layers."""
        return [maker() for maker in self.makers]
