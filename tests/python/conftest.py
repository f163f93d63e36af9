"""Settings of all tests, and what they share: how long an example takes never fails one."""

import pytest
from hypothesis import HealthCheck, settings

from plain_tensorflow import PlainTensorFlow

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def plain_tensorflow():
    """A process with TensorFlow alone, which returns `answer` of the code that it runs."""
    with PlainTensorFlow() as run:
        yield run
