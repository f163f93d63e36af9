"""Which layer learns from which part of the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from prelayer import check
from prelayer.adapt.learner import Learner


@dataclass(frozen=True)
class Target:
    """A layer, and how to get its part of the data.

    Args:
        layer: the layer that learns.
        path: the keys that lead to its part.
        feed: what turns that part into the layer's input: the layers of a model before it.
    """

    layer: Learner
    path: tuple[Any, ...] = ()
    feed: Callable[[Any], Any] | None = None

    def part(self, features: Any) -> Any:
        """Return the layer's input."""
        part = pick(features, self.path)
        return part if self.feed is None else self.feed(part)


def targets_of(layers: Any, path: tuple[Any, ...] = ()) -> list[Target]:
    """Return a target for each layer of a layer, a list, or a (nested) dict."""
    if isinstance(layers, Mapping):
        return [item for key, part in layers.items() for item in targets_of(part, (*path, key))]
    if isinstance(layers, (list, tuple)):
        return [item for part in layers for item in targets_of(part, path)]
    if not isinstance(layers, Learner):
        check.fail(
            "adapt", "layers", "a layer that learns, or a list or dict of such layers", layers
        )
    layers.check_adaptable()
    return [Target(layers, path)]


def pick(data: Any, path: tuple[Any, ...]) -> Any:
    """Return the part of the data that a path of keys leads to."""
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            check.refuse(
                "adapt",
                f"the layers ask for {key!r}, but the data has {_structure(data)}.",
            )
    return data


def _structure(data: Any) -> str:
    if isinstance(data, Mapping):
        return "only " + ", ".join(repr(key) for key in data)
    if hasattr(data, "columns"):
        return "only the columns " + ", ".join(repr(column) for column in data.columns)
    return f"no names: it is a {type(data).__name__}"
