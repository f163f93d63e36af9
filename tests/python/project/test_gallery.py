"""The contact sheet: no image layer is forgotten, and the photograph is what it says it is."""

import sys

import matplotlib as mpl
import numpy as np
import pytest
import tensorflow as tf

from folders import ROOT
from image_layers import is_image_layer

sys.path.insert(0, str(ROOT / "demo"))

mpl.use("agg")
import gallery
import photograph

import prelayer

PUBLIC = [name for name in prelayer.__all__ if is_image_layer(name)]


def test_every_image_layer_is_in_the_gallery():
    assert gallery.image_layers() == PUBLIC
    assert set(PUBLIC) - set(gallery.EXAMPLES) == set()


@pytest.mark.parametrize("name", PUBLIC)
def test_every_example_can_be_made(name):
    assert gallery.make(name).title == name


def test_pages_have_a_row_for_each_layer_that_changes_pixels_or_moves_labels(tmp_path):
    names = ["AutoContrast", "CenterCrop", "MaxNumBoundingBoxes", "RandomFlip"]
    images, labels = list(gallery.rows_of_images(names)), list(gallery.rows_of_labels(names))
    assert [row.layer.title for row in images] == ["AutoContrast", "CenterCrop", "RandomFlip"]
    assert [row.layer.title for row in labels] == names[1:]
    flips, crops = gallery.sheet_of(labels[2]).pictures, gallery.sheet_of(labels[0]).pictures
    assert len(flips) == 1 + gallery.DRAWS
    assert [picture.title for picture in crops] == ["original", ""] * 3
    assert all(picture.box_texts == ["house", "tree", "sun"] for picture in flips)
    paths = gallery.write_pages(iter(images[:1]), tmp_path, "page")
    assert [path.name for path in paths] == ["page-1.png"]
    page = tf.io.decode_png(tf.io.read_file(str(paths[0]))).numpy()
    assert page.shape[:2] == (160, 1600)
    assert (page[40:] < 250).mean() > 0.3


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_the_photograph_has_its_labels_where_they_belong(seed):
    scene = photograph.photograph(seed=seed)
    np.testing.assert_array_equal(photograph.photograph(seed=seed).image, scene.image)
    assert scene.image.shape == (160, 240, 3)
    assert scene.image.dtype == np.uint8
    for value, (left, top, right, bottom) in enumerate(scene.boxes.astype(int), start=1):
        rows, columns = np.nonzero(scene.mask == value)
        assert (rows.min(), rows.max() + 1) == (top, bottom)
        assert (columns.min(), columns.max() + 1) == (left, right)
    x, y = np.round(scene.points[-1]).astype(int)
    assert scene.mask[y, x] == 3
    red, _, blue = scene.image[y, x].astype(int)
    assert red > blue + 60, "the sun is yellow"
