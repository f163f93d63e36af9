"""Normalizing and whitening in NumPy's float64, as their definitions say."""

from __future__ import annotations

import numpy as np


def samplewise(
    image: np.ndarray, center: bool = True, scale: bool = True, epsilon: float = 1e-6
) -> np.ndarray:
    """Return one image by its own mean and deviation."""
    exact = image.astype("float64")
    mean, deviation = np.nanmean(exact), np.nanstd(exact)
    centered = exact - mean if center else exact
    return centered / (deviation + epsilon) if scale else centered


def shifted(image: np.ndarray, shifts: np.ndarray, value_range: tuple[float, float]) -> np.ndarray:
    """Return an image (H, W, C) with an amount added to each channel, pixel by pixel."""
    result = np.empty(image.shape)
    for place in np.ndindex(image.shape):
        value = float(image[place]) + float(shifts[place[-1]])
        result[place] = min(max(value, value_range[0]), value_range[1])
    return result


def zca_matrix(images: np.ndarray, epsilon: float = 1e-6) -> np.ndarray:
    """Return the ZCA matrix of images by the singular values of their covariance."""
    rows = images.reshape(len(images), -1).astype("float64")
    deviations = rows - rows.mean(axis=0)
    axes, variances, _ = np.linalg.svd(deviations.T @ deviations / len(rows))
    return axes @ np.diag(1 / np.sqrt(variances + epsilon)) @ axes.T


def whitened(images: np.ndarray, lesson: np.ndarray, epsilon: float = 1e-6) -> np.ndarray:
    """Return images whitened by what a lesson of images says."""
    rows = (images - lesson.astype("float64").mean(axis=0)).reshape(len(images), -1)
    return (rows @ zca_matrix(lesson, epsilon)).reshape(images.shape)
