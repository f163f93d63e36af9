"""Fits and applies layers on Apache Spark; needs the extra `prelayer[spark]`."""

from prelayer._core import check
from prelayer._core.owner import called

with called("prelayer.spark"):
    check.imported("pyspark", "prelayer[spark]")

from prelayer.spark.adapt import adapt
from prelayer.spark.apply import apply

__all__ = ["adapt", "apply"]
