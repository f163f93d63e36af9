"""Preprocessor.from_sklearn: converts fitted transformers of scikit-learn, one module a family."""

from prelayer.pipeline.preprocessor.from_sklearn import (  # noqa: F401, registers the converters
    categories,
    composition,
    functions,
    imputers,
    projections,
    scalers,
    texts,
)
from prelayer.pipeline.preprocessor.from_sklearn.from_sklearn import from_sklearn

__all__ = ["from_sklearn"]
