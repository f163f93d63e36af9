"""Where XLA compiles: asking for it where it pays off, and knowing where it happens anyway."""

from __future__ import annotations

from collections.abc import Callable

import tensorflow as tf
from tensorflow.python.ops import control_flow_util


def compiled(
    function: Callable[..., tf.Tensor], images: tf.Tensor, *others: tf.Tensor | None
) -> tf.Tensor:
    """Return `function(images, *others)`, computed by XLA where that pays off.

    Within a traced graph whose images have a known height, width and number of channels, one
    compilation a batch size serves all batches and fuses the whole function into one loop. A direct
    call, and images of ever new sizes, run op by op: they would wait for the compiler each time.
    """
    if tf.executing_eagerly() or not images.shape[1:].is_fully_defined() or compiling():
        return function(images, *others)
    return tf.function(function, jit_compile=True, autograph=False)(images, *others)


def compiling() -> bool:
    """Return whether the graph being traced is one that XLA will compile as a whole."""
    graph = tf.compat.v1.get_default_graph()
    return not tf.executing_eagerly() and control_flow_util.GraphOrParentsInXlaContext(graph)
