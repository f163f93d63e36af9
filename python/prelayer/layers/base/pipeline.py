"""Pipeline: layers that are applied one after the other, as one layer."""

from __future__ import annotations

from collections.abc import Sequence

import keras

from prelayer._core import errors
from prelayer._core.missing import Missing
from prelayer._core.types import Option, ShapeLike, Structure
from prelayer.adapt.layer_chain import LayerChain, apply_layers, first_input
from prelayer.layers.base.layer import Layer


class Pipeline(LayerChain, Layer):
    """Applies layers one after the other, as one layer.

    It is used where a list of layers would be: mapped over a dataset, called on data, or inside a
    model. `adapt(pipeline, data)` fits the layers that learn, each to the output of the ones before
    it, in one pass for each; random layers are inactive meanwhile. Layers with an argument
    `training` are active if the user calls the pipeline or maps it over a dataset, and likewise in
    a Sequential model of such layers; in any other model they follow the model's `training`.

    For image layers alone, `AugmentationPipeline` does the same in fewer passes over the pixels.

    See also: `AugmentationPipeline`, `Preprocessor`, `adapt`.

    Args:
        layers: layers of this package or of Keras, in the order in which they are applied.
        name: the layer's name.
        **kwargs: `dtype` and `trainable`, which have no effect.

    Returns:
        The output of the last layer.

    Raises:
        ValueError: if `layers` contains anything but layers.

    Examples:
        >>> from prelayer import Discretization, Normalization, Pipeline, adapt
        >>> layers = [Normalization(axis=None), Discretization(num_bins=2)]
        >>> pipeline = Pipeline(layers)
        >>> report = adapt(pipeline, [1.0, 2.0, 3.0, 4.0])
        >>> report.passes, pipeline([0.0, 9.0]).numpy().tolist()
        (2, [0, 1])
    """

    _instead_of_fit = "the layers of a pipeline learn by `adapt(pipeline, data)`"

    def __init__(
        self, layers: Sequence[keras.layers.Layer], name: str | None = None, **kwargs: Option
    ) -> None:
        super().__init__(name=name, **kwargs)
        if not isinstance(layers, (list, tuple)):
            raise errors.invalid("layers", "a list of layers", layers)
        for layer in layers:
            if not isinstance(layer, keras.layers.Layer):
                raise errors.invalid("layers", "made of layers", layer)
        self.layers = list(layers)

    @property
    def rule_for_missing(self) -> Missing:
        """The rule of the first layer for missing values in data that is not a tensor."""
        return self.layers[0].rule_for_missing

    def prepare(self, inputs: Structure) -> Structure:
        return first_input(self.layers, inputs)

    def build(self, input_shape: ShapeLike) -> None:
        """Leave it to the first call of each layer to build it, by its own input."""

    def call(
        self, inputs: Structure, training: bool | None = None, mask: Structure = None
    ) -> Structure:
        active = self._called_directly if training is None else training
        return apply_layers(self.layers, inputs, active, mask)

    def compute_output_shape(self, input_shape: ShapeLike) -> ShapeLike:
        for layer in self.layers:
            input_shape = layer.compute_output_shape(input_shape)
        return input_shape

    def compute_output_spec(
        self, inputs: Structure, training: bool | None = None, mask: Structure = None
    ) -> Structure:
        del training, mask
        for layer in self.layers:
            inputs = layer(inputs)
        return inputs
