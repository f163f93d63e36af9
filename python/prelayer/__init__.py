"""Preprocessing layers that are adapted once and run unchanged in data, model and deployment."""

from prelayer.startup import import_tensorflow

import_tensorflow()

from prelayer.adapt.engine import adapt  # noqa: E402
from prelayer.adapt.report import AdaptReport  # noqa: E402
from prelayer.data.image_dataset_from_directory import (  # noqa: E402
    image_dataset_from_directory,
)
from prelayer.data.text_dataset_from_directory import (  # noqa: E402
    text_dataset_from_directory,
)
from prelayer.export.saved_model import export_model  # noqa: E402
from prelayer.layers.center_crop import CenterCrop  # noqa: E402
from prelayer.layers.normalization import Normalization  # noqa: E402
from prelayer.layers.random_flip import RandomFlip  # noqa: E402
from prelayer.layers.random_rotation import RandomRotation  # noqa: E402
from prelayer.layers.random_zoom import RandomZoom  # noqa: E402
from prelayer.layers.rescaling import Rescaling  # noqa: E402
from prelayer.layers.resizing import Resizing  # noqa: E402
from prelayer.layers.string_lookup import StringLookup  # noqa: E402
from prelayer.layers.text_vectorization import TextVectorization  # noqa: E402

__version__ = "0.1.0"

__all__ = [
    "AdaptReport",
    "CenterCrop",
    "Normalization",
    "RandomFlip",
    "RandomRotation",
    "RandomZoom",
    "Rescaling",
    "Resizing",
    "StringLookup",
    "TextVectorization",
    "adapt",
    "export_model",
    "image_dataset_from_directory",
    "text_dataset_from_directory",
]
