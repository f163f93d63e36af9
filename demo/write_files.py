"""Writes the demo's data: drawn shapes as JPEG files and made-up reviews as text files.

Usage: write_files.py FOLDER
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

SHAPES = ("circle", "cross", "square", "triangle")
PRAISE = (
    "I would watch it again tomorrow.",
    "A warm, funny and generous film.",
    "The actors are superb and the music lifts every scene.",
    "Rarely have two hours passed so quickly!",
    "What a wonderful, moving story.",
    "Its humour is fresh and its ending perfect.",
)
BLAME = (
    "I would not watch it again.",
    "A cold, noisy and endless film.",
    "The actors are lost and the music drowns every scene.",
    "Rarely have two hours passed so slowly!",
    "What a tired, boring story.",
    "Its humour is stale and its ending absurd.",
)
NEITHER = (
    "It plays in a small town by the sea.",
    "We saw it on a rainy Sunday.",
    "The director has made four films before.",
    "It runs for two hours.",
    "My neighbor had read the book.",
)


def write_images(folder: Path, random: np.random.Generator, per_class: int) -> None:
    """Draws shapes of any color, place and size on noise, in pictures of several sizes."""
    for shape in SHAPES:
        (folder / shape).mkdir(parents=True)
        for number in range(per_class):
            draw_shape(shape, random).save(folder / shape / f"{number:03}.jpg", quality=85)


def draw_shape(shape: str, random: np.random.Generator) -> Image.Image:
    width, height = random.integers(72, 120, 2)
    background, color = random.integers(0, 120, 3), random.integers(150, 256, 3)
    noise = random.normal(0, 18, (height, width, 3))
    image = Image.fromarray(np.clip(background + noise, 0, 255).astype(np.uint8))
    radius = min(width, height) * random.uniform(0.25, 0.4)
    x, y = random.uniform(radius, width - radius), random.uniform(radius, height - radius)
    box = [x - radius, y - radius, x + radius, y + radius]
    pen, fill = ImageDraw.Draw(image), tuple(color.tolist())
    if shape == "circle":
        pen.ellipse(box, fill=fill)
    elif shape == "square":
        pen.rectangle(box, fill=fill)
    elif shape == "triangle":
        pen.polygon([(x, box[1]), (box[0], box[3]), (box[2], box[3])], fill=fill)
    else:
        arm = radius / 3
        pen.rectangle([x - arm, box[1], x + arm, box[3]], fill=fill)
        pen.rectangle([box[0], y - arm, box[2], y + arm], fill=fill)
    return image


def write_texts(folder: Path, random: np.random.Generator, per_class: int) -> None:
    """Writes reviews of some neutral sentences and mostly, not only, those of their class."""
    for name, own, other in (("negative", BLAME, PRAISE), ("positive", PRAISE, BLAME)):
        (folder / name).mkdir(parents=True)
        for number in range(per_class):
            sentences = [*random.choice(own, 3, replace=False), random.choice(other)]
            sentences += list(random.choice(NEITHER, 2, replace=False))
            random.shuffle(sentences)
            (folder / name / f"{number:03}.txt").write_text(" ".join(sentences), encoding="utf-8")


if __name__ == "__main__":
    root, generator = Path(sys.argv[1]), np.random.default_rng(1)
    write_images(root / "images", generator, per_class=100)
    write_texts(root / "texts", generator, per_class=150)
    write_images(root / "new", generator, per_class=1)
    print("Wrote 400 JPEG images of 4 shapes and 300 film reviews of 2 kinds.")
