"""Data for the benchmarks: real samples where they lie beside the checkout, else alike ones."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd

_BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
FOLDER = Path(os.environ.get("PRELAYER_SAMPLES", _BESIDE))


def diamonds() -> tuple[dict[str, np.ndarray], str]:
    """Return 24 numeric and 12 string columns of 215,760 rows, and where they come from."""
    path = FOLDER / "diamonds.csv"
    numbers, words = ["carat", "depth", "table", "x", "y", "z"], ["cut", "color", "clarity"]
    if path.is_file():
        frame, source = pd.read_csv(path), "diamonds"
    else:
        rng = np.random.default_rng(0)
        frame = pd.DataFrame({name: rng.lognormal(size=53_940) for name in numbers})
        for name in words:
            frame[name] = rng.choice([f"{name} {level}" for level in range(8)], size=53_940)
        source = "made up"
    columns: dict[str, np.ndarray] = {}
    for copy in range(4):
        for name in numbers:
            columns[f"{name}{copy}"] = np.tile(frame[name].to_numpy("float32"), 4)
        for name in words:
            columns[f"{name}{copy}"] = np.tile(frame[name].to_numpy(object), 4)
    return columns, source


def news(rows: int) -> tuple[np.ndarray, str]:
    """Return a number of texts of some 230 characters, and where they come from."""
    path = FOLDER / "news.csv"
    if path.is_file():
        frame = pd.read_csv(path, header=None)
        texts, source = (frame[1] + " " + frame[2]).to_numpy(object), "news"
    else:
        rng = np.random.default_rng(0)
        words = np.array([f"word{rank}" for rank in range(60_000)])
        ranks = rng.zipf(1.3, size=(7_600, 38)) % len(words)
        texts = np.array([" ".join(words[row]) for row in ranks], dtype=object)
        source = "made up"
    return np.tile(texts, -(-rows // len(texts)))[:rows], source


def zipf_tokens(count: int = 2_000_000, distinct: int = 500_000) -> np.ndarray:
    """Return token numbers, few of them frequent and many rare."""
    rng = np.random.default_rng(0)
    ranks = np.floor(distinct ** rng.uniform(size=count)).astype("int64")
    ranks[:distinct] = np.arange(distinct)
    return rng.permutation(ranks)
