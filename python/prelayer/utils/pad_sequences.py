"""pad_sequences: sequences of different lengths as one array."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.types import ArrayLike, DTypeLike, Token
from prelayer.utils.exact_cast import exact_cast, is_text

_SIDES = ("pre", "post")


@public
def pad_sequences(
    sequences: ArrayLike,
    maxlen: int | None = None,
    dtype: DTypeLike = "int32",
    padding: Literal["pre", "post"] = "pre",
    truncating: Literal["pre", "post"] = "pre",
    value: float | Token = 0.0,
) -> np.ndarray:
    """Pad sequences of different lengths, or truncate them, to one length, as an array.

    See also: `TextVectorization`, `to_categorical`.

    Args:
        sequences: a list of sequences of numbers or text, whose steps may be arrays of one shape; a
            ragged tensor; or an array with one row per sequence.
        maxlen: the length of all sequences; None for that of the longest one.
        dtype: the dtype of the result: of numbers, `object` or "str" for text.
        padding: "pre" pads shorter sequences at the start, "post" at the end.
        truncating: "pre" removes the first values of longer sequences, "post" the last ones.
        value: the value to pad with.

    Returns:
        An array (number of sequences, `maxlen`, ...).

    Raises:
        ValueError: if `dtype` cannot hold a value, such as a fraction in "int32", or if steps have
            different shapes.

    Examples:
        >>> from prelayer import pad_sequences
        >>> pad_sequences([[1], [2, 3], [4, 5, 6]], maxlen=2)
        array([[0, 1],
               [2, 3],
               [5, 6]], dtype=int32)
    """
    check.one_of("padding", padding, _SIDES)
    check.one_of("truncating", truncating, _SIDES)
    kind = _checked_dtype(dtype)
    rows = [_row(row, place, kind) for place, row in enumerate(_listed(sequences))]
    lengths = [len(row) for row in rows]
    longest = max(lengths, default=0)
    length = longest if maxlen is None else check.whole("maxlen", maxlen, minimum=0)
    filled = [row for row in rows if len(row)]
    step = filled[0].shape[1:] if filled else ()
    _check_steps(rows, step)
    for row in filled:
        if row.dtype.kind not in "biuf":
            exact_cast("sequences", row, kind)  # before text makes text of numbers
    values = np.concatenate(filled) if filled else np.empty((0, *step))
    values = exact_cast("sequences", values, kind)
    padded = np.full((len(rows), length, *step), _checked_value(value, kind), _wider(values, kind))
    end = 0
    for place, count in enumerate(lengths):
        end += count
        kept = min(count, length)
        first = end - kept if truncating == "pre" else end - count
        start = length - kept if padding == "pre" else 0
        padded[place, start : start + kept] = values[first : first + kept]
    return padded if kind != np.dtype(str) else padded.astype(str)


def _listed(sequences: Any) -> list[Any]:
    if isinstance(sequences, tf.RaggedTensor):
        return [row.to_list() if isinstance(row, tf.RaggedTensor) else row for row in sequences]
    if isinstance(sequences, (str, bytes, dict)) or not hasattr(sequences, "__len__"):
        raise errors.invalid("sequences", "a list of sequences", sequences)
    return list(sequences)


def _row(row: Any, place: int, kind: np.dtype) -> np.ndarray:
    """Return a sequence as an array whose first axis has the steps."""
    if hasattr(row, "numpy"):
        row = row.numpy()
    is_scalar = isinstance(row, np.ndarray) and row.ndim == 0
    if is_scalar or isinstance(row, (str, bytes, dict)) or not hasattr(row, "__len__"):
        raise errors.problem(
            "`sequences` must be a list of sequences, but at position {place!p} is {row!r}.",
            place=place,
            row=row,
        )
    try:
        return np.asarray(row, object if is_text(kind) else None)
    except ValueError:
        raise errors.problem(
            "the steps of a sequence must have one shape, but those of number {place!p} differ.",
            place=place,
        ) from None


def _check_steps(rows: list[np.ndarray], step: tuple[int, ...]) -> None:
    for place, row in enumerate(rows):
        if len(row) and row.shape[1:] != step:
            raise errors.problem(
                "the steps of all sequences must have the shape {step!s}, but those of number "
                "{place!p} have {shape!s}.",
                step=step,
                place=place,
                shape=row.shape[1:],
            )


def _checked_dtype(dtype: Any) -> np.dtype:
    try:
        return np.dtype(dtype.as_numpy_dtype if isinstance(dtype, tf.DType) else dtype)
    except TypeError:
        raise errors.invalid("dtype", "the name of a dtype", dtype) from None


def _checked_value(value: Any, kind: np.dtype) -> Any:
    array = np.asarray(value, object if is_text(kind) else None)
    return exact_cast("value", array.reshape(-1), kind)[0]


def _wider(values: np.ndarray, kind: np.dtype) -> Any:
    """Return the dtype of the result; text of any length is made of objects first."""
    return object if kind == np.dtype(str) else values.dtype if is_text(kind) else kind
