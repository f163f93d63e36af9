"""plot_images: plots images in a grid, with boxes, masks and labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prelayer.plot.drawing import draw_figure
from prelayer.plot.figure_data import figure_of_images


def plot_images(
    images: Any,
    titles: Any = None,
    bounding_boxes: Any = None,
    segmentation_masks: Any = None,
    keypoints: Any = None,
    bounding_box_format: str = "xyxy",
    value_range: tuple[float, float] | None = None,
    columns: int | None = None,
    class_names: Sequence[str] | None = None,
    max_images: int = 16,
    data_format: str | None = None,
) -> Any:
    """Draws images in rows, with boxes, masks and points on them.

    Masks are a translucent color for each class, boxes have the color and the name of their
    class, points have a color each. NaN is magenta; what is transparent shows white. Needs
    matplotlib, the extra `plot`. Nothing is shown until `matplotlib.pyplot.show()` is called.

    Args:
        images: a batch, one image, a list of images of any sizes, a dict as image layers take it
            (images, labels, bounding_boxes, segmentation_masks, keypoints), or a dataset, whose
            first batch is drawn. Three axes are one image if the channels are 1, 3 or 4, else a
            batch of gray images. Gray, RGB and RGBA images can be drawn.
        titles: a text for each image, or its label: a number, or a row with a share for each
            class. None: the labels that come with the images.
        bounding_boxes: a dict of "boxes" and "labels", or boxes alone, as layers take them.
        segmentation_masks: classes of pixels, of the images' size; 0 is the background.
        keypoints: points (batch, points, 2), x and y from the center of the first pixel.
        bounding_box_format: how boxes are written, such as "xyxy" or "rel_xywh".
        value_range: what is black and what white. None: 0 and 255 for integers; for floats 0 and
            1 if all that are drawn, or the one of a list, lie there, else 0 and 255.
        columns: how many images stand in a row; None: near a square.
        class_names: the names of the classes, by which labels are told; None: those of the dataset.
        max_images: how many images are drawn at most.
        data_format: "channels_last" or "channels_first"; None: as Keras is configured.

    Returns:
        A figure of matplotlib's.

    Raises:
        ImportError: if matplotlib is not installed.
        ValueError: if the parts do not fit together, or an option is unknown.

    Example:
        >>> import numpy as np
        >>> from prelayer import plot_images
        >>> images = np.random.default_rng(1).integers(0, 256, (2, 16, 16, 3))
        >>> box = {"boxes": [[[2, 2, 9, 12]], [[4, 4, 14, 14]]], "labels": [[0], [1]]}
        >>> figure = plot_images(images, [0, 1], box, class_names=["cat", "dog"])
        >>> [axes.get_title() for axes in figure.axes]
        ['cat', 'dog']
    """
    sheet = figure_of_images(
        images,
        titles,
        bounding_boxes,
        segmentation_masks,
        keypoints,
        bounding_box_format,
        value_range,
        columns,
        class_names,
        max_images,
        data_format,
    )
    return draw_figure(sheet, "plot_images")
