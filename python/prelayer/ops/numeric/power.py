"""Power transformations of Yeo and Johnson, and of Box and Cox, and their inverses."""

from __future__ import annotations

from typing import Any

import tensorflow as tf


def yeo_johnson(values: tf.Tensor, lambdas: Any, dtype: str) -> tf.Tensor:
    """Return the Yeo-Johnson transformation of numbers in `dtype`, computed in float64.

    Args:
        values: numbers of any shape and dtype; NaN stays NaN.
        lambdas: float64; broadcasts against `values`.
        dtype: the dtype of the result.
    """
    numbers = tf.cast(values, tf.float64)
    exponents = tf.where(numbers >= 0, lambdas, 2 - lambdas)
    grown = _growth(tf.math.log1p(tf.abs(numbers)), exponents)
    return tf.cast(tf.sign(numbers) * grown, dtype)


def from_yeo_johnson(values: tf.Tensor, lambdas: Any, dtype: str) -> tf.Tensor:
    """Return the numbers with each transformed value; NaN for values beyond the range."""
    numbers = tf.cast(values, tf.float64)
    exponents = tf.where(numbers >= 0, lambdas, 2 - lambdas)
    logs = _logs_of_growth(tf.abs(numbers), exponents)
    return tf.cast(tf.sign(numbers) * tf.math.expm1(logs), dtype)


def box_cox(values: tf.Tensor, lambdas: Any, dtype: str) -> tf.Tensor:
    """Return the Box-Cox transformation of numbers in `dtype`; NaN for negative ones."""
    logs = tf.math.log(tf.cast(values, tf.float64))
    return tf.cast(_growth(logs, lambdas + tf.zeros_like(logs)), dtype)


def from_box_cox(values: tf.Tensor, lambdas: Any, dtype: str) -> tf.Tensor:
    """Return the numbers with each transformed value; NaN for values beyond the range."""
    numbers = tf.cast(values, tf.float64)
    logs = _logs_of_growth(numbers, lambdas + tf.zeros_like(numbers))
    return tf.cast(tf.exp(logs), dtype)


def _growth(logs: tf.Tensor, exponents: tf.Tensor) -> tf.Tensor:
    """Return (exp(exponent * log) - 1) / exponent; the logarithm itself for the exponent 0."""
    grown = tf.math.divide_no_nan(tf.math.expm1(exponents * logs), exponents)
    return tf.where(exponents == 0, logs, grown)


def _logs_of_growth(values: tf.Tensor, exponents: tf.Tensor) -> tf.Tensor:
    logs = tf.math.divide_no_nan(tf.math.log1p(exponents * values), exponents)
    return tf.where(exponents == 0, values, logs)
