"""dataset_from_frame: converts a table in memory to a dataset of features and targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import tensorflow as tf

from prelayer._core.owner import public
from prelayer._core.types import FrameLike
from prelayer.data.frame.column_specs import Column, LabelColumn
from prelayer.data.frame.frame_dataset import frame_dataset
from prelayer.data.frame.frame_parts import Frame


@public
def dataset_from_frame(
    data: FrameLike,
    features: str | Column | Sequence[str] | Mapping[str, str | Column] | None = None,
    target: str | LabelColumn | Sequence[str] | Mapping[str, str | LabelColumn] | None = None,
    weights: str | None = None,
    batch_size: int | None = 32,
    shuffle: bool = False,
    seed: int | None = None,
    drop_remainder: bool = False,
    na: Literal["error", "mask", "token"] = "error",
    on_error: Literal["raise", "skip", "placeholder"] = "raise",
    split: Mapping[str, float] | None = None,
    stratify: str | None = None,
    group: str | None = None,
    split_by: str | None = None,
) -> tf.data.Dataset | dict[str, tf.data.Dataset]:
    """Convert a data frame to a dataset of batches of features, targets and weights.

    The columns are converted once; each batch gathers its rows. Each epoch is shuffled by a
    permutation of all rows, reproducible by `seed`. A column of text or of levels becomes strings;
    numbers with fractions become float32, other numbers keep their dtype; dates and times become
    int64 microseconds since 1970 (UTC), as `DatetimeFeatures` takes them; lists become vectors if
    all have one length, else a ragged feature. A column in which all values are missing has the
    kind given by its type, and is text if the type determines no kind (Python objects, null).
    `numeric_column()`, `text_column()` and the other column functions set the kind explicitly.

    See also: `csv_dataset`, `numeric_column`, `Preprocessor`, docs/guides/tables.Rmd.

    Args:
        data: a pandas or polars data frame, an Arrow table, or a dict of columns of one length.
        features: names of columns, or a dict from feature names to columns. A single name or column
            is a feature without a name. Default: all columns except those of `target` and
            `weights`.
        target: the column to predict, a `label_column()`, or a list or dict of several. A list of
            one is that column.
        weights: the column of sample weights, which become float32; requires `target`.
        batch_size: rows per batch; None for single rows.
        shuffle: whether to shuffle the rows in a new order each epoch.
        seed: a whole number that makes shuffling and splitting reproducible.
        drop_remainder: whether to drop a last batch with fewer rows.
        na: how to handle missing values in features: "error" raises; "mask": the empty text, which
            lookups treat as the mask token, or NaN; "token": the text "[NA]", or NaN. Whole numbers
            with missing values become float32, and missing dates the lowest int64. The rule also
            applies to elements of lists; a missing list then becomes an empty list. Missing targets
            and weights always raise.
        on_error: how to handle an unreadable file: "raise" an error that names it, "skip" its row,
            or replace it by a "placeholder", a black image or an empty text. `report()` lists these
            files.
            With "skip" the number of batches is unknown, and Keras's `fit()` warns after each epoch
            that the data ran out; `tf.data.experimental.assert_cardinality()` sets the number.
        split: the names of the parts and their fractions: {"train": 0.8, "test": 0.2}. Only the
            first part is shuffled.
        stratify: a column; each part contains its fraction of each value, to within one row.
        group: a column without missing values; rows with the same value are in the same part.
        split_by: a column whose hash assigns rows to parts, so that no row changes its part when
            rows are added. Default: rows are split at random.

    Returns:
        A `tf.data.Dataset` of x, (x, y) or (x, y, weights), where x is a dict of features and y a
        tensor, or a dict for several targets; a dict of datasets with `split`. `schema()` returns
        their names, classes and dtypes.

    Raises:
        ValueError: if an argument is invalid, a column, class or file does not exist, columns
            differ in length, or values are missing.

    Examples:
        >>> from prelayer import dataset_from_frame
        >>> data = {"size": [1.5, 2.5], "shop": ["A", "B"], "sold": [0, 1]}
        >>> x, y = next(iter(dataset_from_frame(data, target="sold", batch_size=2)))
        >>> x["size"].numpy(), x["shop"].numpy()
        (array([1.5, 2.5], dtype=float32), array([b'A', b'B'], dtype=object))
    """
    return frame_dataset(
        Frame(
            data=data,
            features=features,
            target=target,
            weights=weights,
            batch_size=batch_size,
            shuffle=shuffle,
            seed=seed,
            drop_remainder=drop_remainder,
            na=na,
            on_error=on_error,
            split=split,
            stratify=stratify,
            group=group,
            split_by=split_by,
        )
    )
