"""Compares a Preprocessor converted from scikit-learn with the transformer itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from prelayer import Preprocessor


def made_table(rows: int = 300, seed: int = 1) -> pd.DataFrame:
    """Return made data: numbers with gaps or far from 0, text with gaps, whole numbers."""
    random = np.random.default_rng(seed)
    size, price = random.normal(3, 2, rows), random.lognormal(8, 2, rows)
    age = np.where(random.random(rows) < 0.2, np.nan, random.gamma(3, 10, rows))
    far = 1e6 + random.normal(size=rows)
    color = random.choice(["red", "blue", "green", "a b"], rows, p=[0.5, 0.3, 0.15, 0.05])
    town = random.choice(np.array(["Rome", "Bonn", None], object), rows, p=[0.6, 0.3, 0.1])
    doors, big = random.integers(2, 6, rows), random.integers(0, 9, rows) * 1000
    numbers = {"size": size, "price": price, "age": age, "far": far, "doors": doors, "big": big}
    return pd.DataFrame({**numbers, "color": color.astype(object), "town": town})


def expected(transformer: Any, data: Any) -> np.ndarray:
    """Return what scikit-learn computes, as a dense array of float64."""
    names = getattr(transformer, "feature_names_in_", None)
    found = transformer.transform(data if names is None else data[list(names)])
    found = found.toarray() if hasattr(found, "toarray") else found
    return np.asarray(found, np.float64)


def assert_equal(
    transformer: Any, data: Any, columns: Any = None, feed: Any = None
) -> Preprocessor:
    """Assert that the converted transformer computes the same within 1e-6 of max(1, |x|).

    Args:
        transformer: the fitted transformer.
        data: the data for scikit-learn.
        columns: the names of its columns, if it has none.
        feed: the data for the preprocessor; None: the same.
    """
    preprocessor = Preprocessor.from_sklearn(transformer, columns)
    assert preprocessor.is_fitted
    found = preprocessor(data if feed is None else feed)
    wanted = expected(transformer, data)
    assert found.dtype == "float32"
    assert found.shape == wanted.shape
    scale = np.maximum(1, np.abs(wanted))
    np.testing.assert_allclose(found / scale, wanted / scale, rtol=0, atol=1e-6)
    return preprocessor
