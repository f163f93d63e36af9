"""Preprocessing layers that are adapted once and run unchanged in data, model and deployment."""

from prelayer._core.public_names import publish as _publish
from prelayer._core.startup import import_keras, import_tensorflow

import_tensorflow()
import_keras()


from prelayer.adapt.engine import adapt
from prelayer.adapt.progress import AdaptProgress
from prelayer.adapt.report import AdaptReport
from prelayer.data.as_dataset import as_dataset
from prelayer.data.audio_dataset_from_directory import audio_dataset_from_directory
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
from prelayer.data.schema import Schema, class_names, report, schema
from prelayer.data.text_dataset_from_directory import text_dataset_from_directory
from prelayer.data.text_dataset_from_frame import text_dataset_from_frame
from prelayer.data.timeseries_dataset_from_array import timeseries_dataset_from_array
from prelayer.export.saved_model import export_model
from prelayer.layers.categorical.category_encoding import CategoryEncoding
from prelayer.layers.categorical.hashed_crossing import HashedCrossing
from prelayer.layers.categorical.hashing import Hashing
from prelayer.layers.categorical.integer_lookup import IntegerLookup
from prelayer.layers.categorical.string_lookup import StringLookup
from prelayer.layers.image.aug_mix import AugMix
from prelayer.layers.image.augmentation_pipeline import AugmentationPipeline
from prelayer.layers.image.auto_contrast import AutoContrast
from prelayer.layers.image.center_crop import CenterCrop
from prelayer.layers.image.clahe import CLAHE
from prelayer.layers.image.cut_mix import CutMix
from prelayer.layers.image.equalization import Equalization
from prelayer.layers.image.max_num_bounding_boxes import MaxNumBoundingBoxes
from prelayer.layers.image.mix_up import MixUp
from prelayer.layers.image.rand_augment import RandAugment
from prelayer.layers.image.random_brightness import RandomBrightness
from prelayer.layers.image.random_channel_shift import RandomChannelShift
from prelayer.layers.image.random_color_degeneration import RandomColorDegeneration
from prelayer.layers.image.random_color_jitter import RandomColorJitter
from prelayer.layers.image.random_contrast import RandomContrast
from prelayer.layers.image.random_crop import RandomCrop
from prelayer.layers.image.random_elastic_transform import RandomElasticTransform
from prelayer.layers.image.random_erasing import RandomErasing
from prelayer.layers.image.random_flip import RandomFlip
from prelayer.layers.image.random_gaussian_blur import RandomGaussianBlur
from prelayer.layers.image.random_grayscale import RandomGrayscale
from prelayer.layers.image.random_height import RandomHeight
from prelayer.layers.image.random_hue import RandomHue
from prelayer.layers.image.random_invert import RandomInvert
from prelayer.layers.image.random_perspective import RandomPerspective
from prelayer.layers.image.random_posterization import RandomPosterization
from prelayer.layers.image.random_rotation import RandomRotation
from prelayer.layers.image.random_saturation import RandomSaturation
from prelayer.layers.image.random_sharpness import RandomSharpness
from prelayer.layers.image.random_shear import RandomShear
from prelayer.layers.image.random_translation import RandomTranslation
from prelayer.layers.image.random_width import RandomWidth
from prelayer.layers.image.random_zoom import RandomZoom
from prelayer.layers.image.resizing import Resizing
from prelayer.layers.image.samplewise_normalization import SamplewiseNormalization
from prelayer.layers.image.solarization import Solarization
from prelayer.layers.numeric.discretization import Discretization
from prelayer.layers.numeric.min_max_scaling import MinMaxScaling
from prelayer.layers.numeric.normalization import Normalization
from prelayer.layers.numeric.quantile_transform import QuantileTransform
from prelayer.layers.numeric.rescaling import Rescaling
from prelayer.layers.numeric.robust_scaling import RobustScaling
from prelayer.layers.numeric.zca_whitening import ZCAWhitening
from prelayer.layers.text.text_vectorization import TextVectorization
from prelayer.pipeline.augment import augment
from prelayer.pipeline.fuse_augmentations import fuse_augmentations
from prelayer.pipeline.image_data_generator.image_data_generator import ImageDataGenerator
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

_publish(__name__, __all__)
