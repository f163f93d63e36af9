"""Preprocessing layers: those of `keras.layers` under the same names, and additional ones."""

from prelayer.layers.audio.mel_spectrogram import MelSpectrogram
from prelayer.layers.audio.stft_spectrogram import STFTSpectrogram
from prelayer.layers.base.pipeline import Pipeline
from prelayer.layers.categorical.category_encoding import CategoryEncoding
from prelayer.layers.categorical.hashed_crossing import HashedCrossing
from prelayer.layers.categorical.hashing import Hashing
from prelayer.layers.categorical.integer_lookup import IntegerLookup
from prelayer.layers.categorical.string_lookup import StringLookup
from prelayer.layers.categorical.values import Values
from prelayer.layers.image.aug_mix import AugMix
from prelayer.layers.image.augmentation_pipeline import AugmentationPipeline
from prelayer.layers.image.auto_contrast import AutoContrast
from prelayer.layers.image.center_crop import CenterCrop
from prelayer.layers.image.clahe import CLAHE
from prelayer.layers.image.cut_mix import CutMix
from prelayer.layers.image.decode_image import DecodeImage
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
from prelayer.layers.numeric.datetime_features import DatetimeFeatures
from prelayer.layers.numeric.discretization import Discretization
from prelayer.layers.numeric.imputation import Imputation
from prelayer.layers.numeric.log import Log
from prelayer.layers.numeric.min_max_scaling import MinMaxScaling
from prelayer.layers.numeric.normalization import Normalization
from prelayer.layers.numeric.power import Power
from prelayer.layers.numeric.projection import Projection
from prelayer.layers.numeric.quantile_transform import QuantileTransform
from prelayer.layers.numeric.rescaling import Rescaling
from prelayer.layers.numeric.robust_scaling import RobustScaling
from prelayer.layers.numeric.zca_whitening import ZCAWhitening
from prelayer.layers.text.text_vectorization import TextVectorization

# The only name of this layer in Keras.
ContrastLimitedAdaptiveHistogramEqualization = CLAHE

__all__ = [
    "CLAHE",
    "AugMix",
    "AugmentationPipeline",
    "AutoContrast",
    "CategoryEncoding",
    "CenterCrop",
    "ContrastLimitedAdaptiveHistogramEqualization",
    "CutMix",
    "DatetimeFeatures",
    "DecodeImage",
    "Discretization",
    "Equalization",
    "HashedCrossing",
    "Hashing",
    "Imputation",
    "IntegerLookup",
    "Log",
    "MaxNumBoundingBoxes",
    "MelSpectrogram",
    "MinMaxScaling",
    "MixUp",
    "Normalization",
    "Pipeline",
    "Power",
    "Projection",
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
    "STFTSpectrogram",
    "SamplewiseNormalization",
    "Solarization",
    "StringLookup",
    "TextVectorization",
    "Values",
    "ZCAWhitening",
]
