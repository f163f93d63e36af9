"""What is specified: a layer, a `Preprocessor` or a model, with its inputs and outputs by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer.adapt.layer_chain import is_chain
from prelayer.adapt.model_inputs import inputs_of
from prelayer.export.checked_model import checked_model
from prelayer.export.portable_model import PortableInput, portable_inputs
from prelayer.export.signature_names import output_names
from prelayer.export.specification.description import Value
from prelayer.export.specification.node_graph import NodeGraph
from prelayer.layers.base.layer import Layer
from prelayer.layers.text.text_vectorization import TextVectorization
from prelayer.pipeline.preprocessor.preprocessor import Preprocessor

_VECTORS = ("multi_hot", "count", "tf_idf")
_RULE = "a layer or a `Preprocessor` of prelayer, or a Keras model"


class Source:
    """A fitted layer, `Preprocessor` or model.

    Args:
        preprocessing: the layer or model.

    Raises:
        ValueError: if it is neither, is not fitted, or has no defined inputs.
    """

    def __init__(self, preprocessing: Any) -> None:
        self.layer = preprocessing
        self.is_model = isinstance(preprocessing, keras.Model)
        if self.is_model:
            self.inputs = portable_inputs(checked_model(preprocessing))
        elif isinstance(preprocessing, Preprocessor):
            preprocessing._set.check_fitted("to_json()")
            columns = preprocessing._set.columns.values()
            self.inputs = [PortableInput(c.name, (None, *c.shape), c.dtype) for c in columns]
        elif isinstance(preprocessing, Layer):
            self.inputs = [_input(preprocessing)]
        else:
            raise errors.invalid("preprocessing", _RULE, preprocessing)

    def follow(self, graph: NodeGraph) -> dict[str, Value]:
        """Record the layers, and return the outputs by name."""
        values = self._arranged([Value(one.name, one.dtype, one.shape) for one in self.inputs])
        if self.is_model:
            values = keras.tree.flatten(values)
        return self._by_name(graph.run(self.layer, values))

    def run(self, inputs: dict[str, np.ndarray]) -> dict[str, Any]:
        """Return the outputs of the layer for inputs by name."""
        tensors = [tf.convert_to_tensor(inputs[one.name], one.dtype) for one in self.inputs]
        given = self._arranged(tensors)
        outputs = self.layer(given, training=False) if self.is_model else self.layer(given)
        return self._by_name(outputs)

    def _arranged(self, values: Sequence[Any]) -> Any:
        """Return values of the inputs in the structure that the layer takes."""
        if self.is_model:
            return keras.tree.pack_sequence_as(inputs_of(self.layer), list(values))
        if isinstance(self.layer, Preprocessor):
            return {one.name: value for one, value in zip(self.inputs, values)}
        return values[0]

    def _by_name(self, outputs: Any) -> dict[str, Any]:
        flat = keras.tree.flatten(outputs)
        if not self.is_model and not isinstance(outputs, dict):
            return {"output": outputs}
        return dict(zip(output_names(self.layer, outputs), flat))


def _input(layer: Any) -> PortableInput:
    """Return the input of a layer that is no model: rows of as many columns as it has learned."""
    if is_chain(layer):
        return _input(layer.layers[0])
    if isinstance(layer, TextVectorization) and layer.split is not None:
        return PortableInput("input", (None,), "string")
    width: int | None = 1
    if getattr(layer, "output_mode", None) in _VECTORS:
        width = None
    elif hasattr(layer, "_features") and layer._store.shapes:
        width = max(int(np.prod(shape)) for shape in layer._store.shapes.values())
    # Arguments of Normalization and Rescaling with a number for each column.
    for argument in ("mean", "scale", "offset"):
        given = getattr(layer, argument, None)
        if width == 1 and given is not None and np.size(given) > 1:
            width = int(np.size(given))
    dtype = getattr(layer, "_column_dtype", "float32")
    return PortableInput("input", (None, width), dtype)
