"""A picture like a photograph, made by NumPy alone: sky, sun, hills, a meadow and a house.

It has what shows how a layer treats an image: smooth gradients, sharp edges, texture, dark and
light parts, colors all around the circle. With it come the boxes of house, sun and tree, a mask
of classes, and points at corners.
"""

from typing import NamedTuple

import numpy as np

CLASSES = ("house", "tree", "sun")
# The width of the house, in heights of the picture.
SIDE = 0.42


class Scene(NamedTuple):
    """A picture and what is on it."""

    image: np.ndarray  # (H, W, 3), uint8
    boxes: np.ndarray  # (3, 4), left, top, right, bottom in pixels
    labels: np.ndarray  # (3,), places in CLASSES
    mask: np.ndarray  # (H, W), 0 for the background, else 1 + the place in CLASSES
    points: np.ndarray  # (7, 2), x and y from the center of the first pixel

    def as_dict(self) -> dict:
        """Return the scene as image layers take it."""
        return {
            "images": self.image,
            "bounding_boxes": {"boxes": self.boxes, "labels": self.labels},
            "segmentation_masks": self.mask,
            "keypoints": self.points,
        }


class Place(NamedTuple):
    """Where things stand, and in what light."""

    light: tuple[float, float, float]
    house: float
    tree: float
    sun: float


