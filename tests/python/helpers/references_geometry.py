"""What geometric layers should do to places, from the definitions, in NumPy float64."""

from __future__ import annotations

import numpy as np


def translation_matrix(down: float, right: float) -> np.ndarray:
    """Return the matrix from output to input (x, y, 1) of a shift."""
    return np.array([[1, 0, -right], [0, 1, -down], [0, 0, 1.0]])


def shear_matrix(x: float, y: float) -> np.ndarray:
    """Return the matrix from output to input (x, y, 1) of a shear about the first pixel."""
    return np.array([[1, x, 0], [y, 1, 0], [0, 0, 1.0]])


def matrix_through(corners: np.ndarray, reads: np.ndarray) -> np.ndarray:
    """Return the matrix by which four places (4, 2) of the output read four of the input."""
    rows, values = [], []
    for (x, y), read in zip(corners, reads, strict=True):
        for axis, value in enumerate(read):
            own = np.zeros((2, 3))
            own[axis] = x, y, 1
            rows.append([*own.ravel(), -value * x, -value * y])
            values.append(value)
    return np.append(np.linalg.solve(np.array(rows), np.array(values)), 1).reshape(3, 3)
