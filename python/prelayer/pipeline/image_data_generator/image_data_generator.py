"""ImageDataGenerator: Keras's former generator, built on layers and datasets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import keras
import tensorflow as tf

from prelayer._core import check
from prelayer._core.tensors import as_numbers
from prelayer.layers.image.augmentation_pipeline import AugmentationPipeline
from prelayer.ops.image.keyed_random import Key
from prelayer.pipeline.image_data_generator import generator_options, generator_sources
from prelayer.pipeline.image_data_generator.generator_options import OWNER
from prelayer.pipeline.image_data_generator.generator_standardization import Standardization
from prelayer.pipeline.image_data_generator.generator_steps import Steps, alone, images_of
from prelayer.pipeline.image_data_generator.image_flows import ImageFlows

DATA_FORMATS = ("channels_last", "channels_first")
_FIT_BATCH = 64


class ImageDataGenerator(ImageFlows):
    """Augments and standardizes images, with the arguments of Keras's old class of this name.

    It is a thin face on layers: `augmentation` is the `AugmentationPipeline` of the random ones,
    `standardization` the list of the others, for a model that is deployed. Images are augmented
    first (all that moves pixels as one resample, then channel shift and brightness); then come the
    preprocessing function, `rescale`, samplewise, then featurewise statistics or whitening. The
    `flow` methods give datasets of one epoch; validation parts are never augmented.

    Args:
        featurewise_center: whether the mean of each channel over all images, learned by `fit()`, is
            taken away.
        samplewise_center: whether each image's own mean is taken away.
        featurewise_std_normalization: whether each channel is divided by its standard deviation
            over all images, learned by `fit()`; its mean is taken away, too.
        samplewise_std_normalization: whether each image is divided by its own standard deviation;
            its mean is taken away, too.
        zca_whitening: whether images are whitened by what `fit()` learns, instead of the
            featurewise statistics; see `ZCAWhitening`.
        zca_epsilon: what whitening adds to the variances.
        rotation_range: the largest angle of rotations, in degrees, both ways.
        width_shift_range: the largest shift to the left or right: a float below 1 in parts of the
            width, another float in pixels; a whole number n: 0 to n - 1 whole pixels; a list: one
            of these amounts.
        height_shift_range: the same up or down.
        brightness_range: two numbers between which the factor of the light is drawn; 1 changes
            nothing.
        shear_range: the largest angle of shears, in degrees, both ways.
        zoom_range: two numbers between which the height and the width of what is shown are drawn,
            in parts of the image; below 1 zooms in. A number x stands for 1 - x to 1 + x.
        channel_shift_range: the largest amount that is added to a channel, both ways.
        fill_mode: what lies outside an image: "constant", "nearest", "reflect" or "wrap".
        cval: the value outside, for "constant".
        horizontal_flip: whether half of the images are mirrored left to right.
        vertical_flip: whether half of the images are mirrored top to bottom.
        rescale: the factor of all values; None: as they are.
        preprocessing_function: a function of one image, after augmenting and before `rescale`: a
            layer or a `tf.function`, which are part of the graph; or any other one, which is called
            in Python with a NumPy array, and so is slower.
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        validation_split: the share of the images that `subset="validation"` holds.
        interpolation_order: 0 (nearest) or 1 (bilinear).
        dtype: the dtype of the images in the datasets; None: Keras's.
        value_range: the lowest and the highest value that a pixel can have before `rescale`.

    Example:
        >>> import numpy as np
        >>> from prelayer import ImageDataGenerator
        >>> images = np.arange(24.0).reshape(4, 2, 3, 1)
        >>> generator = ImageDataGenerator(featurewise_center=True, horizontal_flip=True)
        >>> report = generator.fit(images)
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
        width_shift_range: Any = 0.0,
        height_shift_range: Any = 0.0,
        brightness_range: tuple[float, float] | None = None,
        shear_range: float = 0.0,
        zoom_range: float | tuple[float, float] = 0.0,
        channel_shift_range: float = 0.0,
        fill_mode: Literal["constant", "nearest", "reflect", "wrap"] = "nearest",
        cval: float = 0.0,
        horizontal_flip: bool = False,
        vertical_flip: bool = False,
        rescale: float | None = None,
        preprocessing_function: Callable[[Any], Any] | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        validation_split: float = 0.0,
        interpolation_order: int = 1,
        dtype: str | None = None,
        value_range: tuple[float, float] = (0, 255),
    ) -> None:
        options = {name: value for name, value in locals().items() if name != "self"}
        check.one_of(OWNER, "data_format", data_format, (*DATA_FORMATS, None))
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
        """The layers that every image goes through after augmenting, without a user's function."""
        return self._standardization.layers

    def fit(self, x: Any, augment: bool = False, rounds: int = 1, seed: int | None = None) -> Any:
        """Learn what `featurewise_*` and `zca_whitening` need, from images as they come in.

        Args:
            x: images (batch, height, width, channels), or a dataset of batches of them.
            augment: whether to learn from augmented images.
            rounds: how often all images are augmented for that.
            seed: a whole number that makes the draws repeatable.

        Returns:
            An `AdaptReport`; None where nothing has to be learned.
        """
        rounds = check.whole(OWNER, "rounds", rounds, minimum=1)
        if not self._standardization.learns:
            return None
        ordered = generator_sources.order(_FIT_BATCH, False, seed)
        if isinstance(x, tf.data.Dataset):
            batches = x.map(images_of).map(alone)
        else:
            batches = generator_sources.array_batches(generator_sources.parts_of(x), ordered)
        if check.flag(OWNER, "augment", augment):
            batches = self._steps.augmented(batches.repeat(rounds), ordered)
        return self._standardization.learn(batches.map(images_of))

    def random_transform(self, x: Any, seed: int | None = None) -> tf.Tensor:
        """Return an image, or a batch, augmented and not standardized; a seed repeats the draws."""
        images = tf.cast(as_numbers(x, OWNER), self.dtype)
        if seed is None:
            return self.augmentation(images)
        seed = check.whole(OWNER, "seed", seed, minimum=0)
        return self.augmentation.augment(images, Key(tf.constant([seed, 0])))

    def standardize(self, x: Any) -> tf.Tensor:
        """Return an image, or a batch, as a model gets it, and not augmented."""
        images = as_numbers(x, OWNER)
        if images.shape.rank == 3:
            return self._standardization(images[tf.newaxis])[0]
        return self._standardization(images)
