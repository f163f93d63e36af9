"""Writes the state of fitted layers to a file."""

from __future__ import annotations

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems


class WriteState(beam.PTransform):
    """Writes the result of `Adapt` to one file, for `prelayer.merge(layers, path)`.

    Args:
        path: the path of the file, in any file system that Beam has.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def expand(self, state: beam.PCollection) -> beam.PCollection:
        """Return a collection of the path."""
        return state | "Write" >> beam.Map(_write, self._path).with_output_types(str)


def _write(state: bytes, path: str) -> str:
    with FileSystems.create(path, compression_type="uncompressed") as stream:
        stream.write(state)
    return path
