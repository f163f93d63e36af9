"""Preprocessor.from_sklearn: the layers that compute what a fitted transformer does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prelayer._core import check, errors
from prelayer._core.owner import called
from prelayer._core.types import Option, Transformer
from prelayer.layers.base.layer import Layer
from prelayer.pipeline.preprocessor.from_sklearn.chain import Chain
from prelayer.pipeline.preprocessor.from_sklearn.features import features_of
from prelayer.pipeline.preprocessor.from_sklearn.registry import converted


def from_sklearn(
    cls: type[Layer],
    /,
    transformer: Transformer,
    columns: str | Sequence[str] | None = None,
    **kwargs: Option,
) -> Layer:
    """Convert a fitted transformer of scikit-learn to layers with the same output.

    Use it to deploy preprocessing that was fitted with scikit-learn as a part of a Keras model. The
    output equals `transformer.transform(data)`, as a dense matrix with columns in the same order,
    within 1e-6 of max(1, |x|): numbers are computed in float64, and rounded to float32 once.

    It takes `ColumnTransformer`, `Pipeline` and `FeatureUnion` of: `StandardScaler`,
    `MinMaxScaler`, `MaxAbsScaler`, `RobustScaler`, `QuantileTransformer`, `PowerTransformer`,
    `KBinsDiscretizer`, `OneHotEncoder`, `OrdinalEncoder`, `TargetEncoder`, `SimpleImputer`,
    `CountVectorizer`, `TfidfVectorizer`, `HashingVectorizer`, `PCA`, `TruncatedSVD`, and
    `FunctionTransformer` of no function or a logarithm. Missing text, such as None, and "" are the
    same to layers.

    Args:
        transformer: the fitted transformer.
        columns: the names of the columns that it was fitted to, in their order; the name of one
            column for vectorizers of text. None: its `feature_names_in_`.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A fitted `Preprocessor`, with an input for each column that is used.

    Raises:
        ValueError: if the transformer is not fitted, or a transformer or an option has no
            equivalent layers; the message names it.

    Examples:
        >>> import pandas as pd
        >>> from sklearn.preprocessing import StandardScaler
        >>> from prelayer import Preprocessor
        >>> data = pd.DataFrame({"size": [1.0, 3.0]})
        >>> prep = Preprocessor.from_sklearn(StandardScaler().fit(data))
        >>> prep(data).numpy()
        array([[-1.],
               [ 1.]], dtype=float32)
    """
    preprocessor: Any = cls
    with called(f"{cls.__name__}.from_sklearn"):
        _check_fitted(transformer)
        chains = [Chain({name: ""}) for name in _names(transformer, columns)]
        found = converted(transformer, chains, cls)
        if not found:
            raise errors.problem("`transformer` must have an output, but it drops all columns.")
        features, dtypes = features_of(found)
    found_layer: Layer = preprocessor(features, dtypes=dtypes, **kwargs)
    return found_layer


def _check_fitted(transformer: Any) -> None:
    sklearn = check.imported("sklearn")
    validation = check.imported("sklearn.utils.validation")
    if not isinstance(transformer, sklearn.base.BaseEstimator):
        raise errors.invalid("transformer", "a fitted transformer of scikit-learn", transformer)
    try:
        validation.check_is_fitted(transformer)
    except check.imported("sklearn.exceptions").NotFittedError:
        raise errors.problem(
            "`transformer` must be fitted. Call its `fit()` first, with the training data."
        ) from None


def _names(transformer: Any, columns: Any) -> list[str]:
    if columns is None:
        columns = getattr(transformer, "feature_names_in_", None)
    if columns is None:
        raise errors.problem(
            "`columns` must be given, because the transformer was fitted to data without names. "
            "List the names of its columns in their order."
        )
    names = [columns] if isinstance(columns, str) else list(columns)
    count = getattr(transformer, "n_features_in_", len(names))
    wrong = [name for name in names if not isinstance(name, str)]
    if wrong or len(set(names)) < len(names) or len(names) != count:
        rule = f"the names of the {count} columns that it was fitted to, without repeats"
        raise errors.invalid("columns", rule, names)
    return names
