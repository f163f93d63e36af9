"""Draws the picture of the README: a photograph with its labels, and augmented versions of both.

Usage: readme_picture.py; writes man/figures/augmentations.png.
"""

from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from photograph import CLASSES, photograph
from PIL import Image

from prelayer import (
    AugmentationPipeline,
    RandomColorJitter,
    RandomFlip,
    RandomPerspective,
    RandomRotation,
    RandomZoom,
    plot_augmentations,
)

PATH = Path(__file__).parent.parent / "man/figures/augmentations.png"


def draw(path: Path) -> None:
    """Write the picture to a path."""
    layers = [
        RandomFlip("horizontal", seed=1),
        RandomRotation(0.08, seed=2),
        RandomZoom(0.3, seed=3),
        RandomPerspective(0.3, seed=4),
        RandomColorJitter(
            brightness_factor=0.15,
            contrast_factor=0.2,
            saturation_factor=(0.3, 0.7),
            hue_factor=0.05,
            seed=5,
        ),
    ]
    pipeline = AugmentationPipeline(layers, bounding_box_format="xyxy")
    scene = photograph(height=200, width=300).as_dict()
    figure = plot_augmentations(pipeline, scene, n=6, seed=1, columns=3, class_names=CLASSES)
    figure.suptitle("")
    figure.set_size_inches(9, 4.3)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3])
    # 256 colors make the file half as large.
    picture.quantize(256).save(path, optimize=True)


if __name__ == "__main__":
    draw(PATH)
