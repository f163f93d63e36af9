"""Standardization of images by `ImageDataGenerator`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer.adapt.engine import adapt
from prelayer.adapt.report import AdaptReport
from prelayer.layers.image.samplewise_normalization import SamplewiseNormalization
from prelayer.layers.numeric.normalization import Normalization
from prelayer.layers.numeric.rescaling import Rescaling
from prelayer.layers.numeric.zca_whitening import ZCAWhitening
from prelayer.pipeline.image_data_generator.preprocessing_function import for_each_image

_FLAGS = (
    "featurewise_center",
    "samplewise_center",
    "featurewise_std_normalization",
    "samplewise_std_normalization",
    "zca_whitening",
)


class Standardization:
    """Standardization of images: a user-defined function, scaling, and statistics.

    The statistics are those of each image (samplewise) or of all images (featurewise).

    Args:
        options: the arguments of `ImageDataGenerator` by name.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        flags = {name: check.flag(name, options[name]) for name in _FLAGS}
        given = options["preprocessing_function"]
        self.function = None if given is None else for_each_image(given)
        self.dtype, self.data_format = options["dtype"], options["data_format"]
        self.fixed: list[keras.layers.Layer] = []
        if options["rescale"] is not None:
            scale = check.number("rescale", options["rescale"])
            if scale:
                self.fixed.append(Rescaling(scale, dtype=self.dtype))
        scales = flags["samplewise_std_normalization"]
        if flags["samplewise_center"] or scales:
            self.fixed.append(
                SamplewiseNormalization(
                    scale=scales, data_format=self.data_format, dtype=self.dtype
                )
            )
        self.whitens = flags["zca_whitening"]
        self.epsilon = options["zca_epsilon"]
        self.divides = flags["featurewise_std_normalization"]
        self.learns = self.whitens or self.divides or flags["featurewise_center"]
        self.learned: keras.layers.Layer | None = None
        if self.whitens:
            ZCAWhitening(self.epsilon)  # Checks the argument.

    @property
    def layers(self) -> list[keras.layers.Layer]:
        """The layers that standardize, without the user-defined function."""
        self.check_learned()
        return [*self.fixed, self.learned] if self.learns else list(self.fixed)

    def check_learned(self) -> None:
        """Raise if a layer has not been fitted."""
        if self.learns and self.learned is None:
            needs = "zca_whitening" if self.whitens else "featurewise_center"
            raise errors.problem(
                "`{needs}` needs statistics. Call `fit()` with some images first.", needs=needs
            )

    def before_learned(self, images: tf.Tensor) -> tf.Tensor:
        """Return a batch with the steps before the layer with learned state applied."""
        images = tf.cast(images, self.dtype)
        images = images if self.function is None else self.function(images)
        for layer in self.fixed:
            images = layer(images)
        return tf.cast(images, self.dtype)

    def __call__(self, images: tf.Tensor) -> tf.Tensor:
        """Return a standardized batch of images."""
        self.check_learned()
        images = self.before_learned(images)
        return self.learned(images) if self.learned is not None else images

    def learn(self, batches: tf.data.Dataset) -> AdaptReport:
        """Learn featurewise statistics or whitening from batches of images."""
        seen = batches.map(self.before_learned, num_parallel_calls=tf.data.AUTOTUNE)
        if self.whitens:
            layer = ZCAWhitening(self.epsilon, dtype=self.dtype)
            report = adapt(layer, seen)
        else:
            axis = -3 if self.data_format == "channels_first" else -1
            layer = Normalization(axis, dtype=self.dtype)
            report = adapt(layer, seen)
            if not self.divides:
                mean = layer.get_state()["mean"]
                layer = Normalization(axis, mean, np.ones_like(mean), dtype=self.dtype)
        self.learned = layer
        return report
