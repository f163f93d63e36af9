"""Checks of the batches of an accumulator: finite numbers of features of one shape."""

from __future__ import annotations

import numpy as np

from prelayer._core import errors


def has_seen(count: np.ndarray, missing: np.ndarray | int) -> bool:
    """Return whether any value, including missing values, was counted."""
    return bool(np.any(count) or np.any(missing))


def check_same_features(count: np.ndarray, missing: np.ndarray, more: np.ndarray) -> None:
    """Raise if the features of a batch have another shape, which NumPy would broadcast.

    Args:
        count: number of values so far, per feature.
        missing: number of missing values so far, per feature.
        more: number of values in the batch, per feature.
    """
    if count.shape != more.shape and has_seen(count, missing):
        raise errors.problem(
            "the features of all batches must have one shape, but it was {shape!s} and is "
            "{more!s}.",
            shape=count.shape,
            more=more.shape,
        )


def check_finite(values: np.ndarray) -> None:
    """Raise if a number of a batch is infinite.

    Args:
        values: numbers of shape (rows, ...features), which may be NaN.
    """
    infinite = np.isinf(values)
    if infinite.any():
        count = infinite.sum()
        place = tuple(int(index) for index in np.argwhere(infinite)[0][1:])
        raise errors.problem(
            "numbers to learn from must be finite or NaN, but {count} of a batch of {size} "
            "{are} infinite" + ", the first in feature {first!p}" * bool(place) + ". Fix or drop "
            "them.",
            count=count,
            size=values.size,
            are="is" if count == 1 else "are",
            first=place[0] if len(place) == 1 else place,
        )
