"""Exact sums of float64 numbers and of their squares, as whole numbers."""

from __future__ import annotations

import numpy as np

# The mantissas that `exact_sums` adds are whole multiples of 2^-UNIT_BITS.
UNIT_BITS = 1127
_HALF = 27  # bits of the lower half of a mantissa
_LOW = (1 << _HALF) - 1
# So many pieces of 27 bits have sums that float64 represents.
_MOST_ROWS = 2**25


def exact_sums(values: np.ndarray) -> list[tuple[int, int]]:
    """Return for each column the sums of the numbers and of their squares, without rounding.

    The order of the numbers does not matter, as it does for sums in floating point.

    Args:
        values: finite float64 numbers of shape (rows, columns); missing ones are 0.

    Returns:
        For each column, the sum in units of 2^-UNIT_BITS and the sum of squares in units of
        2^(-2 UNIT_BITS).
    """
    totals = [(0, 0)] * values.shape[1]
    for start in range(0, len(values), _MOST_ROWS):
        found = _sums(values[start : start + _MOST_ROWS])
        totals = [(a + c, b + d) for (a, b), (c, d) in zip(totals, found)]
    return totals


def _sums(values: np.ndarray) -> list[tuple[int, int]]:
    fractions, exponents = np.frexp(values)
    mantissas = np.ldexp(fractions, 53).astype(np.int64)
    # Each value is its mantissa times 2^(exponent - 53): the place of the lowest bit.
    places = exponents.astype(np.int64) - 53 + UNIT_BITS
    low, high = mantissas & _LOW, mantissas >> _HALF
    first, cross, last = low * low, low * high, high * high
    lowest = int(places.min(initial=0))
    columns = values.shape[1]
    size = int(places.max(initial=0)) - lowest + 1
    groups = (places - lowest + np.arange(columns) * size).ravel()

    def by_group(pieces: np.ndarray, shift: int) -> list[list[int]]:
        """Return the sums of pieces of any size by column and place, as whole numbers."""
        lower, upper = (
            np.bincount(groups, half.ravel(), columns * size).astype(np.int64)
            for half in (pieces & _LOW, pieces >> _HALF)
        )
        return [
            [(int(a) << shift) + (int(b) << (shift + _HALF)) for a, b in zip(*pair)]
            for pair in zip(lower.reshape(columns, size), upper.reshape(columns, size))
        ]

    sums = by_group(mantissas, 0)
    squares = [
        by_group(first, 0),
        by_group(cross, _HALF + 1),
        by_group(last, 2 * _HALF),
    ]
    return [
        (
            sum(part << (lowest + place) for place, part in enumerate(sums[column]) if part),
            sum(
                part << (2 * (lowest + place))
                for by_column in squares
                for place, part in enumerate(by_column[column])
                if part
            ),
        )
        for column in range(columns)
    ]
