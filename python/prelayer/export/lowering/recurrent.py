"""Recurrent layers of Keras, without loops where the length of sequences is known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import keras

from prelayer.export.lowering.registry import Context, Function, lowers
from prelayer.layers.base.layer import flatten


@lowers(keras.layers.RNN, keras.layers.Bidirectional)
def recurrent(layer: Any, context: Context) -> Function:
    """Return a recurrent layer that runs step by step.

    LiteRT has no loops that collect outputs of an unknown number of rows.
    """
    del context

    def run(sequence: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs["training"] = False
        if sequence.shape[1] is None:
            return layer(sequence, *args, **kwargs)
        with _unrolled(layer):
            return layer(sequence, *args, **kwargs)

    return run


@contextmanager
def _unrolled(layer: Any) -> Iterator[None]:
    layers = [one for one in flatten(layer) if isinstance(one, keras.layers.RNN)]
    before = [one.unroll for one in layers]
    for one in layers:
        one.unroll = True
    try:
        yield
    finally:
        for one, unroll in zip(layers, before):
            one.unroll = unroll
