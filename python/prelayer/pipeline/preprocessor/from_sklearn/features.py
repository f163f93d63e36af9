"""The features of a Preprocessor for chains of layers."""

from __future__ import annotations

from prelayer._core import errors
from prelayer.pipeline.preprocessor.feature import Feature
from prelayer.pipeline.preprocessor.from_sklearn.chain import Chain


def features_of(chains: list[Chain]) -> tuple[dict[str, Feature], dict[str, str]]:
    """Return the features by name, with new layers, and the dtypes of their columns.

    Raises:
        ValueError: if a column is needed as text and as numbers, or text is not encoded.
    """
    features: dict[str, Feature] = {}
    dtypes: dict[str, str] = {}
    for chain in chains:
        if chain.fill is not None:
            raise errors.problem(
                "the output {name!r} is text, which must be encoded: add a OneHotEncoder or an "
                "OrdinalEncoder after the imputer.",
                name=chain.name,
            )
        name, number = chain.name, 1
        while name in features:
            number += 1
            name = f"{chain.name}_{number}"
        features[name] = Feature(tuple(chain.columns), tuple(chain.layers()))
        for column, dtype in chain.columns.items():
            dtypes[column] = _joined(column, dtypes.get(column, ""), dtype or "float64")
    return features, dtypes


def _joined(column: str, first: str, second: str) -> str:
    if first in ("", second):
        return second
    if "string" in (first, second):
        raise errors.problem(
            "the column {column!r} is used as text and as numbers. Copy it under another name.",
            column=column,
        )
    return "float64"  # of int64 and float64
