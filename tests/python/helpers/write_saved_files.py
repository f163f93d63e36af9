"""Writes a file of every kind, which `test_saved_files.py` reads in every later version.

Usage, in a checkout of the version that writes:
python tests/python/helpers/write_saved_files.py FOLDER
tar -cJf tests/saved/VERSION.tar.xz -C FOLDER .
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

from assert_bitwise_equal import arrays
from make_saved_layers import called, made, model_of
from prelayer import Discretization, IntegerLookup, Normalization, StringLookup, adapt
from prelayer.adapt import checkpoint as checkpoints
from saved_layer_rows import rows
from saved_layers import BATCHES
from saving import WAYS_OF_LAYERS, WAYS_OF_MODELS

CHECKPOINT = {
    "price": np.arange(24.0)[:, None] ** 1.5,
    "bin": np.arange(24.0)[::-1, None],
    "cut": np.array([f"w{row % 5}" for row in range(24)], dtype=object),
    "rank": np.arange(24) ** 2 % 7,
}


def as_text(parts: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return arrays that a file holds without pickling."""
    return {
        name: part.astype("U" if isinstance(part.flat[0], str) else "S")
        if part.dtype == object
        else part
        for name, part in parts.items()
    }


def main(folder: Path) -> None:
    """Write the folder."""
    folder.mkdir(parents=True)
    chosen = [row for row in rows() if row.origin in ("adapted", "plain", "given")]
    layers = {row: made(row, folder) for row in chosen}
    inputs = {name: tf.constant(batch) for name, batch in BATCHES.items()}
    model = model_of(chosen, layers)
    for way in ("a keras file", "a weights file", "the config of a model", "a pickled model"):
        WAYS_OF_MODELS[way].write(model, folder_of(folder, way))
    for way, writer in WAYS_OF_LAYERS.items():
        writer.write(list(layers.values()), folder_of(folder, way))
    write_states(folder, layers)
    write_checkpoint(folder)
    layers[next(row for row in layers if row.layer == "StringLookup")].save_vocabulary(
        folder / "vocabulary.txt"
    )
    write_outputs(folder / "model.npz", model(inputs))
    outputs = {row.name: called(row, layer, inputs) for row, layer in layers.items()}
    write_outputs(folder / "layers.npz", outputs)
    np.savez_compressed(folder / "inputs.npz", **as_text(BATCHES))
    takes = {row.name: list(row.kind.inputs) for row in layers}
    (folder / "takes.json").write_text(json.dumps(takes, indent=1))


def write_outputs(path: Path, outputs: dict[str, Any]) -> None:
    """Write tensors, ragged or sparse or dense, by the names of their layers."""
    parts = {
        f"{name}/{place}": part
        for name, output in outputs.items()
        for place, part in enumerate(arrays(output))
    }
    np.savez_compressed(path, **as_text(parts))


def folder_of(folder: Path, way: str) -> Path:
    """Return a new folder for a way of saving."""
    (folder / way.replace(" ", "_")).mkdir()
    return folder / way.replace(" ", "_")


def write_states(folder: Path, layers: dict[Any, Any]) -> None:
    """Write what layers have learned, to merge."""
    states = folder_of(folder, "states")
    for row, layer in layers.items():
        if row.origin == "adapted":
            (states / row.name).write_bytes(layer.state())


def write_checkpoint(folder: Path) -> None:
    """Write the checkpoint of an adaptation that stopped after five batches of eight."""
    checkpoints.SECONDS_BETWEEN_WRITES = 0.0
    checkpoints.LARGEST_SHARE_OF_TIME = float("inf")
    columns = {
        "price": Normalization(),
        "bin": Discretization(num_bins=4),
        "cut": StringLookup(output_mode="tf_idf"),
        "rank": IntegerLookup(),
    }

    def stopping() -> Any:
        for row in range(0, 15, 3):
            yield {name: column[row : row + 3] for name, column in CHECKPOINT.items()}
        raise InterruptedError

    try:
        adapt(columns, stopping(), checkpoint=folder / "checkpoint")
    except InterruptedError:
        np.savez_compressed(folder / "checkpoint_data.npz", **as_text(CHECKPOINT))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
