"""What a traced graph is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow as tf

LOOPS = {"While", "StatelessWhile", "PyFunc", "EagerPyFunc", "MapDefun"}


def operations(function: Callable[..., Any], *signature: tf.TensorSpec) -> set[str]:
    """Return the names of all operations in a function's graph and in the functions it calls."""
    graph = tf.function(function).get_concrete_function(*signature).graph.as_graph_def()
    nodes = [*graph.node, *(node for inner in graph.library.function for node in inner.node_def)]
    return {node.op for node in nodes}
