"""RandomCrop: crops images at random positions."""

from __future__ import annotations

from typing import Literal

import tensorflow as tf

from prelayer._core import check
from prelayer._core.types import Option
from prelayer.layers.image.geometric_layer import GeometricLayer
from prelayer.layers.image.image_batch import ImageBatch
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image import boxes, crop, geometry
from prelayer.ops.image.sizes import Size, as_float, larger


class RandomCrop(GeometricLayer):
    """Crops each image to `height` x `width` pixels at a random position.

    All positions in the image are equally likely. An image that is smaller in either direction is
    resized instead: its largest central window with the aspect ratio of the result is resized
    bilinearly. Inside a model, at inference, every image is resized in this way. Integer images
    keep their dtype; if they are resized, their values are rounded.

    See also: `CenterCrop`, `RandomZoom`, `augment`, `plot_augmentations`.

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

    Examples:
        >>> from prelayer import RandomCrop
        >>> crop = RandomCrop(1, 2, seed=1)
        >>> [crop([[1, 2, 3]]).numpy()[0].tolist() for _ in range(4)]
        [[2, 3], [2, 3], [1, 2], [2, 3]]
    """

    keeps_integers = True
    random_numbers = 2
    exact = True

    def __init__(
        self,
        height: int,
        width: int,
        seed: int | None = None,
        data_format: Literal["channels_last", "channels_first"] | None = None,
        name: str | None = None,
        *,
        per: Literal["image", "batch"] = "image",
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(name=name, **kwargs)
        self.height = check.whole("height", height, minimum=1)
        self.width = check.whole("width", width, minimum=1)

    @property
    def size(self) -> tuple[int, int]:
        """The height and the width of the result."""
        return self.height, self.width

    def sample_parameters(self, uniform: tf.Tensor, height: Size, width: Size) -> Parameters:
        sampled = []
        for axis, (side, new) in enumerate(zip((height, width), self.size)):
            room = larger(side - new, 0)
            place = tf.cast(uniform[:, axis] * as_float(room + 1), tf.int32)
            sampled.append(tf.minimum(place, room))
        return {"top": sampled[0], "left": sampled[1]}

    def transform_images(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return self._windows(parameters, images, "bilinear")

    def transform_masks(self, parameters: Parameters, masks: tf.Tensor) -> tf.Tensor:
        return self._windows(parameters, masks, "nearest")

    def _windows(self, parameters: Parameters, images: tf.Tensor, interpolation: str) -> tf.Tensor:
        if not parameters:
            return crop.resized_middle(images, *self.size, interpolation)

        def cropped() -> tf.Tensor:
            return crop.crop_at(images, parameters["top"], parameters["left"], *self.size)

        return crop.cropped_or_resized(images, *self.size, cropped, interpolation)

    def matrices(self, parameters: Parameters, height: Size, width: Size) -> tf.Tensor:
        top, left = (tf.cast(parameters[name], tf.float32) for name in ("top", "left"))
        cropping = geometry.translation(-top, -left)
        fits = crop.large_enough((height, width), *self.size)
        if fits is True:
            return cropping
        sides = crop.aspect_window(height, width, self.size)
        start = (height - sides[0]) // 2, (width - sides[1]) // 2
        return tf.where(fits, cropping, geometry.window(*start, sides, *self.size))

    def transform_points(
        self, parameters: Parameters, points: tf.Tensor, size: tuple[Size, Size]
    ) -> tf.Tensor:
        if parameters:
            return super().transform_points(parameters, points, size)
        return boxes.through_window(points, size, crop.aspect_window(*size, self.size), self.size)

    def at_inference(self, examples: ImageBatch) -> ImageBatch:
        # XLA rounds differently: a repeated prediction would differ from the first one.
        return self.transform({}, examples, may_compile=False)

    def output_size(self, height: Size, width: Size) -> tuple[Size, Size]:
        return self.size
