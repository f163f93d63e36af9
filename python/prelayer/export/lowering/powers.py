"""Lowering of logarithms and power transformations, which layers compute in float64."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.missing_numbers import around
from prelayer.export.lowering.registry import Context, Function, lowers
from prelayer.export.portable.real_numbers import exp, expm1, log1p, minus, real
from prelayer.layers.numeric.log import Log
from prelayer.layers.numeric.power import Power


@lowers(Log)
def lower_log(layer: Log, context: Context) -> Function:
    """Return the portable form of a Log layer."""
    del context
    log_of_base = math.log(layer.base)

    def run(values: tf.Tensor) -> tf.Tensor:
        if layer.invert:
            changed = _unlog(layer, real(values) * log_of_base)
        elif layer.signed:
            changed = _signed_log(real(values)) / log_of_base
        elif layer.offset == 1 and values.dtype.is_floating:
            changed = log1p(real(values)) / log_of_base
        else:
            changed = tf.math.log(minus(values, -layer.offset)) / log_of_base
        return tf.cast(changed, layer.compute_dtype)

    return run


@lowers(Power)
def lower_power(layer: Power, context: Context) -> Function:
    """Return the portable form of a Power layer."""
    del context
    learned = {name: array.numpy() for name, array in layer._learned_arrays().items()}
    lambdas = learned["lambdas"]

    def transform(values: tf.Tensor) -> tf.Tensor:
        aligned = np.reshape(lambdas, layer._features.aligned(lambdas.shape, values.shape))
        return _power(real(values), aligned, layer.method, layer.invert)

    return around(layer, learned, transform)


def _signed_log(values: tf.Tensor) -> tf.Tensor:
    size = tf.abs(values)
    logs = tf.math.log(tf.maximum(size, 1.0))
    outside = tf.where(values < 0, -logs, tf.where(size > 1, logs, values))  # NaN is kept
    return tf.where(size <= 1, tf.zeros_like(values), outside)


def _unlog(layer: Log, exponents: tf.Tensor) -> tf.Tensor:
    if layer.signed:
        powers = exp(tf.abs(exponents))
        signed = tf.where(exponents < 0, -powers, powers)
        return tf.where(exponents == 0, tf.zeros_like(signed), signed)
    if layer.offset == 1:
        return expm1(exponents)
    return exp(exponents) - layer.offset


def _power(values: tf.Tensor, lambdas: np.ndarray, method: str, invert: bool) -> tf.Tensor:
    # Constants are rounded only after their differences are computed.
    dtype = values.dtype.as_numpy_dtype
    plain = tf.constant(lambdas.astype(dtype))
    if method == "box_cox":
        exponents = plain + tf.zeros_like(values)
        if invert:
            return exp(_logs_of_growth(values, exponents))
        return _growth(tf.math.log(values), exponents)
    exponents = tf.where(values >= 0, plain, tf.constant((2 - lambdas).astype(dtype)))
    size = tf.abs(values)
    changed = expm1(_logs_of_growth(size, exponents)) if invert else _growth(log1p(size), exponents)
    return tf.where(values < 0, -changed, tf.where(values == 0, tf.zeros_like(changed), changed))


def _growth(logs: tf.Tensor, exponents: tf.Tensor) -> tf.Tensor:
    """Return (exp(exponent * log) - 1) / exponent; the logarithm itself for the exponent 0."""
    return _by_exponents(expm1(exponents * logs), logs, exponents)


def _logs_of_growth(values: tf.Tensor, exponents: tf.Tensor) -> tf.Tensor:
    return _by_exponents(log1p(exponents * values), values, exponents)


def _by_exponents(values: Any, at_zero: Any, exponents: tf.Tensor) -> tf.Tensor:
    divisors = tf.where(exponents == 0, tf.ones_like(exponents), exponents)
    return tf.where(exponents == 0, at_zero, values / divisors)
