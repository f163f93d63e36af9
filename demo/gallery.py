"""A contact sheet of every image layer on one photograph, and of labels that move along.

Usage: gallery.py FOLDER; writes FOLDER/*.png.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf
from matplotlib import pyplot as plt
from photograph import CLASSES, photograph

import prelayer
from prelayer.layers.image.image_layer import ImageLayer, is_random
from prelayer.plot.augmentation_samples import figure_of_samples
from prelayer.plot.drawing import draw_picture
from prelayer.plot.figure_data import Figure
from prelayer.plot.pictures import Picture

DRAWS, ROWS = 7, 8
SEEDS = (1, 5, 6)
# With which arguments each layer is shown: enough of them to see what it does.
EXAMPLES: dict[str, dict[str, Any]] = {
    "AugMix": {},
    "AugmentationPipeline": {},  # its layers are below
    "AutoContrast": {},
    "CLAHE": {},
    "CenterCrop": {"height": 100, "width": 150},
    "CutMix": {},
    "Equalization": {},
    "MaxNumBoundingBoxes": {"max_number": 2},
    "MixUp": {"alpha": 1.0},
    "RandAugment": {},
    "RandomBrightness": {"factor": 0.4},
    "RandomChannelShift": {"factor": 0.3},
    "RandomColorDegeneration": {"factor": 1.0},
    "RandomColorJitter": {
        "brightness_factor": 0.3,
        "contrast_factor": 0.3,
        "saturation_factor": (0.3, 0.7),
        "hue_factor": 0.1,
    },
    "RandomContrast": {"factor": 0.6},
    "RandomCrop": {"height": 100, "width": 150},
    "RandomElasticTransform": {"factor": (1.0, 1.0)},
    "RandomErasing": {"factor": (1.0, 1.0)},
    "RandomFlip": {},
    "RandomGaussianBlur": {"factor": (1.0, 1.0), "kernel_size": 9, "sigma": (0.5, 3.0)},
    "RandomGrayscale": {},
    "RandomHeight": {"factor": 0.4},
    "RandomHue": {"factor": 0.3},
    "RandomInvert": {"factor": 0.5},
    "RandomPerspective": {"factor": (1.0, 1.0)},
    "RandomPosterization": {"factor": 3},
    "RandomRotation": {"factor": 0.1},
    "RandomSaturation": {"factor": (0.1, 0.9)},
    "RandomSharpness": {"factor": 1.0},
    "RandomShear": {"x_factor": 0.3, "y_factor": 0.2},
    "RandomTranslation": {"height_factor": 0.2, "width_factor": 0.2},
    "RandomWidth": {"factor": 0.4},
    "RandomZoom": {"height_factor": 0.4},
    "Resizing": {"height": 32, "width": 48},
    "SamplewiseNormalization": {},
    "Solarization": {"threshold_factor": 0.5},
}
# What shows as black and white of layers that leave the range of their images.
SHOWN = {"SamplewiseNormalization": (-2.5, 2.5)}


class Row(NamedTuple):
    """One row of a page: a layer, what it is given, and how that is shown."""

    layer: Any
    inputs: list[Any]  # where it draws, one
    class_names: Sequence[str]
    value_range: tuple[float, float] | None = None


def image_layers() -> list[str]:
    """Return the names of all public image layers."""
    things = {name: getattr(prelayer, name) for name in prelayer.__all__}
    return [
        name
        for name, thing in things.items()
        if isinstance(thing, type) and issubclass(thing, ImageLayer)
    ]


def make(name: str, **more: Any) -> Any:
    """Return a layer with the arguments of the table."""
    options = {**EXAMPLES[name], **more}
    if name == "AugmentationPipeline":
        steps = ["RandomFlip", "RandomRotation", "RandomZoom"]
        options["layers"] = [make(step) for step in steps]
    return getattr(prelayer, name)(**options)


def rows_of_images(names: Sequence[str]) -> Iterator[Row]:
    """Yield for each layer that changes pixels a row of what it makes of the photograph."""
    images = np.stack([photograph(seed=seed).image for seed in SEEDS])
    for name in names:
        layer = make(name)
        if "images" not in layer.changed_fields:
            continue
        batches: list[Any] = [images] if is_random(layer) else list(images)
        if "labels" in layer.changed_fields:
            batches = [{"images": images, "labels": np.eye(len(images))}]
        yield Row(layer, batches, "ABC", SHOWN.get(name))


def rows_of_labels(names: Sequence[str]) -> Iterator[Row]:
    """Yield for each layer that moves labels a row with boxes, masks and points."""
    scenes = [photograph(seed=seed).as_dict() for seed in SEEDS]
    together = tf.nest.map_structure(lambda *parts: np.stack(parts), *scenes)
    for name in names:
        layer = make(name, bounding_box_format="xyxy")
        if {"boxes", "points"} & set(layer.changed_fields):
            yield Row(layer, [together] if is_random(layer) else scenes, CLASSES)


def sheet_of(row: Row) -> Figure:
    """Return the originals, as they are, each before what becomes of it."""
    pictures: list[Picture] = []
    for inputs in row.inputs:
        options = (1 + DRAWS, 1, None, row.value_range, 1 + DRAWS, row.class_names)
        sheet = figure_of_samples(row.layer, inputs, *options)
        if row.value_range is not None:
            plain = figure_of_samples(row.layer, inputs, 1, 1, None, None, 1, row.class_names)
            pictures += plain.pictures
        pictures += sheet.pictures[row.value_range is not None :]
    return Figure(pictures, 1 + DRAWS, repr(row.layer))


def write_pages(rows: Iterator[Row], folder: Path, stem: str) -> list[Path]:
    """Write pages of some rows each; return their paths."""
    sheets = [sheet_of(row) for row in rows]
    paths = []
    for first in range(0, len(sheets), ROWS):
        part = sheets[first : first + ROWS]
        figure, axes = plt.subplots(
            len(part), 1 + DRAWS, figsize=(2 * (1 + DRAWS), 1.6 * len(part)), squeeze=False
        )
        figure.subplots_adjust(0.005, 0.005, 0.995, 1 - 0.27 / (1.6 * len(part)), 0.03, 0.2)
        for line, sheet in zip(axes, part):
            for place in line:
                place.set_axis_off()
            for place, picture in zip(line, sheet.pictures):
                original = picture.title.startswith("original")
                draw_picture(place, picture._replace(title="") if original else picture)
            line[0].set_title(sheet.heading, loc="left", fontsize=9, parse_math=False)
        paths.append(folder / f"{stem}-{1 + first // ROWS}.png")
        figure.savefig(paths[-1], dpi=100)
        plt.close(figure)
    return paths


if __name__ == "__main__":
    output = Path(sys.argv[1])
    output.mkdir(parents=True, exist_ok=True)
    every = image_layers()
    for path in write_pages(rows_of_images(every), output, "images"):
        print(path)
    for path in write_pages(rows_of_labels(every), output, "labels"):
        print(path)
