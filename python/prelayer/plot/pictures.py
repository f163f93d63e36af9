"""Pictures: the pixels, boxes, key points and titles to draw, as arrays and strings.

Python and R draw the same pictures, each with graphics of its own language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import tensorflow as tf

from prelayer.layers.image.image_batch import ImageBatch
from prelayer.ops.image import boxes as box_ops
from prelayer.plot import palette, pixel_display
from prelayer.plot.label_text import text_of


class Picture(NamedTuple):
    """One image and its annotations; x and y are in pixels from the outer edge of the image."""

    pixels: np.ndarray  # (H, W, 3), red, green and blue from 0 to 1
    title: str
    boxes: np.ndarray  # (B, 4), left, top, right, bottom
    box_texts: list[str]
    box_colors: list[str]
    points: np.ndarray  # (P, 2), x and y
    point_colors: list[str]


class Words(NamedTuple):
    """The text of pictures: their titles, and the class names of boxes."""

    titles: Sequence[str]
    class_names: Sequence[str] | None = None
    boxes_have_labels: bool = True


def pictures_of(examples: ImageBatch, bounds: tuple[float, float], words: Words) -> list[Picture]:
    """Return a picture for each title, from the first images of a batch.

    Args:
        examples: the batch, with boxes as left, top, right and bottom.
        bounds: the values of black and white.
        words: the text of the pictures.
    """
    count = len(words.titles)
    examples = ImageBatch(*(None if part is None else part[:count] for part in examples))
    pixels = pixel_display.colors(examples.images, bounds)
    batch = ImageBatch(*(None if part is None else part.numpy() for part in examples))
    pictures = []
    for at, title in enumerate(words.titles):
        one = ImageBatch(*(None if part is None else part[at] for part in batch))
        painted = pixels[at] if one.masks is None else palette.under_mask(pixels[at], one.masks)
        points = np.zeros((0, 2)) if one.points is None else one.points[:, :2] + 0.5
        points = points[np.isfinite(points).all(axis=-1)]
        dots = [palette.color(place) for place in range(len(points))]
        shown, spots = pixel_display.with_nan_shown(painted), points.astype(np.float64)
        pictures.append(Picture(shown, title, *_boxes(one, words), spots, dots))
    return pictures


def _boxes(one: ImageBatch, words: Words) -> tuple[np.ndarray, list[str], list[str]]:
    """Return the boxes of one image that are not padding, their texts, and their colors."""
    if one.boxes is None or one.box_labels is None:
        return np.zeros((0, 4)), [], []
    there = ~box_ops.is_absent(tf.constant(one.box_labels[np.newaxis])).numpy()[0]
    boxes, labels = one.boxes[there].astype(np.float64), one.box_labels[there]
    if not words.boxes_have_labels:
        return boxes, [""] * len(boxes), [palette.color(place) for place in range(len(boxes))]
    texts = [text_of(label, words.class_names) for label in labels]
    numbers = labels if labels.ndim == 1 else np.argmax(labels, axis=-1)
    return boxes, texts, [palette.color(int(number)) for number in numbers]
