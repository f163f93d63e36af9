"""Quantiles of the normal distribution, in float32.

Source: https://doi.org/10.2307/2347330 (Wichura, 1988, algorithm AS 241, PPND7).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import tensorflow as tf

_CENTER, _CENTER_SQUARED = 0.425, 0.180625
_FAR, _NEAR_SHIFT, _FAR_SHIFT = 5.0, 1.6, 5.0
# The coefficients of numerator and denominator, from the constant one on.
_CENTRAL = (
    (3.3871327179, 50.434271938, 159.29113202, 59.109374720),
    (1.0, 17.895169469, 78.757757664, 67.187563600),
)
_NEAR = (
    (1.4234372777, 2.7568153900, 1.3067284816, 0.17023821103),
    (1.0, 0.73700164250, 0.12021132975),
)
_DISTANT = (
    (6.6579051150, 3.0812263860, 0.42868294337, 0.017337203997),
    (1.0, 0.24197894225, 0.012258202635),
)


def normal_quantiles(below: tf.Tensor, above: tf.Tensor) -> tf.Tensor:
    """Return the quantiles at probabilities.

    Args:
        below: the probabilities, at least 1e-7 apart from 0 and 1, float32.
        above: 1 less the probabilities, computed without rounding them first.
    """
    difference = (below - above) / 2
    squares = tf.maximum(_CENTER_SQUARED - difference * difference, 0.0)
    central = difference * _ratio(squares, _CENTRAL)
    distance = tf.sqrt(-tf.math.log(tf.minimum(below, above)))
    near = _ratio(distance - _NEAR_SHIFT, _NEAR)
    far = _ratio(distance - _FAR_SHIFT, _DISTANT)
    outer = tf.where(distance <= _FAR, near, far)
    outer = tf.where(difference < 0, -outer, outer)
    return tf.where(tf.abs(difference) <= _CENTER, central, outer)


def _ratio(values: tf.Tensor, coefficients: tuple[Sequence[float], Sequence[float]]) -> tf.Tensor:
    numerator, denominator = (_polynomial(values, part) for part in coefficients)
    return numerator / denominator


def _polynomial(values: tf.Tensor, coefficients: Sequence[float]) -> tf.Tensor:
    found = tf.zeros_like(values) + np.float32(coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        found = found * values + np.float32(coefficient)
    return found
