"""XLA compilation of methods in traced graphs and in repeated direct calls."""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Callable
from typing import Any

import tensorflow as tf
from tensorflow.python.ops import control_flow_util

# A direct call waits for the compiler, which is worthwhile only for repeated calls.
CALLS_BEFORE_COMPILING = 3
_compiled: weakref.WeakKeyDictionary[Any, dict[Any, Any]] = weakref.WeakKeyDictionary()
_calls: weakref.WeakKeyDictionary[Any, Counter[Any]] = weakref.WeakKeyDictionary()


def compiled(method: Callable[..., Any], *arguments: Any) -> Any:
    """Return `method(*arguments)`, compiled by XLA if that is efficient.

    In a traced graph with known tensor sizes, one compilation per batch size is used for all
    batches and fuses the method into a few loops. A direct call runs op by op until it has been
    repeated a few times with the same shapes. Tensors whose sizes change always run op by op.

    Args:
        method: a method of a layer, from tensors to tensors.
        *arguments: nested tensors, whose first axis is the batch.
    """
    if compiling() or not _sizes_are_known(arguments):
        return method(*arguments)
    if not tf.executing_eagerly():
        return tf.function(method, jit_compile=True, autograph=False)(*arguments)
    bound: Any = method
    owner, name = bound.__self__, bound.__func__.__name__
    signature = (name, *map(_describe, tf.nest.flatten(arguments)))
    calls = _calls.setdefault(owner, Counter())
    calls[signature] += 1
    if calls[signature] <= CALLS_BEFORE_COMPILING:
        return method(*arguments)
    functions = _compiled.setdefault(owner, {})
    if signature not in functions:
        # One function per signature: TensorFlow warns about functions that are retraced.
        functions[signature] = _function_of(owner, name)
    return functions[signature](*arguments)


def repeated(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that calls `compiled(method, ...)`; a traced graph shares one function.

    The result of one call is in memory before the next call reads it. Within a single compiled
    program, each neighbor of a pixel that an op reads would be recomputed.

    Args:
        method: as for `compiled`.
    """
    if tf.executing_eagerly() or compiling():
        return lambda *arguments: compiled(method, *arguments)
    function = tf.function(method, jit_compile=True, autograph=False)
    return lambda *arguments: (function if _sizes_are_known(arguments) else method)(*arguments)


def compiling() -> bool:
    """Return whether the graph being traced will be compiled by XLA as a whole."""
    graph = tf.compat.v1.get_default_graph()
    return not tf.executing_eagerly() and control_flow_util.GraphOrParentsInXlaContext(graph)


def _function_of(owner: Any, name: str) -> Any:
    # The function is cached for its owner, and must not keep the owner alive.
    reference = weakref.ref(owner)

    def run(*arguments: Any) -> Any:
        return getattr(reference(), name)(*arguments)

    return tf.function(run, jit_compile=True, autograph=False)


def _sizes_are_known(arguments: Any) -> bool:
    tensors = filter(tf.is_tensor, tf.nest.flatten(arguments))
    return all(tensor.shape[1:].is_fully_defined() for tensor in tensors)


def _describe(value: Any) -> Any:
    return (tuple(value.shape), value.dtype) if tf.is_tensor(value) else value
