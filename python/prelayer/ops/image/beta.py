"""Samples of Beta distributions by inverse transform, without loops."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import tensorflow as tf

_CELLS = 4096
_POINTS = 2**14
# Beyond this logit a float32 from 0 to 1 does not tell a number from 0; nor, long before, from 1.
_FURTHEST = 100.0
# Points lie closer where the density of a large `a` and `b` is narrow.
_FINEST = 0.1


def quantiles(shapes: Sequence[tuple[float, float]]) -> np.ndarray:
    """Return quantiles of the even mixture of Beta(a, b), from 0 to 1 in equal steps.

    Args:
        shapes: pairs (a, b), above 0.
    """
    reach = np.arcsinh(_FURTHEST / _FINEST)
    logits = _FINEST * np.sinh(np.linspace(-reach, reach, _POINTS))
    cumulated = np.mean([_cumulated(logits, a, b) for a, b in shapes], axis=0)
    at = np.interp(np.linspace(0, 1, _CELLS + 1), cumulated, logits)
    return np.concatenate([[0], 1 / (1 + np.exp(-at[1:-1])), [1]])


def _cumulated(logits: np.ndarray, a: float, b: float) -> np.ndarray:
    """Return the distribution function where the logit of a number is given.

    Over the logit the density x^a (1 - x)^b has no singularity, whatever a and b are.
    """
    logs = -a * np.logaddexp(0, -logits) - b * np.logaddexp(0, logits)
    density = np.exp(logs - logs.max())
    between = (density[1:] + density[:-1]) / 2 * np.diff(logits)
    # The tails are exponential.
    below, above = density[0] / a, density[-1] / b
    sums = below + np.concatenate([[0], np.cumsum(between)])
    return sums / (sums[-1] + above)


def drawn(chances: tf.Tensor, table: np.ndarray) -> tf.Tensor:
    """Return numbers of a distribution for chances, from 0 to below 1.

    Args:
        chances: float32, of any shape.
        table: what `quantiles` returned.
    """
    cells = np.stack([table[:-1], np.diff(table)], axis=-1).astype("float32")
    place = chances * _CELLS
    cell = tf.floor(place)
    start, step = tf.unstack(tf.gather(cells, tf.cast(cell, tf.int32)), axis=-1)
    return start + step * (place - cell)
