"""The command line on Apache Beam."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.options.pipeline_options import PipelineOptions

from prelayer.beam import Adapt, Apply, WriteState
from prelayer.cli.inputs import batches_of
from prelayer.cluster.output_table import output_table


def adapt_on_beam(
    layers: Any,
    columns: Sequence[str],
    files: Sequence[str],
    output: str,
    options: Sequence[str],
    limits: Mapping[str, Any],
) -> None:
    """Fit layers to files, and write their state to `output`."""
    with beam.Pipeline(options=PipelineOptions(list(options))) as pipeline:
        batches = _batches(pipeline, files, columns)
        batches | Adapt(layers, **limits) | WriteState(output)


def apply_on_beam(
    layers: Any, files: Sequence[str], output: str, keep: Sequence[str], options: Sequence[str]
) -> None:
    """Apply layers to files, and write Parquet files to the folder `output`."""
    with open(files[0], "rb") as stream:
        first = next(batches_of(files[0], stream, ()))
    schema = output_table(layers, first, keep).schema
    with beam.Pipeline(options=PipelineOptions(list(options))) as pipeline:
        tables = _batches(pipeline, files, ()) | Apply(layers, keep=keep)
        tables | beam.io.WriteToParquetBatched(
            str(Path(output) / "part"), schema, file_name_suffix=".parquet"
        )


def _batches(pipeline: beam.Pipeline, files: Sequence[str], columns: Sequence[str]) -> Any:
    return (
        pipeline
        | "Files" >> beam.Create(list(files))
        | "Distribute files" >> beam.Reshuffle()
        | "Read files" >> beam.FlatMap(_read, list(columns))
    )


def _read(path: str, columns: Sequence[str]) -> Iterator[Any]:
    with FileSystems.open(path) as stream:
        yield from batches_of(path, stream, columns)
