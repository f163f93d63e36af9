"""Binds each layer to its part of the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import keras

from prelayer._core import check, errors, owner
from prelayer._core.message import Message
from prelayer.adapt.describe_structure import structure
from prelayer.adapt.keras_layers import check_adaptable, is_adaptable, is_keras_layer
from prelayer.adapt.learner import Learner, Summaries, learner_of

RULE = "a layer that learns, or a list or {dict} of such layers"


@dataclass(frozen=True)
class LayerBinding:
    """A layer, and the path to its part of the data.

    Args:
        layer: the layer to fit.
        path: the keys of its part.
        feed: function from that part to the input of the layer: the preceding layers of a model.
        layers: all layers in the user's structure, for error messages.
        feature: the name of the feature that the layer belongs to, for reports and errors.
        columns: the names of the columns that `feed` reads, if they are known.
    """

    layer: Any
    path: tuple[Any, ...] = ()
    feed: Callable[[Any], Any] | None = None
    layers: Any = None
    feature: str | None = None
    columns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the feature, or else of the layer, in reports."""
        return self.feature or self.layer.name

    @property
    def learner(self) -> Learner:
        """The object by which the layer is fitted, unless it is a layer of Keras."""
        return self.layer._learner

    def part(self, data: Any) -> Any:
        """Return the part of data, or of a batch, for the layer."""
        part = data
        for key in self.path:
            try:
                part = part[key]
            except (KeyError, IndexError, TypeError):
                near = check.near(str(key), list(getattr(part, "keys", list)()))
                raise errors.problem(
                    "the data must have a part {key!r}, as the layers do. The layers are "
                    "{structure}, the data is {data}." + (" {near}" if near else ""),
                    key=key,
                    structure=structure(self.layers),
                    data=structure(data),
                    near=near,
                ) from None
        if isinstance(part, Mapping) and self.feed is None:
            raise errors.problem(
                "the data must have one part for each layer. The layers are {structure}, the "
                "data is {data}. Name the layers by the parts that they learn from, in a "
                "{dict}.",
                structure=structure(self.layers),
                data=structure(data),
            )
        return part

    def batch(self, features: Any) -> Any:
        """Return the input of the layer for an element of a dataset."""
        part = self.input_of(features)
        with self.named():
            return self.learner.to_batch(part)

    def rows(self, part: Any) -> Any:
        """Return the input of the layer for its part of data in memory."""
        with self.named():
            return self.learner.to_rows(part)

    def summarize_memory(self, part: Any) -> tuple[Summaries | None, Any]:
        """Return summaries of the layer's part, or None if a graph is needed; and the part."""
        with self.named():
            return self.learner.summarize_memory(part)

    @contextmanager
    def named(self) -> Iterator[None]:
        """Name the layer in errors, and its feature, if the data has several features."""
        name = self.feature or "$".join(map(str, self.path))
        place = owner.place(Message("feature {name!r}", name=name)) if name else nullcontext()
        with owner.called(type(self.layer).__name__), place:
            yield

    def input_of(self, features: Any) -> Any:
        """Return the layer's part of data, after the preceding layers of a model."""
        part = self.part(features)
        return part if self.feed is None else self.feed(part)


@runtime_checkable
class StagedLayers(Protocol):
    """Layers of which some need others to be fitted before."""

    @property
    def is_fitted(self) -> bool:
        """Whether all of them have the state that they need."""

    def binding_stages(self, data: Any) -> Iterator[list[LayerBinding]]:
        """Return the layers to fit in each pass over the data, bound to their part of it."""


def learns(layer: Any) -> bool:
    """Return whether a layer learns its state from data, instead of having it given, or none."""
    learner = learner_of(layer)
    if learner is not None:
        return learner.is_adaptable
    return is_keras_layer(layer) and is_adaptable(layer)


def can_learn(layer: Any) -> bool:
    """Return whether a layer can learn its state from data, even if it was set before."""
    learner = learner_of(layer)
    return learns(layer) if learner is None else not learner.is_given


def check_learns(layer: Any) -> None:
    """Raise if a layer has its state by its arguments, or learns nothing."""
    learner = learner_of(layer)
    if learner is not None:
        learner.check_adaptable()
    elif is_keras_layer(layer):
        check_adaptable(layer)


def check_order(layers: Any, data: Any) -> None:
    """Raise if the data and the layers are swapped, or the data is a layer or has no values."""
    if isinstance(data, keras.KerasTensor):
        raise errors.problem(
            "data is needed, but a symbolic tensor, such as `keras.Input`, has no values. Give the "
            "training data."
        )
    if not _are_layers(data):
        return
    if _are_layers(layers):
        raise errors.invalid("data", "an array, a table, a dataset or other data", data)
    raise errors.problem("`layers` and `data` are swapped. The layers come first, then the data.")


def _are_layers(found: Any) -> bool:
    if isinstance(found, (Mapping, list, tuple)):
        parts = list(found.values() if isinstance(found, Mapping) else found)
        return bool(parts) and all(map(_are_layers, parts))
    return isinstance(found, keras.layers.Layer)


def walk_layers(layers: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Yield each layer of a layer, a list, or a (nested) dict, with the keys of its data.

    Args:
        layers: the layers.
        path: the keys of the data for `layers`.

    Raises:
        ValueError: if something is no layer.
    """
    if isinstance(layers, Mapping):
        for key, part in layers.items():
            yield from walk_layers(part, (*path, key))
    elif isinstance(layers, (list, tuple)):
        for part in layers:
            yield from walk_layers(part, path)
    elif isinstance(layers, keras.layers.Layer):
        yield layers, path
    else:
        place = owner.place(Message("part {name!r}", name="$".join(map(str, path))))
        with place if path else nullcontext():
            raise errors.invalid("layers", RULE, layers)
