"""Windows: the weights of the samples of a frame before its Fourier transform."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from prelayer._core import check, errors

# The share of the constant term; that of the cosine is the rest to 1.
_COSINE_WINDOWS = {"hann": 0.5, "hamming": 0.54}


def window(given: Any, length: int, periodic: bool, own_only: bool = False) -> np.ndarray:
    """Return the weights of a window, in float64.

    Args:
        given: "hann", "hamming", the name of another window of SciPy, the weights, or None for
            weights of 1.
        length: number of samples in a frame.
        periodic: whether the named window is one period of a periodic function, instead of
            symmetric.
        own_only: whether names of SciPy are rejected.

    Raises:
        ValueError: if the name is unknown, there is not one finite weight per sample, or all
            weights are 0.
    """
    if given is None:
        return np.ones(length)
    weights = _named(given, length, periodic, own_only) if isinstance(given, str) else _array(given)
    if weights.shape != (length,) or not np.isfinite(weights).all():
        rule = "{names} or {count} finite numbers, one per sample"
        raise errors.invalid("window", rule, given, names=_names(own_only), count=length)
    if not weights.any():
        raise errors.invalid("window", "numbers that are not all 0", weights, "Make frames longer.")
    return weights


def _named(name: str, length: int, periodic: bool, own_only: bool) -> np.ndarray:
    if name in _COSINE_WINDOWS:
        constant = _COSINE_WINDOWS[name]
        period = length if periodic else length - 1
        if length == 1:
            return np.ones(1)
        angles = 2 * math.pi * np.arange(length) / period
        return constant - (1 - constant) * np.cos(angles)
    if own_only:
        raise errors.invalid("window", "{names} or an array", name, names=_names(own_only))
    try:
        weights = check.imported("scipy.signal").get_window(name, length, periodic)
    except ValueError:
        raise errors.invalid(
            "window", "{names} or an array", name, names=_names(own_only)
        ) from None
    return np.asarray(weights, np.float64)


def _names(own_only: bool) -> str:
    own = ", ".join(f'"{name}"' for name in _COSINE_WINDOWS)
    return own if own_only else f"{own}, the name of another window of SciPy"


def _array(given: Any) -> np.ndarray:
    try:
        return np.asarray(given, np.float64)
    except (TypeError, ValueError):
        return np.asarray(np.nan)
