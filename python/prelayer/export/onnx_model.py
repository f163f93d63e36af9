"""ONNX: writes a model for ONNX Runtime without extensions."""

from __future__ import annotations

from typing import Any

import onnx
import tensorflow as tf
import tf2onnx
from onnx import TensorProto, helper

from prelayer.export.lowering.text_passes import OTHER
from prelayer.export.onnx_handlers import handlers
from prelayer.export.portable.text import PADDING
from prelayer.export.portable_model import PortableModel
from prelayer.export.quiet import quiet

OPSET = 18
_PAD = "<padding>"  # The characters of texts are single, so that it is none of them.


def convert(portable: PortableModel) -> bytes:
    """Return a model as a file of ONNX, with the names of its inputs and outputs.

    Texts are strings if the symbols of `portable` are code points; else they are bytes.
    """
    function = _as_function(portable)
    with quiet():
        model, _ = tf2onnx.convert.from_function(
            function,
            input_signature=portable.specs(),
            opset=OPSET,
            custom_op_handlers=handlers(),
        )
    graph = model.graph
    _rename(graph, portable)
    for node in graph.node:
        if node.op_type == "ScatterND":
            # The converter leaves out that repeated indices are added.
            node.attribute.append(helper.make_attribute("reduction", "add"))
    if portable.context.form == "points":
        _take_strings(model, portable)
    for value in graph.input:
        value.doc_string = portable.descriptions.get(value.name, "")
    return model.SerializeToString()


def operations(model: bytes) -> set[str]:
    """Return the names of the operations in a model, those of subgraphs included."""
    return set(_operations(onnx.load_from_string(model).graph))


def input_shapes(model: bytes) -> dict[str, list[int | None]]:
    """Return the shapes of the inputs of a model by name, in which None is any size."""
    return {
        value.name: [size.dim_value or None for size in value.type.tensor_type.shape.dim]
        for value in onnx.load_from_string(model).graph.input
    }


def _operations(graph: Any) -> list[str]:
    found = []
    for node in graph.node:
        found.append(node.op_type)
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                found += _operations(attribute.g)
    return found


def _as_function(portable: PortableModel) -> Any:
    names = portable.output_names
    return tf.function(
        lambda *values: dict(zip(_output_keys(len(names)), portable.function(*values))),
        input_signature=portable.specs(),
        autograph=False,
    )


def _output_keys(count: int) -> list[str]:
    # Outputs in a dict are sorted.
    return [f"output_{number:06}" for number in range(count)]


def _rename(graph: Any, portable: PortableModel) -> None:
    """Give the inputs and outputs of a graph the names of the model."""
    taken = dict(zip(_output_keys(len(portable.output_names)), portable.output_names))
    for number, one in enumerate(portable.inputs):
        taken[f"input_{number}"] = one.name
    for value in (*graph.input, *graph.output):
        value.name = taken[value.name]
    for node in graph.node:
        node.input[:] = [taken.get(name, name) for name in node.input]
        node.output[:] = [taken.get(name, name) for name in node.output]


def _take_strings(model: Any, portable: PortableModel) -> None:
    """Replace the code points of each text, an input of a graph, by their computation."""
    graph = model.graph
    characters = _characters(portable)
    nodes = []
    for number, one in enumerate(portable.inputs):
        if not one.is_text:
            continue
        points = f"code points of {one.name}"
        for node in graph.node:
            node.input[:] = [points if name == one.name else name for name in node.input]
        nodes += _code_points(one.name, points, characters)
        batch = graph.input[number].type.tensor_type.shape.dim[0]
        sizes = [batch.dim_value or batch.dim_param or None, *one.shape[1:]]
        graph.input[number].CopyFrom(
            helper.make_tensor_value_info(one.name, TensorProto.STRING, sizes)
        )
    if nodes:
        _put_first(graph, nodes)
        kept = [one for one in model.opset_import if one.domain not in _STRING_DOMAINS]
        del model.opset_import[:]
        model.opset_import.extend(
            [
                *kept,
                *(
                    helper.make_opsetid(domain, version)
                    for domain, version in _STRING_DOMAINS.items()
                ),
            ]
        )


_STRING_DOMAINS = {"com.microsoft": 1, "ai.onnx.ml": 4}


def _put_first(graph: Any, nodes: list[Any]) -> None:
    nodes = [*nodes, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)


def _code_points(text: str, points: str, characters: list[int]) -> list[Any]:
    """Return nodes that compute the code points of strings, padded.

    The texts are tokenized as a vector: if all texts are empty, the tokenizer returns another rank
    for those in a matrix. One more column of padding prevents sizes of 0, which mean something else
    when shapes are changed.
    """
    flat, split, numbers = (f"{part} of {text}" for part in ("vector", "characters", "numbers"))
    shape, width, sizes = (f"{part} of {text}" for part in ("shape", "width", "sizes"))
    rows, known, all_rows = (f"{part} of {text}" for part in ("rows", "points", "any size"))
    margins, padding = f"margins of {text}", f"padding of {text}"
    return [
        helper.make_node("Constant", [], [all_rows], value_ints=[-1]),
        helper.make_node("Constant", [], [margins], value_ints=[0, 0, 0, 1]),
        helper.make_node("Constant", [], [padding], value=_scalar(PADDING)),
        helper.make_node("Reshape", [text, all_rows], [flat]),
        helper.make_node(
            "Tokenizer",
            [flat],
            [split],
            domain="com.microsoft",
            mark=0,
            mincharnum=1,
            pad_value=_PAD,
            separators=[""],
        ),
        helper.make_node(
            "LabelEncoder",
            [split],
            [numbers],
            domain="ai.onnx.ml",
            keys_strings=[*map(chr, characters), _PAD],
            values_int64s=[*characters, PADDING],
            default_int64=OTHER,
        ),
        helper.make_node("Cast", [numbers], [known], to=TensorProto.INT32),
        helper.make_node("Pad", [known, margins, padding], [rows]),
        helper.make_node("Shape", [text], [shape]),
        helper.make_node("Shape", [rows], [width], start=1),
        helper.make_node("Concat", [shape, width], [sizes], axis=0),
        helper.make_node("Reshape", [rows, sizes], [points]),
    ]


def _scalar(number: int) -> Any:
    return helper.make_tensor("scalar", TensorProto.INT32, [], [number])


def _characters(portable: PortableModel) -> list[int]:
    """Return the code points that the model must tell from each other."""
    if portable.context.all_characters:
        return [*range(0xD800), *range(0xE000, OTHER)]
    return sorted(point for point in portable.context.characters if _is_character(point))


def _is_character(point: int) -> bool:
    return point < 0xD800 or 0xE000 <= point <= OTHER
