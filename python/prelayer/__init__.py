"""Preprocessing layers that are adapted once and run unchanged in data, model and deployment."""

from prelayer.startup import import_keras, import_tensorflow

import_tensorflow()
import_keras()


from prelayer.adapt.engine import adapt
from prelayer.adapt.progress import AdaptProgress
from prelayer.adapt.report import AdaptReport
from prelayer.data.as_dataset import as_dataset
from prelayer.data.audio_dataset_from_directory import audio_dataset_from_directory
from prelayer.data.columns import (
    categorical_column,
    image_column,
    label_column,
    numeric_column,
    text_column,
)
from prelayer.data.csv_dataset import csv_dataset
from prelayer.data.data_generator import DataGenerator
from prelayer.data.dataset_from_frame import dataset_from_frame
from prelayer.data.decode_labels import decode_labels
from prelayer.data.image_dataset_from_directory import image_dataset_from_directory
from prelayer.data.image_dataset_from_frame import image_dataset_from_frame
from prelayer.data.map_features import map_features
from prelayer.data.schema import Schema, class_names, report, schema
from prelayer.data.text_dataset_from_directory import text_dataset_from_directory
from prelayer.data.text_dataset_from_frame import text_dataset_from_frame
from prelayer.data.timeseries_dataset_from_array import timeseries_dataset_from_array
from prelayer.export.saved_model import export_model
from prelayer.layers.aug_mix import AugMix
from prelayer.layers.augmentation_pipeline import AugmentationPipeline
from prelayer.layers.auto_contrast import AutoContrast
from prelayer.layers.category_encoding import CategoryEncoding
from prelayer.layers.center_crop import CenterCrop
from prelayer.layers.clahe import CLAHE
from prelayer.layers.cut_mix import CutMix
from prelayer.layers.discretization import Discretization
from prelayer.layers.equalization import Equalization
from prelayer.layers.hashed_crossing import HashedCrossing
from prelayer.layers.hashing import Hashing
from prelayer.layers.integer_lookup import IntegerLookup
from prelayer.layers.max_num_bounding_boxes import MaxNumBoundingBoxes
from prelayer.layers.min_max_scaling import MinMaxScaling
from prelayer.layers.mix_up import MixUp
from prelayer.layers.normalization import Normalization
from prelayer.layers.quantile_transform import QuantileTransform
from prelayer.layers.rand_augment import RandAugment
from prelayer.layers.random_brightness import RandomBrightness
from prelayer.layers.random_channel_shift import RandomChannelShift
from prelayer.layers.random_color_degeneration import RandomColorDegeneration
from prelayer.layers.random_color_jitter import RandomColorJitter
from prelayer.layers.random_contrast import RandomContrast
from prelayer.layers.random_crop import RandomCrop
from prelayer.layers.random_elastic_transform import RandomElasticTransform
from prelayer.layers.random_erasing import RandomErasing
from prelayer.layers.random_flip import RandomFlip
from prelayer.layers.random_gaussian_blur import RandomGaussianBlur
from prelayer.layers.random_grayscale import RandomGrayscale
from prelayer.layers.random_height import RandomHeight
from prelayer.layers.random_hue import RandomHue
from prelayer.layers.random_invert import RandomInvert
from prelayer.layers.random_perspective import RandomPerspective
from prelayer.layers.random_posterization import RandomPosterization
from prelayer.layers.random_rotation import RandomRotation
from prelayer.layers.random_saturation import RandomSaturation
from prelayer.layers.random_sharpness import RandomSharpness
from prelayer.layers.random_shear import RandomShear
from prelayer.layers.random_translation import RandomTranslation
from prelayer.layers.random_width import RandomWidth
from prelayer.layers.random_zoom import RandomZoom
from prelayer.layers.rescaling import Rescaling
from prelayer.layers.resizing import Resizing
from prelayer.layers.robust_scaling import RobustScaling
from prelayer.layers.samplewise_normalization import SamplewiseNormalization
from prelayer.layers.solarization import Solarization
from prelayer.layers.string_lookup import StringLookup
from prelayer.layers.text_vectorization import TextVectorization
from prelayer.layers.zca_whitening import ZCAWhitening
from prelayer.pipeline.augment import augment
from prelayer.pipeline.fuse_augmentations import fuse_augmentations
from prelayer.pipeline.image_data_generator import ImageDataGenerator
from prelayer.plot.plot_augmentations import plot_augmentations
from prelayer.plot.plot_images import plot_images

__version__ = "0.2.0"

__all__ = [  # noqa: RUF022 (it has capitals first, apart)
    "AdaptProgress",
    "AdaptReport",
    "AugMix",
    "AugmentationPipeline",
    "AutoContrast",
    "CLAHE",
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
