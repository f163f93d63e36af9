"""Feeding: a data frame as a dataset, beside slices of its columns."""

from __future__ import annotations

import gc

import numpy as np
import pandas as pd
import samples
import tensorflow as tf
from comparing import Row, compare
from learning import read
from memory import peak, resident

import prelayer

BATCH = 1024
WINDOW = 10_000


def frame() -> tuple[pd.DataFrame, str]:
    """Return 36 columns of 215,760 rows, 24 of numbers and 12 of text, and where they come from."""
    columns, source = samples.diamonds()
    return pd.DataFrame(columns), source


def memory() -> str:
    """Return what a dataset of numbers takes when it is made and read, beside the frame itself."""
    numbers = np.random.default_rng(0).random((30, 1_000_000), np.float32)
    data = pd.DataFrame({f"column {place}": column for place, column in enumerate(numbers)})
    size = numbers.nbytes
    read(prelayer.dataset_from_frame(data[:BATCH], shuffle=True))  # what TensorFlow starts with
    before = resident()
    dataset = prelayer.dataset_from_frame(data, batch_size=BATCH, shuffle=True)
    for _ in range(2):
        read(dataset)
    gc.collect()
    stays, most = ((now() - before) / size for now in (resident, peak))
    return f"a frame of 1M x 30 float32 takes {stays:.2f} x its size more, {most:.2f} x at the peak"


def rows() -> list[Row]:
    """Return every row of this benchmark."""
    taken = memory()
    data, source = frame()
    ours = {
        shuffle: prelayer.dataset_from_frame(data, batch_size=BATCH, shuffle=shuffle, seed=1)
        for shuffle in (False, True)
    }
    columns = {name: data[name].to_numpy() for name in data}
    slices = tf.data.Dataset.from_tensor_slices(columns)
    case = f"a data frame of {len(data):,} rows x {len(columns)} columns ({source})"
    return [
        compare(
            f"{case}, beside slices",
            lambda: read(ours[False]),
            lambda: read(slices.batch(BATCH)),
            "10",
            repeats=3,
            note=taken,
        ),
        compare(
            f"{case}, shuffled, beside slices",
            lambda: read(ours[True]),
            lambda: read(slices.shuffle(WINDOW).batch(BATCH)),
            "20",
            repeats=3,
            note=f"a permutation of all rows each epoch; the peer's window is {WINDOW:,} rows",
        ),
    ]


if __name__ == "__main__":
    rows()
