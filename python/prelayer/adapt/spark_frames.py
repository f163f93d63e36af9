"""DataFrames of Apache Spark given to `adapt()`."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from prelayer._core import errors
from prelayer.adapt.report import AdaptReport


def is_spark_frame(data: Any) -> bool:
    """Return whether data is a DataFrame of Spark, classic or of Spark Connect."""
    return any(
        kind.__name__ == "DataFrame" and kind.__module__.startswith("pyspark.sql")
        for kind in type(data).__mro__
    )


def adapt_on_spark(
    layers: Any, data: Any, options: Mapping[str, Any], *, reset: bool, max_memory: int | None
) -> AdaptReport:
    """Fit layers to a DataFrame of Spark.

    Args:
        layers: layers as for `adapt`.
        data: the DataFrame.
        options: options of `adapt` that do not apply, which must be None.
        reset: whether to discard the learned state of the layers.
        max_memory: maximum number of bytes for the counts of tokens in each task.
    """
    for name, value in options.items():
        if value is not None:
            raise errors.invalid(name, "{None} for a Spark DataFrame", value)
    # The engines for clusters build on this package, which imports them when they are needed.
    spark = importlib.import_module("prelayer.spark.adapt")
    return spark.adapt(layers, data, reset=reset, max_memory=max_memory)
