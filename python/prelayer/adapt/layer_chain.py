"""Layers that are applied one after the other: how `adapt()` fits those of them that learn."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any, NoReturn

import keras

from prelayer._core import errors
from prelayer._core.tensors import as_tensor
from prelayer.adapt.layer_binding import (
    RULE,
    LayerBinding,
    StagedLayers,
    can_learn,
    check_learns,
    learns,
    walk_layers,
)
from prelayer.adapt.learner import learner_of


class LayerChain:
    """A layer that applies the layers in `layers` one after the other."""

    layers: list[Any]


def is_chain(layer: Any) -> bool:
    """Return whether a layer applies others one after the other: a `Pipeline`, also of Keras."""
    return isinstance(layer, (LayerChain, getattr(keras.layers, "Pipeline", ())))


def apply_layers(layers: Sequence[Any], inputs: Any, training: bool, mask: Any = None) -> Any:
    """Return the output of layers that are applied one after the other.

    Args:
        layers: layers of this package or others.
        inputs: the input of the first one.
        training: passed to the layers with such an argument.
        mask: passed to the first layer, if it has such an argument; Keras passes the masks of its
            outputs on.
    """
    given = {"training": training, "mask": mask}
    for layer in layers:
        parameters = inspect.signature(layer.call).parameters
        options = {name: part for name, part in given.items() if name in parameters}
        inputs = layer(inputs, **{k: part for k, part in options.items() if part is not None})
        given["mask"] = None
    return inputs


def first_input(layers: Sequence[Any], inputs: Any) -> Any:
    """Convert user input to what the first of some layers takes."""
    if layers and hasattr(layers[0], "prepare"):
        return layers[0].prepare(inputs)
    if isinstance(inputs, Mapping):
        return {name: first_input((), part) for name, part in inputs.items()}
    return as_tensor(inputs)


def staged_bindings(layers: Any) -> Iterator[list[LayerBinding]]:
    """Yield the bindings of each pass: first of all layers but those after others in a chain.

    Args:
        layers: a layer, a chain, or a list or (nested) dict of them; those that learn nothing are
            skipped.

    Raises:
        ValueError: if none learns, or something is no layer.
    """
    found = list(walk_layers(layers))
    staged = [stages for layer, path in found if (stages := _stages(layer, path, layers))]
    if not staged:
        _refuse_all(layers, [layer for layer, _ in found])
    for bindings in zip_longest(*staged):
        yield [binding for binding in bindings if binding is not None]


def check_fitted(chain: Any, model: Any) -> None:
    """Raise if a layer in a chain in a model still has to be fitted."""
    for _, layer in learners_in(chain):
        learner = learner_of(layer)
        if learner is None or not layer.is_fitted:
            refuse_inner("pipeline", chain, model)


def refuse_inner(kind: str, inner: Any, outer: Any) -> NoReturn:
    """Raise for a model or pipeline inside another one whose layers have to be fitted first."""
    raise errors.problem(
        "the {kind} '{name}' inside '{outer}' holds layers that learn. Adapt it by itself first.",
        kind=kind,
        name=inner.name,
        outer=outer.name,
    )


def learners_in(chain: Any) -> list[tuple[list[Any], Any]]:
    """Return the layers of a chain that `adapt()` fits, each after the layers before it."""
    flat = list(_flatten(chain))
    return [(flat[:place], layer) for place, layer in enumerate(flat) if learns(layer)]


def _stages(layer: Any, path: tuple[Any, ...], layers: Any) -> list[LayerBinding]:
    _check_alone(layer)
    if not is_chain(layer):
        return [LayerBinding(layer, path, layers=layers)] if can_learn(layer) else []
    return [
        LayerBinding(learner, path, partial(_feed, before) if before else None, layers)
        for before, learner in learners_in(layer)
    ]


def _check_alone(layer: Any) -> None:
    """Raise for a layer of `layers` that holds others that learn, and is adapted by itself only."""
    holds_learners = isinstance(layer, keras.Model) and any(map(learns, layer.layers))
    if holds_learners or (isinstance(layer, StagedLayers) and not layer.is_fitted):
        raise errors.problem(
            "'{name}' in `layers` is not one layer, but holds layers that learn. Adapt it by "
            "itself.",
            name=layer.name,
        )


def _refuse_all(layers: Any, found: list[Any]) -> NoReturn:
    """Raise for layers of which none learns."""
    if len(found) == 1:
        (layer,) = found
        if is_chain(layer):
            raise errors.problem(
                "the pipeline '{name}' holds no layer that is left to learn.", name=layer.name
            )
        check_learns(layer)
    raise errors.invalid("layers", RULE, layers)


def _feed(layers: Sequence[Any], data: Any) -> Any:
    return apply_layers(layers, first_input(layers, data), training=False)


def _flatten(chain: Any) -> Iterator[Any]:
    for layer in chain.layers:
        if is_chain(layer):
            yield from _flatten(layer)
        elif isinstance(layer, keras.Model) and any(map(learns, layer.layers)):
            refuse_inner("model", layer, chain)
        else:
            yield layer
