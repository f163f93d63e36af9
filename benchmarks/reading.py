"""Reading: CSV files, windows and sound files, beside the loaders of TensorFlow and Keras."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

import keras
import numpy as np
import pandas as pd
import samples
import tensorflow as tf
from comparing import Row, compare
from learning import read

import prelayer

BATCHES = (64, 1024)
LABEL = "price"


def table(folder: Path) -> tuple[Path, str]:
    """Return a CSV file of 53,940 rows, 7 columns of numbers and 3 of text, and its origin."""
    real = samples.FOLDER / "diamonds.csv"
    if real.is_file():
        return real, "diamonds"
    columns, source = samples.diamonds()
    frame = pd.DataFrame({name: values[:53_940] for name, values in list(columns.items())[:9]})
    frame[LABEL] = np.arange(len(frame))
    frame.to_csv(folder / "table.csv", index=False)
    return folder / "table.csv", source


def csv_rows(path: Path, case: str, **packed: str) -> list[Row]:
    """Return an epoch of a CSV file, in order and shuffled, beside TensorFlow's loader."""
    rows = []
    for size, shuffle in [(size, shuffle) for size in BATCHES for shuffle in (False, True)]:
        ours = prelayer.csv_dataset(path, size, label_name=LABEL, shuffle=shuffle)
        peer = tf.data.experimental.make_csv_dataset(
            str(path),
            size,
            label_name=LABEL,
            num_epochs=1,
            shuffle=shuffle,
            num_rows_for_inference=None,
            **packed,
        )
        order = ", shuffled" if shuffle else ""
        rows.append(
            compare(
                f"CSV, {case}, batches of {size}{order}, beside make_csv_dataset",
                lambda ours=ours: read(ours),
                lambda peer=peer: read(peer),
                "1.0",
            )
        )
    return rows


def window_rows() -> list[Row]:
    """Return an epoch of windows over rows, beside Keras's."""
    data = np.random.default_rng(0).random((100_000, 10), np.float32)
    rows = []
    for shuffle in (False, True):
        arguments = {"sequence_length": 24, "batch_size": 128, "shuffle": shuffle, "seed": 1}
        ours = prelayer.timeseries_dataset_from_array(data, data[24:, 0], **arguments)
        peer = keras.utils.timeseries_dataset_from_array(data, data[24:, 0], **arguments)
        rows.append(
            compare(
                f"windows of 24 over 100,000 x 10{', shuffled' if shuffle else ''}",
                lambda ours=ours: read(ours),
                lambda peer=peer: read(peer),
                "1.0",
                repeats=3,
            )
        )
    return rows


def sound_rows(folder: Path, count: int) -> list[Row]:
    """Return an epoch of sound files, beside Keras's."""
    rng = np.random.default_rng(0)
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        for number in range(count // 2):
            sound = rng.uniform(-1, 1, (rng.integers(12_000, 16_000), 1)).astype("float32")
            path = str(folder / name / f"{number}.wav")
            tf.io.write_file(path, tf.audio.encode_wav(sound, 16_000))
    ours = prelayer.audio_dataset_from_directory(folder, verbose=False)
    peer = keras.utils.audio_dataset_from_directory(folder, verbose=False)
    case = f"{count:,} sounds of a second"
    return [compare(case, lambda: read(ours), lambda: read(peer), "1.0", repeats=5)]


def rows() -> list[Row]:
    """Return every row of this benchmark."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, source = table(folder)
        packed = folder / "table.csv.gz"
        packed.write_bytes(gzip.compress(path.read_bytes()))
        return [
            *csv_rows(path, f"53,940 x 10 ({source})"),
            *csv_rows(packed, f"53,940 x 10, gzipped ({source})", compression_type="GZIP"),
            *window_rows(),
            *sound_rows(folder / "few", 400),
            *sound_rows(folder / "many", 4_000),
        ]


if __name__ == "__main__":
    rows()
