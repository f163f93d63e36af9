"""dataset_from_frame: a table in memory as a dataset of features and targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import tensorflow as tf

from prelayer.data.frame.column_kinds import Column, LabelColumn
from prelayer.data.frame.frame_dataset import frame_dataset
from prelayer.data.frame.frame_parts import Frame

OWNER = "dataset_from_frame"


def dataset_from_frame(
    data: Any,
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
    """Return the rows of a table as a dataset of batches.

    The columns are handed over once and gathered by the number of the row. Shuffling draws a
    permutation of all rows each epoch, the same ones for the same `seed`. A column of text or of
    levels becomes strings; numbers with fractions become float32, others keep their dtype; lists
    become vectors where all have one length, else a ragged feature. A column whose values are all
    missing has the kind that its type states, and is text where the type states none (Python
    objects, null). `numeric_column()`, `text_column()` and other columns state it explicitly.

    Args:
        data: a data frame of pandas or polars, an Arrow table, or a dict of columns of one length.
        features: names of columns, or a dict from the names of features to columns. A single name
            or column is a feature without a name. Default: all columns but those of `target` and
            `weights`.
        target: the column to predict, a `label_column()`, or several of them: a list, or a dict. A
            list of one is that column.
        weights: the column with the weight of each row, which becomes float32; it needs `target`.
        batch_size: rows in a batch; None for single ones.
        shuffle: whether each epoch draws a new order.
        seed: a whole number that makes shuffling and splitting repeatable.
        drop_remainder: whether a last batch with fewer rows is left out.
        na: what becomes of missing values in features: "error"; "mask": the empty text, which is
            the mask of lookups, or NaN; "token": the text "[NA]", or NaN. Whole numbers become
            float32 where one is missing. The same goes for elements of lists; a list that is
            missing has no elements then. In targets and weights they are always an error.
        on_error: what to do about a file that cannot be read: "raise" an error that names it,
            "skip" its row, or put a "placeholder" in its place, black or empty. `report()` tells
            which files they are.
            "skip" leaves the number of batches unknown, and Keras's `fit()` warns after each epoch
            that the data ran out; `tf.data.experimental.assert_cardinality()` states the number.
        split: the parts to return, each with its share: {"train": 0.8, "test": 0.2}. The first
            one alone is shuffled.
        stratify: the column of whose values each part has its share, within one row.
        group: the column of whose values each is in one part only; none may be missing.
        split_by: the column by a hash of which rows are split, so that none moves when others are
            added. Default: by chance.

    Returns:
        A `tf.data.Dataset` of x, (x, y) or (x, y, weights), where x is a dict of features and y a
        tensor, or a dict for several targets; a dict of datasets with `split`. `schema()` tells
        what they mean.

    Raises:
        ValueError: for an unusable argument, an unknown column, columns of different lengths,
            missing values, an unknown class, a file that does not exist.

    Example:
        >>> from prelayer import dataset_from_frame
        >>> data = {"size": [1.5, 2.5], "shop": ["A", "B"], "sold": [0, 1]}
        >>> x, y = next(iter(dataset_from_frame(data, target="sold", batch_size=2)))
        >>> x["size"].numpy(), x["shop"].numpy()
        (array([1.5, 2.5], dtype=float32), array([b'A', b'B'], dtype=object))
    """
    return frame_dataset(
        Frame(
            owner=OWNER,
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
