"""The names of the parts of a partial, which are the same in all processes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from prelayer.adapt.layer_binding import LayerBinding


def part_names(bindings: Sequence[LayerBinding]) -> list[str]:
    """Return one name for each layer: its feature, the keys of its data, or its own name.

    Keras numbers the names that it makes, differently in each process: a layer without a name of
    its own is named by its class. Further layers of the same name have a number, as "cut#2".
    """
    seen: Counter[str] = Counter()
    names = []
    for binding in bindings:
        name = binding.feature or "$".join(map(str, binding.path)) or _name(binding.layer)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return names


def _name(layer: Any) -> str:
    title = type(layer).__name__
    made = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", title).lower()
    return title if re.fullmatch(rf"{made}(_\d+)?", layer.name) else layer.name
