"""plot_augmentations: plots an image and augmented versions of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prelayer.plot.augmentation_samples import figure_of_samples
from prelayer.plot.drawing import draw_figure


def plot_augmentations(
    layer: Any,
    image: Any,
    n: int = 8,
    seed: int | None = None,
    bounding_box_format: str | None = None,
    value_range: tuple[float, float] | None = None,
    columns: int | None = None,
    class_names: Sequence[str] | None = None,
) -> Any:
    """Draws an image as it is, and then as a layer changes it, draw by draw.

    Boxes, masks and points that come with the image are drawn where the layer moves them. All
    is drawn as by `plot_images`.

    Args:
        layer: an image layer, a pipeline or a Sequential model of image layers. One that does not
            draw is shown once.
        image: an image, or a dict of it and what belongs to it, as the layer takes them; a batch,
            of which the first one is shown and the others are what layers such as `MixUp` mix
            in; a dataset, for its first batch.
        n: how many pictures: the image itself, and n - 1 draws.
        seed: a whole number that makes the draws repeatable; None: other draws in every call.
        bounding_box_format: how boxes are written; None: as the layer has it.
        value_range: what is black and what white; None: as for `plot_images`, where floats from
            0 to 1, of the image or of all draws, are taken for what they are.
        columns: how many pictures stand in a row; None: near a square.
        class_names: the names of the classes, by which labels are told.

    Returns:
        A figure of matplotlib's.

    Raises:
        ImportError: if matplotlib is not installed.
        ValueError: if `layer` is no image layer, or the image is not what it takes.

    Example:
        >>> import numpy as np
        >>> from prelayer import RandomRotation, plot_augmentations
        >>> image = np.random.default_rng(1).integers(0, 256, (16, 16, 3))
        >>> figure = plot_augmentations(RandomRotation(0.1), image, n=4, seed=1)
        >>> [axes.get_title() for axes in figure.axes]
        ['original', '', '', '']
    """
    sheet = figure_of_samples(
        layer, image, n, seed, bounding_box_format, value_range, columns, class_names
    )
    return draw_figure(sheet, "plot_augmentations")
