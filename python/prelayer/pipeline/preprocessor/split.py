"""The two parts of a Preprocessor: one for the dataset and one for the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import tensorflow as tf

from prelayer._core.types import ConfigValue, Option, ShapeLike, Structure
from prelayer.layers.base.layer import Layer
from prelayer.pipeline.preprocessor.attach import attach
from prelayer.pipeline.preprocessor.cached_map import cached_map
from prelayer.pipeline.preprocessor.chain import run_chain


class PreprocessorPart(Layer):
    """A part of a `Preprocessor`.

    Args:
        preprocessor: the preprocessor, whose layers are shared.
        cuts: for each feature, the number of layers that run in the dataset.
        **kwargs: `name` and `dtype`, as for every layer.
    """

    preprocessor: Any
    cuts: Mapping[str, int]

    def __init__(self, preprocessor: Layer, cuts: Mapping[str, int], **kwargs: Option) -> None:
        super().__init__(**kwargs)

    def build(self, input_shape: ShapeLike) -> None:
        self.built = True

    def get_config(self) -> dict[str, ConfigValue]:
        preprocessor = keras.saving.serialize_keras_object(self.preprocessor)
        config = keras.layers.Layer.get_config(self)
        return {**config, "preprocessor": preprocessor, "cuts": dict(self.cuts)}


class DatasetPart(PreprocessorPart):
    """The first layers of each chain of a `Preprocessor`, for the dataset."""

    def prepare(self, inputs: Structure) -> dict[str, Structure]:
        return self.preprocessor.prepare(inputs)

    def __call__(self, inputs: Structure, *others: Structure, **kwargs: Option) -> Structure:
        """Preprocess columns; targets and weights that follow are returned unchanged."""
        output = super().__call__(inputs, **kwargs)
        return (output, *others) if others else output

    def call(self, inputs: dict[str, tf.Tensor]) -> dict[str, Structure]:
        found: dict[str, Structure] = {}
        for name, feature in self.preprocessor.features.items():
            if self.cuts[name] or not feature.layers:
                found[name] = run_chain(name, feature, inputs, 0, self.cuts[name])
            else:
                found.update(zip(part_keys(name, feature), map(inputs.get, feature.columns)))
        return found

    def map(self, dataset: tf.data.Dataset, cache: Any = "auto") -> tf.data.Dataset:
        """Return the dataset with its features preprocessed; see `Preprocessor.map`."""
        return cached_map(self, self.preprocessor._set.layers, dataset, cache)


class ModelPart(PreprocessorPart):
    """The last layers of each chain of a `Preprocessor`, and the join, for the model."""

    def prepare(self, inputs: Structure) -> Structure:
        return inputs

    def call(self, inputs: dict[str, tf.Tensor]) -> Structure:
        outputs = {}
        for name, feature in self.preprocessor.features.items():
            start = self.cuts[name]
            keys = [name] if start else part_keys(name, feature)
            given = dict(zip([name] if start else feature.columns, map(inputs.get, keys)))
            outputs[name] = run_chain(name, feature, given, start)
        return self.preprocessor.joined(outputs)

    def compute_output_spec(self, inputs: Structure) -> Structure:
        outputs = self.preprocessor._set.specs()
        return self.preprocessor._joined.spec(outputs, self.preprocessor.compute_dtype)

    def inputs_of(self, dataset: tf.data.Dataset) -> dict[str, keras.KerasTensor]:
        """Return inputs of a model for a dataset that the other part made, by name."""
        spec = dataset.element_spec
        features = spec[0] if isinstance(spec, tuple) else spec
        return {
            name: keras.Input(
                part.shape[1:],
                dtype=part.dtype.name,
                name=name,
                ragged=isinstance(part, tf.RaggedTensorSpec),
                sparse=isinstance(part, tf.SparseTensorSpec),
            )
            for name, part in features.items()
        }

    def attach(self, model: keras.Model, dataset: tf.data.Dataset) -> keras.Model:
        """Return the model to train on a dataset that the other part made.

        Args:
            model: a model that takes the output of the preprocessor.
            dataset: the result of `DatasetPart.map`, for its names, shapes and dtypes.

        Returns:
            A Keras model that shares the layers of `model`, so that training it trains `model`.
        """
        return attach(self, self.inputs_of(dataset), model)


def part_keys(name: str, feature: Any) -> list[str]:
    """Return the names of the columns of a feature that the dataset part does not change."""
    if len(feature.columns) == 1:
        return [name]
    return [f"{name}.{column}" for column in feature.columns]
