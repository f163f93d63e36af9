"""Applies fitted layers to a DataFrame of Apache Spark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from prelayer._core.owner import public
from prelayer._core.types import LayerLike
from prelayer.adapt.packed_layers import pack_layers
from prelayer.cluster.output_table import output_table
from prelayer.cluster.worker_plan import unpacked


@public
def apply(layers: LayerLike, df: Any, *, keep: Sequence[str] = ()) -> Any:
    """Apply fitted layers to a Spark DataFrame.

    See also: `prelayer.spark.adapt`, and docs/guides/clusters.Rmd for an example.

    Args:
        layers: a dict of fitted layers by column, a model, or a `Preprocessor`.
        df: a `pyspark.sql.DataFrame` with those columns, classic or of Spark Connect.
        keep: columns that are kept as they are, such as an id.

    Returns:
        A DataFrame of the kept columns and the outputs by name; several numbers a row are arrays.
        Its types are those of the output for the first row, which is computed here.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    packed, kept = pack_layers(layers), tuple(keep)
    first = _lists(output_table(layers, df.limit(1).toArrow(), kept))

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from _lists(output_table(unpacked(packed), batch, kept)).to_batches()

    return df.mapInArrow(run, from_arrow_schema(first.schema))


def _lists(table: pa.Table) -> pa.Table:
    """Return a table without lists of fixed size, which Spark does not read."""
    return table.cast(pa.schema([(field.name, _list_of(field.type)) for field in table.schema]))


def _list_of(kind: pa.DataType) -> pa.DataType:
    if not pa.types.is_fixed_size_list(kind):
        return kind
    return pa.list_(_list_of(kind.value_type))
