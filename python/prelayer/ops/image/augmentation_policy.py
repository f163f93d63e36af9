"""Augmentation policies: an operation sampled for each image of a batch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce

import tensorflow as tf

from prelayer.ops.image import blur, color, geometry
from prelayer.ops.image.histogram import LEVELS, equalized, extremes
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size

CHANGES = (
    "shear",
    "translation",
    "rotation",
    "posterization",
    "solarization",
    "auto_contrast",
    "equalization",
    "brightness",
    "color_degeneration",
    "contrast",
    "sharpness",
)
# A change needs the chance of which it is, and two for how strong it is.
NUMBERS = 3
_BITS = 8


def sample_operations(
    chances: tf.Tensor, steps: int, kinds: int, factor: tuple[float, float]
) -> dict[str, tf.Tensor]:
    """Return which change each image undergoes in each step, and how strongly.

    Args:
        chances: (N, steps * NUMBERS), from 0 to below 1.
        steps: how many changes follow each other.
        kinds: of how many changes one is drawn; those beyond `CHANGES` change nothing.
        factor: the bounds of the strengths, from 0 to 1; half of them become negative.

    Returns:
        "change", (N, steps), and "strength", (N, steps, 2).
    """
    parts = tf.reshape(chances, [-1, steps, NUMBERS])
    both_ways = parts[..., 1:] * 2
    up = both_ways >= 1
    strength = scale_to(tf.where(up, both_ways - 1, both_ways), factor)
    return {
        "change": tf.cast(tf.floor(parts[..., 0] * kinds), tf.int32),
        "strength": tf.where(up, strength, -strength),
    }


def matrices(changes: tf.Tensor, strength: tf.Tensor, height: Size, width: Size) -> tf.Tensor:
    """Return the matrices (N, 3, 3) of all geometric changes of each image, in their order.

    Args:
        changes: (N, steps), places in `CHANGES`.
        strength: (N, steps, 2).
        height: the images' height in pixels.
        width: the images' width in pixels.
    """
    steps = changes.shape[1]
    kind = tf.reshape(changes, [-1, 1, 1])
    first, second = tf.unstack(tf.reshape(strength, [-1, 2]), axis=1)
    turned = geometry.rotation(2 * math.pi * first, height, width)
    down, right = first * geometry.as_float(height), second * geometry.as_float(width)
    kinds = {
        "shear": geometry.shear(first, second),
        "translation": geometry.translation(down, right),
        "rotation": turned,
    }
    chosen = tf.eye(3, batch_shape=[tf.shape(first)[0]])
    for name, matrix in kinds.items():
        chosen = tf.where(kind == CHANGES.index(name), matrix, chosen)
    each = tf.unstack(tf.reshape(chosen, [-1, steps, 3, 3]), axis=1)
    return reduce(geometry.after_each_other, each)


def apply_color_ops(
    owner: str,
    images: tf.Tensor,
    changes: tf.Tensor,
    strength: tf.Tensor,
    value_range: tuple[float, float],
    among: Sequence[str] = CHANGES,
) -> tf.Tensor:
    """Return images of which each has undergone its change,
    where that is one of single pixels; equalization and sharpness are apart.

    Args:
        owner: the layer, for the error about images without colors.
        images: (N, H, W, C), float.
        changes: (N,), places in `CHANGES`.
        strength: (N, 2), from -1 to 1: 0 changes nothing, but `auto_contrast` has no strength.
        value_range: black and white.
        among: the names of the changes that may have been drawn.
    """
    lower, upper = value_range
    size, second = tf.abs(strength[:, 0]), tf.abs(strength[:, 1])

    def chosen(name: str) -> tf.Tensor:
        return _chosen(name, changes)

    # What is linear in a pixel is one pass for all images, each with its own numbers.
    low, high = extremes(images)
    stretches = chosen("auto_contrast") & (high > low)
    scale = tf.where(stretches, (upper - lower) / tf.where(high > low, high - low, 1), 1)
    shift = tf.where(stretches, lower - low * scale, 0)
    if "brightness" in among:
        signed = color.per_image(strength[:, 0], images)
        shift = tf.where(chosen("brightness"), signed * (upper - lower), shift)
        scale = tf.where(chosen("contrast"), 1 + signed, scale)
        shift = tf.where(chosen("contrast"), -signed * color.channel_means(images), shift)
    result = images * scale + shift
    if "brightness" in among:
        grayer = tf.where(changes == CHANGES.index("color_degeneration"), size, 0)
        result = color.on_colors(owner, result, lambda part: color.degenerate(part, grayer))
    bits = _BITS - tf.cast(tf.round(size * (_BITS - 1)), tf.int32)
    result = tf.where(chosen("posterization"), color.posterize(images, bits, value_range), result)
    # White reaches no threshold as long as the strength is 0.
    threshold = (1 - second) * ((LEVELS + 1) / LEVELS)
    solarized = color.solarize(images, size, threshold, value_range)
    result = tf.where(chosen("solarization"), solarized, result)
    return color.clip(result, value_range)


def equalize(images: tf.Tensor, changes: tf.Tensor, value_range: tuple[float, float]) -> tf.Tensor:
    """Return images of which those whose change is equalization have undergone it.

    Args:
        images: (N, H, W, C), float.
        changes: (N,), places in `CHANGES`.
        value_range: black and white.
    """
    equal = equalized(images, LEVELS + 1, value_range)
    return tf.where(_chosen("equalization", changes), equal, images)


def sharpen(
    images: tf.Tensor,
    changes: tf.Tensor,
    strength: tf.Tensor,
    value_range: tuple[float, float],
) -> tf.Tensor:
    """Return images of which those whose change is sharpness have undergone it.

    Args:
        images: (N, H, W, C), float.
        changes: (N,), places in `CHANGES`.
        strength: (N, 2), the first one from -1, smooth, to 1, sharp.
        value_range: black and white.
    """
    sharper = color.clip(blur.sharpened(images, strength[:, 0]), value_range)
    return tf.where(_chosen("sharpness", changes), sharper, images)


def _chosen(name: str, changes: tf.Tensor) -> tf.Tensor:
    return tf.reshape(changes == CHANGES.index(name), [-1, 1, 1, 1])
