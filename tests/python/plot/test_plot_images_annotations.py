"""plot_images: bounding boxes, segmentation masks and key points."""

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from plotted import box_of, shown
from prelayer import plot_images
from prelayer.plot.palette import MASK_SHARE, PALETTE

mpl.use("agg")
IMAGES = np.random.default_rng(2).uniform(0, 1, (3, 6, 8, 3))
ORANGE, BLUE = (to_rgb(color) for color in PALETTE[:2])


@pytest.fixture(autouse=True)
def _closes_its_figures():
    yield
    mpl.pyplot.close("all")


def test_boxes_are_drawn_where_they_are_with_their_labels():
    boxes = [[[1, 2, 5, 4], [0, 0, 8, 6]], [[3, 1, 4, 2], [-1, -1, -1, -1]]]
    given = {"boxes": boxes, "labels": [[1, 0], [1, -1]]}
    figure = plot_images(IMAGES[:2], bounding_boxes=given, class_names=["cat", "dog"])
    first, second = figure.axes
    assert [box_of(patch) for patch in first.patches] == boxes[0]
    assert [text.get_text() for text in first.texts] == ["dog", "cat"]
    assert [text.get_position() for text in first.texts] == [(1, 2), (0, 0)]
    assert [patch.get_edgecolor()[:3] for patch in first.patches] == [BLUE, ORANGE]
    # A text stands over its box, or in it where there is no room.
    assert [text.get_verticalalignment() for text in first.texts] == ["bottom", "top"]
    assert [box_of(patch) for patch in second.patches] == boxes[1][:1]


def test_boxes_alone_have_no_text():
    (axes,) = plot_images(IMAGES[0], bounding_boxes=[[1, 2, 5, 4], [0, 0, 8, 6]]).axes
    assert [box_of(patch) for patch in axes.patches] == [[1, 2, 5, 4], [0, 0, 8, 6]]
    assert not axes.texts


@pytest.mark.parametrize(
    ("box_format", "box"),
    [
        ("yxyx", [2, 1, 4, 5]),
        ("xywh", [1, 2, 4, 2]),
        ("center_xywh", [3, 3, 4, 2]),
        ("rel_xyxy", [1 / 8, 2 / 6, 5 / 8, 4 / 6]),
    ],
)
def test_boxes_of_every_format_are_at_the_same_place(box_format, box):
    figure = plot_images(IMAGES[:1], bounding_boxes=[[box]], bounding_box_format=box_format)
    np.testing.assert_allclose(box_of(figure.axes[0].patches[0]), [1, 2, 5, 4], atol=1e-5)


def test_masks_tint_what_they_cover():
    mask = np.zeros((3, 6, 8), "int32")
    mask[:, 0, 0], mask[:, 1, 1] = 1, 2
    expected = IMAGES[0].copy()
    for at, color in ((0, ORANGE), (1, BLUE)):
        expected[at, at] = (1 - MASK_SHARE) * expected[at, at] + MASK_SHARE * np.array(color)
    np.testing.assert_allclose(shown(IMAGES, segmentation_masks=mask), expected)
    channels = np.stack([mask == 1, mask == 2], axis=-1).astype("int32")
    np.testing.assert_allclose(shown(IMAGES, segmentation_masks=channels), expected)


def test_points_lie_on_top():
    points = [[[0, 0], [7, 5], [2.5, np.nan]]]
    (axes,) = plot_images(IMAGES[:1], keypoints=points).axes
    (dots,) = axes.collections
    np.testing.assert_allclose(dots.get_offsets(), [[0.5, 0.5], [7.5, 5.5]])
    np.testing.assert_allclose(dots.get_facecolors()[:, :3], [ORANGE, BLUE])
    assert dots.get_zorder() > max(artist.get_zorder() for artist in axes.patches + axes.images)
