"""Converters of encoders of categories, and of KBinsDiscretizer."""

from __future__ import annotations

import warnings
from functools import partial
from typing import Any

import numpy as np

from prelayer._core.missing import is_missing
from prelayer.layers import Discretization, IntegerLookup, Rescaling, StringLookup, Values
from prelayer.pipeline.preprocessor.from_sklearn.chain import Chain
from prelayer.pipeline.preprocessor.from_sklearn.probes import rows_of
from prelayer.pipeline.preprocessor.from_sklearn.registry import (
    converts,
    numbers,
    raw_columns,
    unsupported,
)

# A number that stands for missing ones, and that float64 holds.
_MISSING = -(2**62)


@converts("OneHotEncoder", "OrdinalEncoder", "TargetEncoder")
def encoder(encoder: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert an encoder of categories: a lookup, and the rows of a table of all categories.

    The rows are those of the encoder itself, so that all its options are taken into account.
    """
    columns = raw_columns(encoder, chains)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of unknown categories
        return [_encoded(encoder, chain, place) for place, chain in enumerate(columns)]


def _encoded(encoder: Any, chain: Chain, place: int) -> Chain:
    categories = [one for one in encoder.categories_[place] if not is_missing(one)]
    is_text = all(isinstance(one, (str, bytes)) for one in categories)
    if not is_text and not all(_is_whole(one) for one in categories):
        remedy = "Layers look up text and whole numbers: discretize or convert the column first."
        raise unsupported(encoder, "categories_", remedy)
    unknown = rows_of(encoder, place, [_unused(categories, is_text)])
    missing = _row_of_missing(encoder, chain, place, unknown)
    found = (missing, unknown, rows_of(encoder, place, categories))
    table = np.concatenate([rows for rows in found if rows is not None])
    options: dict[str, Any] = {"num_oov_indices": 0 if unknown is None else 1}
    if missing is not None:
        options["mask_token"] = "" if is_text else _MISSING
    vocabulary = categories if is_text else [*map(int, categories)]
    lookup = partial(StringLookup if is_text else IntegerLookup, vocabulary=vocabulary, **options)
    values = partial(Values, table, dtype="float64")
    dtype = "string" if is_text else "int64"
    return chain.then(lookup, values, width=table.shape[1], dtype=dtype)


def _row_of_missing(encoder: Any, chain: Chain, place: int, unknown: Any) -> Any:
    """Return the row of missing values; None if there is none, so that they are rejected."""
    gaps = [one for one in encoder.categories_[place] if is_missing(one)]
    if "" in encoder.categories_[place].tolist():
        if gaps or chain.fill is not None:  # missing text is "" in lookups
            raise unsupported(encoder, "categories_", 'Replace "" by another category first.')
        return None
    if chain.fill is not None:
        return rows_of(encoder, place, [chain.fill])
    return rows_of(encoder, place, gaps[:1]) if gaps else unknown


def _is_whole(category: Any) -> bool:
    is_number = isinstance(category, (int, float, np.number, np.bool_))
    return is_number and float(category).is_integer() and abs(float(category)) < 2**53


def _unused(categories: list[Any], is_text: bool) -> Any:
    """Return a value that is no category."""
    if not is_text:
        return max(map(int, categories), default=0) + 1
    text = "unknown"
    while text in categories:
        text += "_"
    return text


@converts("KBinsDiscretizer")
def bins(discretizer: Any, chains: list[Chain], preprocessor: Any) -> list[Chain]:
    """Convert a `KBinsDiscretizer`."""
    chains = [chain for chain, _ in numbers(discretizer, chains)]
    if any(chain.width > 1 for chain in chains):
        raise unsupported(discretizer, remedy="It must come before columns are encoded.")
    ordinal = discretizer.encode == "ordinal"
    return [
        _binned(chain, edges[1:-1].tolist(), ordinal)
        for chain, edges in zip(chains, discretizer.bin_edges_)
    ]


def _binned(chain: Chain, boundaries: list[float], ordinal: bool) -> Chain:
    if not boundaries:  # one bin
        return chain.then(partial(Rescaling, 0.0, 0.0 if ordinal else 1.0, dtype="float64"))
    layer = partial(Discretization, boundaries, output_mode="int" if ordinal else "one_hot")
    return chain.then(layer, width=1 if ordinal else len(boundaries) + 1)
