"""Augmentation policies: an operation sampled for each image of a batch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce

import tensorflow as tf

from prelayer.ops.image import blur, color, geometry
from prelayer.ops.image.histogram import LEVELS, equalized, extremes
from prelayer.ops.image.keyed_random import scale_to
from prelayer.ops.image.sizes import Size, as_float

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
# Random numbers per change: one selects the change, two its strength.
NUMBERS = 3
_BITS = 8


def sample_operations(
    chances: tf.Tensor, steps: int, kinds: int, factor: tuple[float, float]
) -> dict[str, tf.Tensor]:
    """Sample the change of each image in each step, and its strength.

    Args:
        chances: (N, steps * NUMBERS), random numbers from 0 up to, but not including, 1.
        steps: number of successive changes.
        kinds: number of changes to sample from; those beyond `CHANGES` change nothing.
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
        changes: (N, steps), indices into `CHANGES`.
        strength: (N, steps, 2).
        height: the images' height in pixels.
        width: the images' width in pixels.
    """
    steps = changes.shape[1]
    kind = tf.reshape(changes, [-1, 1, 1])
    first, second = tf.unstack(tf.reshape(strength, [-1, 2]), axis=1)
    turned = geometry.rotation(2 * math.pi * first, height, width)
    down, right = first * as_float(height), second * as_float(width)
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
    images: tf.Tensor,
    changes: tf.Tensor,
    strength: tf.Tensor,
    value_range: tuple[float, float],
    among: Sequence[str] = CHANGES,
) -> tf.Tensor:
    """Apply the change of each image if it is pointwise, which excludes equalization and sharpness.

    Args:
        images: (N, H, W, C), float.
        changes: (N,), indices into `CHANGES`.
        strength: (N, 2), from -1 to 1: 0 changes nothing, but `auto_contrast` has no strength.
        value_range: the values of black and white.
        among: the names of the changes that may have been sampled.
    """
    lower, upper = value_range
    size, second = tf.abs(strength[:, 0]), tf.abs(strength[:, 1])

    def chosen(name: str) -> tf.Tensor:
        return _chosen(name, changes)

    # Changes that are linear in a pixel are one operation for all images, with per-image factors.
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
        result = color.on_colors(result, lambda part: color.degenerate(part, grayer))
    bits = _BITS - tf.cast(tf.round(size * (_BITS - 1)), tf.int32)
    result = tf.where(chosen("posterization"), color.posterize(images, bits, value_range), result)
    # White does not reach the threshold if the strength is 0.
    threshold = (1 - second) * ((LEVELS + 1) / LEVELS)
    solarized = color.solarize(images, size, threshold, value_range)
    result = tf.where(chosen("solarization"), solarized, result)
    return color.clip(result, value_range)


def equalize(images: tf.Tensor, changes: tf.Tensor, value_range: tuple[float, float]) -> tf.Tensor:
    """Equalize the images whose change is equalization.

    Args:
        images: (N, H, W, C), float.
        changes: (N,), indices into `CHANGES`.
        value_range: the values of black and white.
    """
    equal = equalized(images, LEVELS + 1, value_range)
    return tf.where(_chosen("equalization", changes), equal, images)


def sharpen(
    images: tf.Tensor,
    changes: tf.Tensor,
    strength: tf.Tensor,
    value_range: tuple[float, float],
) -> tf.Tensor:
    """Sharpen or smooth the images whose change is sharpness.

    Args:
        images: (N, H, W, C), float.
        changes: (N,), indices into `CHANGES`.
        strength: (N, 2), of which the first is used, from -1, smooth, to 1, sharp.
        value_range: the values of black and white.
    """
    sharper = color.clip(blur.sharpened(images, strength[:, 0]), value_range)
    return tf.where(_chosen("sharpness", changes), sharper, images)


def _chosen(name: str, changes: tf.Tensor) -> tf.Tensor:
    return tf.reshape(changes == CHANGES.index(name), [-1, 1, 1, 1])
