"""Fits layers on Spark in a process of its own, and writes what they learned to found.json.

Usage: spark_process.py connect | killed FOLDER
"""

import json
import os
import signal
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyspark.sql import SparkSession

from prelayer import Normalization, StringLookup, adapt
from spark_session import OPTIONS

ROWS = 4000


def data():
    rng = np.random.default_rng(5)
    return {
        "price": rng.normal(50, 9, ROWS),
        "cut": rng.choice(["fair", "good", "ideal"], ROWS, p=[0.5, 0.3, 0.2]),
    }


def session(mode):
    builder = SparkSession.builder.appName("tests")
    if mode == "connect":
        return builder.remote("local[2]").getOrCreate()
    options = {
        **OPTIONS,
        "spark.master": "local-cluster[2,1,1024]",
        # The JVMs of the workers find the package and the interpreter by these.
        "spark.executorEnv.PYTHONPATH": os.environ["PYTHONPATH"],
        "spark.executor.memory": "512m",
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def main(mode, folder):
    spark = session(mode)
    frame = spark.createDataFrame(pa.table(data())).repartition(4)
    if mode == "killed":
        marker = Path(folder) / "killed"

        def pass_on(batches):
            for batch in batches:
                if not marker.exists():
                    marker.write_text(str(os.getpid()))
                    os.kill(os.getpid(), signal.SIGKILL)
                yield batch

        frame = frame.mapInArrow(pass_on, frame.schema)
    layers = {"price": Normalization(axis=None), "cut": StringLookup()}
    report = adapt(layers, frame)
    found = {
        "rows": report.rows,
        "mean": float(np.ravel(layers["price"].mean)[0]),
        "vocabulary": layers["cut"].get_vocabulary(),
        "kind": type(frame).__module__,
    }
    (Path(folder) / "found.json").write_text(json.dumps(found))
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
