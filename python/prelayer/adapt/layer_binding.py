"""Binds each layer to its part of the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, NoReturn

from prelayer._core import errors, owner
from prelayer._core.message import Message
from prelayer.adapt.describe_structure import structure
from prelayer.adapt.keras_layers import check_adaptable, is_keras_layer
from prelayer.adapt.learner import Learner, Summaries, learner_of


@dataclass(frozen=True)
class LayerBinding:
    """A layer, and the path to its part of the data.

    Args:
        layer: the layer to fit.
        path: the keys of its part.
        feed: function from that part to the input of the layer: the preceding layers of a model.
        layers: all layers in the user's structure, for error messages.
    """

    layer: Any
    path: tuple[Any, ...] = ()
    feed: Callable[[Any], Any] | None = None
    layers: Any = None

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
                raise errors.problem(
                    "the data must have a part {key!r}, as the layers do. The layers are "
                    "{structure}, the data is {data}.",
                    key=key,
                    structure=structure(self.layers),
                    data=structure(data),
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
        feature = Message("feature {name!r}", name="$".join(map(str, self.path)))
        place = owner.place(feature) if self.path else nullcontext()
        with owner.called(type(self.layer).__name__), place:
            yield

    def input_of(self, features: Any) -> Any:
        """Return the layer's part of data, after the preceding layers of a model."""
        part = self.part(features)
        return part if self.feed is None else self.feed(part)


def bind_layers(layers: Any) -> list[LayerBinding]:
    """Return a binding for each layer of a layer, a list, or a (nested) dict."""
    return [LayerBinding(layer, path, layers=layers) for layer, path in _walk(layers, ())]


def _walk(layers: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    if isinstance(layers, Mapping):
        for key, part in layers.items():
            yield from _walk(part, (*path, key))
    elif isinstance(layers, (list, tuple)):
        for part in layers:
            yield from _walk(part, path)
    elif (learner := learner_of(layers)) is not None:
        try:
            learner.check_adaptable()
        except errors.PrelayerError as error:
            if not path:
                raise
            _refuse_part(path, error.message)
        yield layers, path
    elif is_keras_layer(layers):
        check_adaptable(layers)
        yield layers, path
    else:
        if path:
            _refuse_part(path, Message("it is {layers!r}.", layers=layers))
        raise errors.invalid(
            "layers", "a layer that learns, or a list or {dict} of such layers", layers
        )


def _refuse_part(path: tuple[Any, ...], reason: Message) -> NoReturn:
    raise errors.problem(
        "`layers` must hold layers that learn, but '{path}' is none: {reason} Leave it out.",
        path="$".join(map(str, path)),
        reason=reason,
    )
