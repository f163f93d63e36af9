"""A Spark session of two workers."""

import sys
from contextlib import contextmanager

import pytest

from folders import ROOT

OPTIONS = {
    "spark.master": "local[2]",
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
}


@contextmanager
def spark_session(**options):
    """Yield a session whose workers have the Python and the package of this process."""
    from pyspark.sql import SparkSession

    workers = {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(ROOT / "python")}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in workers.items():
            patch.setenv(name, value)
        builder = SparkSession.builder.appName("tests")
        for name, value in {**OPTIONS, **options}.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        yield session
        session.stop()
