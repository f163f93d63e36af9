"""Rebuilds a Keras model with some of its layers replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import keras

from prelayer._core.message import Message
from prelayer.adapt.layer_chain import apply_layers
from prelayer.export.keras_layers.input_like import input_like
from prelayer.export.keras_layers.registry import NotReplaceable, Obstacle
from prelayer.layers.base.layer import flatten

# Takes a layer, its symbolic input, and a function to call with obstacles that are differences.
Convert = Callable[[Any, Any, Callable[[Obstacle], None]], list[Any]]
# Takes a container of layers, its symbolic input, and this object; None if it is no container.
Expand = Callable[[Any, Any, "Rebuilt"], Any]


class Rebuilt:
    """Rebuilds models around layers that are shared, not copied.

    Args:
        is_replaced: whether a layer, other than a model, is replaced.
        convert: returns the layers that replace a layer.
        expand: returns what replaces a layer that consists of other layers, or None.
    """

    def __init__(
        self, is_replaced: Callable[[Any], bool], convert: Convert, expand: Expand
    ) -> None:
        self._is_replaced, self._convert, self._expand = is_replaced, convert, expand
        self._done: dict[int, list[Any]] = {}
        # What prevents the replacement of layers.
        self.obstacles: list[tuple[Any, Obstacle]] = []
        self._feature = ""

    def model(self, model: Any) -> Any:
        """Return a functional or Sequential model with its layers replaced."""
        if isinstance(model, keras.Sequential):
            return self._sequential(model, model.inputs[0])
        inputs = keras.tree.map_structure(input_like, model._inputs_struct)
        outputs = model._run_through_graph(
            inputs, operation_fn=lambda layer: partial(self._call, layer)
        )
        return keras.Model(inputs, outputs, name=model.name)

    def _sequential(self, model: Any, inputs: Any) -> Any:
        inputs = input_like(inputs)
        layers, _ = self.chain(model.layers, inputs)
        return keras.Sequential([inputs, *layers], name=model.name)

    def chain(
        self, layers: Any, inputs: Any, taken: dict[str, Any] | None = None
    ) -> tuple[list[Any], Any]:
        """Return the layers that replace a chain of layers, and their symbolic output.

        Args:
            layers: the layers.
            inputs: the symbolic input of the first one.
            taken: the layers by name in the model that they become part of, where layers of the
                same name are possible: new layers are renamed and added.
        """
        found = []
        for layer in layers:
            replaced = self.replaced(layer, inputs)
            if taken is not None:
                _rename([part for part in replaced if part is not layer], taken)
            inputs = apply_layers(replaced, inputs, training=False)
            found += replaced
        return found, inputs

    def _call(self, layer: Any, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(layer, keras.layers.Layer):
            return layer(*args, **kwargs)
        if not args and self._is_replaced(layer):
            # Keras's image layers call `data` what others call `inputs`.
            args = (kwargs.pop("inputs" if "inputs" in kwargs else "data"),)
        *before, last = self.replaced(layer, args[0] if args else None)
        if before:
            args = (apply_layers(before, args[0], training=False), *args[1:])
        return last(*args, **kwargs)

    def replaced(self, layer: Any, inputs: Any) -> list[Any]:
        """Return the layers that replace a layer; itself if it stays as it is."""
        if id(layer) not in self._done:
            self._done[id(layer)] = self._replaced(layer, inputs)
        return self._done[id(layer)]

    def _replaced(self, layer: Any, inputs: Any) -> list[Any]:
        inner = [part for part in flatten(layer) if self._is_replaced(part)]
        if not inner:
            return [layer]
        if isinstance(layer, keras.Sequential) and not layer.inputs:
            return [self._sequential(layer, inputs)]
        if is_graph(layer):
            return [self.model(layer)]
        expanded = self._expand(layer, inputs, self)
        if expanded is not None:
            return [expanded]
        try:
            if not self._is_replaced(layer):
                raise NotReplaceable(_contains(inner))
            return self._convert(layer, inputs, partial(self._report, layer))
        except NotReplaceable as error:
            self._report(layer, error.obstacle)
            return [layer]

    @contextmanager
    def of_feature(self, name: str) -> Iterator[None]:
        """Name a feature of a `Preprocessor` in the obstacles of its layers."""
        outer, self._feature = self._feature, name
        yield
        self._feature = outer

    def _report(self, layer: Any, obstacle: Obstacle) -> None:
        self.obstacles.append((layer, replace(obstacle, feature=self._feature)))


def _contains(layers: list[Any]) -> Message:
    names = [f"{{class_{number}!c}} {{name_{number}!r}}" for number in range(len(layers))]
    values = {f"class_{number}": type(layer).__name__ for number, layer in enumerate(layers)}
    values |= {f"name_{number}": layer.name for number, layer in enumerate(layers)}
    template = f"it contains {', '.join(names)}, and is neither a model nor a pipeline"
    return Message(template, **values)


def _rename(layers: list[Any], taken: dict[str, Any]) -> None:
    """Give new layers names that no other layer has."""
    for layer in layers:
        name, count = layer.name, 1
        while taken.setdefault(layer.name, layer) is not layer:
            layer.name = f"{name}_{count}"
            count += 1


def is_graph(model: Any) -> bool:
    """Return whether a model is a Sequential model, or a functional one."""
    return isinstance(model, keras.Sequential) or hasattr(model, "_run_through_graph")
