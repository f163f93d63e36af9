"""Converter of SimpleImputer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from prelayer.layers import Imputation, Projection
from prelayer.pipeline.preprocessor.from_sklearn.chain import Chain
from prelayer.pipeline.preprocessor.from_sklearn.registry import (
    converts,
    numbers,
    raw_columns,
    require,
    unsupported,
)


@converts("SimpleImputer")
def simple_imputer(imputer: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `SimpleImputer`; its indicators follow all features."""
    statistics = imputer.statistics_
    if any(isinstance(value, (str, bytes)) for value in statistics):
        return _of_text(imputer, chains)
    require(imputer, missing_values=(np.nan,))
    statistics = np.asarray(statistics, np.float64)
    found = [
        part
        for chain, columns in numbers(imputer, chains)
        for part in _filled(imputer, chain, statistics[columns])
    ]
    if not imputer.add_indicator:
        return found
    return [*found, *_indicators(imputer, chains)]


def _of_text(imputer: Any, chains: list[Chain]) -> list[Chain]:
    # The lookup that follows gives missing text the row of the replacement.
    require(imputer, missing_values=(np.nan, None, ""), add_indicator=False)
    filled = []
    for chain, value in zip(raw_columns(imputer, chains), imputer.statistics_):
        if not isinstance(value, str):
            raise unsupported(imputer, remedy="Impute columns of text and of numbers separately.")
        filled.append(replace(chain, columns=dict.fromkeys(chain.columns, "string"), fill=value))
    return filled


def _filled(imputer: Any, chain: Chain, statistics: np.ndarray) -> list[Chain]:
    """Return the chain with its missing numbers replaced; none for columns that are dropped."""
    lost = np.isnan(statistics)
    if lost.any() and chain.width == 1:
        return []
    if lost.any():
        raise unsupported(imputer, "keep_empty_features", "Drop columns without values first.")
    if np.all(statistics == statistics[0]):
        value = float(statistics[0])
        fill = partial(Imputation, "constant", fill_value=value, dtype="float64")
        return [chain.then(fill)]
    remedy = "Impute before columns are encoded, or by one number for all of them."
    raise unsupported(imputer, "strategy", remedy)


def _indicators(imputer: Any, chains: list[Chain]) -> list[Chain]:
    """Return a chain for each indicator: 1 where a number is missing."""
    found = []
    columns = numbers(imputer, chains)
    for feature in imputer.indicator_.features_:
        chain, part = next(one for one in columns if one[1].start <= feature < one[1].stop)
        # Numbers are followed by as many indicators, of which the matrix selects one.
        select = np.zeros((2 * chain.width, 1))
        select[chain.width + feature - part.start] = 1
        tell = partial(Imputation, "constant", add_indicator=True, dtype="float64")
        found.append(chain.then(tell, partial(Projection, select, dtype="float64"), width=1))
    return found
