"""Reports why layers cannot be replaced: one error for all layers, or a warning."""

from __future__ import annotations

import warnings
from typing import Any

from prelayer._core.errors import PrelayerError, problem
from prelayer._core.message import Message
from prelayer.export.keras_layers.registry import Obstacle
from prelayer.export.way_out import way_out

_ACCEPT = " Pass `{allow_differences=True}` to accept other results."

Obstacles = list[tuple[Any, Obstacle]]


def check_obstacles(obstacles: Obstacles, others: str, allow_differences: bool) -> None:
    """Raise an error that lists all obstacles; warn of differences that are allowed.

    Args:
        obstacles: the layers and what prevents their replacement.
        others: whose layers replace them.
        allow_differences: whether differences are allowed.
    """
    differences = [part for part in obstacles if part[1].is_difference]
    fatal = [part for part in obstacles if not part[1].is_difference]
    if allow_differences and not fatal:
        if differences:
            _warn(differences, others)
        return
    shown = fatal if allow_differences else obstacles
    if not shown:
        return
    remedy = _way_out(shown, others) if fatal else _ACCEPT
    raise problem(
        "layers of {others} cannot replace {reasons}.{remedy}",
        others=others,
        reasons=_listed(shown),
        remedy=Message(remedy),
    )


def _way_out(obstacles: Obstacles, others: str) -> str:
    """Return what to do about layers that cannot be replaced."""
    if others != "Keras":
        return ""
    in_features = any(obstacle.feature for _, obstacle in obstacles)
    return f" {way_out(in_features)}"


def _warn(differences: Obstacles, others: str) -> None:
    text = Message(
        "the new layers of {others} compute other results: {reasons}.",
        others=others,
        reasons=_listed(differences),
    )
    warnings.warn(str(PrelayerError(text)), stacklevel=_depth())


def _listed(obstacles: Obstacles) -> Message:
    """Return the layers with option and reason, separated by semicolons."""
    parts = [_described(layer, obstacle) for layer, obstacle in obstacles]
    fields = [f"part_{number}" for number in range(len(parts))]
    template = "; ".join(f"{{{field}}}" for field in fields)
    return Message(template, **dict(zip(fields, parts)))


def _described(layer: Any, obstacle: Obstacle) -> Message:
    feature = " of the feature '{feature}'" if obstacle.feature else ""
    option = "`{argument}`: " if obstacle.option else ""
    return Message(
        "'{name}' ({kind!c})" + feature + ": " + option + "{reason}",
        name=layer.name,
        kind=type(layer).__name__,
        reason=obstacle.reason,
        argument=obstacle.option,
        feature=obstacle.feature,
    )


def _depth() -> int:
    """Return the stack level of the code that called the public function."""
    # Below it: `_warn`, `check_obstacles`, the function, and the decorator that owns its errors.
    return 5
