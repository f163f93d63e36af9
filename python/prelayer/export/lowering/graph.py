"""Runs a Keras model with the portable form of each layer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import keras
import tensorflow as tf

from prelayer.adapt.layer_chain import LayerChain, is_chain
from prelayer.export.lowering.float64 import reject_float64
from prelayer.export.lowering.registry import Context, Function, NotPortable, lower
from prelayer.export.portable.text import Text
from prelayer.layers.base.layer import Layer
from prelayer.pipeline.preprocessor.preprocessor import Preprocessor

# Called with a layer, the error, and the arguments of the layer's call; returns its output.
OnFailure = Callable[[Any, NotPortable, tuple[Any, ...]], Any]


class PortableGraph:
    """Runs a model in inference mode, with the portable form of each layer.

    Args:
        context: the context of the lowerings.
        on_failure: called for a layer without a portable form; None raises the error, with the
            layer as its attribute `layer`.
    """

    def __init__(self, context: Context, on_failure: OnFailure | None = None) -> None:
        self._context, self._on_failure = context, on_failure
        self._functions: dict[int, Function] = {}
        # The layers of this package, in the order in which they are called.
        self.layers: list[Any] = []

    def run(self, model: Any, inputs: Any) -> Any:
        """Return the output of a functional or Sequential model, or of a layer.

        Args:
            model: the model.
            inputs: its inputs, in the order of `model.inputs`; texts as `Text`.
        """
        if isinstance(model, keras.Sequential):
            return self._chain(model.layers, inputs[0] if isinstance(inputs, list) else inputs)
        return model._run_through_graph(inputs, operation_fn=lambda part: partial(self._call, part))

    def _chain(self, layers: Any, inputs: Any) -> Any:
        for layer in layers:
            inputs = self._call(layer, inputs)
        return inputs

    def _call(self, layer: Any, *args: Any, **kwargs: Any) -> Any:
        if hasattr(layer, "_run_through_graph") or isinstance(layer, keras.Sequential):
            return self.run(layer, args[0])
        if isinstance(layer, LayerChain) or is_chain(layer):
            return self._chain(layer.layers, args[0])
        if isinstance(layer, Preprocessor):
            return self._preprocess(layer, args[0])
        if isinstance(layer, Layer) and all(layer is not other for other in self.layers):
            self.layers.append(layer)
        try:
            _reject_strings(args)
            outputs = self._function(layer)(*args, **kwargs)
            if not self._context.has_float64:
                reject_float64([args, kwargs], outputs)
            return outputs
        except NotPortable as error:
            error.layer = layer
            if self._on_failure is None:
                raise
            return self._on_failure(layer, error, args)

    def _function(self, layer: Any) -> Function:
        """Return the portable form of a layer, made once."""
        if id(layer) not in self._functions:
            self._functions[id(layer)] = self._lowered(layer)
        return self._functions[id(layer)]

    def _lowered(self, layer: Any) -> Function:
        with tf.init_scope():  # Tables are made eagerly.
            function = lower(layer, self._context)
        if function is not None:
            return function
        if isinstance(layer, Layer):
            raise NotPortable("no portable form of this layer is built")
        return partial(_call_without_texts, layer)

    def _preprocess(self, layer: Preprocessor, columns: dict[str, Any]) -> Any:
        outputs = {}
        for name, feature in layer.features.items():
            value = feature.input_of(columns)
            outputs[name] = self._chain(feature.layers, value)
        return layer.joined(outputs)


def _reject_strings(args: Any) -> None:
    """Raise for strings that a layer made; strings of the model's inputs are `Text`."""
    for value in keras.tree.flatten(args):
        if tf.is_tensor(value) and value.dtype == tf.string:
            raise NotPortable("the tokens of another layer cannot be its input")


def _call_without_texts(layer: Any, *args: Any, **kwargs: Any) -> Any:
    if any(isinstance(value, Text) for value in keras.tree.flatten([args, kwargs])):
        raise NotPortable("only layers of prelayer take texts in a portable model")
    if isinstance(layer, keras.layers.Layer) and layer._call_has_training_arg:
        kwargs["training"] = False
    return layer(*args, **kwargs)
