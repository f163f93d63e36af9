"""CLAHE: contrast-limited adaptive histogram equalization."""

from __future__ import annotations

from typing import Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.types import Option
from prelayer.layers.image.color_layer import ColorLayer
from prelayer.layers.image.image_layer import Parameters
from prelayer.ops.image.clahe import adaptively_equalized


class CLAHE(ColorLayer):
    """Equalizes the histogram of each channel of each image by tiles, with limited contrast.

    This is ContrastLimitedAdaptiveHistogramEqualization in Keras. The limit avoids amplifying noise
    in uniform areas. Pixels between the centers of tiles are interpolated between the tone curves
    of these tiles, which avoids visible seams. NaN pixels are ignored. Nothing is random: the layer
    is active in training and at inference.

    See also: `Equalization`, `AutoContrast`, `RandomContrast`.

    Args:
        value_range: the lowest and the highest value that pixels can have, such as (0, 1).
        clip_limit: the maximum count of a bin, as a multiple of the mean count of the 256 bins of a
            tile; the excess is distributed over all bins. 0: no limit.
        tile_grid_size: the number of rows and columns of tiles per image.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.
        bounding_box_format: format of the bounding boxes, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if an argument is out of range, or pixel values do not fit `value_range`.

    Examples:
        >>> from prelayer import CLAHE
        >>> equalize = CLAHE(clip_limit=0, tile_grid_size=(1, 1))
        >>> equalize([[100, 101], [101, 102], [103, 103]]).numpy()
        array([[ 42.5, 127.5],
               [127.5, 170. ],
               [255. , 255. ]], dtype=float32)
    """

    # XLA rounds sums of products differently: the results of a deployed model would differ.
    compiles = False

    def __init__(
        self,
        value_range: tuple[float, float] = (0, 255),
        clip_limit: float = 4.0,
        tile_grid_size: tuple[int, int] = (8, 8),
        data_format: Literal["channels_last", "channels_first"] | None = None,
        *,
        bounding_box_format: str | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self.clip_limit = check.number("clip_limit", clip_limit, minimum=0)
        sides = np.asarray(tile_grid_size, dtype=object)
        if sides.shape != (2,):
            rule = "two whole numbers, how many rows and columns"
            raise errors.invalid("tile_grid_size", rule, tile_grid_size)
        rows, columns = (check.whole("tile_grid_size", side, 1) for side in sides)
        self.tile_grid_size = (rows, columns)

    def adjust(self, parameters: Parameters, images: tf.Tensor) -> tf.Tensor:
        return adaptively_equalized(images, self.clip_limit, self.tile_grid_size, self.value_range)
