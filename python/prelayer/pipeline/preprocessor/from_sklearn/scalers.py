"""Converters of scalers: StandardScaler, MinMaxScaler, QuantileTransformer and their like."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from prelayer.layers import MinMaxScaling, Normalization, Power, QuantileTransform, Rescaling
from prelayer.pipeline.preprocessor.from_sklearn.chain import Chain
from prelayer.pipeline.preprocessor.from_sklearn.registry import converts, numbers

# `Normalization` replaces smaller deviations.
_SMALLEST = 1e-7


@converts("StandardScaler")
def standard_scaler(scaler: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `StandardScaler`."""
    size = scaler.n_features_in_
    center = scaler.mean_ if scaler.with_mean else np.zeros(size)
    scale = scaler.scale_ if scaler.with_std else np.ones(size)
    return _standardized(scaler, chains, center, scale)


@converts("RobustScaler")
def robust_scaler(scaler: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `RobustScaler`."""
    size = scaler.n_features_in_
    center = scaler.center_ if scaler.with_centering else np.zeros(size)
    scale = scaler.scale_ if scaler.with_scaling else np.ones(size)
    return _standardized(scaler, chains, center, scale)


@converts("MinMaxScaler")
def min_max_scaler(scaler: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `MinMaxScaler`."""

    low, high = scaler.feature_range

    def layer(part: slice) -> Any:
        return MinMaxScaling(
            (float(low), float(high)),
            clip=scaler.clip,
            minimum=scaler.data_min_[part],
            maximum=scaler.data_max_[part],
            dtype="float64",
        )

    return _by_chain(scaler, chains, layer)


@converts("MaxAbsScaler")
def max_abs_scaler(scaler: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `MaxAbsScaler`."""

    def layer(part: slice) -> Any:
        if not getattr(scaler, "clip", False):
            return Rescaling(1 / scaler.scale_[part], dtype="float64")
        largest = scaler.scale_[part]
        bounds = {"minimum": -largest, "maximum": largest}
        return MinMaxScaling((-1.0, 1.0), clip=True, **bounds, dtype="float64")

    return _by_chain(scaler, chains, layer)


@converts("QuantileTransformer")
def quantile_transformer(scaler: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `QuantileTransformer`."""

    def layer(part: slice) -> Any:
        return QuantileTransform(
            output_distribution=scaler.output_distribution,
            quantiles=np.maximum.accumulate(scaler.quantiles_[:, part]),
            dtype="float64",
        )

    return _by_chain(scaler, chains, layer)


@converts("PowerTransformer")
def power_transformer(scaler: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `PowerTransformer`, and the scaler that it contains."""
    method = scaler.method.replace("-", "_")

    def layer(part: slice) -> Any:
        return Power(method, lambdas=scaler.lambdas_[part], dtype="float64")

    found = _by_chain(scaler, chains, layer)
    if not scaler.standardize:
        return found
    return standard_scaler(scaler._scaler, found, preprocessor)


def _standardized(
    scaler: Any, chains: list[Chain], center: np.ndarray, scale: np.ndarray
) -> list[Chain]:
    def layer(part: slice) -> Any:
        mean, deviation = center[part], scale[part]
        if np.any(deviation < _SMALLEST):
            return Rescaling(1 / deviation, offset=-mean / deviation, dtype="float64")
        return Normalization(mean=mean, variance=deviation**2, dtype="float64")

    return _by_chain(scaler, chains, layer)


def _by_chain(scaler: Any, chains: list[Chain], layer: Callable[[slice], Any]) -> list[Chain]:
    """Return chains with one more layer, a function of the positions of their columns."""
    return [chain.then(partial(layer, part)) for chain, part in numbers(scaler, chains)]
