"""prelayer: preprocessing layers for TensorFlow and Keras.

Layers that preprocess text, categories, numbers, dates, images and sounds, and loaders that read
them from files and tables. A layer is fitted once by `adapt()`, and then runs unchanged on data,
in datasets, in models and in exported models.

Where to start:

- columns of a table: `Preprocessor.from_frame(data)`; docs/guides/tables.Rmd
- one layer: `layer.adapt(data)`, then `layer(data)`
- files and tables: `csv_dataset(path)` or `image_dataset_from_directory(folder)`
- images with boxes and masks: `AugmentationPipeline([...])`, drawn by `plot_augmentations()`
- a trained model: `export_model(model, path)`; docs/guides/deploy.Rmd
- data on a cluster: `prelayer.beam`, `prelayer.spark`; docs/guides/clusters.Rmd

Map of all names; layers are in `prelayer.layers`, too, loaders in `prelayer.data`, and the
functions of `keras.utils` in `prelayer.utils`:

Text:
    TextVectorization
Categories:
    StringLookup, IntegerLookup, Hashing, HashedCrossing, CategoryEncoding, Values
Numbers:
    Normalization, MinMaxScaling, RobustScaling, QuantileTransform, Power, Log, Discretization,
    Rescaling, Imputation, Projection, ZCAWhitening
Dates and times:
    DatetimeFeatures
Image files and sizes:
    DecodeImage, Resizing, CenterCrop, RandomCrop, RandomHeight, RandomWidth
Image geometry:
    RandomFlip, RandomRotation, RandomTranslation, RandomZoom, RandomShear, RandomPerspective,
    RandomElasticTransform
Image color:
    RandomBrightness, RandomContrast, RandomHue, RandomSaturation, RandomColorJitter,
    RandomColorDegeneration, RandomGrayscale, RandomInvert, RandomPosterization, RandomSharpness,
    RandomGaussianBlur, RandomChannelShift, Solarization, AutoContrast, Equalization, CLAHE,
    SamplewiseNormalization
Image mixing and policies:
    MixUp, CutMix, RandomErasing, RandAugment, AugMix, MaxNumBoundingBoxes
Sounds:
    MelSpectrogram, STFTSpectrogram
Layers in sequence:
    Pipeline, AugmentationPipeline
Fitting:
    adapt, AdaptReport, AdaptProgress, AdaptPlan, AdaptPartial, merge
Preprocessors of tables:
    Preprocessor, feature, selector
Loaders:
    image_dataset_from_directory, text_dataset_from_directory, audio_dataset_from_directory,
    image_dataset_from_frame, text_dataset_from_frame, csv_dataset, dataset_from_frame,
    timeseries_dataset_from_array
Columns of tables:
    numeric_column, categorical_column, text_column, image_column, label_column
Generators:
    DataGenerator, as_dataset, ImageDataGenerator
Elements of datasets:
    map_features, augment, schema, Schema, class_names, report, decode_labels
Models:
    inputs_from, fuse_augmentations
Export:
    export_model, portability, verify_export, ExportReport, to_keras, from_keras, to_json
Plots:
    plot_images, plot_augmentations, plot_layer
Utilities:
    pad_sequences, to_categorical, normalize, split_dataset, compute_iou, convert_bounding_boxes
Errors:
    PrelayerError
"""

from prelayer._core.errors import PrelayerError
from prelayer._core.public_names import publish as _publish
from prelayer._core.startup import import_keras, import_tensorflow
from prelayer._core.startup import is_without_tensorflow as _is_without_tensorflow
from prelayer.stats.partial import AdaptPartial

__version__ = "0.2.0"

if _is_without_tensorflow():
    __all__ = ["AdaptPartial", "PrelayerError"]
else:
    import_tensorflow()
    import_keras()

    from prelayer import data, layers
    from prelayer.adapt import AdaptPlan, AdaptProgress, AdaptReport, adapt, merge
    from prelayer.data import *
    from prelayer.export.export_model import export_model
    from prelayer.export.from_keras import from_keras
    from prelayer.export.portability import portability
    from prelayer.export.specification.to_json import to_json
    from prelayer.export.to_keras import to_keras
    from prelayer.export.verification.report import ExportReport
    from prelayer.export.verification.verify_export import verify_export
    from prelayer.layers import *
    from prelayer.pipeline.augment import augment
    from prelayer.pipeline.fuse_augmentations import fuse_augmentations
    from prelayer.pipeline.image_data_generator.image_data_generator import ImageDataGenerator
    from prelayer.pipeline.inputs_from import inputs_from
    from prelayer.pipeline.preprocessor.feature import feature
    from prelayer.pipeline.preprocessor.preprocessor import Preprocessor
    from prelayer.pipeline.preprocessor.selector import selector
    from prelayer.plot.plot_augmentations import plot_augmentations
    from prelayer.plot.plot_images import plot_images
    from prelayer.plot.plot_layer import plot_layer
    from prelayer.utils.bounding_boxes import compute_iou, convert_bounding_boxes
    from prelayer.utils.normalize import normalize
    from prelayer.utils.pad_sequences import pad_sequences
    from prelayer.utils.split_dataset import split_dataset
    from prelayer.utils.to_categorical import to_categorical

    __all__ = [
        "AdaptPartial",
        "AdaptPlan",
        "AdaptProgress",
        "AdaptReport",
        "ExportReport",
        "ImageDataGenerator",
        "PrelayerError",
        "Preprocessor",
        "adapt",
        "augment",
        "compute_iou",
        "convert_bounding_boxes",
        "export_model",
        "feature",
        "from_keras",
        "fuse_augmentations",
        "inputs_from",
        "merge",
        "normalize",
        "pad_sequences",
        "plot_augmentations",
        "plot_images",
        "plot_layer",
        "portability",
        "selector",
        "split_dataset",
        "to_categorical",
        "to_json",
        "to_keras",
        "verify_export",
    ]
    __all__ += data.__all__
    __all__ += layers.__all__
    # Keras's long name of CLAHE is in `prelayer.layers` only.
    __all__.remove("ContrastLimitedAdaptiveHistogramEqualization")
    del ContrastLimitedAdaptiveHistogramEqualization

_publish(__name__, __all__)
