"""What is painted in an image is found where its boxes, key points and masks say it went."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

import prelayer
from image_layers import CASES
from painted_images import BATCH, HEIGHT, WIDTH, layer_of, moved, painted

# What changes colors, too, is not found by its brightness; its own tests follow its matrices.
RECOLORED = ("RandAugment",)
SINGLE = [case.name for case in CASES if case.geometric and case.name not in RECOLORED]
BENT_FIRST = ["RandomElasticTransform", "RandomPerspective", "RandomFlip"]
CHAINS = [
    ["RandomFlip", "RandomRotation"],
    ["RandomZoom", "RandomTranslation", "RandomCrop"],
    BENT_FIRST,
    ["RandomHeight", "RandomTranslation", "RandomWidth", "RandomFlip"],
    ["Resizing", "RandomShear", "RandomZoom", "CenterCrop"],
]
LAYERS = [[name] for name in SINGLE] + CHAINS
# An elastic field may fold, and a folded box or point is in several places.
SHARE_THAT_FOLDS = 0.1


def extent(bright: np.ndarray) -> np.ndarray:
    """Return the edges of what is bright: left, top, right and bottom."""
    rows, columns = np.nonzero(bright)
    return np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1], "float64")


def check_errors(names: list[str], errors: list[float]) -> None:
    """Check that what was found is within one pixel of where it was said to be."""
    allowed = SHARE_THAT_FOLDS if "RandomElasticTransform" in names else 0
    assert np.mean(np.array(errors) > 1) <= allowed, np.sort(errors)[-5:]


@pytest.mark.parametrize("names", LAYERS, ids="-".join)
def test_boxes_are_drawn_around_what_was_painted(names):
    layer, errors = layer_of(names), []
    for seed in (1, 2):
        result = moved(layer, painted(seed), seed)
        boxes = result["bounding_boxes"]["boxes"][:, 0]
        labels = result["bounding_boxes"]["labels"][:, 0]
        limits = np.array(result["images"].shape[2:0:-1] * 2)
        for image, box, label in zip(result["images"], boxes, labels, strict=True):
            # A corner that is turned covers but a part of its pixel.
            bright = image[..., 0] > 255 / 4
            if label == -1:
                assert (box == -1).all()
                assert not bright.any()
                continue
            assert label == 3
            if bright.any():
                beyond = (extent(bright) - box) * [-1, -1, 1, 1]
                # Of what is cut off by the edge of the image, any part may be left, and a box
                # around a bent box that is moved again is larger than what it is around.
                cut = (box <= 0).any() or (box >= limits).any() or names == BENT_FIRST
                errors.append(beyond.max() if cut else np.abs(beyond).max())
    assert len(errors) > BATCH
    check_errors(names, errors)


@pytest.mark.parametrize("names", LAYERS, ids="-".join)
def test_key_points_go_where_what_they_mark_goes(names):
    random, layer, errors = np.random.default_rng(3), layer_of(names), []
    images = np.zeros((BATCH, HEIGHT, WIDTH, 1), "float32")
    points = np.zeros((BATCH, 1, 3), "float32")
    for image, point in zip(images, points, strict=True):
        x, y = random.integers(10, WIDTH - 10), random.integers(10, HEIGHT - 10)
        image[y - 1 : y + 2, x - 1 : x + 2] = 255
        point[0] = x, y, 0.5
    for seed in (1, 2):
        result = moved(layer, {"images": images, "keypoints": points}, seed)
        height, width = result["images"].shape[1:3]
        y, x = np.mgrid[:height, :width]
        for image, (px, py, visibility) in zip(result["images"], result["keypoints"][:, 0]):
            assert visibility == 0.5
            if not (4 <= px < width - 4 and 4 <= py < height - 4):
                continue
            light = image[..., 0] / image.sum()
            errors.append(max(abs((light * x).sum() - px), abs((light * y).sum() - py)))
    assert len(errors) > BATCH / 2
    check_errors(names, errors)


@pytest.mark.parametrize("names", LAYERS, ids="-".join)
def test_masks_go_with_the_image_and_keep_dtype_and_values(names):
    layer, inputs = layer_of(names), painted()
    for dtype in ("uint8", "int32", "float32"):
        masks = inputs["segmentation_masks"].astype(dtype)
        result = moved(layer, {"images": inputs["images"], "segmentation_masks": masks})
        assert result["segmentation_masks"].dtype == dtype
        assert set(np.unique(result["segmentation_masks"])) <= {0, 1, 7}
        light, inside = result["images"][..., 0] / 255, result["segmentation_masks"] > 0
        # Of a pixel that is brighter than 3/4, the nearest one of four is bright.
        unlike = np.where(inside, light < 0.2499, light > 0.7501)
        assert unlike.mean() < (0.02 if len(names) > 1 else 1e-5)
    with_channel = moved(layer, {**inputs, "segmentation_masks": masks[..., np.newaxis]})
    np.testing.assert_array_equal(
        with_channel["segmentation_masks"][..., 0], result["segmentation_masks"]
    )


@pytest.mark.parametrize("names", LAYERS, ids="-".join)
def test_one_image_is_transformed_as_the_first_of_a_batch(names):
    inputs = painted()
    inputs["keypoints"] = np.float32([[[20, 30], [3, 4]]] * BATCH)
    inputs["labels"] = np.arange(BATCH)
    single = tf.nest.map_structure(lambda part: part[0], inputs)
    batch, alone = moved(layer_of(names), inputs), moved(layer_of(names), single)
    for whole, part in zip(tf.nest.flatten(batch), tf.nest.flatten(alone), strict=True):
        assert part.shape == whole.shape[1:]
        np.testing.assert_allclose(part, whole[0], atol=1e-3)


@pytest.mark.parametrize("names", [["RandomRotation"], ["RandomCrop"], ["Resizing"]], ids="-".join)
def test_channels_first_images_take_their_labels_along(names):
    inputs = painted()
    masks = inputs["segmentation_masks"][..., np.newaxis]
    last = moved(layer_of(names), {**inputs, "segmentation_masks": masks})
    turned = {
        **inputs,
        "images": inputs["images"].transpose(0, 3, 1, 2),
        "segmentation_masks": masks.transpose(0, 3, 1, 2),
    }
    first = moved(layer_of(names, data_format="channels_first"), turned)
    for key in ("images", "segmentation_masks"):
        np.testing.assert_allclose(first[key].transpose(0, 2, 3, 1), last[key], atol=1e-3)
    np.testing.assert_allclose(
        first["bounding_boxes"]["boxes"], last["bounding_boxes"]["boxes"], atol=1e-3
    )


@pytest.mark.parametrize("shape", [(2, 1, 6, 5), (2, 6, 5)])
def test_masks_of_colored_images_may_have_channels_first(shape):
    masks = np.arange(60, dtype="int32").reshape(shape)
    images = np.zeros((2, 3, 6, 5), "float32")
    flip = prelayer.RandomFlip("horizontal", data_format="channels_first", seed=1)
    result = flip({"images": images, "segmentation_masks": masks})["segmentation_masks"].numpy()
    assert result.shape == shape
    for mask, given in zip(result, masks):
        assert np.array_equal(mask, given) or np.array_equal(mask, given[..., ::-1])


def test_boxes_masks_and_key_points_go_where_their_pixels_go():
    shift = prelayer.RandomTranslation(
        (0.25, 0.25), (0.1, 0.1), fill_mode="constant", bounding_box_format="xyxy"
    )
    image, expected = np.zeros((12, 10, 1), "float32"), np.zeros((12, 10))
    image[2:6, 1:8] = 255
    expected[5:9, 2:9] = 255
    inputs = {
        "images": image,
        "segmentation_masks": (image[..., 0] / 255 * 7).astype("uint8"),
        "keypoints": np.float32([[1, 2]]),
        "bounding_boxes": {"boxes": np.float32([[1, 2, 8, 6]]), "labels": [3]},
    }
    result = moved(shift, inputs)
    np.testing.assert_allclose(result["images"][..., 0], expected, atol=1e-2)
    np.testing.assert_array_equal(result["segmentation_masks"], expected / 255 * 7)
    np.testing.assert_allclose(result["keypoints"], [[2, 5]], atol=1e-4)
    np.testing.assert_allclose(result["bounding_boxes"]["boxes"], [[2, 5, 9, 9]], atol=1e-4)
    assert result["bounding_boxes"]["labels"] == [3]
