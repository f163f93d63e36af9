"""Data frames of R: adapting and feeding beside the same from Python."""

from __future__ import annotations

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


def run_r(script: str, size: int = ROWS) -> list[str]:
    """Return the words that a script in R prints, given the size of its data and the repeats."""
    with tempfile.TemporaryDirectory() as library:
        subprocess.run([ROOT / "tools/install-r.sh", library], check=True)
        command = (
            '. tools/r-environment.sh newest && R_LIBS=$1:${R_LIBS:-} Rscript --vanilla "${@:2}"'
        )
        run = subprocess.run(
            ["bash", "-c", command, "-", library, f"benchmarks/{script}", str(size), str(REPEATS)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    return run.stdout.split()


def from_r() -> list[float]:
    """Return the seconds of each run in R, after one that is not counted."""
    return [float(word) for word in run_r("frames.R")][1:]


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


def has_r() -> bool:
    """Return whether there is R and its Python; say so where there is not."""
    if shutil.which("Rscript") is None or not (ROOT / ".venv-r").exists():
        print("No R, so no rows from R.", flush=True)
        return False
    return True


def row_of(case: str, ours: list[float], peer: list[float], aim: str, note: str) -> Row:
    """Return and print the row of two lists of seconds."""
    spread = (max(ours) - min(ours)) / median(ours)
    row = Row(case, median(ours), median(peer), spread, aim, note)
    print(row, flush=True)
    return row


def rows() -> list[Row]:
    """Return every row about adapting; none where there is no R."""
    if not has_r():
        return []
    case = "30 Normalization layers, a data frame of 1M x 30, from R beside Python"
    note = "two processes, one after the other"
    return [row_of(case, from_r(), from_python(), "0.77", note)]


def feeding_rows() -> list[Row]:
    """Return every row about feeding; none where there is no R."""
    if not has_r():
        return []
    seconds: dict[tuple[str, str], list[float]] = {}
    words = run_r("feeding.R")
    for case, side, time_taken in zip(*[iter(words)] * 3, strict=True):
        seconds.setdefault((case, side), []).append(float(time_taken))
    note = "made a dataset of and read once, in turns in one process"
    return [
        row_of(
            f"a {case} of 1M x 30 from R, beside NumPy arrays",
            seconds[case, "ours"][1:],
            seconds[case, "peer"][1:],
            "0.8",
            note,
        )
        for case in ("frame", "matrix")
    ]


if __name__ == "__main__":
    rows()
    feeding_rows()
