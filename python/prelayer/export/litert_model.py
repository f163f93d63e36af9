"""LiteRT (formerly TensorFlow Lite): writes a model that uses builtin operations only."""

from __future__ import annotations

import re
from typing import Any

import tensorflow as tf
from tensorflow.lite.python import schema_py_generated as schema
from tensorflow.lite.tools import flatbuffer_utils
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

from prelayer._core import errors
from prelayer._core.message import Message
from prelayer.export.litert_graph import without_softplus
from prelayer.export.portable_model import PortableModel
from prelayer.export.quiet import quiet
from prelayer.export.signature import NAME
from prelayer.export.unknown_operations import UnknownOperations


def convert(portable: PortableModel) -> bytes:
    """Return a model as a file of LiteRT, with the signature "serving_default".

    The signature has the names of the inputs and outputs of the model.

    Raises:
        UnknownOperations: if the runtime lacks an operation.
    """
    with quiet():
        # The converter reads Keras's variables wrongly unless they are constants.
        frozen = without_softplus(convert_variables_to_constants_v2(portable.function))
        converter = tf.lite.TFLiteConverter.from_concrete_functions([frozen])
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS]
        try:
            content = converter.convert()
        except Exception as error:  # of several classes, with pages of messages
            raise _failure(error) from error
    model = flatbuffer_utils.convert_bytearray_to_object(bytearray(content))
    names = [one.name for one in portable.inputs]
    _add_signature(model, names, portable.output_names)
    return bytes(flatbuffer_utils.convert_object_to_bytearray(model))


def operations(model: bytes) -> set[str]:
    """Return the names of the operations in a model."""
    parsed = flatbuffer_utils.convert_bytearray_to_object(bytearray(model))
    names = {code: name for name, code in vars(schema.BuiltinOperator).items() if name.isupper()}
    codes = [max(code.builtinCode, code.deprecatedBuiltinCode) for code in parsed.operatorCodes]
    return {names[code] for code in codes}


def input_shapes(model: bytes) -> dict[str, list[int | None]]:
    """Return the shapes of the inputs of a model by name, in which None is any size."""
    graph = flatbuffer_utils.convert_bytearray_to_object(bytearray(model)).subgraphs[0]
    tensors = [graph.tensors[place] for place in graph.inputs]
    return {
        tensor.name.decode(): [
            None if size < 0 else int(size)
            for size in (tensor.shape if tensor.shapeSignature is None else tensor.shapeSignature)
        ]
        for tensor in tensors
    }


def _failure(error: Exception) -> Exception:
    """Return the error for operations that the converter rejects."""
    text = str(error)
    if "TensorList" in text:
        return errors.problem(
            "LiteRT's converter fails for a list of tensors. {remedy}", remedy=_LISTS
        )
    unknown = sorted(set(re.findall(r"'tf\.(\w+)' op", text)))
    return UnknownOperations(unknown or [text.partition("\n")[0]])


_LISTS = Message(
    "Recurrent layers need sequences of a known length: declare the shape of the input, or set "
    "`output_sequence_length`."
)


def _add_signature(model: Any, inputs: list[str], outputs: list[str]) -> None:
    graph = model.subgraphs[0]
    signature = schema.SignatureDefT()
    signature.signatureKey, signature.subgraphIndex = NAME.encode(), 0
    by_name = {graph.tensors[index].name: index for index in graph.inputs}
    places = [by_name[f"input_{number}".encode()] for number in range(len(inputs))]
    signature.inputs = [_entry(*pair) for pair in zip(inputs, places)]
    signature.outputs = [_entry(*pair) for pair in zip(outputs, graph.outputs)]
    for name, place in zip(inputs, places):
        graph.tensors[place].name = name.encode()
    model.signatureDefs = [signature]


def _entry(name: str, place: int) -> Any:
    entry = schema.TensorMapT()
    entry.name, entry.tensorIndex = name.encode(), place
    return entry
