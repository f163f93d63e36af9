"""Generating: batches that a generator makes as a dataset, beside Keras and from_generator."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
from comparing import Row, compare
from PIL import Image

import prelayer
from frames import REPEATS, has_r, row_of, run_r

FILES, SIZE, BATCH_SIZE, WORKERS = 2_048, 224, 32, 4
BATCHES_FROM_R = 1_000


def fill(folder: Path) -> list[str]:
    """Write JPEG files of smooth noise, and return their paths."""
    rng = np.random.default_rng(0)
    paths = []
    for number in range(FILES):
        coarse = Image.fromarray(rng.integers(0, 256, (8, 8, 3), np.uint8))
        path = folder / f"{number}.jpg"
        coarse.resize((SIZE, SIZE), Image.Resampling.BICUBIC).save(path, quality=90)
        paths.append(str(path))
    return paths


def load(paths: Any) -> np.ndarray:
    """Return the images of some files as one array."""
    images = [Image.open(io.BytesIO(Path(path).read_bytes())) for path in paths]
    return np.stack([np.asarray(image, np.float32) for image in images])


class Ours(prelayer.DataGenerator):
    """Our generator, with the loading function."""

    def load(self, rows: dict[str, np.ndarray]) -> np.ndarray:
        """Return the images of some rows."""
        return load(rows["path"])


class Peer(keras.utils.PyDataset):
    """A generator of Keras, with the same loading function."""

    def __init__(self, paths: list[str], labels: np.ndarray) -> None:
        super().__init__(workers=WORKERS)
        self._paths, self._labels = paths, labels

    def __len__(self) -> int:
        return len(self._paths) // BATCH_SIZE

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        rows = slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE)
        return load(self._paths[rows]), self._labels[rows]


def small_model() -> keras.Model:
    """Return a model that takes little time beside the loading."""
    layers = [keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((SIZE, SIZE, 3)), *layers])
    model.compile(optimizer="sgd", loss="mse")
    return model


def training(data: Any) -> Callable[[], object]:
    """Return what trains a small model for an epoch."""
    model = small_model()
    return lambda: model.fit(data, verbose=0)


def from_files() -> Row:
    """Return an epoch of training on JPEG files, beside Keras's own reader of generators."""
    with tempfile.TemporaryDirectory() as name:
        paths = fill(Path(name))
        labels = np.arange(FILES, dtype="float32") / FILES
        table = {"path": paths, "label": labels}
        ours = Ours(table, "path", "label", batch_size=BATCH_SIZE, shuffle=False)
        return compare(
            f"fit on {FILES:,} JPEG files, {SIZE} x {SIZE}, that {WORKERS} threads load",
            training(ours.as_dataset(workers=WORKERS)),
            training(Peer(paths, labels)),
            "1.0",
        )


def from_r() -> list[Row]:
    """Return the batches that a function of R makes; none where there is no R."""
    if not has_r():
        return []
    words = run_r("generating.R", BATCHES_FROM_R)
    seconds: dict[str, list[float]] = {"ours": [], "peer": []}
    for side, taken in zip(*[iter(words)] * 2, strict=True):
        seconds[side].append(float(taken))
    ours, peer = seconds["ours"][1:], seconds["peer"][1:]
    case = f"{BATCHES_FROM_R:,} batches of 32 x 8 from R, beside from_generator in Python"
    note = f"read and summed up, in turns in one process, {REPEATS} runs of each"
    return [row_of(case, ours, peer, "", note)]


def rows() -> list[Row]:
    """Return every row of this benchmark."""
    return [from_files(), *from_r()]


if __name__ == "__main__":
    rows()
