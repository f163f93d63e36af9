"""Samples of Beta distributions by inverse transform, without loops."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import tensorflow as tf

_CELLS = 4096
_POINTS = 2**14
# Beyond this logit, float32 rounds a number to 0; it rounds numbers near 1 to 1 much earlier.
_FURTHEST = 100.0
# Points are denser if the density is narrow, for large `a` and `b`.
_FINEST = 0.1


def quantiles(shapes: Sequence[tuple[float, float]]) -> np.ndarray:
    """Return quantiles of the mixture of Beta(a, b) with equal weights, at equal steps of rank.

    Args:
        shapes: pairs (a, b), above 0.
    """
    reach = np.arcsinh(_FURTHEST / _FINEST)
    logits = _FINEST * np.sinh(np.linspace(-reach, reach, _POINTS))
    cumulated = np.mean([_cumulated(logits, a, b) for a, b in shapes], axis=0)
    at = np.interp(np.linspace(0, 1, _CELLS + 1), cumulated, logits)
    return np.concatenate([[0], 1 / (1 + np.exp(-at[1:-1])), [1]])


def _cumulated(logits: np.ndarray, a: float, b: float) -> np.ndarray:
    """Return the cumulative distribution function at the logits of numbers.

    As a function of the logit, the density x^a (1 - x)^b has no singularity for any a and b.
    """
    logs = -a * np.logaddexp(0, -logits) - b * np.logaddexp(0, logits)
    density = np.exp(logs - logs.max())
    between = (density[1:] + density[:-1]) / 2 * np.diff(logits)
    # The tails are exponential.
    below, above = density[0] / a, density[-1] / b
    sums = below + np.concatenate([[0], np.cumsum(between)])
    return sums / (sums[-1] + above)


def drawn(chances: tf.Tensor, table: np.ndarray) -> tf.Tensor:
    """Sample numbers of a distribution by inverse transform.

    Args:
        chances: random numbers from 0 up to, but not including, 1; float32, of any shape.
        table: the result of `quantiles`.
    """
    cells = np.stack([table[:-1], np.diff(table)], axis=-1).astype("float32")
    place = chances * _CELLS
    cell = tf.floor(place)
    start, step = tf.unstack(tf.gather(cells, tf.cast(cell, tf.int32)), axis=-1)
    return start + step * (place - cell)
