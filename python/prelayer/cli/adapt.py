"""The command `adapt`: fits layers to files with one of the engines."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prelayer._core.atomic_write import write_file
from prelayer._core.owner import called
from prelayer.adapt.merge import merge
from prelayer.adapt.plan import AdaptPlan
from prelayer.adapt.progress import AdaptProgress, shown
from prelayer.cli.inputs import batches_of, files_of
from prelayer.cli.layers_file import read_layers


def adapt_files(
    layers: str,
    inputs: Sequence[str],
    output: str,
    engine: str,
    options: Sequence[str],
    max_memory: int | None,
    exact: bool,
) -> str:
    """Fit layers to files, write their state, and return what was done as text."""
    with called("adapt"):
        found, files = read_layers(layers), files_of(inputs)
        limits: dict[str, Any] = {"max_memory": max_memory, "exact": exact}
        plan = AdaptPlan(found, **limits)
        if engine == "beam":
            from prelayer.cli.on_beam import adapt_on_beam

            adapt_on_beam(found, plan.columns, files, output, options, limits)
        elif engine == "spark":
            from prelayer.cli.on_spark import adapt_on_spark

            adapt_on_spark(plan, files, options)
            write_file(Path(output), plan.state())
        else:
            _adapt_here(plan, files)
            write_file(Path(output), plan.state())
        return f"{merge(read_layers(layers), output)}\nwrote {output}"


def _adapt_here(plan: AdaptPlan, files: Sequence[str]) -> None:
    with shown(None) as show:
        while not plan.is_finished:
            started, partial = time.perf_counter(), plan.empty()
            for number, file in enumerate(files, start=1):
                with open(file, "rb") as stream:
                    for batch in batches_of(file, stream, plan.columns):
                        plan.add(partial, batch)
                        if show is not None:
                            seconds, share = time.perf_counter() - started, number / len(files)
                            show(AdaptProgress(plan.stage + 1, partial.rows, seconds, share))
            plan.finish(partial)
