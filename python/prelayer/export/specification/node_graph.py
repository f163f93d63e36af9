"""Follows the inputs of preprocessing through its layers, and records a node for each call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import keras

from prelayer.adapt.layer_chain import LayerChain, is_chain
from prelayer.export.lowering.registry import NotPortable
from prelayer.export.signature_names import unique
from prelayer.export.specification import all_descriptions
from prelayer.export.specification.description import (
    Description,
    Sample,
    Value,
    describe,
    output_dtype,
)
from prelayer.export.specification.tables import Tables
from prelayer.pipeline.preprocessor.preprocessor import Preprocessor

__all__ = ["NodeGraph", "all_descriptions"]

_UNKNOWN = Value("")


class NodeGraph:
    """The nodes of a specification.

    Args:
        inputs: the inputs of the preprocessing.
    """

    def __init__(self, inputs: Sequence[Value]) -> None:
        self.tables = Tables()
        self.nodes: list[dict[str, Any]] = []
        # What the inputs must be like, by name.
        self.samples: dict[str, Sample] = {one.name: Sample() for one in inputs}
        # The layers that cannot be described, with the errors and their features, by id.
        self.failures: dict[int, tuple[Any, NotPortable, str]] = {}
        self._feature = ""  # of a `Preprocessor`; empty elsewhere
        self._names = [one.name for one in inputs]

    def run(self, layer: Any, inputs: Any) -> Any:
        """Return the output of a layer or model for inputs, in the structure of the output.

        Args:
            layer: a layer, a chain of layers, a `Preprocessor`, or a model.
            inputs: values in the structure that it takes; for a model, in the order of `inputs`.
        """
        if hasattr(layer, "_run_through_graph") and not isinstance(layer, keras.Sequential):
            return layer._run_through_graph(
                inputs, operation_fn=lambda part: partial(self._call, part)
            )
        if isinstance(layer, (keras.Sequential, LayerChain)) or is_chain(layer):
            value = inputs[0] if isinstance(inputs, list) else inputs
            for part in layer.layers:
                value = self.run(part, value)
            return value
        if isinstance(layer, Preprocessor):
            return self._preprocess(layer, inputs)
        try:
            if type(layer) is keras.layers.Concatenate:
                return self._concatenate(layer, inputs)
            return self._described(layer, inputs)
        except NotPortable as error:
            self.failures.setdefault(id(layer), (layer, error, self._feature))
            return _UNKNOWN

    def _call(self, layer: Any, *args: Any, **options: Any) -> Any:
        del options  # such as `training`
        return self.run(layer, args[0] if len(args) == 1 else list(args))

    def _described(self, layer: Any, value: Any) -> Value:
        several = not isinstance(value, Value)
        found = describe(layer, _UNKNOWN if several else value, self.tables)
        if several:
            raise NotPortable("layers with several inputs are not part of the format")
        if found is None:
            return _UNKNOWN
        if value.name in self.samples:
            self.samples[value.name] = _joined(self.samples[value.name], found.sample)
        return self._add(layer.name, type(layer).__name__, [value], found)

    def _preprocess(self, layer: Preprocessor, columns: Mapping[str, Any]) -> Any:
        outputs = {}
        for name, feature in layer.features.items():
            value, outer, self._feature = feature.input_of(columns), self._feature, name
            for part in feature.layers:
                value = self.run(part, value)
            outputs[name], self._feature = value, outer
        if layer._joined.is_dict:
            return outputs
        joined = {
            group: self._matrix(layer, group, [outputs[name] for name in names])
            for group, names in layer._joined.groups.items()
        }
        return joined["concat"] if layer._joined.is_matrix else joined

    def _matrix(self, layer: Preprocessor, name: str, parts: list[Any]) -> Value:
        try:
            return self._concatenation(name, parts, output_dtype(layer))
        except NotPortable as error:
            self.failures.setdefault(id(layer), (layer, error, self._feature))
            return _UNKNOWN

    def _concatenate(self, layer: Any, parts: Any) -> Value:
        dtypes = {part.dtype for part in parts if part.name}
        if len(dtypes) > 1:
            raise NotPortable("its inputs have different dtypes")
        if layer.axis not in (-1, 1):
            raise NotPortable("it joins rows, not columns", "axis")
        return self._concatenation(layer.name, parts, next(iter(dtypes), "float32"))

    def _concatenation(self, name: str, parts: list[Value], dtype: str) -> Value:
        if not all(part.name for part in parts):
            return _UNKNOWN
        if any(part.ragged or len(part.shape) != 2 or part.dtype == "string" for part in parts):
            raise NotPortable("it joins something else than matrices of numbers")
        widths = [part.shape[1] for part in parts]
        width = None if None in widths else sum(size or 0 for size in widths)
        found = Description({}, {}, dtype, (parts[0].shape[0], width))
        return self._add(name, "Concatenate", parts, found)

    def _add(self, name: str, kind: str, inputs: list[Value], found: Description) -> Value:
        self._names = unique([*self._names, name])
        node = {
            "name": self._names[-1],
            "kind": kind,
            "inputs": [one.name for one in inputs],
            "dtype": found.dtype,
            "shape": list(found.shape),
            "ragged": found.ragged,
            "options": found.options,
            "state": found.state,
        }
        self.nodes.append(node)
        return Value(self._names[-1], found.dtype, found.shape, found.ragged)


def _joined(one: Sample, other: Sample) -> Sample:
    limits = [limit for limit in (one.below, other.below) if limit is not None]
    tokens = [*one.tokens, *other.tokens]
    return Sample(tokens, one.only_tokens or other.only_tokens, min(limits, default=None))
