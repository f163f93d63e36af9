"""The feature shape of an accumulator, which all batches share."""

from __future__ import annotations

import numpy as np

from prelayer._core import check


def has_seen(count: np.ndarray, missing: np.ndarray | int) -> bool:
    """Return whether there was a value or a missing value, by the counts of both."""
    return bool(np.any(count) or np.any(missing))


def check_same_features(count: np.ndarray, missing: np.ndarray, more: np.ndarray) -> None:
    """Raise an error where a batch has features of another shape, which NumPy would broadcast.

    Args:
        count: how many values were seen, by feature.
        missing: how many values were missing, by feature.
        more: how many values the batch has, by feature.
    """
    if count.shape != more.shape and has_seen(count, missing):
        check.refuse(
            "adapt",
            f"the features of all batches must have one shape, but it was {count.shape} and is "
            f"{more.shape}.",
        )
