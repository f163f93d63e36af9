"""Dataset loaders, and schemas of the elements that they return."""

from prelayer.data.as_dataset import as_dataset
from prelayer.data.audio_dataset_from_directory import audio_dataset_from_directory
from prelayer.data.common.element_schema import Schema
from prelayer.data.csv_dataset import csv_dataset
from prelayer.data.data_generator import DataGenerator
from prelayer.data.dataset_from_frame import dataset_from_frame
from prelayer.data.decode_labels import decode_labels
from prelayer.data.frame.column_kinds import (
    categorical_column,
    image_column,
    label_column,
    numeric_column,
    text_column,
)
from prelayer.data.image_dataset_from_directory import image_dataset_from_directory
from prelayer.data.image_dataset_from_frame import image_dataset_from_frame
from prelayer.data.map_features import map_features
from prelayer.data.schema import class_names, report, schema
from prelayer.data.text_dataset_from_directory import text_dataset_from_directory
from prelayer.data.text_dataset_from_frame import text_dataset_from_frame
from prelayer.data.timeseries_dataset_from_array import timeseries_dataset_from_array

__all__ = [
    "DataGenerator",
    "Schema",
    "as_dataset",
    "audio_dataset_from_directory",
    "categorical_column",
    "class_names",
    "csv_dataset",
    "dataset_from_frame",
    "decode_labels",
    "image_column",
    "image_dataset_from_directory",
    "image_dataset_from_frame",
    "label_column",
    "map_features",
    "numeric_column",
    "report",
    "schema",
    "text_column",
    "text_dataset_from_directory",
    "text_dataset_from_frame",
    "timeseries_dataset_from_array",
]
