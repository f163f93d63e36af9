"""Preprocessing layers that are adapted once and run unchanged in datasets, models and serving.

Layers, also in `prelayer.layers`:

Text:
    TextVectorization
Categories:
    StringLookup, IntegerLookup, Hashing, HashedCrossing, CategoryEncoding
Numbers:
    Normalization, MinMaxScaling, RobustScaling, QuantileTransform, Discretization, Rescaling,
    ZCAWhitening
Image size:
    Resizing, CenterCrop, RandomCrop, RandomHeight, RandomWidth
Geometry:
    RandomFlip, RandomRotation, RandomTranslation, RandomZoom, RandomShear, RandomPerspective,
    RandomElasticTransform
Color:
    RandomBrightness, RandomContrast, RandomHue, RandomSaturation, RandomColorJitter,
    RandomColorDegeneration, RandomGrayscale, RandomInvert, RandomPosterization, RandomSharpness,
    RandomGaussianBlur, RandomChannelShift, Solarization, AutoContrast, Equalization, CLAHE,
    SamplewiseNormalization
Mixing and policies:
    MixUp, CutMix, RandomErasing, RandAugment, AugMix, AugmentationPipeline, MaxNumBoundingBoxes

Functions:

Learning from data:
    adapt, AdaptReport, AdaptProgress
Datasets from files and tables, also in `prelayer.data`:
    audio_dataset_from_directory, csv_dataset, dataset_from_frame, image_dataset_from_directory,
    image_dataset_from_frame, text_dataset_from_directory, text_dataset_from_frame,
    timeseries_dataset_from_array
Columns of tables:
    categorical_column, image_column, label_column, numeric_column, text_column
Generators:
    DataGenerator, as_dataset, ImageDataGenerator
Elements of datasets:
    map_features, augment, schema, Schema, class_names, report, decode_labels
Models and plots:
    fuse_augmentations, export_model, plot_images, plot_augmentations
Errors:
    PrelayerError
"""

from prelayer._core.errors import PrelayerError
from prelayer._core.public_names import publish as _publish
from prelayer._core.startup import import_keras, import_tensorflow

import_tensorflow()
import_keras()

from prelayer.adapt import AdaptProgress, AdaptReport, adapt
from prelayer.data import (
    DataGenerator,
    Schema,
    as_dataset,
    audio_dataset_from_directory,
    categorical_column,
    class_names,
    csv_dataset,
    dataset_from_frame,
    decode_labels,
    image_column,
    image_dataset_from_directory,
    image_dataset_from_frame,
    label_column,
    map_features,
    numeric_column,
    report,
    schema,
    text_column,
    text_dataset_from_directory,
    text_dataset_from_frame,
    timeseries_dataset_from_array,
)
from prelayer.export.saved_model import export_model
from prelayer.layers import (
    CLAHE,
    AugmentationPipeline,
    AugMix,
    AutoContrast,
    CategoryEncoding,
    CenterCrop,
    CutMix,
    Discretization,
    Equalization,
    HashedCrossing,
    Hashing,
    IntegerLookup,
    MaxNumBoundingBoxes,
    MinMaxScaling,
    MixUp,
    Normalization,
    QuantileTransform,
    RandAugment,
    RandomBrightness,
    RandomChannelShift,
    RandomColorDegeneration,
    RandomColorJitter,
    RandomContrast,
    RandomCrop,
    RandomElasticTransform,
    RandomErasing,
    RandomFlip,
    RandomGaussianBlur,
    RandomGrayscale,
    RandomHeight,
    RandomHue,
    RandomInvert,
    RandomPerspective,
    RandomPosterization,
    RandomRotation,
    RandomSaturation,
    RandomSharpness,
    RandomShear,
    RandomTranslation,
    RandomWidth,
    RandomZoom,
    Rescaling,
    Resizing,
    RobustScaling,
    SamplewiseNormalization,
    Solarization,
    StringLookup,
    TextVectorization,
    ZCAWhitening,
)
from prelayer.pipeline.augment import augment
from prelayer.pipeline.fuse_augmentations import fuse_augmentations
from prelayer.pipeline.image_data_generator.image_data_generator import ImageDataGenerator
from prelayer.plot.plot_augmentations import plot_augmentations
from prelayer.plot.plot_images import plot_images

__version__ = "0.2.0"

__all__ = [
    "CLAHE",
    "AdaptProgress",
    "AdaptReport",
    "AugMix",
    "AugmentationPipeline",
    "AutoContrast",
    "CategoryEncoding",
    "CenterCrop",
    "CutMix",
    "DataGenerator",
    "Discretization",
    "Equalization",
    "HashedCrossing",
    "Hashing",
    "ImageDataGenerator",
    "IntegerLookup",
    "MaxNumBoundingBoxes",
    "MinMaxScaling",
    "MixUp",
    "Normalization",
    "PrelayerError",
    "QuantileTransform",
    "RandAugment",
    "RandomBrightness",
    "RandomChannelShift",
    "RandomColorDegeneration",
    "RandomColorJitter",
    "RandomContrast",
    "RandomCrop",
    "RandomElasticTransform",
    "RandomErasing",
    "RandomFlip",
    "RandomGaussianBlur",
    "RandomGrayscale",
    "RandomHeight",
    "RandomHue",
    "RandomInvert",
    "RandomPerspective",
    "RandomPosterization",
    "RandomRotation",
    "RandomSaturation",
    "RandomSharpness",
    "RandomShear",
    "RandomTranslation",
    "RandomWidth",
    "RandomZoom",
    "Rescaling",
    "Resizing",
    "RobustScaling",
    "SamplewiseNormalization",
    "Schema",
    "Solarization",
    "StringLookup",
    "TextVectorization",
    "ZCAWhitening",
    "adapt",
    "as_dataset",
    "audio_dataset_from_directory",
    "augment",
    "categorical_column",
    "class_names",
    "csv_dataset",
    "dataset_from_frame",
    "decode_labels",
    "export_model",
    "fuse_augmentations",
    "image_column",
    "image_dataset_from_directory",
    "image_dataset_from_frame",
    "label_column",
    "map_features",
    "numeric_column",
    "plot_augmentations",
    "plot_images",
    "report",
    "schema",
    "text_column",
    "text_dataset_from_directory",
    "text_dataset_from_frame",
    "timeseries_dataset_from_array",
]

_publish(__name__, __all__)
