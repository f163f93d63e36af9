"""plot_augmentations: plots an image and augmented versions of it."""

from __future__ import annotations

from collections.abc import Sequence

from prelayer._core.owner import public
from prelayer._core.types import LayerLike, PlotFigure, Structure
from prelayer.plot.augmentation_samples import figure_of_samples
from prelayer.plot.drawing import draw_figure


@public
def plot_augmentations(
    layer: LayerLike,
    image: Structure,
    n: int = 8,
    seed: int | None = None,
    bounding_box_format: str | None = None,
    value_range: tuple[float, float] | None = None,
    columns: int | None = None,
    class_names: Sequence[str] | None = None,
) -> PlotFigure:
    """Plot an image, followed by augmented versions of it by a layer.

    Boxes, masks and key points of the image are transformed by the layer and drawn, too. The style
    is that of `plot_images`.

    See also: `plot_images`, `AugmentationPipeline`, `augment`.

    Args:
        layer: an image layer, a pipeline or a Sequential model of image layers. A layer that is not
            random is applied once.
        image: an image, or a dict of an image and its annotations, as for the layer; a batch, whose
            first image is shown, while layers such as `MixUp` mix it with the others; or a dataset,
            of which the first batch is used.
        n: number of pictures: the image itself, and n - 1 augmented versions.
        seed: a whole number that makes the augmentations reproducible; None: new ones in every
            call.
        bounding_box_format: the format of the boxes; None: that of the layer.
        value_range: the values of black and white; None: as for `plot_images`, and 0 and 1 for the
            augmented versions if all of them are floats from 0 to 1.
        columns: number of pictures per row; None: nearly a square.
        class_names: the names of the classes, used to label pictures and boxes.

    Returns:
        A matplotlib figure.

    Raises:
        ImportError: if matplotlib is not installed.
        ValueError: if `layer` is not an image layer, or does not accept the image.

    Examples:
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
    return draw_figure(sheet)
