"""Loading: an epoch of JPEG files, of a folder and of a table, the first one not counted."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from comparing import Row, compare
from samples import FOLDER

import prelayer

# As many as the test part of CIFAR-10, in as many classes.
FILES, CLASSES = 10_000, 10
BATCH_SIZE = 64


def pictures(size: int) -> tuple[list[bytes], str]:
    """Return JPEGs of a size, and where they come from."""
    paths = sorted((FOLDER / "images" / "train").glob("*/*.jpg"))
    if paths:
        found = [tf.io.decode_jpeg(path.read_bytes()) for path in paths]
        source = "CIFAR-10"
    else:
        rng = np.random.default_rng(0)
        found = [tf.constant(rng.integers(0, 256, (4, 4, 3))) for _ in range(600)]
        source = "made up"
    resized = [tf.image.resize(image, (size, size), "bicubic") for image in found]
    levels = [tf.cast(tf.clip_by_value(image, 0, 255), tf.uint8) for image in resized]
    return [tf.io.encode_jpeg(image, quality=95).numpy() for image in levels], source


def fill(folder: Path, size: int) -> str:
    """Write a folder for each class, and return where its images come from."""
    jpegs, source = pictures(size)
    for name in range(CLASSES):
        (folder / f"class{name}").mkdir(parents=True)
    for number in range(FILES):
        path = folder / f"class{number % CLASSES}" / f"{number}.jpg"
        path.write_bytes(jpegs[number % len(jpegs)])
    return source


def epoch(dataset: tf.data.Dataset) -> Callable[[], None]:
    """Return what reads a dataset once."""

    def read() -> None:
        for _ in dataset:
            pass

    return read


def rows() -> list[Row]:
    """Return every row of this benchmark."""
    found = []
    for size in (32, 96):
        with tempfile.TemporaryDirectory() as root:
            source = fill(Path(root), size)
            options = {"image_size": (size, size), "batch_size": BATCH_SIZE, "seed": 1}
            peer = keras.utils.image_dataset_from_directory(root, verbose=False, **options)
            for rule in ("raise", "skip", "placeholder"):
                ours = prelayer.image_dataset_from_directory(
                    root, verbose=False, on_error=rule, **options
                )
                case = f'{FILES:,} JPEG files, {size} x {size}, on_error="{rule}" ({source})'
                found.append(compare(case, epoch(ours), epoch(peer), "1.0"))
            paths = sorted(str(path) for path in Path(root).glob("*/*.jpg"))
            table = {"path": paths, "label": [Path(path).parent.name for path in paths]}
            ours = prelayer.image_dataset_from_frame(table, verbose=False, **options)
            case = f"{FILES:,} JPEG files that a table lists, {size} x {size} ({source})"
            found.append(compare(case, epoch(ours), epoch(peer), "1.0"))
    return found


if __name__ == "__main__":
    rows()
