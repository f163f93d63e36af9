"""dtypes of numbers and text in datasets, and placeholders for missing values."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from prelayer._core import errors
from prelayer._core.message import Message
from prelayer.data.common.aligned_memory import aligned_copy

NA_RULES = ("error", "mask", "token")
MASK, TOKEN = "", "[NA]"
# From this number on, float32 cannot represent every whole number.
_FIRST_GAP = 2**24


def feed(
    values: np.ndarray,
    subject: str | Message,
    gaps: np.ndarray | None = None,
    na: Literal["mask", "token"] = "mask",
) -> np.ndarray:
    """Convert an array to the dtype of datasets, and replace missing values by placeholders.

    Floats become float32, which rounds them once; whole numbers become int64; text, booleans, bytes
    (uint8) and complex numbers keep their dtype. With missing values, numbers and booleans become
    float32 with NaN; missing text becomes "", the mask token of lookups, or the token "[NA]".

    Args:
        values: an array, with arbitrary values where values are missing.
        subject: name of the values in errors.
        gaps: True where values are missing; None if none is missing.
        na: placeholder of missing text: "mask" or "token".

    Raises:
        ValueError: if float32 would round whole numbers, a number would be infinite in float32, or
            the data already contains the placeholder of missing text.

    Examples:
        >>> import numpy as np
        >>> from prelayer.data.common.dtype_rules import feed
        >>> feed(np.array([1.5, 2.0]), "prices").dtype.name
        'float32'
        >>> feed(np.array([3, 0]), "counts", gaps=np.array([False, True]))
        array([ 3., nan], dtype=float32)
    """
    if values.dtype == object:
        return values if gaps is None else _text(values, subject, gaps, na)
    if values.dtype.kind == "f" or gaps is not None:
        return np.asarray(as_float32(values, subject, gaps))
    return values.astype(np.int64) if values.dtype.kind == "i" else values


def as_float32(
    values: np.ndarray, subject: str | Message, gaps: np.ndarray | None = None
) -> np.ndarray:
    """Convert numbers to float32, with NaN for missing values.

    Args:
        values: an array of numbers or booleans.
        subject: name of the values in errors.
        gaps: True where values are missing; None if none is missing.

    Raises:
        ValueError: if float32 would round whole numbers, or a number would be infinite.
    """
    known = values if gaps is None else np.where(gaps, 0, values)
    # The check below reports numbers that are too large; R's NA is a signaling NaN.
    with np.errstate(over="ignore", invalid="ignore"):
        is_as_wanted = known.dtype == np.float32 and known.flags.c_contiguous
        floats = known if is_as_wanted else aligned_copy(known, np.float32)
    if _largest(floats) >= _FIRST_GAP:
        _refuse_changed(known, floats, subject)
    if gaps is not None:
        floats[gaps] = np.nan
    return floats


def as_dtype(
    values: np.ndarray,
    dtype: str,
    subject: str | Message,
    gaps: np.ndarray | None = None,
) -> np.ndarray:
    """Convert numbers to a user-defined dtype, with NaN for missing values.

    Float dtypes round numbers; numbers out of the range of the dtype raise.

    Args:
        values: an array of numbers or booleans.
        dtype: the name of the dtype.
        subject: name of the values in errors.
        gaps: True where values are missing; None if none is missing.

    Raises:
        ValueError: if a number would change in an integer dtype or become infinite, or if a value
            is missing and the dtype has no NaN.
    """
    wanted = np.dtype(dtype)
    missing = np.isnan(values) if gaps is None and values.dtype.kind == "f" else gaps
    if missing is not None and missing.any() and wanted.kind != "f":
        raise errors.problem(
            "{subject} cannot be {dtype}, because {number} of {size} values are missing. A "
            "float dtype has NaN for them.",
            subject=subject,
            dtype=dtype,
            number=int(missing.sum()),
            size=missing.size,
        )
    known = values if gaps is None else np.where(gaps, 0, values)
    with np.errstate(over="ignore", invalid="ignore"):  # Reported below.
        found = known.astype(wanted)
        wrong = found != known
    if wanted.kind == "f":
        wrong = np.isinf(found) & np.isfinite(known)
    if wrong.any():
        part = known[wrong][0]
        if wanted.kind in "iu" and not float(part).is_integer():
            raise errors.problem(
                "{subject}: whole numbers are needed, but {part!r} is among the values.",
                subject=subject,
                part=part,
            )
        held = {"f": "numbers", "b": "0 and 1"}.get(wanted.kind, "whole numbers")
        raise errors.problem(
            "{subject} must hold {held} as {dtype} has them, but it holds {part}.",
            subject=subject,
            held=held,
            dtype=dtype,
            part=part,
        )
    if gaps is not None:
        found[gaps] = np.nan
    return found


def refuse_placeholder(held: Any, placeholder: str, subject: str | Message) -> None:
    """Raise if the data already contains the placeholder of missing text.

    Args:
        held: whether the data contains the placeholder in addition to missing values.
        placeholder: the placeholder.
        subject: name of the data in errors.
    """
    if not held:
        return
    other = "token" if placeholder == MASK else "mask"
    raise errors.problem(
        '{subject} must not hold both missing values and "{placeholder}", which would be the same '
        'then. Use na = "{other}", or make them the same beforehand.',
        subject=subject,
        placeholder=placeholder,
        other=other,
    )


def _text(values: np.ndarray, subject: str | Message, gaps: np.ndarray, na: str) -> np.ndarray:
    placeholder = MASK if na == "mask" else TOKEN
    filled = np.array(values, dtype=object)
    filled[gaps] = None
    refuse_placeholder((filled == placeholder).any(), placeholder, subject)
    filled[gaps] = placeholder
    return filled


def _largest(floats: np.ndarray) -> Any:
    if floats.size == 0:
        return 0
    ends = np.array([floats.max(), -floats.min()])
    return np.fmax.reduce(np.abs(floats), axis=None) if np.isnan(ends).any() else ends.max()


def changed_whole(values: np.ndarray, floats: np.ndarray) -> np.ndarray:
    """Return where conversion to floats changed numbers, if all are whole; else False everywhere.

    Args:
        values: finite numbers.
        floats: the converted numbers.
    """
    changed = floats != values
    if values.dtype.kind in "iu":  # NumPy compares in float64, which is inexact from 2^53 on.
        beyond = np.abs(floats) >= 2.0**53
        pairs = zip(values[beyond].tolist(), floats[beyond].tolist())
        changed[beyond] = [was != int(becomes) for was, becomes in pairs]
    return changed if bool(np.all(np.mod(values, 1) == 0)) else np.zeros_like(changed)


def _refuse_changed(values: np.ndarray, floats: np.ndarray, subject: str | Message) -> None:
    """Raise if numbers became infinite in float32, or changed although all numbers are whole."""
    finite = np.isfinite(values)
    infinite = finite & ~np.isfinite(floats)
    if infinite.any():
        _refuse(values[infinite], floats[infinite], subject)
    values, floats = values[finite], floats[finite]
    changed = changed_whole(values, floats)
    if changed.any():
        _refuse(values[changed], floats[changed], subject)


def _refuse(values: np.ndarray, floats: np.ndarray, subject: str | Message) -> None:
    was, becomes = (_shown(items[0]) for items in (values, floats))
    raise errors.problem(
        "{subject} must hold numbers that float32 can hold, but {was} would become {becomes}. "
        "Give whole numbers as integers, none of them missing, or name another dtype.",
        subject=subject,
        was=was,
        becomes=becomes,
    )


def _shown(number: Any) -> str:
    return str(int(number)) if abs(number) < 1e18 else f"{number:g}"
