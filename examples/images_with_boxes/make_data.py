"""Draws signs on textured walls: train/*.png, test/*.png and boxes.csv of their bounding boxes.

Usage: python make_data.py FOLDER

The photographs to train on were taken from one side of the street: the sign is on the left. Those
to test are from both sides, and so are four frames of a camera, frames.npz.
"""

import csv
import sys
from pathlib import Path

import numpy as np
import tensorflow as tf

SIGNS = ["disk", "square", "triangle"]


def wall(height, width, random):
    """Returns a background of bricks or planks with coarse and fine grain, values 0 to 1."""
    y, x = np.mgrid[:height, :width]
    coarse = random.normal(0, 1, (height // 8 + 1, width // 8 + 1))
    grain = 0.06 * coarse.repeat(8, 0).repeat(8, 1)[:height, :width]
    grain += random.normal(0, 0.04, (height, width))
    rows, columns = random.integers(7, 14), random.integers(14, 28)
    seams = (y % rows == 0) | ((x + (y // rows % 2) * columns // 2) % columns == 0)
    color = random.uniform(0.25, 0.6, 3)
    return (color + grain[..., None]) * np.where(seams, 0.7, 1)[..., None]


def inside(sign, x, y):
    """Returns which points are in a sign of radius 1 around the origin."""
    if sign == "disk":
        return x**2 + y**2 < 1
    if sign == "square":
        return np.maximum(abs(x), abs(y)) < 0.8
    return (y < 0.6) & (abs(x) * 1.7 < y + 1)


def picture(height, width, random, side=1.0):
    """Returns an image, the sign in it and its box: left, top, right, bottom in pixels."""
    image = wall(height, width, random)
    y, x = np.mgrid[:height, :width]
    for _ in range(3):  # leaves, which are no signs
        row, column, size = (
            random.uniform(0, height),
            random.uniform(0, width),
            random.uniform(3, 6),
        )
        leaf = ((x - column) / size) ** 2 + ((y - row) / size * 2) ** 2 < 1
        image[leaf] = [0.2, random.uniform(0.4, 0.7), 0.2]
    radius = min(height, width) * random.uniform(0.17, 0.34)
    row = random.uniform(radius, height - radius)
    column = random.uniform(radius, radius + side * (width - 2 * radius))
    sign = str(random.choice(SIGNS))
    mask = inside(sign, (x - column) / radius, (y - row) / radius)
    core = inside(sign, (x - column) / radius / 0.72, (y - row) / radius / 0.72)
    image[mask] = [0.85, 0.15, 0.1] if random.random() < 0.6 else [0.1, 0.25, 0.8]
    image[core] = random.uniform(0.85, 1)
    image = image * random.uniform(0.6, 1.1) + random.normal(0, 0.02, image.shape)
    rows, columns = np.nonzero(mask)
    box = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
    return np.clip(image * 255, 0, 255).astype(np.uint8), sign, box


if __name__ == "__main__":
    folder, random = Path(sys.argv[1]), np.random.default_rng(3)
    lines = [["part", "path", "width", "height", "left", "top", "right", "bottom", "sign"]]
    for part, count, side in [("train", 400, 0.5), ("test", 200, 1.0)]:
        (folder / part).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            path = f"{part}/{number:04}.png"
            image, sign, box = picture(*random.integers(72, 112, 2), random, side)
            tf.io.write_file(str(folder / path), tf.io.encode_png(image))
            height, width, _ = image.shape
            lines.append([part, path, width, height, *box, sign])
    with (folder / "boxes.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(lines)
    images, _, boxes = zip(*(picture(96, 128, random) for _ in range(4)))
    np.savez(folder / "frames.npz", images=images, boxes=boxes)
