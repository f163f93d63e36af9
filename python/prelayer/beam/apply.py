"""Applies fitted layers in a pipeline of Apache Beam."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import apache_beam as beam
from apache_beam.transforms.window import GlobalWindow
from apache_beam.utils.windowed_value import WindowedValue

from prelayer._core import check
from prelayer._core.owner import owned_methods
from prelayer._core.types import LayerLike
from prelayer.adapt.packed_layers import pack_layers
from prelayer.cluster.examples import to_examples
from prelayer.cluster.output_table import output_table
from prelayer.cluster.row_batches import RowBatches
from prelayer.cluster.worker_plan import unpacked

_FORMATS = ("arrow", "tfrecord")


@owned_methods("Apply")
class Apply(beam.PTransform):
    """Applies fitted layers to a collection of rows or batches.

    See also: `Adapt`, docs/guides/clusters.Rmd.

    Args:
        layers: a dict of fitted layers by column, a model, or a `Preprocessor`.
        keep: columns that are kept as they are, such as an id.
        format: "arrow" returns Arrow tables, for `beam.io.WriteToParquetBatched`; "tfrecord"
            returns each row as the bytes of a `tf.train.Example`, for `beam.io.WriteToTFRecord`.

    Returns:
        A collection of tables or bytes. The order of rows is that of the runner.

    Examples:
        >>> import apache_beam as beam
        >>> from prelayer import Normalization
        >>> from prelayer.beam import Apply
        >>> layers = {"price": Normalization(axis=None, mean=2.0, variance=1.0)}
        >>> with beam.Pipeline() as pipeline:
        ...     rows = pipeline | beam.Create([{"price": 1.0}, {"price": 4.0}])
        ...     tables = rows | Apply(layers) | beam.Map(lambda table: print(table.to_pydict()))
        {'price': [-1.0, 2.0]}
    """

    def __init__(
        self,
        layers: LayerLike,
        *,
        keep: Sequence[str] = (),
        format: Literal["arrow", "tfrecord"] = "arrow",  # noqa: A002
    ) -> None:
        super().__init__()
        self._layers = pack_layers(layers)
        self._keep = tuple(keep)
        self._format = check.one_of("format", format, _FORMATS)

    def expand(self, batches: beam.PCollection) -> beam.PCollection:
        """Return the output of the layers."""
        tables = batches | "Apply layers" >> beam.ParDo(_Apply(self._layers, self._keep))
        if self._format == "arrow":
            return tables
        return tables | "Encode" >> beam.FlatMap(to_examples).with_output_types(bytes)


class _Apply(beam.DoFn):
    def __init__(self, layers: bytes, keep: Sequence[str]) -> None:
        self._packed, self._keep = layers, keep

    def start_bundle(self) -> None:
        self._rows = RowBatches()

    def process(self, element: Any) -> Iterator[Any]:
        for batch in self._rows.add(element):
            yield output_table(unpacked(self._packed), batch, self._keep)

    def finish_bundle(self) -> Iterator[WindowedValue]:
        window = GlobalWindow()
        for batch in self._rows.rest():
            table = output_table(unpacked(self._packed), batch, self._keep)
            yield WindowedValue(table, window.max_timestamp(), [window])
