"""The end-to-end model of a table: it takes columns by name, also of a data frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.types import Data, Option, Structure
from prelayer.adapt.model_inputs import (
    has_names,
    has_no_rows,
    match_inputs,
    predict_no_rows,
)
from prelayer.layers.base.failed_call import restored_after_failure
from prelayer.layers.base.keras_backend import FunctionalModel
from prelayer.layers.base.layer import PACKAGE


@keras.saving.register_keras_serializable(PACKAGE)
class ColumnModel(FunctionalModel):
    """A functional model of named columns, which ignores columns that it does not take.

    Keras pairs the sorted names of the inputs with those of the data, so that one more column
    would shift all that follow by one input. Data frames, and dicts of lists and of text, are
    converted as by the preprocessor, whose rules for missing values hold.
    """

    @property
    def column_preprocessor(self) -> Any:
        """The layer that converts columns of data; None where a part in the dataset does."""
        return next((layer for layer in self.layers if hasattr(layer, "columns")), None)

    def __call__(self, inputs: Structure, *args: Option, **kwargs: Option) -> Structure:
        if isinstance(inputs, Mapping) and set(inputs) - set(self._inputs_struct):
            inputs = match_inputs(self._inputs_struct, inputs)
        return super().__call__(inputs, *args, **kwargs)

    def fit(self, x: Data = None, *args: Option, **kwargs: Option) -> keras.callbacks.History:
        with restored_after_failure(self):
            return super().fit(self._exact_columns(x), *args, **kwargs)

    def evaluate(self, x: Data = None, *args: Option, **kwargs: Option) -> Any:
        with restored_after_failure(self):
            return super().evaluate(self._exact_columns(x), *args, **kwargs)

    def predict(
        self, x: Data, batch_size: int | None = None, *args: Option, **kwargs: Option
    ) -> Any:
        data = self._columns(x)
        if data is not x and has_no_rows(data):
            return predict_no_rows(self, data)
        if data is not x:  # Keras rounds arrays of float64 to float32, but not datasets.
            data = tf.data.Dataset.from_tensor_slices(data).batch(batch_size or 32)
            batch_size = None
        with restored_after_failure(self):
            return super().predict(data, batch_size, *args, **kwargs)

    def _exact_columns(self, data: Data) -> Data:
        """Return the columns of data; raise for those that Keras would round."""
        found = self._columns(data)
        if found is not data:
            if has_no_rows(found):
                raise errors.problem("the data must have rows, but it has none.")
            for name, column in found.items():
                if column.dtype == "float64":
                    raise errors.problem(
                        "the column {name!r} has the dtype float64, which Keras rounds in arrays. "
                        "Pass a dataset, as of `dataset_from_frame()`.",
                        name=name,
                    )
        return found

    def _columns(self, data: Data) -> Data:
        """Return a data frame or a dict of columns as tensors by name; other data unchanged."""
        preprocessor = self.column_preprocessor
        if isinstance(data, tf.data.Dataset) or not has_names(data) or preprocessor is None:
            return data
        return preprocessor.prepare(data)
