"""Yeo-Johnson and Box-Cox transformations of one feature, and the maximum of their likelihood.

The profile log-likelihood of lambda for n numbers x is -n / 2 * log(var(T(x))) + (lambda - 1) * J,
where T is the transformation, and J the sum of sign(x) * log(1 + |x|) for Yeo-Johnson, of log(x)
for Box-Cox.

Source: Yeo, Johnson (2000), "A new family of power transformations to improve normality or
symmetry"; Box, Cox (1964), "An analysis of transformations".
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

METHODS = ("yeo_johnson", "box_cox")

_FIRST_STEP, _WIDEST_STEP, _LAST_STEP = 0.25, 64.0, 2.0**-8
_SIDE = 20
_NEAR = 5


def logarithms(values: np.ndarray, method: str) -> np.ndarray:
    """Return the logarithm of each number that the transformation is a function of.

    For Yeo-Johnson, it is sign(x) * log(1 + |x|).
    """
    if method == "box_cox":
        return np.asarray(np.log(values))
    return np.asarray(np.copysign(np.log1p(np.abs(values)), values))


def best_lambda(values: np.ndarray, method: str) -> float:
    """Return the lambda with the largest likelihood; 1 if all numbers are equal.

    Args:
        values: the numbers of a feature, finite; for Box-Cox, positive.
        method: "yeo_johnson" or "box_cox".
    """
    logs = logarithms(values, method)
    if logs.min() == logs.max():
        return 1.0

    def likelihood(lambdas: np.ndarray) -> np.ndarray:
        spreads = np.array([_log_variance(logs, power, method) for power in lambdas])
        return (lambdas - 1) * logs.mean() - spreads / 2

    step, side = _FIRST_STEP, _SIDE
    best, is_inside = peak(_around(1.0, step, side), likelihood)
    while not is_inside and step < _WIDEST_STEP:
        step *= 4
        best, is_inside = peak(_around(1.0, step, side), likelihood)
    while step > _LAST_STEP:
        step /= 8
        best, _ = peak(_around(best, step, 2 * _NEAR), likelihood)
    return best


def _around(center: float, step: float, side: int) -> np.ndarray:
    return center + step * np.arange(-side, side + 1)


def peak(lambdas: np.ndarray, likelihood: Callable[[np.ndarray], np.ndarray]) -> tuple[float, bool]:
    """Return the maximum of a smooth function, interpolated by a polynomial between points.

    Args:
        lambdas: points at equal distances, in ascending order.
        likelihood: returns the function at these points; not finite where it is unknown.

    Returns:
        The position of the maximum, and whether it lies between known points.
    """
    with np.errstate(all="ignore"):
        found = likelihood(lambdas)
    known = np.isfinite(found)
    if not known.any():
        return 1.0, False
    place = int(np.argmax(np.where(known, found, -np.inf)))
    first, last = max(0, place - _NEAR), min(len(lambdas) - 1, place + _NEAR)
    near = np.arange(first, last + 1)[known[first : last + 1]]
    if place - 1 not in near or place + 1 not in near:
        return float(lambdas[place]), False
    polynomial = np.polynomial.Chebyshev.fit(
        lambdas[near], found[near] - found[place], len(near) - 1
    )
    roots = polynomial.deriv().roots()
    roots = roots.real[np.abs(roots.imag) < 1e-9]
    inside = roots[(roots > lambdas[place - 1]) & (roots < lambdas[place + 1])]
    candidates = np.append(inside, lambdas[place])
    return float(candidates[np.argmax(polynomial(candidates))]), True


def _log_variance(logs: np.ndarray, power: float, method: str) -> float:
    """Return the logarithm of the variance of transformed numbers."""
    if method == "box_cox" or logs.min() >= 0:
        return _log_variance_of_powers(logs, power)
    if logs.max() <= 0:
        return _log_variance_of_powers(-logs, 2 - power)
    exponents = np.where(logs >= 0, power, 2 - power)
    transformed = np.sign(logs) * growth(np.abs(logs), exponents)
    return float(np.log(transformed.var()))


def _log_variance_of_powers(logs: np.ndarray, exponent: float) -> float:
    # Relative to the largest power, so that none overflows.
    largest = logs.max() if exponent > 0 else logs.min()
    powers = growth(logs - largest, np.float64(exponent))
    return float(2 * exponent * largest + np.log(powers.var()))


def growth(logs: np.ndarray, exponents: np.ndarray) -> np.ndarray:
    """Return (exp(exponent * log) - 1) / exponent; the logarithm itself for the exponent 0."""
    safe = np.where(exponents == 0, 1.0, exponents)
    return np.where(exponents == 0, logs, np.expm1(exponents * logs) / safe)
