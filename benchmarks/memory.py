"""Memory: the peak of a process in which TextVectorization learns from a long stream of texts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import samples
import tensorflow as tf

import prelayer

GIGABYTE = 10**9
BATCH = 4096
TEXTS_A_TOKEN = 10


@dataclass(frozen=True)
class Peak:
    """What a process took, in bytes: at its peak, before it learned, and for the tokens alone."""

    case: str
    peak: int
    before: int
    vocabulary: int
    note: str

    @property
    def over(self) -> int:
        """The peak beyond the vocabulary's own size."""
        return self.peak - self.vocabulary

    def __str__(self) -> str:
        return (
            f"{self.case}: peak {self.peak / 1e6:.0f} MB, {self.over / 1e6:.0f} MB over the "
            f"vocabulary's {self.vocabulary / 1e6:.0f} MB; {self.before / 1e6:.0f} MB before. "
            f"{self.note}"
        )


def batches(size: int):
    """Yield batches of texts of so many bytes in all; every tenth text brings a new token."""
    texts, _ = samples.news(7_600)
    texts = texts.astype(object)
    made, start = 0, 0
    while made < size:
        numbers = np.arange(start, start + BATCH)
        new = np.char.add(" serial", (numbers // TEXTS_A_TOKEN).astype(str)).astype(object)
        batch = texts[numbers % len(texts)] + new
        start += BATCH
        made += sum(map(len, batch))
        yield batch


def peak() -> int:
    """Return the most memory that this process has had, in bytes.

    Linux tells it in /proc; what `getrusage` says begins at the parent's size.
    """
    return _status("VmHWM")


def resident() -> int:
    """Return the memory that this process has now, in bytes."""
    return _status("VmRSS")


def _status(field: str) -> int:
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"{field}:\s*(\d+) kB", status)[1]) * 1024


def learn(size: int) -> None:
    """Adapt in this process and print what it took."""
    spec = tf.TensorSpec((None,), tf.string)
    stream = tf.data.Dataset.from_generator(lambda: batches(size), output_signature=spec)
    prelayer.TextVectorization().adapt(stream.take(10))
    before, started = peak(), time.perf_counter()
    layer = prelayer.TextVectorization()
    layer.adapt(stream)
    seconds, taken = time.perf_counter() - started, peak()
    tokens = layer.get_vocabulary(include_special_tokens=False)
    own = sum(len(token.encode()) + 8 for token in tokens)
    note = f"{len(tokens):,} tokens, {seconds:.0f} s"
    print(json.dumps({"peak": taken, "before": before, "vocabulary": own, "note": note}))


def peaks(size: int = GIGABYTE) -> list[Peak]:
    """Return what the benchmark shows, from a process of its own."""
    command = [sys.executable, __file__, str(size)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    _, source = samples.news(1)
    case = f"TextVectorization, a stream of {size / 1e9:g} GB ({source})"
    row = Peak(case, **json.loads(run.stdout.splitlines()[-1]))
    print(row, flush=True)
    return [row]


def table(rows: list[Peak]) -> str:
    """Return rows as a table in Markdown."""
    lines = [
        "The peak is that of a process with TensorFlow and the source of the texts; the "
        "vocabulary's own size is that of its tokens and an index of 8 bytes for each.",
        "",
        "| case | peak, MB | vocabulary, MB | peak over it, MB | to reach | before, MB | note |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        sizes = [row.peak, row.vocabulary, row.over, GIGABYTE, row.before]
        peak, own, over, most, before = [f"{size / 1e6:.0f}" for size in sizes]
        lines.append(f"| {row.case} | {peak} | {own} | {over} | {most} | {before} | {row.note} |")
    return "\n".join(lines)


if __name__ == "__main__":
    learn(int(sys.argv[1])) if len(sys.argv) > 1 else peaks()
