"""Spark Connect, workers that are killed, and workers without the package."""

import json
import os
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest

from folders import HELPERS, ROOT
from prelayer import Normalization, adapt
from prelayer.spark.worker_errors import worker_errors
from spark_process import data

pytest.importorskip("pyspark", reason="PySpark is not installed: Spark is not tested.")


def fitted(mode, folder):
    environment = {
        **os.environ,
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "python"), str(HELPERS)]),
    }
    command = [sys.executable, str(HELPERS / "spark_process.py"), mode, str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads((folder / "found.json").read_text())


@pytest.mark.slow(reason="Spark is started in a process of its own.")
@pytest.mark.parametrize("mode", ["connect", "killed"])
def test_the_result_is_the_same(spark, tmp_path, mode):
    del spark  # skips without Java
    found = fitted(mode, tmp_path)
    assert found["rows"] == len(data()["price"])
    np.testing.assert_allclose(found["mean"], data()["price"].mean(), rtol=1e-6)
    assert found["vocabulary"] == ["[UNK]", "fair", "good", "ideal"]
    assert ("connect" in found["kind"]) == (mode == "connect")
    assert (tmp_path / "killed").exists() == (mode == "killed")


@pytest.mark.slow(reason="Spark starts a virtual machine and Python workers.")
def test_data_that_does_not_fit_is_an_error_of_one_sentence(spark):
    frame = spark.createDataFrame(pa.table({"price": ["1", "two"]}))
    with pytest.raises(ValueError) as caught:
        adapt({"price": Normalization(axis=None)}, frame)
    assert str(caught.value) == (
        "adapt: feature 'price': numbers are needed, but the values are strings. "
        "Convert them to numbers, or index categories by StringLookup()."
    )


def test_a_worker_without_the_package_is_an_error_of_one_sentence():
    with pytest.raises(ValueError) as caught, worker_errors():
        raise RuntimeError("...\nModuleNotFoundError: No module named 'prelayer'\n...")
    assert str(caught.value) == (
        "prelayer: the workers of Spark cannot import prelayer. Install `prelayer[spark]` for "
        "their Python, or set the environment variable PYSPARK_PYTHON to one that has it."
    )
