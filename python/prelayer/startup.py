"""TensorFlow imported without its start-up noise, unless the user asked for that noise."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

_LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL"


def import_tensorflow() -> None:
    """Import TensorFlow; its banner stays out of sight where no log level was set."""
    if "tensorflow" in sys.modules or _LOG_LEVEL in os.environ:
        return
    os.environ[_LOG_LEVEL] = "3"
    with _standard_error_closed():
        import tensorflow as tf  # noqa: F401


@contextlib.contextmanager
def _standard_error_closed() -> Iterator[None]:
    # TensorFlow writes its first lines past sys.stderr, before it reads any log level.
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
