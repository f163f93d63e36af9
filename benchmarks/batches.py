"""Batches: how the time and the memory that an image layer takes grow with the batch."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import tensorflow as tf
from images import GEOMETRY, LAYERS
from memory import peak, resident

import prelayer

SMALL, LARGE = 64, 512
SIZE = 96
REPEATS = 5
STEPS, MULTIPLES = 9, 3
CHAIN = "flip + rotation + zoom"
# The layers that no other row measures.
OTHERS: dict[str, dict[str, Any]] = {
    "AugMix": {},
    "CLAHE": {},
    "CutMix": {},
    "MixUp": {},
    "RandomChannelShift": {"factor": 0.2},
    "RandomColorDegeneration": {"factor": 0.5},
    "RandomGrayscale": {},
    "RandomHeight": {"factor": 0.2},
    "RandomInvert": {"factor": 0.5},
    "RandomPosterization": {"factor": 4},
    "RandomSaturation": {"factor": 0.5},
    "RandomSharpness": {"factor": 1.0},
    "RandomWidth": {"factor": 0.2},
    "SamplewiseNormalization": {},
    "Solarization": {"threshold_factor": 0.5},
}


@dataclass(frozen=True)
class Growth:
    """The time of a small and a large batch, and what the large one takes beside its input."""

    layer: str
    small: float
    large: float
    extra: float

    def __str__(self) -> str:
        times = self.large / self.small
        return f"{self.layer:28s} {times:5.1f} x the time, {self.extra:4.1f} x the input's memory"


def seconds(traced: Any, images: tf.Tensor) -> float:
    """Return the median time of a call, after one that is not counted."""
    times = []
    for _ in range(REPEATS + 1):
        started = time.perf_counter()
        traced(images).numpy()
        times.append(time.perf_counter() - started)
    return median(times[1:])


def extra(traced: Any, images: tf.Tensor) -> float:
    """Return the most that a first call takes beside its input, as a multiple of the input's size.

    What a call has taken once, TensorFlow keeps for the next one.
    """
    traced(images[:1])
    before = resident()
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    traced(images)
    return (peak() - before) / (images.shape.num_elements() * images.dtype.size)


def made(name: str) -> Any:
    """Return a layer as it is measured in the other rows, or the chain."""
    if name == CHAIN:
        steps = [getattr(prelayer, step)(**options) for step, options in GEOMETRY]
        return prelayer.AugmentationPipeline(steps)
    known = {layer: options for layer, options, _ in LAYERS} | OTHERS
    return getattr(prelayer, name)(**known[name])


def measure(name: str) -> None:
    """Measure one layer in this process and print what it showed."""
    rng = np.random.default_rng(0)
    images = tf.constant(rng.random((LARGE, SIZE, SIZE, 3), np.float32) * 255)
    traced = tf.function(made(name))
    memory = extra(traced, images)
    small, large = seconds(traced, images[:SMALL]), seconds(traced, images)
    print(json.dumps([name, small, large, memory]), flush=True)


def growths() -> list[Growth]:
    """Return what the benchmark shows, each layer from a process of its own."""
    rows = []
    for name in [*(layer for layer, _, _ in LAYERS), *OTHERS, CHAIN]:
        command = [sys.executable, __file__, name]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        rows.append(Growth(*json.loads(run.stdout.splitlines()[-1])))
        print(rows[-1], flush=True)
    return rows


def table(rows: list[Growth]) -> str:
    """Return rows as a table in Markdown."""
    lines = [
        f"Images of {SIZE} x {SIZE} x 3 in a `tf.function`: the time of a batch of {LARGE} beside "
        f"that of {SMALL}, {STEPS} to be the most; and what the large one takes at its peak beside "
        f"its input, the result included, as a multiple of the input, {MULTIPLES} to be the most.",
        "",
        f"| layer | {SMALL}, s | {LARGE}, s | times as long | memory beside the input |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        lines.append(
            f"| {row.layer} | {row.small:.4f} | {row.large:.4f} | {row.large / row.small:.1f} "
            f"| {row.extra:.1f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else growths()
