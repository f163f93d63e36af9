"""Drawing with matplotlib, which is imported on first use."""

from __future__ import annotations

import math
import textwrap
from typing import Any

from prelayer._core import check
from prelayer.plot.figure_data import Figure
from prelayer.plot.palette import ink
from prelayer.plot.pictures import Picture

# Width of a picture in inches.
_WIDTH = 2.2
_TITLE_HEIGHT = 0.25
_HEADING_HEIGHT = 0.35
_LETTERS_AN_INCH = 12
_SMALL = 8
# Height of the text above a box, as a fraction of the height of the picture.
_HEADROOM = 0.1


def draw_figure(sheet: Figure) -> Any:
    """Return a new matplotlib figure that shows the pictures of `sheet`."""
    plt = check.imported("matplotlib.pyplot")
    rows = math.ceil(len(sheet.pictures) / sheet.columns)
    heading = "\n".join(
        textwrap.wrap(sheet.heading, int(_LETTERS_AN_INCH * _WIDTH * sheet.columns))
    )
    titled = {at // sheet.columns for at, one in enumerate(sheet.pictures) if one.title}
    height = rows * _WIDTH * _shape(sheet) + len(titled) * _TITLE_HEIGHT
    height += _HEADING_HEIGHT * (heading.count("\n") + 1 if heading else 0)
    figure, axes = plt.subplots(
        rows,
        sheet.columns,
        figsize=(_WIDTH * sheet.columns, height),
        squeeze=False,
        layout="constrained",
    )
    if heading:
        figure.suptitle(heading, fontsize="medium", parse_math=False)
    places = list(axes.flat)
    for place, picture in zip(places, sheet.pictures):
        draw_picture(place, picture)
    for place in places[len(sheet.pictures) :]:
        place.remove()
    return figure


def _shape(sheet: Figure) -> float:
    """Return the largest ratio of height to width of the pictures, within limits."""
    shapes = [picture.pixels.shape for picture in sheet.pictures]
    return max((min(height / max(width, 1), 2) for height, width, _ in shapes), default=1)


def draw_picture(axes: Any, picture: Picture) -> None:
    """Draw a picture with its boxes, key points and title on axes whose unit is a pixel."""
    height, width, _ = picture.pixels.shape
    axes.set_axis_off()
    axes.imshow(picture.pixels, vmin=0, vmax=1, extent=(0, width, height, 0))
    axes.autoscale(False)
    if picture.title:
        axes.set_title(picture.title, fontsize=_SMALL, parse_math=False)
    for box, text, color in zip(picture.boxes, picture.box_texts, picture.box_colors):
        _draw_box(axes, box, text, color, top_is_near=box[1] <= _HEADROOM * height)
    if len(picture.points):
        x, y = picture.points.T
        axes.scatter(x, y, s=22, c=picture.point_colors, edgecolors="white", linewidths=1, zorder=3)


def _draw_box(axes: Any, box: Any, text: str, color: str, top_is_near: bool) -> None:
    from matplotlib.patches import Rectangle
    from matplotlib.patheffects import withStroke

    left, top, right, bottom = box
    # A dark outline makes the colored line visible on light images.
    outline = [withStroke(linewidth=3, foreground="black")]
    line: dict[str, Any] = {"edgecolor": color, "linewidth": 1.6, "path_effects": outline}
    axes.add_patch(Rectangle((left, top), right - left, bottom - top, fill=False, **line))
    if text:
        axes.text(
            left,
            top,
            text,
            fontsize=_SMALL - 1,
            color=ink(color),
            verticalalignment="top" if top_is_near else "bottom",
            bbox={"facecolor": color, "edgecolor": "none", "pad": 1},
            parse_math=False,
            clip_on=True,
        )
