"""Finds layers that compute with float64 numbers, which LiteRT stores and converts only."""

from __future__ import annotations

from typing import Any

import keras
import tensorflow as tf

from prelayer.export.lowering.registry import NotPortable

# LiteRT has these for float64, or drops them.
_KEPT = frozenset({"Cast", "Identity", "Reshape", "StopGradient"})
_CALLS = ("PartitionedCall", "StatefulPartitionedCall")


def reject_float64(inputs: Any, outputs: Any) -> None:
    """Raise if outputs are computed from inputs by operations of float64 numbers.

    What depends on constants only is computed by the converter, in any dtype.

    Args:
        inputs: the tensors of a graph that a layer takes, in any structure.
        outputs: those that it returns.

    Raises:
        NotPortable: if they are.
    """
    given, found = (_tensors(part) for part in (inputs, outputs))
    if given and found and _computes(given, found):
        raise NotPortable(
            "LiteRT does not compute with float64 numbers",
            remedy="Declare inputs and layers as float32, or inputs of whole numbers as int64.",
        )


def _tensors(structure: Any) -> list[tf.Tensor]:
    """Return the tensors of a graph in a structure; texts, which are int32, are left out."""
    return [value for value in keras.tree.flatten(structure) if tf.is_symbolic_tensor(value)]


def _computes(inputs: list[tf.Tensor], outputs: list[tf.Tensor]) -> bool:
    between = _operations(inputs, outputs)
    dependent = {tensor.name for tensor in inputs}
    # A graph has its operations in an order in which each follows those that it needs.
    for operation in outputs[0].graph.get_operations():
        taken = [tensor for tensor in operation.inputs if tensor.name in dependent]
        if not taken or operation not in between:
            continue
        dependent.update(tensor.name for tensor in operation.outputs)
        if operation.type in _CALLS:
            if _computes_inside(operation, dependent):
                return True
        elif operation.type not in _KEPT and any(_is_float64(one, operation) for one in taken):
            return True
    return False


def _is_float64(tensor: tf.Tensor, user: Any) -> bool:
    if user.type == "GatherV2" and tensor.op.type == "Cast" and len(tensor.consumers()) == 1:
        # The converter gathers numbers first and casts them then.
        (tensor,) = tensor.op.inputs
    return tensor.dtype == tf.float64


def _operations(inputs: list[tf.Tensor], outputs: list[tf.Tensor]) -> set[Any]:
    """Return the operations that lead to outputs, up to the inputs."""
    ends = {tensor.name for tensor in inputs}
    found: set[Any] = set()
    waiting = list(outputs)
    while waiting:
        tensor = waiting.pop()
        if tensor.name not in ends and tensor.op not in found:
            found.add(tensor.op)
            waiting += tensor.op.inputs
    return found


def _computes_inside(call: Any, dependent: set[str]) -> bool:
    graph = call.graph._get_function(call.get_attr("f").name).graph
    pairs = zip(call.inputs, graph.inputs)
    inputs = [inner for outer, inner in pairs if outer.name in dependent]
    return bool(graph.outputs) and _computes(inputs, list(graph.outputs))
