"""The command line on Apache Spark."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pyspark.sql import SparkSession

from prelayer._core import errors
from prelayer.adapt.plan import AdaptPlan
from prelayer.spark.adapt import fit
from prelayer.spark.apply import apply


def adapt_on_spark(plan: AdaptPlan, files: Sequence[str], options: Sequence[str]) -> None:
    """Fit the layers of a plan to Parquet files."""
    with _session(options) as session:
        fit(plan, session.read.parquet(*files))


def apply_on_spark(
    layers: Any, files: Sequence[str], output: str, keep: Sequence[str], options: Sequence[str]
) -> None:
    """Apply layers to Parquet files, and write Parquet files to the folder `output`."""
    with _session(options) as session:
        applied = apply(layers, session.read.parquet(*files), keep=keep)
        applied.write.mode("errorifexists").parquet(output)


@contextmanager
def _session(options: Sequence[str]) -> Iterator[SparkSession]:
    if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
        raise errors.problem(
            "Spark needs Java, which is not installed here. Install Java 17 or later, or set the "
            "environment variable JAVA_HOME to its folder."
        )
    builder = SparkSession.builder.appName("prelayer")
    for option in options:
        name, is_pair, value = option.partition("=")
        if not is_pair:
            raise errors.invalid("option", "NAME=VALUE for Spark", option)
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()