def photograph(height: int = 160, width: int = 240, seed: int = 1) -> Scene:
    """Return a scene; other seeds have other hills, light and places."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width] + 0.5
    # All that follows is measured in the height of the picture.
    y, x, right = y / height, x / height, width / height
    horizon = 0.56
    place = (
        _place(random, right)
        if seed != 1
        else Place((1.0, 1.0, 1.0), 0.16 * right, 0.62 * right, 0.86 * right)
    )
    tone, left, stem, sun_x = np.array(place.light), *place[1:]

    sky = _between((0.25, 0.5, 0.86), (0.85, 0.91, 0.97), y / horizon) * tone
    clouds = _waves(random, x * 1.2, y * 3, 8, 3)
    sky = _over(sky, (0.98, 0.98, 1.0), np.clip(clouds * 0.9 - 0.15, 0, 0.85) * (y < horizon))
    sun_y, radius = 0.17, 0.085
    away = np.hypot(x - sun_x, y - sun_y)
    sky = _over(sky, (1.0, 0.93, 0.6), 0.7 * np.exp(-((away / 0.22) ** 2)))
    sun = away < radius
    picture = _over(sky, (1.0, 0.84, 0.2), _inside(radius - away, height))

    far, near = (0.40, (0.45, 0.55, 0.68)), (0.49, (0.28, 0.44, 0.40))
    for nearness, (level, color) in enumerate((far, near), start=1):
        ridge = level + 0.07 * _waves(random, x * nearness, 0 * y, 5, 4)
        picture = _over(picture, np.array(color) * tone, _inside(y - ridge, height))

    ground = _inside(y - horizon - 0.02 * np.sin(2.1 * x + seed), height)
    meadow = _between((0.35, 0.56, 0.18), (0.18, 0.34, 0.08), (y - horizon) / (1 - horizon))
    blades = random.normal(0, 1, (height, width)) + random.normal(0, 0.7, (1, width))
    meadow = (
        meadow * tone * (1 + 0.16 * blades + 0.15 * _waves(random, x * 3, y * 8, 6, 4))[..., None]
    )
    picture = _over(picture, meadow, ground)

    floor, side, wall = 0.83, SIDE, 0.27
    house, picture = _house(picture, x, y, left, floor, side, wall, height)
    tree, picture = _tree(picture, random, x, y, stem, 0.86, height)

    mask = np.select([house > 0.5, tree > 0.5, sun], [1, 2, 3], 0).astype(np.int32)
    boxes = np.stack([_box_around(mask == value) for value in (1, 2, 3)])
    eaves, peak = floor - wall, floor - wall - 0.2
    corners = [(left, floor), (left + side, floor), (left, eaves), (left + side, eaves)]
    corners += [(left + side / 2, peak), (stem, 0.86), (sun_x, sun_y)]
    points = (np.array(corners) * height - 0.5).astype(np.float32)
    grain = random.normal(0, 0.012, picture.shape)
    image = np.clip(np.round((picture + grain) * 255), 0, 255).astype(np.uint8)
    return Scene(image, boxes, np.array([0, 1, 2], np.int32), mask, points)


def _place(random, right):
    """Returns another place: in other light, the tree on either side."""
    warm = random.uniform(0, 1)
    light = (0.72 + 0.3 * warm, 0.82 - 0.12 * warm, 1.0 - 0.4 * warm)
    house = random.uniform(0.3, 0.9) * (right - SIDE - 0.1)
    besides = SIDE + 0.2 if house + SIDE + 0.4 < right else -0.2
    return Place(light, house, house + besides, random.uniform(0.1, 0.9) * right)


def _house(picture, x, y, left, floor, side, wall, height):
    """Draws a house with roof, door, windows and chimney; returns where it is, too."""
    top = floor - wall
    body = _rectangle(x, y, left, top, left + side, floor, height)
    rise = (y - (top - 0.2)) / 0.2 * (side / 2 + 0.05)
    roof = _inside(np.minimum(rise - abs(x - left - side / 2), top + 0.012 - y), height)
    chimney = _rectangle(x, y, left + 0.3, top - 0.19, left + 0.35, top - 0.04, height)
    picture = _over(picture, (0.42, 0.2, 0.16), chimney)
    picture = _over(picture, (0.93, 0.88, 0.76), body)
    tiles = 0.12 * ((y * 55).astype(int) % 2)[..., None]
    picture = _over(picture, np.array([0.72, 0.2, 0.13]) * (1 - tiles), roof)
    door = _rectangle(x, y, left + 0.17, floor - 0.17, left + 0.26, floor, height)
    picture = _over(picture, (0.12, 0.22, 0.5), door)
    for start in (0.04, 0.3):
        low = floor - 0.1
        frame = _rectangle(x, y, left + start, low - 0.09, left + start + 0.085, low, height)
        picture = _over(picture, (1.0, 1.0, 1.0), frame)
        for pane in (0.008, 0.048):
            from_x = left + start + pane
            glass = _rectangle(x, y, from_x, low - 0.082, from_x + 0.03, low - 0.008, height)
            picture = _over(picture, (0.1, 0.13, 0.18), glass)
    return np.maximum(np.maximum(body, roof), chimney), picture


def _tree(picture, random, x, y, stem, floor, height):
    """Draws a tree; returns where it is, too."""
    trunk = _rectangle(x, y, stem - 0.018, floor - 0.2, stem + 0.018, floor, height)
    picture = _over(picture, (0.3, 0.19, 0.1), trunk)
    away = np.hypot((x - stem) / 0.14, (y - floor + 0.31) / 0.19)
    away = away + 0.1 * _waves(random, x * 9, y * 9, 6, 2)
    crown = _inside((1 - away) * 0.15, height)
    light = 0.75 + 0.35 * np.clip((x - stem) / 0.2 - (y - floor + 0.31) / 0.3, -1, 1)
    leaves = light * (1 + 0.2 * random.normal(0, 1, x.shape))
    picture = _over(picture, np.array([0.16, 0.4, 0.12]) * leaves[..., None], crown)
    return np.maximum(trunk, crown), picture


def _waves(random, x, y, number, steepest):
    """Returns a sum of random waves, from about -1 to 1."""
    total = np.zeros(np.broadcast(x, y).shape)
    for frequency in np.geomspace(1, 2**steepest, number):
        angle, phase = random.uniform(0, np.pi), random.uniform(0, 2 * np.pi)
        along = x * np.cos(angle) + y * np.sin(angle)
        total += np.sin(2 * np.pi * frequency * along + phase) / frequency**0.8
    return total / 1.6


def _between(first, second, share):
    share = np.clip(share, 0, 1)[..., None]
    return (1 - share) * np.array(first) + share * np.array(second)


def _over(picture, color, share):
    share = share[..., None]
    return (1 - share) * picture + share * np.asarray(color)


def _inside(depth, height):
    """Returns how much of each pixel lies inside, by how deep its center does: smooth edges."""
    return np.clip(depth * height + 0.5, 0, 1)


def _rectangle(x, y, left, top, right, bottom, height):
    return _inside(np.minimum.reduce([x - left, right - x, y - top, bottom - y]), height)


def _box_around(inside):
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    edges = [columns[0], rows[0], columns[-1] + 1, rows[-1] + 1]
    return np.array(edges, np.float32)
