"""Comparison of the outputs of two models, row by row."""

from __future__ import annotations

from typing import Any

import numpy as np


class Differences:
    """The differences of the rows of a batch.

    Args:
        wanted: the outputs of the model by name.
        found: those of the exported model by name, or in their order; or the text of an error.
        rows: the number of rows.
        tolerance: the difference of floats that is allowed, relative to max(1, |wanted|), or, in
            outputs with more than two axes, to the largest number of the row.
    """

    def __init__(
        self, wanted: dict[str, np.ndarray], found: Any, rows: int, tolerance: float
    ) -> None:
        # The largest difference of numbers in each row, and what differs first.
        self.largest = np.zeros(rows)
        self.reasons = [""] * rows
        if isinstance(found, str):
            self._add(np.full(rows, np.inf), [found] * rows)
            return
        for place, (name, value) in enumerate(wanted.items()):
            other = found[name] if name in found else list(found.values())[place]
            one = _by_row(np.asarray(value), np.asarray(other), rows, tolerance)
            self._add(one[0], [f"output {name!r} {reason}" if reason else "" for reason in one[1]])

    def _add(self, largest: np.ndarray, reasons: list[str]) -> None:
        self.largest = np.maximum(self.largest, largest)
        self.reasons = [old or new for old, new in zip(self.reasons, reasons)]


def _by_row(
    wanted: np.ndarray, found: np.ndarray, rows: int, tolerance: float
) -> tuple[np.ndarray, list[str]]:
    """Return the largest difference in each row, and what differs there, or an empty text."""
    if wanted.shape != found.shape:
        reason = f"has the shape {found.shape} instead of {wanted.shape}"
        return np.full(rows, np.inf), [reason] * rows
    distances = _distances(wanted, found)
    if wanted.shape[:1] == (rows,):
        largest = distances.reshape(rows, -1).max(axis=1, initial=0)
    else:
        largest = np.full(rows, distances.max(initial=0))
    if wanted.dtype.kind in "OSU":
        return largest, ["has another text" if one else "" for one in largest]
    allowed = tolerance if wanted.dtype.kind == "f" else 0
    return largest, [f"is off by {one:.3g}" if one > allowed else "" for one in largest]


def _distances(wanted: np.ndarray, found: np.ndarray) -> np.ndarray:
    """Return the difference of each number: for floats relative, for texts 0 or 1."""
    if wanted.dtype.kind in "OSU":
        pairs = zip(wanted.flat, found.flat)
        unequal = [_to_bytes(one) != _to_bytes(other) for one, other in pairs]
        return np.array(unequal, float).reshape(wanted.shape)
    a, b = wanted.astype(np.float64), found.astype(np.float64)
    if wanted.dtype.kind != "f":
        return np.abs(a - b)
    with np.errstate(invalid="ignore", over="ignore"):
        distances = np.abs(a - b) / _scale(a)
    distances = np.where((a == b) | (np.isnan(a) & np.isnan(b)), 0, distances)
    return np.where(np.isnan(distances), np.inf, distances)


def _scale(numbers: np.ndarray) -> np.ndarray:
    """Return the numbers relative to which differences count."""
    sizes = np.where(np.isfinite(numbers), np.abs(numbers), 0)
    if numbers.ndim > 2:
        # Pixels are sums of pixels, in which the largest ones decide how sums are rounded.
        sizes = sizes.max(axis=tuple(range(1, numbers.ndim)), keepdims=True, initial=0)
    return np.maximum(1, sizes)


def _to_bytes(text: Any) -> bytes:
    return text.encode("utf-8", "surrogateescape") if isinstance(text, str) else bytes(text)
