"""Writes offers of vases: photos/*.png, their titles and facts in offers.csv, and new.csv.

Usage: python make_data.py FOLDER

A vase sells well by its pattern, which only the photo shows, by its condition, which only the title
says, and by its price for its height, which only the table has.
"""

import csv
import sys
from pathlib import Path

import numpy as np
import tensorflow as tf

PATTERNS = {"plain": -1.0, "striped": 0.0, "dotted": 1.0}
CONDITIONS = {
    "signed by the maker": 1.0,
    "rare, as new": 1.0,
    "from my aunt": 0.0,
    "must go": 0.0,
    "with a chip": -1.0,
    "repaired crack": -1.0,
}
OPENINGS = ["Vase", "Lovely vase,", "Old vase,", "Beautiful vase", "VASE!!"]
COUNTRIES = ["Denmark", "Italy", "Japan", "France", "Peru"]
COLUMNS = ["photo", "title", "height", "price", "country", "year", "sold"]


def vase(pattern, random):
    """Returns a photo of a vase in front of a wall."""
    height, width = random.integers(40, 64, 2)
    y, x = np.mgrid[:height, :width]
    y, x = y / height + random.uniform(-0.05, 0.05), x / width - 0.5 + random.uniform(-0.08, 0.08)
    profile = 0.12 + random.uniform(0.1, 0.2) * np.sin(np.pi * np.clip((y - 0.1) / 0.85, 0, 1)) ** 2
    inside = (abs(x) < profile) & (y > 0.15) & (y < 0.9)
    if pattern == "striped":
        decorated = y % 0.16 < 0.06
    elif pattern == "dotted":
        decorated = (y % 0.16 - 0.08) ** 2 + (x % 0.16 - 0.08) ** 2 < 0.05**2
    else:
        decorated = np.zeros_like(inside)
    image = random.uniform(0.5, 0.8) + 0.15 * y[..., None] + np.zeros(3)
    image[inside] = random.uniform(0.1, 0.5, 3)
    image[inside & decorated] = random.uniform(0.7, 1.0, 3)
    image *= 1 - 0.5 * inside[..., None] * abs(x / profile)[..., None] ** 3
    return np.clip(255 * (image + random.normal(0, 0.03, image.shape)), 0, 255).astype(np.uint8)


def offer(path, random):
    """Writes a photo and returns the row of an offer."""
    pattern, condition = str(random.choice(list(PATTERNS))), str(random.choice(list(CONDITIONS)))
    tf.io.write_file(str(path), tf.io.encode_png(vase(pattern, random)))
    height, expensive = random.integers(12, 60), random.normal()
    price = round(float(np.exp(2 + 0.03 * height + 0.5 * expensive)), 2)
    appeal = 1.3 * PATTERNS[pattern] + 1.3 * CONDITIONS[condition] - 1.3 * expensive
    return [
        f"{path.parent.name}/{path.name}",
        f"{random.choice(OPENINGS)} {condition}",
        height if random.random() > 0.05 else "",
        price,
        random.choice(COUNTRIES) if random.random() > 0.1 else "",
        random.integers(1900, 2020),
        int(appeal + random.logistic(0, 0.4) > 0),
    ]


def write(path, rows):
    """Writes a CSV file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([COLUMNS, *rows])


if __name__ == "__main__":
    folder, random = Path(sys.argv[1]), np.random.default_rng(4)
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    rows = [offer(folder / f"photos/{number:04}.png", random) for number in range(1604)]
    write(folder / "offers.csv", rows[:-4])
    write(folder / "new.csv", rows[-4:])
