"""The features of a Preprocessor with the columns that they read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import keras

from prelayer._core import errors
from prelayer._core.types import ConfigValue, Structure
from prelayer.pipeline.preprocessor.chain import chain_spec, run_chain
from prelayer.pipeline.preprocessor.feature_list import features_by_name
from prelayer.pipeline.preprocessor.feature_names import output_names
from prelayer.pipeline.preprocessor.feature_state import is_fitted
from prelayer.pipeline.preprocessor.input_column import input_columns
from prelayer.pipeline.preprocessor.joined_columns import joined_groups, run_group
from prelayer.pipeline.preprocessor.table_columns import check_rows, columns_of


class FeatureSet:
    """Features by name, and the columns that they read by name.

    Args:
        features: the argument `features` of `Preprocessor`.
        dtypes: the dtypes of columns by name, if they are given.
        shapes: the shapes of one value of columns by name, if they are given.
    """

    def __init__(
        self,
        features: Mapping[Any, Any],
        dtypes: Mapping[str, str] | None = None,
        shapes: Mapping[str, Sequence[int | None]] | None = None,
    ) -> None:
        self.features = features_by_name(features)
        self.columns = input_columns(self.features, dtypes, shapes)
        self._groups = joined_groups(self.features, self.columns)

    @property
    def layers(self) -> list[Any]:
        """The layers of all features."""
        return [layer for feature in self.features.values() for layer in feature.layers]

    @property
    def unfitted(self) -> list[str]:
        """The names of the features with layers that have not learned yet."""
        return [name for name, feature in self.features.items() if not is_fitted(feature)]

    def check_fitted(self, purpose: str) -> None:
        """Raise if a layer has not learned yet; `purpose` needs it."""
        if self.unfitted:
            raise errors.problem(
                "{purpose} needs an adapted preprocessor, but {unfitted} have not learned yet. "
                "Call `adapt()` first.",
                purpose=purpose,
                unfitted=self.unfitted,
            )

    def tensors(self, data: Any) -> dict[str, Any]:
        """Return the columns of data as tensors by name; raise if one is missing or too short."""
        given = columns_of(data, self.columns)
        found = {name: self.columns[name].to_tensor(value) for name, value in given.items()}
        check_rows(found)
        return found

    def inputs(self) -> dict[str, keras.KerasTensor]:
        """Return new inputs of a model for the columns, by name."""
        return {name: column.input() for name, column in self.columns.items()}

    def run(self, columns: Mapping[str, Any]) -> dict[str, Structure]:
        """Return the outputs of the features for tensors of columns by name."""
        self.check_fitted("preprocessing")
        begun: dict[str, Any] = {}
        for names in self._groups:
            if all(self.features[name].layers[0].is_fitted for name in names):
                begun.update(run_group(names, self.features, columns))
        return {
            name: run_chain(name, part, begun if name in begun else columns, int(name in begun))
            for name, part in self.features.items()
        }

    def specs(self, columns: Mapping[str, Any] | None = None) -> dict[str, Structure]:
        """Return the symbolic outputs of the features, for symbolic columns by name."""
        if columns is None:
            columns = {name: column.symbol() for name, column in self.columns.items()}
        return {name: chain_spec(name, part, columns) for name, part in self.features.items()}

    def output_names(self) -> dict[str, list[str]]:
        """Return the names of the output columns of each feature."""
        self.check_fitted("a name for each output column")
        specs = self.specs()
        return {
            name: output_names(name, part.layers, specs[name])
            for name, part in self.features.items()
        }

    def to_config(self) -> dict[str, ConfigValue]:
        """Return the arguments as plain data."""
        columns = self.columns.values()
        return {
            "features": {name: part.to_config() for name, part in self.features.items()},
            "dtypes": {column.name: column.dtype for column in columns},
            "shapes": {column.name: list(column.shape) for column in columns},
        }
