"""Names of inputs and outputs in a signature."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping
from typing import Any

import keras

from prelayer.adapt.model_inputs import inputs_of


def input_names(model: keras.Model) -> list[str]:
    """Return the names of `model.inputs`: the keys of a dict, else the names of the tensors."""
    inputs = inputs_of(model)
    if isinstance(inputs, Mapping) and len(inputs) == len(model.inputs):
        return keras.tree.flatten({key: key for key in inputs})
    return [tensor.name for tensor in model.inputs]


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


def parameter_names(names: Iterable[str]) -> list[str]:
    """Return the names that functions of TensorFlow have for arguments of these names.

    TensorFlow puts an underscore for each character that is neither a letter nor a digit, and
    "arg_" in front of a name that does not begin with a letter. What Python takes as no keyword
    argument even so, "class" and "self", ends in an underscore here.
    """
    return unique(_parameter_name(name) for name in names)


def _parameter_name(name: str) -> str:
    letters = "".join(letter if letter.isalnum() else "_" for letter in name)
    result = letters if letters[:1].isalpha() else f"arg_{letters}"
    if not result.isidentifier():
        result = re.sub("[^A-Za-z0-9_]", "_", result)
    return f"{result}_" if keyword.iskeyword(result) or result == "self" else result


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
