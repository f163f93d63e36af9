"""RandomCrop: crops images at random positions."""

from __future__ import annotations

from typing import Any, Literal

import tensorflow as tf

from prelayer._core import check
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_batch import ImageBatch
from prelayer.layers.image.image_layer import Draws
from prelayer.ops.image import boxes, crop, geometry
from prelayer.ops.image.sizes import Size, as_float, larger


class RandomCrop(GeometricLayer):
    """Crops each image to `height` x `width` pixels at a random position.

    All positions in the image are equally likely. An image that is smaller in either direction is
    resized instead: its largest central window with the aspect ratio of the result is resized
    bilinearly. Inside a model, at inference, every image is resized in this way. Integer images
    keep their dtype; if they are resized, their values are rounded.

    Args:
        height: the height of the result in pixels, at least 1.
        width: the width of the result in pixels, at least 1.
        seed: an integer for reproducible random parameters; None: different ones in every run.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        name: the name of the layer.
        per: "image" samples parameters for each image, "batch" once for all images of a batch.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `dtype`, as for every layer.

    Returns:
        Images of the new size, in the layout of the input. Integer images keep their dtype; floats
        become the layer's compute dtype.

    Raises:
        ValueError: if a size is not a whole number of at least 1.

    Example:
        >>> from prelayer import RandomCrop
        >>> crop = RandomCrop(1, 2, seed=1)
        >>> sorted({tuple(crop([[1, 2, 3]]).numpy()[0].tolist()) for _ in range(20)})
        [(1, 2), (2, 3)]
    """

    keeps_integers = True
    numbers = 2
    exact = True

    def __init__(
        self,
        height: int,
        width: int,
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        name: str | None = None,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name, **kwargs)
        self.height = check.whole("RandomCrop", "height", height, minimum=1)
        self.width = check.whole("RandomCrop", "width", width, minimum=1)

    @property
    def size(self) -> tuple[int, int]:
        """The height and the width of the result."""
        return self.height, self.width

    def draw(self, chances: tf.Tensor, height: Size, width: Size) -> Draws:
        drawn = []
        for axis, (side, new) in enumerate(zip((height, width), self.size)):
            room = larger(side - new, 0)
            place = tf.cast(chances[:, axis] * as_float(room + 1), tf.int32)
            drawn.append(tf.minimum(place, room))
        return {"top": drawn[0], "left": drawn[1]}

    def transform_images(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        return self._windows(draws, images, "bilinear")

    def transform_masks(self, draws: Draws, masks: tf.Tensor) -> tf.Tensor:
        return self._windows(draws, masks, "nearest")

    def _windows(self, draws: Draws, images: tf.Tensor, interpolation: str) -> tf.Tensor:
        if not draws:
            return crop.resized_middle(images, *self.size, interpolation)

        def cropped() -> tf.Tensor:
            return crop.crop_at(images, draws["top"], draws["left"], *self.size)

        return crop.cropped_or_resized(images, *self.size, cropped, interpolation)

    def matrices(self, draws: Draws, height: Size, width: Size) -> tf.Tensor:
        top, left = (tf.cast(draws[name], tf.float32) for name in ("top", "left"))
        cropping = geometry.translation(-top, -left)
        fits = crop.large_enough((height, width), *self.size)
        if fits is True:
            return cropping
        sides = crop.aspect_window(height, width, self.size)
        start = (height - sides[0]) // 2, (width - sides[1]) // 2
        return tf.where(fits, cropping, geometry.window(*start, sides, *self.size))

    def transform_points(
        self, draws: Draws, points: tf.Tensor, size: tuple[Size, Size]
    ) -> tf.Tensor:
        if draws:
            return super().transform_points(draws, points, size)
        return boxes.through_window(points, size, crop.aspect_window(*size, self.size), self.size)

    def rest(self, examples: ImageBatch) -> ImageBatch:
        return self.transform({}, examples)

    def output_size(self, height: Size, width: Size) -> tuple[Size, Size]:
        return self.size
