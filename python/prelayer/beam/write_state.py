"""Writes the state of fitted layers to a file."""

from __future__ import annotations

from pathlib import Path

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems


class WriteState(beam.PTransform):
    """Writes the result of `Adapt` to one file, for `prelayer.merge(layers, path)`.

    See also: `Adapt`, `Apply`, docs/guides/clusters.Rmd.

    Args:
        path: the path of the file, in any file system that Beam has.

    Returns:
        A collection of one element: the path.

    Examples:
        >>> import os, tempfile
        >>> import apache_beam as beam
        >>> from prelayer import Normalization, merge
        >>> from prelayer.beam import Adapt, WriteState
        >>> layers = {"price": Normalization(axis=None)}
        >>> path = os.path.join(tempfile.mkdtemp(), "prices.state")
        >>> with beam.Pipeline() as pipeline:
        ...     rows = pipeline | beam.Create([{"price": 1.0}, {"price": 3.0}])
        ...     written = rows | Adapt(layers) | WriteState(path)
        >>> merge(layers, path).rows, float(layers["price"].mean.numpy().item())
        (2, 2.0)
    """

    def __init__(self, path: str | Path) -> None:
        super().__init__()
        self._path = str(path)

    def expand(self, state: beam.PCollection) -> beam.PCollection:
        """Return a collection of the path."""
        return state | "Write" >> beam.Map(_write, self._path).with_output_types(str)


def _write(state: bytes, path: str) -> str:
    with FileSystems.create(path, compression_type="uncompressed") as stream:
        stream.write(state)
    return path
