"""Settings of all tests, and what they share: how long an example takes never fails one."""

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

from plain_tensorflow import PlainTensorFlow
from spark_session import spark_session

# Spark forks this process to start Java. Where a test of Beam has run before, the fork handlers of
# gRPC start threads in the child, which sometimes end it.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "false")

# An error in an optimization of tf2onnx fails the test: to pass over it, tf2onnx copies the graph
# before each, which takes a fifth of the time.
os.environ.setdefault("TF2ONNX_CATCH_ERRORS", "false")

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def plain_tensorflow():
    """A process with TensorFlow alone, which returns `answer` of the code that it runs."""
    with PlainTensorFlow() as run:
        yield run


@pytest.fixture(scope="module")
def spark():
    """A Spark session of two workers, where Java and PySpark are installed.

    There is one in a process: the guide to clusters stops it, so each module starts its own.
    """
    if shutil.which("java") is None:
        pytest.skip("Java is not installed: Spark is not tested.")
    pytest.importorskip("pyspark", reason="PySpark is not installed: Spark is not tested.")
    with spark_session() as session:
        yield session
