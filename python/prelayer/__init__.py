"""Preprocessing layers that are adapted once and run unchanged in data, model and deployment."""

from prelayer.startup import import_tensorflow

import_tensorflow()

from prelayer.adapt.engine import adapt
from prelayer.adapt.report import AdaptReport
from prelayer.data.image_dataset_from_directory import image_dataset_from_directory
from prelayer.data.text_dataset_from_directory import text_dataset_from_directory
from prelayer.export.saved_model import export_model
from prelayer.layers.center_crop import CenterCrop
from prelayer.layers.integer_lookup import IntegerLookup
from prelayer.layers.normalization import Normalization
from prelayer.layers.random_flip import RandomFlip
from prelayer.layers.random_rotation import RandomRotation
from prelayer.layers.random_zoom import RandomZoom
from prelayer.layers.rescaling import Rescaling
from prelayer.layers.resizing import Resizing
from prelayer.layers.string_lookup import StringLookup
from prelayer.layers.text_vectorization import TextVectorization

__version__ = "0.1.0"

__all__ = [
    "AdaptReport",
    "CenterCrop",
    "IntegerLookup",
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
