"""What numbers and text become in a dataset, and what stands for those that are missing."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from prelayer import check

NA_RULES = ("error", "mask", "token")
MASK, TOKEN = "", "[NA]"
# From here on float32 does not have every whole number.
_FIRST_GAP = 2**24


def feed(
    values: np.ndarray,
    argument: str,
    owner: str,
    gaps: np.ndarray | None = None,
    na: Literal["mask", "token"] = "mask",
) -> np.ndarray:
    """Return an array as a dataset has it.

    Floats become float32, which rounds them once; whole numbers int64; text, logical values, bytes
    (uint8) and complex numbers stay. Where some are missing, NaN stands for numbers and logical
    values, which are float32 then, and for text "", the mask of a lookup, or the token "[NA]".

    Args:
        values: an array; where one is missing, any one stands.
        argument: what the user calls it, for errors.
        owner: who asks, for errors.
        gaps: where values are missing; None where none is.
        na: what stands for text that is missing: "mask" or "token".

    Raises:
        ValueError: if whole numbers would change in float32, a number would be infinite there, or
            what stands for missing text is a text of the data already.

    Example:
        >>> feed(np.array([1.5, 2.0]), "prices", "dataset").dtype.name
        'float32'
        >>> feed(np.array([3, 0]), "counts", "dataset", gaps=np.array([False, True]))
        array([ 3., nan], dtype=float32)
    """
    if values.dtype == object:
        return values if gaps is None else _text(values, argument, owner, gaps, na)
    if values.dtype.kind == "f" or gaps is not None:
        return _floats(values, argument, owner, gaps)
    return values.astype(np.int64) if values.dtype.kind == "i" else values


def _text(values: np.ndarray, argument: str, owner: str, gaps: np.ndarray, na: str) -> np.ndarray:
    stand_in = MASK if na == "mask" else TOKEN
    filled = np.array(values, dtype=object)
    filled[gaps] = None
    if (filled == stand_in).any():
        other = 'na = "token"' if na == "mask" else 'na = "mask"'
        check.refuse(
            owner,
            f'`{argument}` must not hold both NA and "{stand_in}", which would be the same then. '
            f"Use {other}, or make them the same beforehand.",
        )
    filled[gaps] = stand_in
    return filled


def _floats(values: np.ndarray, argument: str, owner: str, gaps: np.ndarray | None) -> np.ndarray:
    known = values if gaps is None else np.where(gaps, 0, values)
    with np.errstate(over="ignore"):  # the check below tells which
        floats = np.asarray(known, dtype=np.float32, order="C")
    if _largest(floats) >= _FIRST_GAP:
        _refuse_changed(known, floats, argument, owner)
    if gaps is not None:
        floats[gaps] = np.nan
    return floats


def _largest(floats: np.ndarray) -> Any:
    if floats.size == 0:
        return 0
    ends = np.array([floats.max(), -floats.min()])
    return np.fmax.reduce(np.abs(floats), axis=None) if np.isnan(ends).any() else ends.max()


def _refuse_changed(values: np.ndarray, floats: np.ndarray, argument: str, owner: str) -> None:
    """Refuse numbers that are infinite in float32, and changed ones where all are whole."""
    finite = np.isfinite(values)
    infinite = finite & ~np.isfinite(floats)
    if infinite.any():
        _refuse(values[infinite], floats[infinite], argument, owner)
    changed = finite & (floats != values)
    if changed.any() and bool(np.all(np.mod(values[finite], 1) == 0)):
        _refuse(values[changed], floats[changed], argument, owner)


def _refuse(values: np.ndarray, floats: np.ndarray, argument: str, owner: str) -> None:
    was, becomes = (_shown(float(items[0])) for items in (values, floats))
    check.refuse(
        owner,
        f"`{argument}` must hold numbers that float32 can hold, but {was} would become {becomes}. "
        "Give whole numbers as integers without NA, or a tensor of float64.",
    )


def _shown(number: float) -> str:
    return str(int(number)) if abs(number) < 1e18 else f"{number:g}"
