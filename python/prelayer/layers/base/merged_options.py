"""The options of two layers whose states are merged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prelayer._core import errors


def check_same_options(here: Mapping[str, Any], there: Mapping[str, Any]) -> None:
    """Raise if the options of this layer and of the one that wrote a state differ."""
    for name in {**here, **there}:
        if there.get(name) != here.get(name):
            raise errors.problem(
                "the state is of a layer with other options: `{name}` is {there!r} there and "
                "{here!r} here. Merge states of layers that were made alike.",
                name=name,
                there=there.get(name),
                here=here.get(name),
            )
