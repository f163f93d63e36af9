"""Preprocessor.from_frame: layers for the columns of a data frame, by their type and values."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from prelayer._core import check, errors
from prelayer._core.owner import called
from prelayer._core.types import FeatureLike, FrameLike, Option, OutputLike, SelectorLike
from prelayer.data.frame.table import Table
from prelayer.layers.base.layer import Layer
from prelayer.pipeline.preprocessor.column_facts import ColumnFacts
from prelayer.pipeline.preprocessor.default_layers import Choice, default_layers
from prelayer.pipeline.preprocessor.feature import Feature, chain_of
from prelayer.pipeline.preprocessor.selector import chosen_layers

SKIP = "skip"
_OVERRIDES = "a {dict} from names of columns, or selectors, to layers"
_RULE = 'a layer, a list of layers, {None} or "skip"'


def from_frame(
    cls: type[Layer],
    /,
    data: FrameLike,
    target: str | Sequence[str] | None = None,
    output: OutputLike = "concat",
    *,
    max_categories: int = 40,
    overrides: Mapping[SelectorLike, FeatureLike] | None = None,
    **kwargs: Option,
) -> Layer:
    """Choose layers for the columns of a data frame by their type and values.

    The first row that applies to a column decides:

    - no value, or one value, for text and logical values without gaps: left out, with a warning;
    - dates and times, or text that is ISO 8601 throughout: `DatetimeFeatures` of the components
      that are not constant, and `Normalization`;
    - logical values: 0 and 1; with gaps `Normalization(missing="mean")`;
    - numbers, and lists of numbers of one length: `Normalization` with `missing="mean"`;
    - lists of text: `StringLookup(output_mode="multi_hot")`;
    - text of at most `max_categories` values, unless there are 10 and more than 95 % differ, and
      categorical columns of at most 200: `StringLookup(mask_token="", output_mode="one_hot")`, so
      that missing values are zeros;
    - text of 4 words or more on average, or of more than 1.5 where more than half of the values
      differ: `TextVectorization`;
    - text of which more than 95 % of the values differ: left out as an identifier, with a warning;
    - other text: the lookup above, of the `max_categories` most frequent tokens.

    Args:
        data: a data frame of pandas or polars, an Arrow table, or a dict of columns.
        target: the columns to predict, which are no features.
        output: as for `Preprocessor`; with "dict", long texts and rare categories are indices.
        max_categories: how many values a category may have.
        overrides: a dict from names of columns, or selectors, to a layer, a list of layers, a class
            of layers, None for the column as it is, or "skip" to leave it out.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A `Preprocessor`, not yet adapted. Its `skipped` are the columns left out, with reasons.

    Raises:
        ValueError: if a target or an override is not a column, a column holds values of several
            types, or no column is left.

    Examples:
        >>> from prelayer import Preprocessor
        >>> data = {"size": [1.0, 2.0], "color": ["red", "blue"], "sold": [0, 1]}
        >>> Preprocessor.from_frame(data, target="sold").columns
        ['size', 'color']
    """
    with called(f"{cls.__name__}.from_frame"):
        check.whole("max_categories", max_categories, minimum=1)
        table = Table(data)
        columns = _columns(table, target)
        overrides = check.mapping("overrides", overrides, _OVERRIDES)
        # A column whose type has no rule may be left out by its name.
        looked_at = [name for name in columns if overrides.get(name) != SKIP]
        kinds = {name: columns[name].kind for name in looked_at}
        chosen = chosen_layers(overrides, kinds, list(columns))
        choices = {
            name: _chosen(chosen[name])
            if name in chosen
            else default_layers(column, output != "dict", max_categories)
            for name, column in columns.items()
        }
        skipped = {name: choice.reason for name, choice in choices.items() if choice.reason}
        kept = {name: column for name, column in columns.items() if name not in skipped}
        if not kept:
            raise errors.problem("`data` must have a column that is a feature, but it has none.")
    new: Any = cls
    found = new(
        {name: Feature((name,), choices[name].layers) for name in kept},
        output,
        dtypes={name: column.dtype for name, column in kept.items()},
        shapes={name: column.shape for name, column in kept.items()},
        **kwargs,
    )
    found._skipped = skipped
    unasked = {name: reason for name, reason in skipped.items() if name not in chosen}
    if unasked:
        listed = "; ".join(f"{name}: {reason}" for name, reason in unasked.items())
        warnings.warn(f"{cls.__name__}.from_frame leaves out columns ({listed}).", stacklevel=2)
    return found


def _columns(table: Table, target: Any) -> dict[str, ColumnFacts]:
    targets = [target] if isinstance(target, str) else list(target or ())
    for name in targets:
        check.known("target", name, table.names, "column")
    return {name: ColumnFacts(name, table) for name in table.names if name not in targets}


def _chosen(value: Any) -> Choice:
    if isinstance(value, str) and value == SKIP:
        return Choice(reason='`overrides` says "skip"')
    if isinstance(value, Feature):
        return Choice(value.layers)
    if isinstance(value, (list, tuple)):
        return Choice(chain_of([_made(layer) for layer in value], "overrides", _RULE))
    return Choice(chain_of(_made(value), "overrides", _RULE))


def _made(layer: Any) -> Any:
    """Return a layer; for a class of layers, which a selector needs, a new one."""
    return layer() if isinstance(layer, type) else layer
