"""Whole numbers in the order of float64 numbers."""

from __future__ import annotations

import numpy as np

_WITHOUT_SIGN = np.int64(2**63 - 1)


def to_keys(values: np.ndarray) -> np.ndarray:
    """Return int64 numbers in the order of finite float64 numbers; 0 and -0 have the same."""
    bits = (values + 0.0).view(np.int64)
    return _flipped(bits)


def from_keys(keys: np.ndarray) -> np.ndarray:
    """Return the float64 numbers that `to_keys` converted."""
    return _flipped(keys.astype(np.int64)).view(np.float64)


def _flipped(bits: np.ndarray) -> np.ndarray:
    """Return bits with all but the sign inverted where it is set."""
    return bits ^ ((bits >> 63) & _WITHOUT_SIGN)
