"""Clusters: fitting layers on Beam beside one machine, and the last step of big vocabularies."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import samples

import prelayer
from prelayer.stats.token_counts import TokenCounts

ROWS = 1_000_000
ROWS_A_BATCH = 16_384
KEYS, MAX_TOKENS = 16, 20_000


@dataclass(frozen=True)
class Figure:
    """One row of the table."""

    case: str
    seconds: float
    clock: str
    aim: str = ""
    note: str = ""


def table(figures: list[Figure]) -> str:
    """Return figures as a table in Markdown."""
    lines = ["| case | s | clock | to reach | note |", "| --- | --- | --- | --- | --- |"]
    for one in figures:
        lines.append(f"| {one.case} | {one.seconds:.2f} | {one.clock} | {one.aim} | {one.note} |")
    return "\n".join(lines)


def figures() -> list[Figure]:
    """Return what was measured."""
    return [*passes(), *last_steps()]


def cpu_seconds() -> float:
    """Return the time of the processor of this process and the processes that it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def made() -> dict:
    return {
        "text": prelayer.TextVectorization(max_tokens=MAX_TOKENS),
        "cut": prelayer.StringLookup(),
        "clarity": prelayer.StringLookup(output_mode="tf_idf"),
        "carat": prelayer.Normalization(axis=None),
        "price": prelayer.Normalization(axis=None),
        "depth": prelayer.Discretization(num_bins=10),
    }


def written(folder: Path) -> tuple[list[Path], str]:
    """Write a million rows to eight Parquet files; return these and where the rows come from."""
    texts, of_texts = samples.news(ROWS)
    path = samples.FOLDER / "diamonds.csv"
    if path.is_file():
        frame, source = pd.read_csv(path), "diamonds"
    else:
        frame, source = made_up(), "made up"
    drawn = np.random.default_rng(0).integers(0, len(frame), ROWS)
    names = ("cut", "clarity", "carat", "price", "depth")
    columns = {"text": texts, **{name: frame[name].to_numpy()[drawn] for name in names}}
    files = []
    for number, rows in enumerate(np.array_split(np.arange(ROWS), 8)):
        files.append(folder / f"part-{number}.parquet")
        part = {name: column[rows[0] : rows[-1] + 1] for name, column in columns.items()}
        pq.write_table(pa.table(part), files[-1], row_group_size=ROWS_A_BATCH)
    return files, f"{of_texts}, {source}"


def batches_of(files: list[Path]) -> Iterator[dict]:
    for file in files:
        for batch in pq.ParquetFile(file).iter_batches(ROWS_A_BATCH):
            yield {name: batch.column(name) for name in batch.schema.names}


def made_up() -> pd.DataFrame:
    rng = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "cut": rng.choice(["fair", "good", "ideal"], 50_000),
            "clarity": rng.choice([f"level {level}" for level in range(8)], 50_000),
            **{name: rng.lognormal(size=50_000) for name in ("carat", "price", "depth")},
        }
    )


def passes() -> list[Figure]:
    """Return the time of one pass on one machine, by a plan, and on Beam in memory."""
    with tempfile.TemporaryDirectory() as folder:
        return _passes(*written(Path(folder)), Path(folder) / "state")


def _passes(files: list[Path], source: str, state: Path) -> list[Figure]:
    import apache_beam as beam

    from prelayer.beam import Adapt, WriteState

    def on_one_machine() -> None:
        prelayer.adapt(made(), batches_of(files), progress=False)

    def by_plan(exact: bool = False) -> None:
        plan = prelayer.AdaptPlan(made(), exact=exact)
        partial = plan.empty()
        for batch in batches_of(files):
            plan.add(partial, batch)
        plan.finish(partial)

    def on_beam() -> None:
        layers = made()
        with beam.Pipeline() as pipeline:
            read = pipeline | beam.io.ReadFromParquetBatched(str(files[0].parent / "part-*"))
            read | Adapt(layers, keys=KEYS) | WriteState(str(state))
        prelayer.merge(layers, state)

    cases = [
        (f"one machine, adapt(): {ROWS:,} rows ({source})", on_one_machine, ""),
        ("one process, AdaptPlan", by_plan, ""),
        ("one process, AdaptPlan(exact=True)", lambda: by_plan(exact=True), ""),
        ("Beam in memory", on_beam, "1.3 x one machine"),
    ]
    found: list[Figure] = []
    for case, function, aim in cases:
        times = []
        for _ in range(3):
            started = cpu_seconds()
            function()
            times.append(cpu_seconds() - started)
        middle = float(np.median(times))
        note = f"{middle / found[0].seconds:.2f} x one machine" if found else ""
        found.append(Figure(case, middle, "processor", aim, note))
        print(found[-1], flush=True)
    return [*found, *peer(files[0].parent, found[-1])]


def peer(folder: Path, ours: Figure) -> list[Figure]:
    """Return the time of TensorFlow Transform, if the Python that has it is named."""
    python = os.environ.get("PRELAYER_TRANSFORM_PYTHON")
    if not python:
        return []
    command = [python, str(Path(__file__).with_name("transform.py")), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = float(done.stdout.split()[-1])
    note = f"{seconds / ours.seconds:.1f} x ours on Beam; means instead of quantiles of depth"
    found = Figure("TensorFlow Transform 1.21 on Beam in memory", seconds, "processor", "3 x", note)
    print(found, flush=True)
    return [found]


def last_steps() -> list[Figure]:
    """Return the time of the last step, in which the pruned parts of a vocabulary are merged."""
    found = []
    for shards, tokens in ((64, 500_000), (8, 100_000), (64, 100_000), (512, 100_000)):
        plan = prelayer.AdaptPlan({"text": prelayer.StringLookup(max_tokens=MAX_TOKENS)})
        merged: dict[int, prelayer.AdaptPartial] = {}
        for shard in range(shards):
            for key, part in shard_of(plan, shard, tokens).split(KEYS).items():
                merged.setdefault(key, plan.empty()).merge(part)
        pruned = [plan.pruned(part, key).to_bytes() for key, part in merged.items()]
        started = time.perf_counter()
        plan.finish(plan.merge(map(prelayer.AdaptPartial.from_bytes, pruned)))
        seconds = time.perf_counter() - started
        distinct = sum(len(part.parts["text"].ranked()) for part in merged.values())
        case = f"last step: {shards} shards of {tokens:,} tokens, {KEYS} keys"
        aim = "5" if tokens > 100_000 else "flat within 1.5 x for 8, 64 and 512 shards"
        found.append(Figure(case, seconds, "wall", aim, f"{distinct:,} different tokens"))
        print(found[-1], flush=True)
    return found


def shard_of(plan: prelayer.AdaptPlan, shard: int, tokens: int) -> prelayer.AdaptPartial:
    """Return a partial with the counts of a shard whose tokens follow Heaps' and Zipf's laws."""
    rng = np.random.default_rng(shard)
    # Ranks of a power law: frequent tokens are in every shard, rare ones in few.
    ranks = np.unique((tokens * rng.pareto(1.0, 3 * tokens)).astype(np.int64))
    ranks = rng.choice(ranks, min(tokens, len(ranks)), replace=False)
    counts = TokenCounts()
    counts.add([b"token %d" % rank for rank in ranks], 1 + tokens // (1 + ranks))
    partial = plan.empty()
    partial.parts["text"].merge(counts)
    partial.rows = tokens
    return partial
