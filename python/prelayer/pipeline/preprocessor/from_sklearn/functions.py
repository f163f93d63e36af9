"""Converter of FunctionTransformer, for the functions that are layers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from prelayer.layers import Log
from prelayer.pipeline.preprocessor.from_sklearn.chain import Chain
from prelayer.pipeline.preprocessor.from_sklearn.registry import converts, numbers, unsupported

_LAYERS: dict[Any, Callable[[], Any]] = {
    np.log: partial(Log, dtype="float64"),
    np.log1p: partial(Log, offset=1.0, dtype="float64"),
    np.log2: partial(Log, 2.0, dtype="float64"),
    np.log10: partial(Log, 10.0, dtype="float64"),
    np.exp: partial(Log, invert=True, dtype="float64"),
    np.expm1: partial(Log, offset=1.0, invert=True, dtype="float64"),
}


@converts("FunctionTransformer")
def function_transformer(function: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `FunctionTransformer` without a function, or of a logarithm or exponential."""
    if function.func is None:
        return chains
    known = isinstance(function.func, np.ufunc) and function.func in _LAYERS
    if not known or function.kw_args:
        remedy = "Layers compute np.log, np.log1p, np.log2, np.log10, np.exp and np.expm1."
        raise unsupported(function, "func", remedy)
    layer = _LAYERS[function.func]
    return [chain.then(layer) for chain, _ in numbers(function, chains)]
