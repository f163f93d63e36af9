"""Pairs of layers, one of this package and one of Keras, that compute the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import keras

from prelayer._core.message import Message

Options = Mapping[str, Any]


@dataclass(frozen=True)
class Obstacle:
    """Why a layer is not replaced.

    Args:
        reason: a sentence without a full stop.
        option: the argument that prevents it, if it is one.
        is_difference: whether the layer can be replaced if other results are accepted.
        feature: the feature of a `Preprocessor` that has the layer; empty elsewhere.
    """

    reason: str | Message
    option: str = ""
    is_difference: bool = False
    feature: str = ""


class NotReplaceable(Exception):
    """A layer, or an option of it, has no equivalent."""

    def __init__(self, reason: str | Message, option: str = "") -> None:
        super().__init__(str(reason))
        self.obstacle = Obstacle(reason, option)


def no_differences(options: Options, inputs: Any) -> Iterable[Obstacle]:
    """Return nothing: the layers compute the same for all options."""
    del options, inputs
    return ()


def no_state(layer: Any, inputs: Any) -> dict[str, Any]:
    """Return nothing: the options of the layer are all that it needs."""
    del layer, inputs
    return {}


@dataclass(frozen=True)
class Pair:
    """A layer of this package and the layer of Keras that replaces it, and the other way round.

    Args:
        ours: the class of this package.
        theirs: the name of the class in `keras.layers`, which old versions of Keras may lack.
        arguments_for_theirs: returns arguments for Keras's layer, such as the learned state, for a
            layer of this package and its symbolic input.
        arguments_for_ours: the same in the other direction; None if there is none.
        differences: yields what the two compute differently, for options by name, which both share,
            and the symbolic input.
        differences_of_ours: the same for the direction to this package only.
        before_theirs: returns layers of Keras that come before the one of the pair.
        without_effect: options of `ours` that only `adapt()` reads.
        translated: options of `ours` that `arguments_for_theirs` reads.
        takes_dtype: whether the dtype policy is passed on.
    """

    ours: type
    theirs: str
    arguments_for_theirs: Callable[[Any, Any], dict[str, Any]] = no_state
    arguments_for_ours: Callable[[Any, Any], dict[str, Any]] | None = no_state
    differences: Callable[[Options, Any], Iterable[Obstacle]] = no_differences
    differences_of_ours: Callable[[Any], Iterable[Obstacle]] = lambda inputs: ()
    before_theirs: Callable[[Any, Any], list[Any]] = lambda layer, inputs: []
    without_effect: tuple[str, ...] = ()
    translated: tuple[str, ...] = ()
    takes_dtype: bool = True


_of_ours: dict[type, Pair] = {}
_of_theirs: dict[str, Pair] = {}


def register(*pairs: Pair) -> None:
    """Make pairs known to `pair_of`."""
    for pair in pairs:
        _of_ours[pair.ours] = pair
        if pair.arguments_for_ours is not None:
            _of_theirs[pair.theirs] = pair


def pair_of_ours(layer: Any) -> Pair | None:
    """Return the pair with the class of a layer of this package."""
    return _of_ours.get(type(layer))


def pair_of_theirs(layer: Any) -> Pair | None:
    """Return the pair with the class of a layer of Keras, not of a subclass."""
    pair = _of_theirs.get(type(layer).__name__)
    is_own = pair is not None and type(layer) is getattr(keras.layers, pair.theirs, None)
    return pair if is_own else None
