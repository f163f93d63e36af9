"""Preprocessing layers that are adapted once and run unchanged in data, model and deployment."""

from .startup import import_tensorflow

import_tensorflow()

from .layers.rescaling import Rescaling  # noqa: E402

__version__ = "0.1.0"

__all__ = [
    "Rescaling",
]
