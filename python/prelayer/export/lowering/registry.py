"""Lowering: the portable form of layers, made of operations that every runtime has.

A lowering is a function of a layer that returns a function of tensors with the same result. It
takes and returns `Text` where the layer takes and returns strings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import keras

from prelayer.export.portable.text import Form

Function = Callable[..., Any]


class NotPortable(Exception):
    """A layer, or an option of it, has no portable form.

    Args:
        reason: a sentence without a full stop.
        option: the argument that prevents it, if it is one.
        remedy: what to do, as a sentence; empty if nothing helps.
    """

    def __init__(self, reason: str, option: str = "", remedy: str = "") -> None:
        super().__init__(reason)
        self.reason, self.option, self.remedy = reason, option, remedy
        self.layer: Any = None  # set by `PortableGraph`


@dataclass
class Context:
    """What lowerings need to know of the export, and what they report.

    Args:
        form: what the symbols of texts are.
        characters: the code points that must be told from each other in the form "points".
        all_characters: whether all of them must be.
        has_float64: whether the runtime computes with float64 numbers.
    """

    form: Form = "bytes"
    characters: set[int] = field(default_factory=set)
    all_characters: bool = False
    has_float64: bool = True


Lowering = Callable[[Any, Context], Function]

_lowerings: dict[type, Lowering] = {}


def lowers(*classes: type) -> Callable[[Lowering], Lowering]:
    """Return a decorator that registers the lowering of layers of some classes."""

    def register(lowering: Lowering) -> Lowering:
        _lowerings.update(dict.fromkeys(classes, lowering))
        return lowering

    return register


def lower(layer: keras.layers.Layer, context: Context) -> Function | None:
    """Return the portable form of a layer; None if no lowering is registered for its class.

    Raises:
        NotPortable: if it has not learned yet, or its options have no portable form.
    """
    if not getattr(layer, "is_fitted", True):
        raise NotPortable("it has not learned yet", remedy="Call `adapt()` first.")
    for parent in type(layer).__mro__:
        if parent in _lowerings:
            return _lowerings[parent](layer, context)
    return None
