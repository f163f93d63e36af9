"""Writes a model for LiteRT or ONNX Runtime, by operations that are proved to be portable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import keras

from prelayer._core import check, errors
from prelayer._core.message import Message
from prelayer.export.allowed_operations import ALLOWED
from prelayer.export.date_inputs import date_descriptions
from prelayer.export.formats import RUNTIMES
from prelayer.export.lowering.registry import NotPortable
from prelayer.export.portable_model import PortableModel
from prelayer.export.unknown_operations import UnknownOperations

_ONNX_PACKAGES = ("tf2onnx", "onnx", "onnxruntime")
_PACKAGES = {"litert": ("ai_edge_litert",), "onnx": _ONNX_PACKAGES, "web": _ONNX_PACKAGES}


@dataclass(frozen=True)
class PortableOptions:
    """How a portable model takes its inputs.

    Args:
        text: whether texts are strings or bytes.
        batch_size: the number of rows; None: any.
        text_length: the number of bytes of each text; None: any.
    """

    text: Literal["string", "bytes"] = "bytes"
    batch_size: int | None = None
    text_length: int | None = None


def check_installed(target: str) -> None:
    """Raise ImportError if a package that a format needs is absent."""
    for package in _PACKAGES[target]:
        check.imported(package, installed_by=f"prelayer[{target}]")


def to_bytes(model: keras.Model, target: str, options: PortableOptions) -> bytes:
    """Return a model as the content of a file: of ONNX for the targets "onnx" and "web".

    Raises:
        ValueError: if a layer has no portable form, or an operation is not proved to be portable.
    """
    form: Any = "points" if options.text == "string" else "bytes"
    try:
        portable = PortableModel(model, target, form, options.batch_size, options.text_length)
    except NotPortable as error:
        raise not_portable(error, target) from None
    if target != "litert":
        _check_names(portable)
        portable.descriptions = date_descriptions(model)
    if target == "litert":
        from prelayer.export import litert_model as converter
    else:
        from prelayer.export import onnx_model as converter  # type: ignore[no-redef]
    try:
        content = converter.convert(portable)
        unproved = sorted(converter.operations(content) - ALLOWED[target])
    except UnknownOperations as error:
        (unproved,) = error.args
    if unproved:
        raise errors.problem(
            "the model cannot be exported to {runtime}, because it has operations that are not "
            "tested there: {unproved!o}. See `portability()`.",
            runtime=RUNTIMES[target],
            unproved=unproved,
        )
    return content


def _check_names(portable: PortableModel) -> None:
    """Raise if an output has the name of an input, which ONNX does not allow."""
    inputs = {one.name for one in portable.inputs}
    for name in portable.output_names:
        if name in inputs:
            raise errors.problem(
                "the model has an input and an output of the name '{name}', which ONNX does not "
                "allow. Return the outputs as a {dict} with another name.",
                name=name,
            )


def not_portable(error: NotPortable, target: str) -> errors.PrelayerError:
    """Return the error for a layer without a portable form."""
    layer = error.layer
    return errors.problem(
        "the layer '{name}' ({kind!c}) cannot be exported to {target!r}: {option}{reason}. "
        "{remedy}",
        name=layer.name,
        kind=type(layer).__name__,
        target=target,
        option=Message("`{option}`: ", option=error.option) if error.option else "",
        reason=error.reason,
        remedy=Message(error.remedy),
    )
