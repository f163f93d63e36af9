"""plot_images: plots images in a grid, with boxes, masks and labels."""

from __future__ import annotations

from collections.abc import Sequence

from prelayer._core.owner import public
from prelayer._core.types import ArrayLike, PlotFigure
from prelayer.plot.drawing import draw_figure
from prelayer.plot.figure_data import figure_of_images


@public
def plot_images(
    images: ArrayLike,
    titles: ArrayLike = None,
    bounding_boxes: ArrayLike = None,
    segmentation_masks: ArrayLike = None,
    keypoints: ArrayLike = None,
    bounding_box_format: str = "xyxy",
    value_range: tuple[float, float] | None = None,
    columns: int | None = None,
    class_names: Sequence[str] | None = None,
    max_images: int = 16,
    data_format: str | None = None,
) -> PlotFigure:
    """Plot images in a grid, with their boxes, masks and key points.

    Masks have a translucent color per class, boxes have the color and the name of their class, key
    points have one color each. NaN pixels are magenta; transparent pixels are white. Requires
    matplotlib, the extra `plot`. The figure is shown by `matplotlib.pyplot.show()`.

    See also: `plot_augmentations`, `convert_bounding_boxes`.

    Args:
        images: a batch, one image, a list of images of any sizes, a dict as for image layers
            (images, labels, bounding_boxes, segmentation_masks, keypoints), or a dataset, whose
            first batch is plotted. Three axes are one image if the channels are 1, 3 or 4, else a
            batch of gray images. Images are gray, RGB or RGBA.
        titles: a text for each image, or its label: a number, or a row with a share for each
            class. None: the labels of the images.
        bounding_boxes: a dict of "boxes" and "labels", or only boxes, as for image layers.
        segmentation_masks: the class of each pixel, in the size of the images; 0 is the background.
        keypoints: points (batch, points, 2), x and y in pixels from the center of the first pixel.
        bounding_box_format: the format of the boxes, such as "xyxy" or "rel_xywh".
        value_range: the values of black and white. None: 0 and 255 for integers; for floats 0 and 1
            if all plotted images, or each image of a list, have values in this range, else 0 and
            255.
        columns: number of images per row; None: nearly a square.
        class_names: the names of the classes, used to label images and boxes; None: those of the
            dataset.
        max_images: maximum number of images.
        data_format: "channels_last" or "channels_first"; None: the setting of Keras.

    Returns:
        A matplotlib figure.

    Raises:
        ImportError: if matplotlib is not installed.
        ValueError: if the arguments do not match each other, or an option is unknown.

    Examples:
        >>> import numpy as np
        >>> from prelayer import plot_images
        >>> images = np.random.default_rng(1).integers(0, 256, (2, 16, 16, 3))
        >>> boxes = [[[2, 2, 9, 12]], [[4, 4, 14, 14]]]
        >>> box = {"boxes": boxes, "labels": [[0], [1]]}
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
    return draw_figure(sheet)
