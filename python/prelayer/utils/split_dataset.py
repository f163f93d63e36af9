"""split_dataset: splits data into two datasets."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.dataset_options import disable_autotune
from prelayer._core.owner import public
from prelayer._core.types import Data
from prelayer.data.schema import as_of
from prelayer.utils.dataset_rows import Rows, rows_of

_LARGEST_SEED = 10**6


@public
def split_dataset(
    dataset: Data,
    left_size: float | None = None,
    right_size: float | None = None,
    shuffle: bool = False,
    seed: int | None = None,
    preferred_backend: str | None = None,
) -> tuple[tf.data.Dataset, tf.data.Dataset]:
    """Split data into two datasets: a train-test split, or training and validation data.

    A dataset is read once, into memory, so that both parts keep their rows even if the dataset is
    shuffled anew each epoch. If its elements are batches, their rows are split, and then batched
    again. Elements are batches if `batch()` made them, also before `map()` or `prefetch()`, or if a
    loader of this package did.

    See also: `dataset_from_frame`, `image_dataset_from_directory`.

    Args:
        dataset: a `tf.data.Dataset`; an array, whose first axis has the rows; a data frame; or
            arrays in lists, tuples and dicts.
        left_size: number of rows of the left part, or their share, a float between 0 and 1; None
            for all but the right part.
        right_size: the same for the right part, which ends with the last row; None for all but the
            left part.
        shuffle: whether to shuffle the rows before they are split.
        seed: whole number that makes shuffling reproducible, and the same as in Keras.
        preferred_backend: "tensorflow" or None.

    Returns:
        The left and the right `tf.data.Dataset`. Lists of arrays become tuples.

    Raises:
        ValueError: if a size is invalid, a part would be empty, both are larger than the data, or
            rows differ in shape.

    Examples:
        >>> import numpy as np
        >>> from prelayer import split_dataset
        >>> left, right = split_dataset(np.arange(5), left_size=0.6)
        >>> [row.item() for row in left.as_numpy_iterator()]
        [0, 1, 2]
        >>> [row.item() for row in right.as_numpy_iterator()]
        [3, 4]
    """
    check.one_of("preferred_backend", preferred_backend, ("tensorflow", None))
    check.flag("shuffle", shuffle)
    seed = None if seed is None else check.whole("seed", seed, minimum=0)
    if left_size is None and right_size is None:
        raise errors.problem("`left_size` or `right_size` must be given, but both are {None}.")
    rows = rows_of(dataset)
    left, right = _counts(left_size, right_size, rows.length)
    order = _order(rows.length, seed) if shuffle else np.arange(rows.length)
    parts = order[:left], order[rows.length - right :]
    found = [_dataset_of(rows, part) for part in parts]
    if isinstance(dataset, tf.data.Dataset):
        found = [as_of(part, dataset) for part in found]
    return found[0], found[1]


def _counts(left_size: Any, right_size: Any, count: int) -> tuple[int, int]:
    """Return the numbers of rows of both parts."""
    left = None if left_size is None else _rows_for("left_size", left_size, count)
    right = None if right_size is None else _rows_for("right_size", right_size, count)
    left = count - (right or 0) if left is None else left
    right = count - left if right is None else right
    if left + right > count:
        raise errors.problem(
            "`left_size` and `right_size` must add up to at most {count} rows, not {sum}.",
            count=count,
            sum=left + right,
        )
    for side, size in (("left", left), ("right", right)):
        if size == 0:
            raise errors.problem(
                "the {side} part of {count} rows would be empty. Make it larger.",
                side=side,
                count=count,
            )
    return left, right


def _rows_for(argument: str, size: Any, count: int) -> int:
    is_whole = isinstance(size, (int, np.integer)) and not isinstance(size, bool)
    if is_whole and 0 < size < count:
        return int(size)
    if isinstance(size, (float, np.floating)) and 0 < size < 1:
        return round(float(size) * count)
    rule = "a whole number from 1 to {last}, or a fraction between 0 and 1"
    raise errors.invalid(argument, rule, size, last=count - 1)


def _order(count: int, seed: int | None) -> np.ndarray:
    # Keras's shuffling, but without a change of Python's global generator if there is a seed.
    order = list(range(count))
    random.Random(random.randint(0, _LARGEST_SEED) if seed is None else seed).shuffle(order)
    return np.array(order)


def _dataset_of(rows: Rows, numbers_of_rows: np.ndarray) -> tf.data.Dataset:
    def chosen(part: Any) -> Any:
        return tf.gather(part, numbers_of_rows)

    with tf.device("CPU:0"):
        dataset = tf.data.Dataset.from_tensor_slices(tf.nest.map_structure(chosen, rows.parts))
    if rows.batch_size is not None:
        dataset = dataset.batch(rows.batch_size)
    return disable_autotune(dataset.prefetch(tf.data.AUTOTUNE))
