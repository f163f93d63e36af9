"""What an encoder makes of single categories, by calling it."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer._core import check
from prelayer.pipeline.preprocessor.from_sklearn.registry import dense


def rows_of(encoder: Any, place: int, categories: list[Any]) -> Any:
    """Return the output columns of one feature for some of its categories.

    Args:
        encoder: a fitted encoder of categories.
        place: the position of the feature.
        categories: values of the feature.

    Returns:
        An array of shape (categories, width); None if the encoder rejects a category.
    """
    columns = [
        np.array(categories if position == place else [own[0]] * len(categories), dtype=object)
        for position, own in enumerate(encoder.categories_)
    ]
    try:
        encoded = dense(encoder.transform(_table(encoder, columns)))
    except ValueError:
        return None
    widths = [_width(encoder, position) for position in range(len(columns))]
    start = sum(widths[:place])
    return encoded[:, start : start + widths[place]]


def _table(encoder: Any, columns: list[np.ndarray]) -> Any:
    parts = [_as_fitted(column, own) for column, own in zip(columns, encoder.categories_)]
    names = getattr(encoder, "feature_names_in_", None)
    if names is not None:
        pandas = check.imported("pandas")
        return pandas.DataFrame(dict(zip(names, parts)))
    table = np.empty((len(columns[0]), len(columns)), object)
    for position, part in enumerate(parts):
        table[:, position] = part
    return table


def _as_fitted(column: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return a column in the dtype of its categories, if that is one of numbers."""
    return column.astype(np.float64) if own.dtype.kind in "iuf" else column


def _width(encoder: Any, place: int) -> int:
    """Return the number of output columns of a feature."""
    if type(encoder).__name__ != "OneHotEncoder":
        return _targets(encoder)
    rare = (getattr(encoder, "infrequent_categories_", None) or {place: None})[place]
    joined = 0 if rare is None else len(rare) - 1
    drop = getattr(encoder, "drop_idx_", None)
    dropped = drop is not None and drop[place] is not None
    return len(encoder.categories_[place]) - joined - int(dropped)


def _targets(encoder: Any) -> int:
    """Return the number of output columns of a feature that are not one-hot."""
    classes = getattr(encoder, "classes_", None)
    many = getattr(encoder, "target_type_", "") == "multiclass"
    return len(classes) if many and classes is not None else 1
