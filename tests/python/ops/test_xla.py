"""When XLA compiles: where it pays off, and never for a call that would wait for it."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

from prelayer import RandomFlip, RandomRotation, RandomZoom
from prelayer.ops import xla

KNOWN = tf.TensorSpec((None, 5, 5, 1), tf.float32)
UNKNOWN = tf.TensorSpec((None, None, None, 1), tf.float32)
LAYERS = [RandomFlip(), RandomRotation(0.1), RandomZoom(0.1)]


def compiled_calls(function, signature) -> list[str]:
    """Return the nodes of a function's graph that XLA must compile."""
    graph = tf.function(function).get_concrete_function(signature).graph.as_graph_def()
    return [node.name for node in graph.node if node.attr["_XlaMustCompile"].b]


@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_compiles_once_where_the_size_of_images_is_known(layer):
    assert len(compiled_calls(layer, KNOWN)) == 1


@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_never_compiles_for_images_of_ever_new_sizes(layer):
    assert compiled_calls(layer, UNKNOWN) == []


@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_never_compiles_for_a_direct_call(layer, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("compiled")

    monkeypatch.setattr(xla.tf, "function", refuse)
    assert layer(np.ones((5, 5))).shape == (5, 5)


def test_compiles_a_direct_call_that_keeps_coming_back(monkeypatch):
    layer, made = RandomRotation((0.1, 0.1)), []
    function = tf.function
    monkeypatch.setattr(xla.tf, "function", lambda *a, **k: made.append(1) or function(*a, **k))
    expected = layer(np.eye(5)).numpy()
    for size in (5, 5, 6, 7, 8, 9):
        layer(np.eye(size))
    assert made == []
    for _ in range(3):
        np.testing.assert_allclose(layer(np.eye(5)), expected, atol=1e-5)
    assert made == [1]


def test_knows_when_all_is_compiled_anyway():
    seen = []

    def look(number):
        seen.append(xla.compiling())
        return number

    look(tf.constant(1))
    tf.function(look)(tf.constant(1))
    tf.function(look, jit_compile=True)(tf.constant(1))
    assert seen == [False, False, True]
