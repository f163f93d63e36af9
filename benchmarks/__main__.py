"""Runs benchmarks and writes RESULTS.md: `python benchmarks`, or the sections that are named.

Sections that are not named stay as they are: `python benchmarks images`.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import sys
from importlib.metadata import version
from pathlib import Path

import applying
import batches
import clusters
import deploying
import feeding
import generating
import images
import learning
import loading
import memory
import placing
import preprocessing
import reading
from comparing import Row

import frames

RESULTS = Path(__file__).parent / "RESULTS.md"
PACKAGES = ("tensorflow", "keras", "numpy", "scikit-learn")
HEAD = (
    "# Benchmarks\n\n"
    "Ratios are the peer's time by ours, medians of several runs taken in turns in one process; "
    "the spread is (slowest - fastest) / median of ours. The peer is Keras where the case names no "
    "other. Made by `make bench`."
)


def table(rows: list[Row]) -> str:
    """Return rows as a table in Markdown."""
    lines = [
        "| case | ours, s | peer, s | ratio | spread | to reach | note |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        lines.append(
            f"| {row.case} | {row.ours:.4f} | {row.peer:.4f} | {row.ratio:.2f} | {row.spread:.0%} "
            f"| {row.aim} | {row.note} |"
        )
    return "\n".join(lines)


SECTIONS = {
    "Learning": lambda: table([*learning.rows(), *frames.rows()]),
    "Applying": lambda: table(applying.rows()),
    "Preprocessing": lambda: table([*preprocessing.rows(), *placing.rows()]),
    "Feeding": lambda: table([*feeding.rows(), *frames.feeding_rows()]),
    "Reading": lambda: table(reading.rows()),
    "Loading": lambda: table(loading.rows()),
    "Generating": lambda: table(generating.rows()),
    "Images": lambda: table(images.rows()),
    "Batches": lambda: batches.table(batches.growths()),
    "Memory": lambda: memory.table(memory.peaks()),
    "Deploying": lambda: deploying.table(deploying.figures()),
    "Clusters": lambda: clusters.table(clusters.figures()),
}


def measured_on() -> str:
    """Return when and with what a section was measured."""
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    python = platform.python_version()
    return f"{dt.date.today()}, {os.cpu_count()} cores, Python {python}, {versions}."


def main(names: list[str]) -> None:
    """Run the sections named, or all, and write what they show."""
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else ""
    found = re.findall(r"^## (\w+)\n\n(.*?)(?=\n\n## |\Z)", before, re.MULTILINE | re.DOTALL)
    sections = dict(found)
    for title, run in SECTIONS.items():
        if not names or title.lower() in names:
            sections[title] = f"{measured_on()}\n\n{run()}"
    parts = [f"## {title}\n\n{sections[title].strip()}" for title in SECTIONS if title in sections]
    RESULTS.write_text("\n\n".join([HEAD, *parts]) + "\n", encoding="utf-8")
    print(f"Written to {RESULTS}")


if __name__ == "__main__":
    main(sys.argv[1:])
