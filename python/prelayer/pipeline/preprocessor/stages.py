"""The layers of a Preprocessor that `adapt()` fits in each pass, bound to their data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import errors
from prelayer.adapt.layer_binding import LayerBinding, learns
from prelayer.adapt.learner import learner_of
from prelayer.adapt.sources import is_stream
from prelayer.pipeline.preprocessor.chain import run_chain
from prelayer.pipeline.preprocessor.feature import Feature
from prelayer.pipeline.preprocessor.input_column import InputColumn
from prelayer.pipeline.preprocessor.table_columns import columns_of


class FeatureStages:
    """The stages of `adapt()`: a layer waits for the layers before it in its chain.

    Args:
        features: the features by name.
        columns: the columns that they read.
        in_memory: whether the data is columns by name; the layers that come first in a chain then
            receive their column as it is, which the engine summarizes faster.
    """

    def __init__(
        self,
        features: Mapping[str, Feature],
        columns: Mapping[str, InputColumn],
        in_memory: bool,
    ) -> None:
        self._features, self._columns, self._in_memory = features, columns, in_memory
        self._learned: set[int] = set()

    def __iter__(self) -> Iterator[list[LayerBinding]]:
        while bindings := list(self._waiting(self._features, self._columns)):
            yield bindings
            self._learned |= {id(binding.layer) for binding in bindings}

    @property
    def passes(self) -> int:
        """The number of stages."""
        counts = [sum(map(learns, part.layers)) for part in self._features.values()]
        return max(counts, default=0)

    def _waiting(
        self, features: Mapping[str, Feature], columns: Mapping[str, InputColumn]
    ) -> Iterator[LayerBinding]:
        for name, feature in features.items():
            for position, layer in enumerate(feature.layers):
                inner = self._inner(name, layer)
                if inner:
                    yield from inner
                    break
                if learns(layer) and id(layer) not in self._learned:
                    yield self._binding(name, feature, columns, position)
                    break

    def _inner(self, name: str, layer: Any) -> list[LayerBinding]:
        """Return the bindings of a Preprocessor that is a layer of another one."""
        if not getattr(layer, "takes_columns", False):
            return []
        named = {f"{name}${inner}": part for inner, part in layer.features.items()}
        return list(self._waiting(named, layer._set.columns))

    def _binding(
        self, name: str, feature: Feature, columns: Mapping[str, InputColumn], position: int
    ) -> LayerBinding:
        layer = feature.layers[position]
        is_alone = sum(map(learns, feature.layers)) == 1
        label = name if is_alone else f"{name} ({type(layer).__name__})"
        is_first = position == 0 and len(feature.columns) == 1
        if self._in_memory and is_first and learner_of(layer) is not None:
            return LayerBinding(layer, (feature.columns[0],), feature=label)
        feed = partial(_feed, name, feature, columns, position)
        return LayerBinding(layer, feed=feed, feature=label, columns=feature.columns)


def _feed(
    name: str,
    feature: Feature,
    columns: Mapping[str, InputColumn],
    position: int,
    data: Any,
) -> Any:
    """Return the input of a layer of a feature, for a batch or a table."""
    given = columns_of(data, feature.columns)
    tensors = {column: columns[column].to_tensor(value) for column, value in given.items()}
    return run_chain(name, feature, tensors, 0, position)


def feature_stages(
    features: Mapping[str, Feature], columns: Mapping[str, InputColumn], data: Any
) -> Iterator[list[LayerBinding]]:
    """Return the layers to fit in each pass over data.

    Args:
        features: the features by name.
        columns: the columns that they read.
        data: the data; None: batches of columns in memory, which may lack some.

    Raises:
        ValueError: if the data lacks a column, or can be read once only and several passes are
            needed.
    """
    for name, feature in features.items():
        for layer in feature.layers:
            if isinstance(layer, keras.Model) and any(map(learns, layer.layers)):
                raise errors.problem(
                    "the model '{model}' of the feature {name!r} holds layers that learn. Adapt it "
                    "by itself first, or list its layers.",
                    model=layer.name,
                    name=name,
                )
    is_dataset = isinstance(data, (tf.data.Dataset, keras.utils.PyDataset))
    in_memory = not is_dataset and not is_stream(data)
    if in_memory and data is not None:
        columns_of(data, columns)
    found = FeatureStages(features, columns, in_memory)
    if not in_memory and not is_dataset and found.passes > 1:
        raise errors.problem(
            "`data` is read {passes} times, because layers wait for others before them, and a "
            "generator can be read once. Give a dataset or a table.",
            passes=found.passes,
        )
    return iter(found)
