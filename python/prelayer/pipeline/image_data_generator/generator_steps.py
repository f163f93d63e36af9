"""Dataset transformations of `ImageDataGenerator`."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from prelayer._core import check
from prelayer._core.dataset_options import disable_autotune
from prelayer.data.common.gather_rows import Order
from prelayer.data.files.file_format import Kind
from prelayer.layers.image.augmentation_pipeline import AugmentationPipeline
from prelayer.ops.image import check_value_range
from prelayer.ops.image.keyed_random import Key
from prelayer.pipeline.image_data_generator import generator_sources as sources
from prelayer.pipeline.image_data_generator.generator_files import LabeledFiles
from prelayer.pipeline.image_data_generator.generator_standardization import Standardization


class Steps:
    """Augmentation, which is optional, followed by standardization.

    Args:
        augmentation: the random layers.
        standardization: the standardization applied after them.
        value_range: the range of pixel values, within which color layers keep them.
    """

    def __init__(
        self,
        augmentation: AugmentationPipeline,
        standardization: Standardization,
        value_range: tuple[float, float],
    ) -> None:
        self.augmentation, self.standardization = augmentation, standardization
        self.value_range = value_range
        self._warned = False
        self._colors = any(hasattr(layer, "value_range") for layer in augmentation.layers)

    def warn_of_range(self, images: tf.Tensor) -> None:
        """Warn once if images in memory seem to have another range, and a layer depends on it."""
        if self._colors and not self._warned:
            self._warned = check_value_range.warn_of_range(images, self.value_range)

    def from_files(
        self, files: LabeledFiles, kind: Kind, ordered: Order, augment: bool, verbose: Any
    ) -> tf.data.Dataset:
        """Return the dataset of files."""
        if check.flag("verbose", verbose):
            print(files.found())  # noqa: T201  (`verbose`)
        batches = sources.labeled_batches(files.paths, kind, files.targets(), ordered)
        repeats = files.class_mode == "input"
        return files.described(self.finished(batches, ordered, augment, repeats))

    def finished(
        self, batches: tf.data.Dataset, ordered: Order, augment: bool, repeats: bool = False
    ) -> tf.data.Dataset:
        """Return augmented and standardized batches, tuples of images, targets and weights.

        Args:
            batches: batches of original images.
            ordered: order whose seed makes random parameters reproducible.
            augment: whether to augment the images.
            repeats: whether the finished images are also the targets.
        """
        batches = self.augmented(batches, ordered) if augment else batches
        self.standardization.check_learned()

        @tf.autograph.experimental.do_not_convert
        def finish(images: tf.Tensor, *others: Any) -> Any:
            ready = self.standardization(images)
            others = (ready, *others) if repeats else others
            return (ready, *others) if others else ready

        parallel = tf.data.AUTOTUNE
        return disable_autotune(batches.map(finish, num_parallel_calls=parallel).prefetch(parallel))

    def augmented(self, batches: tf.data.Dataset, ordered: Order) -> tf.data.Dataset:
        """Return batches, tuples that begin with images, with new augmentations each epoch."""
        if not self.augmentation.layers:
            return batches

        @tf.autograph.experimental.do_not_convert
        def augment(batch: tuple[Any, ...], drawn: tf.Tensor) -> tuple[Any, ...]:
            images = tf.cast(batch[0], self.augmentation.compute_dtype)
            if self._colors:
                check_value_range.check_range(images, self.value_range)
            # Each batch has its own seed, because batches are processed in parallel, in any order.
            key = Key(tf.cast(drawn, tf.int32))
            return self.augmentation.augment(images, key), *batch[1:]

        seeds = tf.data.Dataset.random(ordered.seed, rerandomize_each_iteration=True).batch(2)
        pairs = tf.data.Dataset.zip(batches, seeds)
        return pairs.map(augment, num_parallel_calls=tf.data.AUTOTUNE)


@tf.autograph.experimental.do_not_convert
def images_of(*batch: Any) -> Any:
    """Return the images of a batch of images, or of images and labels."""
    return batch[0]


@tf.autograph.experimental.do_not_convert
def alone(images: Any) -> tuple[Any]:
    """Return a tuple that contains only the images."""
    return (images,)
