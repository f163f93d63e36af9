"""The command `apply`: applies layers to files with one of the engines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prelayer._core import check, errors
from prelayer._core.owner import called
from prelayer.adapt.merge import merge
from prelayer.cli.inputs import batches_of, files_of
from prelayer.cli.layers_file import read_layers
from prelayer.cluster.output_table import output_table


def apply_to_files(
    layers: str,
    inputs: Sequence[str],
    state: str | None,
    output: str,
    keep: Sequence[str],
    engine: str,
    options: Sequence[str],
) -> str:
    """Apply layers to files, write Parquet files, and return what was done as text."""
    with called("apply"):
        found, files = read_layers(layers), files_of(inputs)
        if state is not None:
            merge(found, state)
        if Path(output).exists():
            raise errors.invalid("output", "a folder that does not exist yet", output)
        if engine == "beam":
            from prelayer.cli.on_beam import apply_on_beam

            apply_on_beam(found, files, output, keep, options)
        elif engine == "spark":
            from prelayer.cli.on_spark import apply_on_spark

            apply_on_spark(found, files, output, keep, options)
        else:
            _apply_here(found, files, Path(output), keep)
        return f"wrote {output}"


def _apply_here(layers: Any, files: Sequence[str], output: Path, keep: Sequence[str]) -> None:
    parquet = check.imported("pyarrow.parquet", "pyarrow")
    output.mkdir(parents=True)
    for number, file in enumerate(files):
        writer: Any = None
        with open(file, "rb") as stream:
            for batch in batches_of(file, stream, ()):
                table = output_table(layers, batch, keep)
                if writer is None:
                    writer = parquet.ParquetWriter(
                        output / f"part-{number:05}.parquet", table.schema
                    )
                writer.write_table(table)
        if writer is not None:
            writer.close()
