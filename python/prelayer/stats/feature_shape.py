"""The feature shape of an accumulator, which all batches share."""

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
