"""A model in portable form: a function of numbers that converters translate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import keras
import tensorflow as tf

from prelayer.export.lowering import all_lowerings  # noqa: F401  # registers them
from prelayer.export.lowering.graph import OnFailure, PortableGraph
from prelayer.export.lowering.registry import Context
from prelayer.export.portable.text import Form, Text
from prelayer.export.signature_names import input_names, output_names


@dataclass(frozen=True)
class PortableInput:
    """An input of a portable model.

    Args:
        name: the name of the model's input.
        shape: its shape as the model declares it, batch first.
        dtype: its dtype there; "string" becomes int32 with one more axis.
    """

    name: str
    shape: tuple[int | None, ...]
    dtype: str

    @property
    def is_text(self) -> bool:
        """Whether the model takes strings here."""
        return self.dtype == "string"


class PortableModel:
    """A model whose inputs and outputs are numbers, in inference mode.

    Args:
        model: a Keras model whose inputs are defined.
        target: the format.
        form: what the symbols of texts are.
        batch_size: the number of rows; None: any.
        text_length: the number of symbols of each text; None: any.
        on_failure: see `PortableGraph`.
    """

    def __init__(
        self,
        model: keras.Model,
        target: str,
        form: Form,
        batch_size: int | None = None,
        text_length: int | None = None,
        on_failure: OnFailure | None = None,
    ) -> None:
        self.context = Context(form, has_float64=target != "litert")
        self.inputs = portable_inputs(model)
        # What the values of inputs are, by name, where the dtype does not say it.
        self.descriptions: dict[str, str] = {}
        self.output_names: list[str] = []
        self._model, self._sizes = model, (batch_size, text_length)
        self._graph = PortableGraph(self.context, on_failure)
        self.function = tf.function(
            self._run, input_signature=self.specs(), autograph=False
        ).get_concrete_function()

    @property
    def layers(self) -> list[Any]:
        """The layers of this package in the model, in the order in which they are called."""
        return self._graph.layers

    def specs(self) -> list[tf.TensorSpec]:
        """Return the shapes and dtypes of the inputs, named "input_0" and so on."""
        batch_size, text_length = self._sizes
        specs = []
        for number, one in enumerate(self.inputs):
            shape = [batch_size, *one.shape[1:]]
            if one.is_text:
                shape.append(text_length)
            dtype = "int32" if one.is_text else one.dtype
            specs.append(tf.TensorSpec(shape, dtype, f"input_{number}"))
        return specs

    def _run(self, *values: tf.Tensor) -> list[tf.Tensor]:
        given: list[Any] = [
            Text(value, self.context.form) if one.is_text else value
            for one, value in zip(self.inputs, values)
        ]
        outputs = self._graph.run(self._model, given)
        self.output_names = output_names(self._model, outputs)
        flat: Sequence[Any] = keras.tree.flatten(outputs)
        # Texts are outputs only of layers without a portable form, in a report.
        tensors = [value.symbols if isinstance(value, Text) else value for value in flat]
        return [tf.identity(value, f"output_{number}") for number, value in enumerate(tensors)]


def portable_inputs(model: keras.Model) -> list[PortableInput]:
    """Return the inputs of a model, in the order of `model.inputs`."""
    return [
        PortableInput(name, tuple(tensor.shape), tf.as_dtype(tensor.dtype).name)
        for name, tensor in zip(input_names(model), model.inputs)
    ]
