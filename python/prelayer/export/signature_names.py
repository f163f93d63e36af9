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
    """Return a unique name for each tensor in the outputs of a model.

    The name of a tensor in a dict is its key; in nested dicts, the keys and positions of its path,
    joined by underscores. The name of another tensor is that of the layer that returns it, or
    "output_0", "output_1" ... if the model does not record the layer. Duplicate names end in "_1",
    "_2" and so on, from the second one.

    Args:
        model: the model.
        outputs: the outputs of the model, tensors in any structure.
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
    """Return the argument names that TensorFlow functions use for these names.

    TensorFlow replaces each character that is neither a letter nor a digit by an underscore, and
    adds the prefix "arg_" to names that do not begin with a letter. Names that are still invalid as
    keyword arguments in Python, such as "class" and "self", get the suffix "_".
    """
    return unique(_parameter_name(name) for name in names)


def _parameter_name(name: str) -> str:
    letters = "".join(letter if letter.isalnum() else "_" for letter in name)
    result = letters if letters[:1].isalpha() else f"arg_{letters}"
    if not result.isidentifier():
        result = re.sub("[^A-Za-z0-9_]", "_", result)
    return f"{result}_" if keyword.iskeyword(result) or result == "self" else result


def unique(names: Iterable[str]) -> list[str]:
    """Return unique names: duplicates end in "_1", "_2" and so on, from the second one."""
    taken: dict[str, None] = {}
    for name in names:
        proposal, count = name, 0
        while proposal in taken:
            count += 1
            proposal = f"{name}_{count}"
        taken[proposal] = None
    return list(taken)
