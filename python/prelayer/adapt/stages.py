"""Stages of a model: the layers that can be fitted in the same pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import keras

from prelayer._core import errors
from prelayer.adapt.layer_binding import StagedLayers, learns
from prelayer.adapt.layer_chain import check_fitted, is_chain, refuse_inner
from prelayer.adapt.model_inputs import inputs_of, match_inputs

Stage = list[tuple[Callable[[Any], Any], Any]]


def stages(model: keras.Model) -> Iterator[Stage]:
    """Return the stages of a model: groups of layers to fit whose inputs are computed already.

    Args:
        model: a functional or Sequential model whose inputs are defined.

    Returns:
        An iterator of stages: lists of layers, each with the function that computes its input from
        the data. Each stage requires that the layers of the previous ones are fitted.
    """
    if inputs_of(model) is None:
        raise errors.problem(
            "the model '{name}' does not know its inputs. Build it from `{keras.Input}`.",
            name=model.name,
        )
    return _stages(model)


def _stages(model: keras.Model) -> Iterator[Stage]:
    inputs = inputs_of(model)
    waiting = [(keras.Model(inputs, layer.input), layer) for layer in _learners(model)]
    if not waiting:
        raise errors.problem(
            "the model '{name}' holds no layer that is left to learn.", name=model.name
        )
    while waiting:
        unknown = {id(layer) for _, layer in waiting}
        ready = [
            (feed, layer)
            for feed, layer in waiting
            if not any(id(part) in unknown for part in feed.layers)
        ]
        yield [(_input_function(inputs, feed), layer) for feed, layer in ready]
        learned = {id(layer) for _, layer in ready}
        waiting = [(feed, layer) for feed, layer in waiting if id(layer) not in learned]


def _input_function(inputs: Any, feed: keras.Model) -> Callable[[Any], Any]:
    return lambda data: feed(match_inputs(inputs, data))


def _learners(model: keras.Model) -> list[Any]:
    for layer in model.layers:
        if isinstance(layer, keras.Model) and _learners(layer):
            refuse_inner("model", layer, model)
        if is_chain(layer):
            check_fitted(layer, model)
        if isinstance(layer, StagedLayers) and not layer.is_fitted:
            refuse_inner("preprocessor", layer, model)
    return [layer for layer in model.layers if learns(layer)]
