"""Images: every layer and chain beside Keras's, in three ways of calling them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from comparing import Row, compare
from learning import read

import prelayer

K = keras.layers
BATCH = 32
COUNTS = {96: 512, 224: 128}
FILL = {"height_factor": 0.1, "width_factor": 0.1}

# What each layer is made with, and the ratio to reach in tf.data.
LAYERS: list[tuple[str, dict[str, Any], str]] = [
    ("Rescaling", {"scale": 1 / 255}, "1.0"),
    ("CenterCrop", {"height": 64, "width": 64}, "1.0"),
    ("Resizing", {"height": 64, "width": 64}, "1.0"),
    ("RandomCrop", {"height": 64, "width": 64}, "0.7"),
    ("RandomFlip", {}, "2"),
    ("RandomRotation", {"factor": 0.1}, "2"),
    ("RandomZoom", {"height_factor": 0.1}, "2"),
    ("RandomTranslation", FILL, "2"),
    ("RandomShear", {"x_factor": 0.1, "y_factor": 0.1}, "2"),
    ("RandomPerspective", {"factor": 1.0}, "2"),
    ("RandomBrightness", {"factor": 0.2}, "1.0"),
    ("RandomContrast", {"factor": 0.2}, "1.5"),
    ("RandomHue", {"factor": 0.2}, "3"),
    (
        "RandomColorJitter",
        {
            "brightness_factor": 0.2,
            "contrast_factor": 0.2,
            "saturation_factor": 0.2,
            "hue_factor": 0.2,
        },
        "4",
    ),
    ("RandomGaussianBlur", {}, "1.5"),
    ("RandomErasing", {}, "4"),
    ("Equalization", {}, "2"),
    ("AutoContrast", {}, "1.5"),
    ("RandomElasticTransform", {}, "1.5"),
    ("RandAugment", {}, "5"),
]
GEOMETRY = [
    ("RandomFlip", {}),
    ("RandomRotation", {"factor": 0.1}),
    ("RandomZoom", {"height_factor": 0.1}),
]
COLOR = [
    ("RandomBrightness", {"factor": 0.2}),
    ("RandomContrast", {"factor": 0.2}),
    ("Rescaling", {"scale": 1 / 255}),
]
CHAINS = [
    ("flip + rotation + zoom", GEOMETRY, "5"),
    ("flip + rotation + zoom + brightness + contrast + rescaling", [*GEOMETRY, *COLOR], "4.5"),
]


def pixels(size: int) -> np.ndarray:
    """Return uint8 images (N, size, size, 3)."""
    rng = np.random.default_rng(0)
    return rng.integers(0, 256, size=(COUNTS[size], size, size, 3), dtype=np.uint8)


def in_a_dataset(layer: Any, images: np.ndarray) -> Callable[[], object]:
    """Return one epoch over cached batches, cast, mapped and prefetched."""
    dataset = tf.data.Dataset.from_tensor_slices(images).batch(BATCH).cache()
    dataset = dataset.map(lambda batch: tf.cast(batch, tf.float32))
    mapped = dataset.map(layer, num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)
    read(dataset)
    return lambda: read(mapped)


def in_a_function(layer: Any, images: np.ndarray) -> Callable[[], object]:
    """Return one pass over batches in memory, through a traced function."""
    batches, traced = tensors(images), tf.function(layer)
    return lambda: [traced(batch) for batch in batches]


def directly(layer: Any, images: np.ndarray) -> Callable[[], object]:
    """Return one pass over batches in memory, each a call of the layer."""
    batches = tensors(images)
    return lambda: [layer(batch) for batch in batches]


def tensors(images: np.ndarray) -> list[tf.Tensor]:
    return [
        tf.constant(images[start : start + BATCH], tf.float32)
        for start in range(0, len(images), BATCH)
    ]


WAYS = {"tf.data": in_a_dataset, "tf.function": in_a_function, "direct calls": directly}


def pair(name: str, options: dict[str, Any]) -> tuple[Any, Any]:
    return getattr(prelayer, name)(**options), getattr(K, name)(**options)


def layers(way: str) -> list[Row]:
    """Return a row for every layer."""
    images = pixels(96)
    rows = []
    for name, options, aim in LAYERS:
        ours, theirs = (WAYS[way](layer, images) for layer in pair(name, options))
        rows.append(
            compare(f"{name}, 96 x 96, {way}", ours, theirs, aim if way == "tf.data" else "")
        )
    return rows


def chains(way: str) -> list[Row]:
    """Return a row for every chain and size: a pipeline beside Keras's layers in a row."""
    rows = []
    for case, steps, aim in CHAINS:
        ours, theirs = zip(*(pair(*step) for step in steps))
        made = prelayer.AugmentationPipeline(ours), keras.Sequential(theirs)
        for size in COUNTS:
            images = pixels(size)
            runs = [WAYS[way](layer, images) for layer in made]
            wanted = aim if way == "tf.data" else ""
            rows.append(compare(f"{case}, {size} x {size}, {way}", *runs, wanted))
    return rows


def per_core() -> list[Row]:
    """Return rows beside albumentations: what each takes of one core's time."""
    try:
        import albumentations
        import cv2
    except ImportError:
        print("albumentations is not installed: its rows are left out")
        return []
    cv2.setNumThreads(1)
    theirs = albumentations.Compose(
        [
            albumentations.HorizontalFlip(),
            albumentations.VerticalFlip(),
            albumentations.Rotate(limit=36, border_mode=cv2.BORDER_REFLECT, p=1),
            albumentations.Affine(scale=(0.9, 1.1), border_mode=cv2.BORDER_REFLECT, p=1),
        ]
    )
    ours = prelayer.AugmentationPipeline([getattr(prelayer, name)(**o) for name, o in GEOMETRY])
    rows = []
    for size in COUNTS:
        images = pixels(size)

        def peer(images: np.ndarray = images) -> list[np.ndarray]:
            return [theirs(image=image)["image"] for image in images]

        run = in_a_function(ours, images)
        case = f"flip + rotation + zoom, {size} x {size}, beside albumentations, processor's time"
        rows.append(compare(case, run, peer, "1.0", clock=time.process_time))
    return rows


def rows() -> list[Row]:
    """Return every row of this benchmark."""
    return [*(row for way in WAYS for row in [*layers(way), *chains(way)]), *per_core()]


if __name__ == "__main__":
    rows()
