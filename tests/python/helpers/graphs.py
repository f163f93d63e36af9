"""What a traced graph is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow as tf
from tensorflow.core.framework.graph_pb2 import GraphDef

LOOPS = {"While", "StatelessWhile", "PyFunc", "EagerPyFunc", "MapDefun"}


def operations(function: Callable[..., Any], *signature: tf.TensorSpec) -> set[str]:
    """Return the names of all operations in a function's graph and in the functions it calls."""
    graph = tf.function(function).get_concrete_function(*signature).graph.as_graph_def()
    nodes = [*graph.node, *(node for inner in graph.library.function for node in inner.node_def)]
    return {node.op for node in nodes}


def edges(dataset: tf.data.Dataset) -> int:
    """Return how many inputs the nodes of a dataset's graph have, control inputs included."""
    ignored = tf.data.experimental.ExternalStatePolicy.IGNORE
    graph = GraphDef.FromString(dataset._as_serialized_graph(external_state_policy=ignored).numpy())
    nodes = [*graph.node, *(node for inner in graph.library.function for node in inner.node_def)]
    return sum(len(node.input) for node in nodes)
