"""ImageDataGenerator: the former class of Keras, implemented by layers and datasets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import keras
import tensorflow as tf

from prelayer._core import check
from prelayer._core.owner import owned_methods
from prelayer._core.tensors import as_numbers
from prelayer._core.types import ArrayLike, NumberLike
from prelayer.adapt.report import AdaptReport
from prelayer.layers.image.augmentation_pipeline import AugmentationPipeline
from prelayer.ops.image.keyed_random import Key
from prelayer.pipeline.image_data_generator import generator_options, generator_sources
from prelayer.pipeline.image_data_generator.generator_standardization import Standardization
from prelayer.pipeline.image_data_generator.generator_steps import Steps, alone, images_of
from prelayer.pipeline.image_data_generator.image_flows import ImageFlows

DATA_FORMATS = ("channels_last", "channels_first")
_FIT_BATCH = 64


@owned_methods("ImageDataGenerator")
class ImageDataGenerator(ImageFlows):
    """Augments and standardizes images, with the arguments of the former Keras class of this name.

    It is a wrapper around layers: `augmentation` is an `AugmentationPipeline` of the random layers,
    `standardization` the list of the other layers, for a deployed model. Images are augmented first
    (all geometric transforms in one resampling, then channel shift and brightness), followed by the
    preprocessing function, `rescale`, samplewise, and featurewise statistics or whitening. The
    `flow` methods return datasets of one epoch; validation parts are never augmented.

    See also: `AugmentationPipeline`, `augment`, `image_dataset_from_directory`.

    Args:
        featurewise_center: whether to subtract the mean of each channel over all images, learned by
            `fit()`.
        samplewise_center: whether to subtract the mean of each image.
        featurewise_std_normalization: whether to divide each channel by its standard deviation over
            all images, learned by `fit()`; its mean is subtracted, too.
        samplewise_std_normalization: whether to divide each image by its standard deviation; its
            mean is subtracted, too.
        zca_whitening: whether to whiten images, as learned by `fit()`, instead of applying
            featurewise statistics; see `ZCAWhitening`.
        zca_epsilon: number that whitening adds to the variances.
        rotation_range: the largest angle of rotation in either direction, in degrees.
        width_shift_range: the largest shift to the left or right: a float below 1 is a fraction of
            the width, another float a number of pixels; a whole number n: 0 to n - 1 whole pixels;
            a list: one of these amounts.
        height_shift_range: the same for shifts up or down.
        brightness_range: the range of brightness factors, two numbers; 1 changes nothing.
        shear_range: the largest shear angle in either direction, in degrees.
        zoom_range: the range of the visible height and width, two fractions of the image; below 1
            zooms in. A number x means 1 - x to 1 + x.
        channel_shift_range: the largest amount added to or subtracted from a channel.
        fill_mode: fills points outside an image: "constant", "nearest", "reflect" or "wrap".
        cval: the value of points outside, for "constant".
        horizontal_flip: whether to flip half of the images left to right.
        vertical_flip: whether to flip half of the images top to bottom.
        rescale: the factor of all values; None: no scaling.
        preprocessing_function: a function of one image, applied before `rescale`: a layer or a
            `tf.function`, which are part of the graph; or any other function, which is called in
            Python with a NumPy array and is slower.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        validation_split: the fraction of the images in `subset="validation"`.
        interpolation_order: 0 (nearest) or 1 (bilinear).
        dtype: the dtype of the images in the datasets; None: Keras's default.
        value_range: the lowest and highest possible value of a pixel, before `rescale`.

    Examples:
        >>> import numpy as np
        >>> from prelayer import ImageDataGenerator
        >>> images = np.arange(24.0).reshape(4, 2, 3, 1)
        >>> generator = ImageDataGenerator(rescale=1 / 255, vertical_flip=True)
        >>> for batch, labels in generator.flow(images, [0, 1, 0, 1], batch_size=2):
        ...     print(batch.shape, labels.shape)
        (2, 2, 3, 1) (2,)
        (2, 2, 3, 1) (2,)
    """

    def __init__(
        self,
        featurewise_center: bool = False,
        samplewise_center: bool = False,
        featurewise_std_normalization: bool = False,
        samplewise_std_normalization: bool = False,
        zca_whitening: bool = False,
        zca_epsilon: float = 1e-6,
        rotation_range: float = 0,
        width_shift_range: NumberLike = 0.0,
        height_shift_range: NumberLike = 0.0,
        brightness_range: tuple[float, float] | None = None,
        shear_range: float = 0.0,
        zoom_range: float | tuple[float, float] = 0.0,
        channel_shift_range: float = 0.0,
        fill_mode: Literal["constant", "nearest", "reflect", "wrap"] = "nearest",
        cval: float = 0.0,
        horizontal_flip: bool = False,
        vertical_flip: bool = False,
        rescale: float | None = None,
        preprocessing_function: Callable[[ArrayLike], ArrayLike] | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        validation_split: float = 0.0,
        interpolation_order: int = 1,
        dtype: str | None = None,
        value_range: tuple[float, float] = (0, 255),
    ) -> None:
        options = {name: value for name, value in locals().items() if name != "self"}
        check.one_of("data_format", data_format, (*DATA_FORMATS, None))
        data_format = data_format or keras.config.image_data_format()
        self.dtype = generator_options.float_dtype(dtype)
        self.value_range = generator_options.value_range(value_range)
        options |= {"data_format": data_format, "dtype": self.dtype}
        options["value_range"] = self.value_range
        layers = generator_options.augmenting_layers(options)
        self.augmentation = AugmentationPipeline(layers, data_format=data_format, dtype=self.dtype)
        self._standardization = Standardization(options)
        steps = Steps(self.augmentation, self._standardization, self.value_range)
        super().__init__(data_format, generator_options.share(validation_split), steps)

    @property
    def standardization(self) -> list[keras.layers.Layer]:
        """The layers applied to each image after augmentation, without a user-defined function."""
        return self._standardization.layers

    def fit(
        self, x: ArrayLike, augment: bool = False, rounds: int = 1, seed: int | None = None
    ) -> AdaptReport | None:
        """Learn the statistics of `featurewise_*` and `zca_whitening` from original images.

        Args:
            x: images (batch, height, width, channels), or a dataset of batches of images.
            augment: whether to learn from augmented images.
            rounds: number of times that each image is augmented, with `augment=True`.
            seed: a whole number that makes the augmentations reproducible.

        Returns:
            An `AdaptReport`; None if there is nothing to learn.
        """
        rounds = check.whole("rounds", rounds, minimum=1)
        if not self._standardization.learns:
            return None
        ordered = generator_sources.order(_FIT_BATCH, False, seed)
        if isinstance(x, tf.data.Dataset):
            batches = x.map(images_of).map(alone)
        else:
            batches = generator_sources.array_batches(generator_sources.parts_of(x), ordered)
        if check.flag("augment", augment):
            batches = self._steps.augmented(batches.repeat(rounds), ordered)
        return self._standardization.learn(batches.map(images_of))

    def random_transform(self, x: ArrayLike, seed: int | None = None) -> tf.Tensor:
        """Augment an image or a batch, reproducibly by `seed`, without standardizing it."""
        images = tf.cast(as_numbers(x), self.dtype)
        if seed is None:
            return self.augmentation(images)
        seed = check.whole("seed", seed, minimum=0)
        return self.augmentation.augment(images, Key(tf.constant([seed, 0])))

    def standardize(self, x: ArrayLike) -> tf.Tensor:
        """Standardize an image or a batch, without augmenting it."""
        images = as_numbers(x)
        if images.shape.rank == 3:
            return self._standardization(images[tf.newaxis])[0]
        return self._standardization(images)
