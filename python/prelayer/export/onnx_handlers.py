"""Conversions of operations to ONNX that replace wrong ones of tf2onnx."""

from __future__ import annotations

from typing import Any

import numpy as np
from onnx import TensorProto
from tf2onnx.onnx_opset.logical import GreaterLess

_FLOATS = (TensorProto.FLOAT, TensorProto.DOUBLE)
_REALS = (*_FLOATS, TensorProto.FLOAT16)


def handlers() -> dict[str, tuple[Any, list[Any]]]:
    """Return functions by the name of the operation that they convert, for tf2onnx."""
    return {
        "Select": (_select, []),
        "SelectV2": (_select, []),
        "Greater": (_compare, []),
        "Less": (_compare, []),
        "Erfc": (_complement_erf, []),
        "Log": (_as_it_is, []),
    }


def _select(context: Any, node: Any, name: str, arguments: list[Any]) -> None:
    """Choose values by a condition; sums of products with 0 are NaN for infinity and NaN."""
    del context, name, arguments
    node.type, node.domain = "Where", ""


def _compare(context: Any, node: Any, name: str, arguments: list[Any]) -> None:
    """Compare integers as int64; as float32, those beyond 2^24 would be rounded.

    All are cast, because the counter of a loop, an int32 here, becomes an int64.
    """
    del name, arguments
    if any(context.get_dtype(value) in _REALS for value in node.input):
        GreaterLess.version_7(context, node)
        return
    for value in list(node.input):
        cast = context.insert_new_node_on_input(node, "Cast", value, to=TensorProto.INT64)
        context.copy_shape(value, cast.output[0])
        context.set_dtype(cast.output[0], TensorProto.INT64)


def _as_it_is(context: Any, node: Any, name: str, arguments: list[Any]) -> None:
    """Keep an operation; tf2onnx rounds float64 numbers to float32 before a logarithm."""
    del context, node, name, arguments


def _complement_erf(context: Any, node: Any, name: str, arguments: list[Any]) -> None:
    """Compute 1 - erf(x), which tf2onnx lacks; the activation "gelu" has it."""
    del arguments
    dtype, shape = context.get_dtype(node.output[0]), context.get_shape(node.output[0])
    one = context.make_const(f"{name}/one", np.ones((), np.float32)).output[0]
    inputs, outputs = list(node.input), list(node.output)
    context.remove_node(node.name)
    erf = context.make_node("Erf", inputs, dtypes=[dtype], shapes=[shape]).output[0]
    context.make_node("Sub", [one, erf], outputs=outputs, dtypes=[dtype], shapes=[shape])
