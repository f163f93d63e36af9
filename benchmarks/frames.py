"""Data frames: adapting from R beside the same call from Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
from comparing import Row

import prelayer

ROOT = Path(__file__).resolve().parent.parent
ROWS, REPEATS = 1_000_000, 5


def from_r() -> list[float]:
    """Return the seconds of each run in R, after one that is not counted."""
    with tempfile.TemporaryDirectory() as library:
        subprocess.run([ROOT / "tools/install-r.sh", library], check=True)
        settings = {"R_LIBS": library, "RETICULATE_PYTHON": str(ROOT / ".venv-r/bin/python")}
        run = subprocess.run(
            ["Rscript", "--vanilla", str(ROOT / "benchmarks/frames.R"), str(ROWS), str(REPEATS)],
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=True,
        )
    return [float(line) for line in run.stdout.split()][1:]


def from_python() -> list[float]:
    """Return the seconds of each run here, after one that is not counted."""
    data = np.random.default_rng(1).normal(size=(30, ROWS))
    frame = pd.DataFrame({f"V{place}": column for place, column in enumerate(data, 1)})
    seconds = []
    for _ in range(REPEATS + 1):
        layers = {name: prelayer.Normalization() for name in frame}
        started = time.perf_counter()
        prelayer.adapt(layers, frame)
        seconds.append(time.perf_counter() - started)
    return seconds[1:]


def rows() -> list[Row]:
    """Return every row of this benchmark; none where there is no R."""
    if shutil.which("Rscript") is None or not (ROOT / ".venv-r").exists():
        print("No R, so no rows from R.", flush=True)
        return []
    ours, peer = from_r(), from_python()
    spread = (max(ours) - min(ours)) / median(ours)
    case = "30 Normalization layers, a data frame of 1M x 30, from R beside Python"
    note = "two processes, one after the other"
    row = Row(case, median(ours), median(peer), spread, "0.77", note)
    print(row, flush=True)
    return [row]


if __name__ == "__main__":
    rows()
