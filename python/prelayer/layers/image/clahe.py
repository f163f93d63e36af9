"""CLAHE: contrast-limited adaptive histogram equalization."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer.layers.image.image_layer import Draws
from prelayer.layers.image.value_range import ValueRangeLayer
from prelayer.ops.image.clahe import adaptively_equalized


class CLAHE(ValueRangeLayer):
    """Equalizes each channel of each image tile by tile, and limits how much contrast that makes.

    It is Keras's ContrastLimitedAdaptiveHistogramEqualization. The limit keeps noise in even areas
    low; pixels between the middles of tiles get a mixture of their curves, so that no seams show.
    NaN pixels do not count. Nothing is random: the layer acts in training and inference alike.

    Args:
        value_range: the lowest and the highest value that pixels can have, such as (0, 1).
        clip_limit: how many times its even share of a tile's pixels one of 256 bins may count;
            what is above is shared out among all bins. 0: no limit.
        tile_grid_size: how many rows and columns of tiles an image is divided into.
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.
        bounding_box_format: how boxes in a dict are written, such as "xyxy" or "rel_xywh".
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        Float images of the input's shape.

    Raises:
        ValueError: if an argument is out of its range, or images contradict `value_range`.

    Example:
        >>> from prelayer import CLAHE
        >>> equalize = CLAHE(clip_limit=0, tile_grid_size=(1, 1))
        >>> equalize([[100, 101], [101, 102], [103, 103]]).numpy()
        array([[ 42.5, 127.5],
               [127.5, 170. ],
               [255. , 255. ]], dtype=float32)
    """

    # Sums of products round another way where XLA compiles them: a deployed model would differ.
    compiles = False

    def __init__(
        self,
        value_range: tuple[float, float] = (0, 255),
        clip_limit: float = 4.0,
        tile_grid_size: tuple[int, int] = (8, 8),
        data_format: Literal["channels_last", "channels_first"] | None = None,
        bounding_box_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.clip_limit = check.number(self.title, "clip_limit", clip_limit, minimum=0)
        sides = np.asarray(tile_grid_size, dtype=object)
        if sides.shape != (2,):
            rule = "two whole numbers, how many rows and columns"
            check.fail(self.title, "tile_grid_size", rule, tile_grid_size)
        rows, columns = (check.whole(self.title, "tile_grid_size", side, 1) for side in sides)
        self.tile_grid_size = (rows, columns)

    def adjust(self, draws: Draws, images: tf.Tensor) -> tf.Tensor:
        return adaptively_equalized(images, self.clip_limit, self.tile_grid_size, self.value_range)
