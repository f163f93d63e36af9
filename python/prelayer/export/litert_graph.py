"""Replaces an operation that LiteRT's converter translates to one that overflows."""

from __future__ import annotations

from typing import Any

import tensorflow as tf


def without_softplus(function: Any) -> Any:
    """Return a frozen function that computes log(1 + exp(x)) without infinite numbers.

    The converter's formula is infinite from x = 89 on. This one is max(x, 0) + log(1 + exp(-|x|)).

    Args:
        function: a concrete function without variables.
    """
    graph = function.graph.as_graph_def()
    found = [node for node in graph.node if node.op == "Softplus"]
    if not found:
        return function
    for node in found:
        _replace(graph, node)
    wrapped = tf.compat.v1.wrap_function(lambda: tf.graph_util.import_graph_def(graph, name=""), [])
    names = [[tensor.name for tensor in part] for part in (function.inputs, function.outputs)]
    inputs, outputs = ([wrapped.graph.get_tensor_by_name(name) for name in part] for part in names)
    return wrapped.prune(inputs, outputs)


def _replace(graph: Any, node: Any) -> None:
    """Make an addition of a node "Softplus", of new nodes for the rest of the formula."""
    dtype = tf.as_dtype(node.attr["T"].type)

    def add(op: str, *inputs: str) -> str:
        new = graph.node.add(op=op, name=f"{node.name}/{op}", input=inputs)
        new.attr["T"].type = dtype.as_datatype_enum
        return str(new.name)

    one = graph.node.add(op="Const", name=f"{node.name}/one")
    one.attr["dtype"].type = dtype.as_datatype_enum
    one.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(1, dtype))
    value = node.input[0]
    fraction = add("Exp", add("Neg", add("Abs", value)))
    rest = add("Log", add("AddV2", fraction, one.name))
    positive = add("Relu", value)
    node.op = "AddV2"
    node.input[:] = [positive, rest]
