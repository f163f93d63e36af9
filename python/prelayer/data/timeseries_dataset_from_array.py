"""timeseries_dataset_from_array: creates a dataset of sliding windows over a time series."""

from __future__ import annotations

from typing import Any, NamedTuple

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.dataset_options import disable_autotune
from prelayer._core.owner import public
from prelayer._core.tensors import as_tensor
from prelayer._core.types import ArrayLike
from prelayer.data.common.aligned_memory import as_variable, gather
from prelayer.data.common.element_schema import Schema
from prelayer.data.schema import with_schema


class _Windows(NamedTuple):
    """Start positions of windows, and the offsets of their rows."""

    first: int
    number: int
    stride: int
    offsets: tf.Tensor


@public
def timeseries_dataset_from_array(
    data: ArrayLike,
    targets: ArrayLike,
    sequence_length: int,
    sequence_stride: int = 1,
    sampling_rate: int = 1,
    batch_size: int | None = 128,
    shuffle: bool = False,
    seed: int | None = None,
    start_index: int | None = None,
    end_index: int | None = None,
    format: str = "tf",  # noqa: A002  (Keras's name)
) -> tf.data.Dataset:
    """Create a dataset of sliding windows over a time series, with the target of the first row.

    The arrays are converted to tensors once; each batch gathers its rows. Shuffling permutes all
    windows in a new order each epoch, reproducible by `seed`.

    See also: `dataset_from_frame`, `pad_sequences`.

    Args:
        data: rows in the order of time: an array, a list or a data frame of numbers or strings;
            rows may have any shape.
        targets: one target per row: `targets[i]` belongs to the window that begins with `data[i]`.
            If there are fewer targets than windows, only windows with a target are returned. None
            for windows only.
        sequence_length: number of rows in a window.
        sequence_stride: number of rows between the starts of successive windows.
        sampling_rate: number of rows between successive rows of a window; 1 for adjacent rows.
        batch_size: windows per batch; None for single windows.
        shuffle: whether to shuffle the windows; otherwise they are in the order of time.
        seed: whole number that makes shuffling reproducible.
        start_index: the first row to use; None for row 0.
        end_index: the row after the last one to use; None uses all.
        format: "tf".

    Returns:
        A `tf.data.Dataset` of (windows, targets), or of windows only; windows have the shape
        (batch, sequence_length, ...) and the dtype of the data.

    Raises:
        ValueError: if an argument is invalid, or there are too few rows for one window.

    Examples:
        >>> from prelayer import timeseries_dataset_from_array
        >>> rows = [0, 1, 2, 3, 4, 5]
        >>> dataset = timeseries_dataset_from_array(rows, rows[3:], 3, batch_size=2)
        >>> for windows, targets in dataset:
        ...     print(windows.numpy().tolist(), targets.numpy().tolist())
        [[0, 1, 2], [1, 2, 3]] [3, 4]
        [[2, 3, 4]] [5]
    """
    check.one_of("format", format, ("tf",))
    names = [_column_names(given) for given in (data, targets)]
    data = _rows("data", data)
    targets = None if targets is None else _rows("targets", targets)
    windows = _windows(
        data, targets, sequence_length, sequence_stride, sampling_rate, start_index, end_index
    )
    starts = tf.data.Dataset.range(windows.first, windows.first + windows.number, windows.stride)
    seed = None if seed is None else check.whole("seed", seed, minimum=0)
    if check.flag("shuffle", shuffle):
        starts = starts.shuffle(starts.cardinality(), seed=seed)
    if batch_size is not None:
        starts = starts.batch(check.whole("batch_size", batch_size, minimum=1))

    def look_up(starts: tf.Tensor) -> Any:
        found = gather(data, starts[..., tf.newaxis] + windows.offsets)
        return found if targets is None else (found, gather(targets, starts))

    dataset = starts.map(look_up, num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)
    return with_schema(
        disable_autotune(dataset), Schema(feature_names=names[0], target_names=names[1])
    )


def _rows(argument: str, given: Any) -> tf.Variable:
    with tf.device("CPU:0"):  # Rows are gathered on the CPU.
        rows = as_tensor(given)
    if not isinstance(rows, tf.Tensor) or rows.shape.rank == 0:
        raise errors.invalid(argument, "an array with rows", given)
    return as_variable(rows)


def _column_names(given: Any) -> tuple[str, ...]:
    columns = getattr(given, "columns", None)
    return () if columns is None else tuple(str(name) for name in columns)


def _windows(
    data: tf.Variable,
    targets: tf.Variable | None,
    length: Any,
    stride: Any,
    rate: Any,
    start: Any,
    end: Any,
) -> _Windows:
    length = check.whole("sequence_length", length, minimum=1)
    stride = check.whole("sequence_stride", stride, minimum=1)
    rate = check.whole("sampling_rate", rate, minimum=1)
    rows = data.shape[0]
    if rows == 0:
        raise errors.problem("`data` must have rows, but it has none.")
    start = 0 if start is None else check.whole("start_index", start, minimum=0)
    end = rows if end is None else check.whole("end_index", end, minimum=1)
    if end > rows:
        raise errors.invalid("end_index", "at most {rows}, the number of rows", end, rows=rows)
    if start >= end:
        raise errors.invalid("start_index", "below {end}, the end of the rows", start, end=end)
    span = (length - 1) * rate + 1
    if span > end - start:
        raise errors.problem(
            "a window spans {span} rows (`{sequence_length=length}`, `{sampling_rate=rate}`), "
            "but there are {rows}. Make it shorter, or give more rows.",
            span=span,
            length=length,
            rate=rate,
            rows=end - start,
        )
    count = end - start - span + 1
    if targets is not None:
        count = min(count, targets.shape[0] - start)
        if count < 1:
            raise errors.problem(
                "the first window begins at row {start!p}, but there are {shape!s} targets.",
                start=start,
                shape=targets.shape[0],
            )
    return _Windows(start, count, stride, tf.range(0, length * rate, rate, tf.int64))
