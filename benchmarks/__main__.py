"""Runs every benchmark and writes RESULTS.md: `python benchmarks`."""

from __future__ import annotations

import datetime as dt
import os
import platform
from importlib.metadata import version
from pathlib import Path

import applying
import frames
import images
import learning
import memory
from comparing import Row

RESULTS = Path(__file__).parent / "RESULTS.md"
PACKAGES = ("tensorflow", "keras", "numpy", "scikit-learn")


def table(title: str, rows: list[Row]) -> str:
    """Return rows as a table in Markdown."""
    lines = [
        f"## {title}",
        "",
        "| case | ours, s | peer, s | ratio | spread | to reach | note |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        lines.append(
            f"| {row.case} | {row.ours:.4f} | {row.peer:.4f} | {row.ratio:.2f} | {row.spread:.0%} "
            f"| {row.aim} | {row.note} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Run all benchmarks and write what they show."""
    tables = [
        table("Learning", [*learning.rows(), *frames.rows()]),
        table("Applying", applying.rows()),
        table("Images", images.rows()),
        memory.table(memory.peaks()),
    ]
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    head = (
        "# Benchmarks\n\n"
        "Ratios are the peer's time by ours, medians of several runs taken in turns in one "
        "process; the spread is (slowest - fastest) / median of ours. The peer is Keras where the "
        "case names no other. Made by `make bench`.\n\n"
        f"{dt.date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{versions}."
    )
    RESULTS.write_text("\n\n".join([head, *tables]) + "\n", encoding="utf-8")
    print(f"Written to {RESULTS}")


if __name__ == "__main__":
    main()
