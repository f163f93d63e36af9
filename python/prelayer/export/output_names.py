"""The names under which a signature returns the outputs of a model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import keras


def output_names(model: keras.Model, outputs: Any) -> list[str]:
    """Return a name for each tensor in the outputs of a model, all of them different.

    A tensor in a dict is named by its key, and by the keys and positions that lead to it, joined by
    underscores, where dicts are nested. Others have the name of the layer that they come from, or
    "output_0", "output_1" ... where the model does not tell. Of several with one name the second
    ends in "_1", and so on.

    Args:
        model: the model.
        outputs: what the model returns, tensors in any structure.
    """
    leaves = keras.tree.flatten_with_path(outputs)
    layers = getattr(model, "output_names", None) or []
    if len(layers) != len(leaves):
        layers = [f"output_{position}" for position in range(len(leaves))]
    return unique(
        "_".join(map(str, path)) if any(isinstance(part, str) for part in path) else layer
        for (path, _), layer in zip(leaves, layers)
    )


def unique(names: Iterable[str]) -> list[str]:
    """Return names, of which those that came before end in "_1", "_2" and so on."""
    taken: dict[str, None] = {}
    for name in names:
        proposal, count = name, 0
        while proposal in taken:
            count += 1
            proposal = f"{name}_{count}"
        taken[proposal] = None
    return list(taken)
