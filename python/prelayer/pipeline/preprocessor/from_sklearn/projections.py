"""Converters of linear maps of several columns: PCA and TruncatedSVD."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from prelayer.layers import Normalization, Projection
from prelayer.pipeline.preprocessor.from_sklearn.chain import Chain
from prelayer.pipeline.preprocessor.from_sklearn.features import features_of
from prelayer.pipeline.preprocessor.from_sklearn.registry import converts, numbers, unsupported


@converts("PCA", "TruncatedSVD")
def projection(model: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `PCA` or a `TruncatedSVD`, which centers nothing."""
    joined = _joined(model, [chain for chain, _ in numbers(model, chains)], preprocessor)
    matrix = model.components_.T
    if getattr(model, "whiten", False):
        scale = np.sqrt(model.explained_variance_)
        matrix = matrix / np.maximum(scale, np.finfo(scale.dtype).eps)
    center = getattr(model, "mean_", None)
    if center is not None:
        variance = np.ones_like(center)
        joined = joined.then(
            partial(Normalization, mean=center, variance=variance, dtype="float64")
        )
    return [joined.then(partial(Projection, matrix, dtype="float64"), width=matrix.shape[1])]


def _joined(model: Any, chains: list[Chain], preprocessor: Any) -> Chain:
    """Return one chain that begins with a `Preprocessor` of several."""
    if len(chains) == 1 and not chains[0].is_raw:
        return chains[0]
    _, dtypes = features_of(chains)
    if len(dtypes) == 1:
        raise unsupported(model, remedy="It needs at least two columns.")

    def layer() -> Any:
        features, dtypes = features_of(chains)
        return preprocessor(features, dtypes=dtypes, dtype="float64")

    return Chain(dtypes, (layer,), sum(chain.width for chain in chains))
