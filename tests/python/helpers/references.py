"""What image layers should compute, from the definitions, in NumPy float64, one pixel at a time."""

from __future__ import annotations

import math

import numpy as np


def rotation_matrix(turns: float, height: int, width: int) -> np.ndarray:
    """Return the matrix from output to input (x, y, 1) of a counter-clockwise rotation."""
    angle = 2 * math.pi * turns
    turn = np.array(
        [
            [math.cos(angle), -math.sin(angle), 0],
            [math.sin(angle), math.cos(angle), 0],
            [0, 0, 1],
        ]
    )
    return about_the_center(turn, height, width)


def zoom_matrix(vertical: float, horizontal: float, height: int, width: int) -> np.ndarray:
    """Return the matrix from output to input (x, y, 1) of a zoom; above 1 shows more."""
    return about_the_center(np.diag([horizontal, vertical, 1.0]), height, width)


def about_the_center(matrix: np.ndarray, height: int, width: int) -> np.ndarray:
    """Return a linear map with the center of the image as its fixed point."""
    to_center = np.eye(3)
    to_center[:2, 2] = (width - 1) / 2, (height - 1) / 2
    return to_center @ matrix @ np.linalg.inv(to_center)


def resample(
    image: np.ndarray,
    matrix: np.ndarray,
    interpolation: str = "bilinear",
    fill_mode: str = "reflect",
    fill_value: float = 0.0,
) -> np.ndarray:
    """Return an image (H, W, C) whose pixels are read where the matrix says."""
    image = image.astype(np.float64)
    height, width = image.shape[:2]
    result = np.empty_like(image)

    def pixel(row: int, column: int) -> np.ndarray:
        row, column = extended(row, height, fill_mode), extended(column, width, fill_mode)
        if row is None or column is None:
            return np.full(image.shape[2], float(fill_value))
        return image[row, column]

    for y in range(height):
        for x in range(width):
            column, row, depth = matrix @ (x, y, 1.0)
            column, row = column / depth, row / depth
            if fill_mode == "wrap":
                column, row = into_one_copy(column, width), into_one_copy(row, height)
            if interpolation == "nearest":
                result[y, x] = pixel(rounded(row), rounded(column))
                continue
            top, left = math.floor(row), math.floor(column)
            down, right = row - top, column - left
            result[y, x] = (
                (1 - down) * (1 - right) * pixel(top, left)
                + (1 - down) * right * pixel(top, left + 1)
                + down * (1 - right) * pixel(top + 1, left)
                + down * right * pixel(top + 1, left + 1)
            )
    return result


def extended(index: int, size: int, fill_mode: str) -> int | None:
    """Return which pixel stands at an index of the image continued without end; None: none."""
    if fill_mode == "constant":
        return index if 0 <= index < size else None
    if fill_mode == "nearest":
        return min(max(index, 0), size - 1)
    if fill_mode == "wrap":
        return index % size
    there_and_back = [*range(size), *reversed(range(size))]
    return there_and_back[index % (2 * size)]


def into_one_copy(place: float, size: int) -> float:
    """Return a place in a wrapped image; between two copies, the place's own copy begins."""
    if place > size - 1:
        while place > size - 1:
            place -= size
        return max(place, 0.0)
    while place < 0:
        place += size
    return min(place, size - 1.0)


def rounded(place: float) -> int:
    """Return the nearest whole number; halves go away from zero."""
    return math.floor(place + 0.5) if place >= 0 else math.ceil(place - 0.5)
