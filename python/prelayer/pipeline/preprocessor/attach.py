"""The end-to-end model: raw columns by name, preprocessing, and a trained model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import keras

from prelayer._core import errors
from prelayer._core.types import Structure
from prelayer.adapt.describe_structure import structure
from prelayer.adapt.model_inputs import inputs_of, match_inputs
from prelayer.pipeline.preprocessor.column_model import ColumnModel

_RULE = "a Keras model"


@dataclass(frozen=True)
class ModelEnds:
    """The inputs of a functional model by name, and the output of preprocessing for them."""

    inputs: dict[str, keras.KerasTensor]
    outputs: Structure


def attach(
    preprocessing: keras.layers.Layer, inputs: Mapping[str, keras.KerasTensor], model: Any
) -> keras.Model:
    """Return the model from inputs, through a layer, to the predictions of a model.

    Args:
        preprocessing: the layer.
        inputs: symbolic inputs by name.
        model: a Keras model whose inputs fit the output of the layer.
    """
    if not isinstance(model, keras.Model):
        raise errors.invalid("model", _RULE, model)
    output = preprocessing(inputs)
    expected = inputs_of(model)
    if expected is not None:
        output = _matched(expected, output)
    return ColumnModel(dict(inputs), model(output), name=f"{model.name}_with_preprocessing")


def _matched(expected: Any, output: Any) -> Any:
    """Return the output in the structure of the inputs of a model; raise if it does not fit."""
    try:
        found = keras.tree.flatten(match_inputs(expected, output))
    except ValueError:
        raise _unfit(expected, output) from None
    wanted = keras.tree.flatten(expected)
    if len(wanted) != len(found) or not all(map(_fits, wanted, found)):
        raise _unfit(expected, output)
    return keras.tree.pack_sequence_as(expected, found)


def _fits(wanted: keras.KerasTensor, given: keras.KerasTensor) -> bool:
    sizes = zip(wanted.shape, given.shape)
    alike = len(wanted.shape) == len(given.shape) and all(
        size is None or other is None or size == other for size, other in sizes
    )
    return alike and (wanted.dtype == "string") == (given.dtype == "string")


def _unfit(expected: Any, output: Any) -> errors.PrelayerError:
    return errors.problem(
        "the inputs of `model` must fit the output of the preprocessor. The model takes "
        "{expected}, the preprocessor returns {output}.",
        expected=structure(expected),
        output=structure(output),
    )
