"""The layers that `Preprocessor.from_frame` chooses for a column: the first rule that applies."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from prelayer.layers import DatetimeFeatures, Normalization, StringLookup, TextVectorization
from prelayer.pipeline.preprocessor.column_facts import ColumnFacts

_MOST_LEVELS = 200
_IDENTIFIER = 0.95
_FEW_ROWS = 10
_TEXT_TOKENS = 256
_SEQUENCE_TOKENS = 10_000


class Choice(NamedTuple):
    """The layers for a column, or the reason why it is left out."""

    layers: tuple[Any, ...] = ()
    reason: str | None = None


def default_layers(column: ColumnFacts, as_vectors: bool, max_categories: int) -> Choice:
    """Return the layers for a column.

    Args:
        column: the column.
        as_vectors: whether all outputs must be vectors, because they are joined.
        max_categories: how many values a category may have.
    """
    if column.distinct == 0:
        return Choice(reason="all its values are missing")
    is_measured = column.kind in ("number", "datetime")
    if column.distinct == 1 and (is_measured or _is_complete_value(column)):
        return Choice(reason="it is constant")
    if column.kind == "datetime":
        return Choice(_of_times(column))
    if column.kind == "logical" and column.gaps == 0:
        return Choice()
    if column.kind in ("number", "logical", "vector"):
        # Gaps may occur in predictions only.
        return Choice((Normalization(missing="mean"),))
    if column.kind == "list":
        return Choice((StringLookup(mask_token="", output_mode="multi_hot"),))
    if column.kind == "category" and column.distinct <= _MOST_LEVELS:
        return Choice((_one_hot(),))
    return _of_text(column, as_vectors, max_categories)


def _of_text(column: ColumnFacts, as_vectors: bool, max_categories: int) -> Choice:
    distinct, rows = column.distinct, len(column.present)
    if column.kind == "text" and column.is_iso:
        return Choice(reason="it is constant") if distinct == 1 else Choice(_of_times(column))
    differ = distinct > _IDENTIFIER * rows
    if distinct <= max_categories and not (differ and rows >= _FEW_ROWS):
        return Choice((_one_hot(),))
    if column.kind == "text" and (
        column.words >= 4 or (distinct > 0.5 * rows and column.words > 1.5)
    ):
        return Choice((_vectorization(as_vectors),))
    if differ:
        return Choice(reason="it is an identifier: almost every value is different")
    if as_vectors:
        return Choice((_one_hot(max_tokens=max_categories + 1, min_count=2),))
    return Choice((StringLookup(mask_token="", min_count=2),))


def _is_complete_value(column: ColumnFacts) -> bool:
    return column.gaps == 0 and column.kind not in ("vector", "list")


def _of_times(column: ColumnFacts) -> tuple[Any, ...]:
    """Return the layers for times: a component that is constant has no scale, and is left out."""
    names = ("month", "weekday", "hour")
    values = np.asarray(DatetimeFeatures(names, cyclic=())(column.times))
    cyclic = tuple(name for name, part in zip(names, values.T) if np.ptp(part) > 0)
    return DatetimeFeatures((*cyclic, "elapsed"), cyclic=cyclic), Normalization(missing="mean")


def _one_hot(**options: Any) -> StringLookup:
    return StringLookup(mask_token="", output_mode="one_hot", **options)


def _vectorization(as_vectors: bool) -> TextVectorization:
    if as_vectors:
        return TextVectorization(_TEXT_TOKENS, min_count=2, output_mode="multi_hot")
    return TextVectorization(_SEQUENCE_TOKENS, min_count=2)
