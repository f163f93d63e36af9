"""The user's data as inputs of a model by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np

from prelayer._core import errors
from prelayer._core.missing import is_missing
from prelayer.export.portable_model import PortableInput


def given_inputs(
    model: keras.Model, data: Any, inputs: list[PortableInput]
) -> dict[str, np.ndarray]:
    """Return data as arrays by name, texts as object arrays of bytes.

    Args:
        model: the model; that of a preprocessor converts missing values as `predict()` does.
        data: the user's data.
        inputs: the inputs of the model.

    Raises:
        ValueError: if an input is missing, or its values do not fit the dtype and shape of the
            input.
    """
    if not isinstance(data, Mapping) and not hasattr(data, "columns"):
        raise errors.invalid("data", "inputs by name: a data frame or a {dict}", data)
    preprocessor = getattr(model, "column_preprocessor", None)
    if preprocessor is not None:
        data = preprocessor.prepare(data)
    names = data.keys() if isinstance(data, Mapping) else data.columns
    arrays = {}
    for one in inputs:
        if one.name not in names:
            raise errors.problem("`data` must have the input {name!r} of the model.", name=one.name)
        value = np.asarray(data[one.name])
        arrays[one.name] = _shaped(_texts(value, one) if one.is_text else _numbers(value, one), one)
    if arrays and not any(map(len, arrays.values())):
        raise errors.problem("`data` must have rows, but it has none.")
    return arrays


def _texts(value: np.ndarray, one: PortableInput) -> np.ndarray:
    texts = np.empty(value.size, object)
    texts[:] = [_to_bytes(text, one) for text in value.flat]
    return texts.reshape(value.shape)


def _to_bytes(text: Any, one: PortableInput) -> bytes:
    if isinstance(text, str):
        return text.encode()
    if isinstance(text, bytes):
        return text
    if is_missing(text):
        raise errors.problem(
            "the input {name!r} of the model takes strings, but `data` has the missing value "
            "{value!m} there. Replace it by the text that means a missing value, such as {mask!r}.",
            name=one.name,
            value=text,
            mask="",
        )
    raise _wrong("strings", one, text)


def _numbers(value: np.ndarray, one: PortableInput) -> np.ndarray:
    if value.dtype.kind not in "biuf":
        raise _wrong("numbers", one, value.ravel()[0] if value.size else value)
    with np.errstate(invalid="ignore"):
        converted = value.astype(one.dtype)
    if converted.dtype.kind in "iub":
        lost = (converted != value).ravel()
        if lost.any():
            raise _wrong(one.dtype, one, value.ravel()[lost][0])
    return converted


def _shaped(value: np.ndarray, one: PortableInput) -> np.ndarray:
    known = [size for size in one.shape[1:] if size is not None]
    if len(one.shape) - 1 - len(known) > 1 and value.ndim == len(one.shape):
        return value
    rows = len(value) if value.ndim else 1
    sizes = [rows, *(-1 if size is None else size for size in one.shape[1:])]
    try:
        return value.reshape(sizes)
    except ValueError:
        raise errors.problem(
            "the input {name!r} of the model has the shape {wanted!s}, but `data` has {found!s}.",
            name=one.name,
            wanted=one.shape,
            found=value.shape,
        ) from None


def _wrong(kind: str, one: PortableInput, value: Any) -> errors.PrelayerError:
    return errors.problem(
        "the input {name!r} of the model takes {kind}, but `data` has {value!r} there.",
        name=one.name,
        kind=kind,
        value=value,
    )
