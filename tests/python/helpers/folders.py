"""Folders of files for the loaders' tests."""

import inspect
import os
from pathlib import Path

import numpy as np
from PIL import Image

HELPERS = Path(__file__).parent
ROOT = HELPERS.parents[2]


def write_images(root, classes, count=3, size=(8, 9), extension="png", mode="RGB"):
    """Writes `count` random images a class; returns {path: (height, width, channels) array}."""
    random = np.random.default_rng(7)
    written = {}
    for name in classes:
        (root / name).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            pixels = random.integers(0, 256, (*size, 4), dtype=np.uint8)
            image = Image.fromarray(pixels).convert("RGB").convert(mode)
            path = root / name / f"{number}.{extension}"
            image.save(path)
            written[str(path)] = pixels_of(path, mode)
    return written


def pixels_of(path, mode="RGB"):
    """What Pillow reads from an image file, as an array."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB").convert(mode))


def write_texts(root, texts):
    """Writes {"class/name.txt": text} below `root`."""
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))


def samples(*parts):
    """The path below the folder of real samples, which lies beside the checkout, or None."""
    root = Path(os.environ.get("PRELAYER_SAMPLES", ROOT.parent / "shared" / "data"))
    path = root.joinpath(*parts)
    return path if path.exists() else None


def defaults_of(function):
    """A function's arguments in their order, each with its default."""
    return [(p.name, p.default) for p in inspect.signature(function).parameters.values()]
