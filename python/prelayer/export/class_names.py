"""Names of classes as an output of a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.message import Message
from prelayer._core.types import Option, Structure
from prelayer.adapt.model_inputs import inputs_of
from prelayer.export.lowering.registry import Context, Function, lowers
from prelayer.export.signature_names import output_names
from prelayer.layers.base.layer import Layer, symbolic

OUTPUT = "class"


class ClassNames(Layer):
    """Returns the name of the most probable class.

    Args:
        class_names: the name of each class.
        **kwargs: `name`, as for every layer.

    Call arguments:
        inputs: (batch, classes), or (batch, 1) with the probability of the second of two classes.
    """

    def __init__(self, class_names: Sequence[str], **kwargs: Option) -> None:
        super().__init__(**kwargs)

    def call(self, inputs: Structure) -> Structure:
        names = tf.constant(list(self.class_names))
        if inputs.shape[-1] == 1:
            return tf.gather(names, tf.cast(inputs[:, 0] > 0.5, tf.int32))
        return tf.gather(names, tf.argmax(inputs, -1, tf.int32))

    def compute_output_spec(self, inputs: Structure) -> Structure:
        return symbolic(inputs.shape[:1], "string")


@lowers(ClassNames)
def class_names_as_is(layer: ClassNames, context: Context) -> Function:
    """Return the layer: runtimes can select texts, as outputs."""
    del context
    return layer


def with_class_names(model: keras.Model, class_names: Any) -> keras.Model:
    """Return a model with an additional output "class", the name of the most probable class.

    Raises:
        ValueError: if the model has not one output with one number for each name.
    """
    if not isinstance(class_names, (list, tuple)) or not all(
        isinstance(name, str) for name in class_names
    ):
        raise errors.invalid("class_names", "strings, one for each class", class_names)
    (*others, output) = model.outputs
    width = output.shape[-1] if len(output.shape) == 2 else None
    if others or width is None or max(width, 2) != len(class_names):
        raise errors.problem(
            "`class_names` has {count} names, but the outputs of the model have the shapes "
            "{shapes}. It must have one output with a number for each class, or with one "
            "probability and two names.",
            count=len(class_names),
            shapes=_shapes(model),
        )
    (name,) = output_names(model, output)
    outputs = {name: output, OUTPUT: ClassNames(class_names)(output)}
    return keras.Model(inputs_of(model), outputs, name=model.name)


def _shapes(model: keras.Model) -> Message:
    shapes = {f"shape_{place}": tuple(tensor.shape) for place, tensor in enumerate(model.outputs)}
    return Message(" and ".join(f"{{{name}!s}}" for name in shapes), **shapes)
