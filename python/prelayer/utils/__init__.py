"""Functions of `keras.utils` that prepare data, under the same names."""

from prelayer.data import (
    audio_dataset_from_directory,
    image_dataset_from_directory,
    text_dataset_from_directory,
    timeseries_dataset_from_array,
)
from prelayer.utils import bounding_boxes
from prelayer.utils.normalize import normalize
from prelayer.utils.pad_sequences import pad_sequences
from prelayer.utils.split_dataset import split_dataset
from prelayer.utils.to_categorical import to_categorical

__all__ = [
    "audio_dataset_from_directory",
    "bounding_boxes",
    "image_dataset_from_directory",
    "normalize",
    "pad_sequences",
    "split_dataset",
    "text_dataset_from_directory",
    "timeseries_dataset_from_array",
    "to_categorical",
]
