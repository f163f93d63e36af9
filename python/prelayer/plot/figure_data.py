"""Figure data: pictures, columns and titles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from prelayer._core import check, errors
from prelayer._core.owner import owned_by
from prelayer.plot import image_inputs
from prelayer.plot.label_text import titles_of
from prelayer.plot.pictures import Picture, Words, pictures_of
from prelayer.plot.pixel_display import value_bounds

# Up to this many pictures are in a single row.
_FEW = 4


@dataclass(frozen=True)
class Figure:
    """Pictures in a grid, with a heading."""

    pictures: list[Picture]
    columns: int
    heading: str = ""

    def plain(self) -> dict[str, Any]:
        """Return the figure as a dict of dicts, arrays and strings, for R."""
        return {**vars(self), "pictures": [picture._asdict() for picture in self.pictures]}


@owned_by("plot_images")
def figure_of_images(
    images: Any,
    titles: Any,
    bounding_boxes: Any,
    segmentation_masks: Any,
    keypoints: Any,
    bounding_box_format: str,
    value_range: Any,
    columns: int | None,
    class_names: Any,
    max_images: int,
    data_format: str | None,
) -> Figure:
    """Return the figure data of `plot_images`, which has the same arguments."""
    layout = image_inputs.layout_of(data_format, bounding_box_format)
    most = check.whole("max_images", max_images, minimum=1)
    given = image_inputs.split_inputs(
        images,
        bounding_boxes=bounding_boxes,
        segmentation_masks=segmentation_masks,
        keypoints=keypoints,
    )
    batches = image_inputs.batches_of(given, layout)
    total = sum(batch.images.shape[0] for batch in batches)
    if total == 0:
        raise errors.problem("`images` must hold at least one image, but there is none.")
    names = given.class_names if class_names is None else class_names
    titles = titles_of(given.labels if titles is None else titles, total, names)
    remaining, pictures = titles[:most], []
    for batch in batches:
        count = batch.images.shape[0]
        words = Words(remaining[:count], names, given.boxes_have_labels)
        bounds = value_bounds([batch.images[: len(words.titles)]], value_range)
        pictures += pictures_of(batch, bounds, words)
        remaining = remaining[count:]
    heading = f"the first {most} of {total} images" if total > most else ""
    return Figure(pictures, columns_for(len(pictures), columns), heading)


def columns_for(count: int, columns: int | None) -> int:
    """Return the number of columns of the grid: the given number, or nearly a square."""
    if columns is not None:
        return check.whole("columns", columns, minimum=1)
    return min(count, max(_FEW, math.ceil(math.sqrt(count))))
