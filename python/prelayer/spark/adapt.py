"""Fits layers to a DataFrame of Apache Spark."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.types import LayerLike
from prelayer.adapt.plan import AdaptPlan
from prelayer.adapt.report import AdaptReport
from prelayer.cluster.worker_plan import unpickled
from prelayer.spark.partitions import coalesced
from prelayer.spark.worker_errors import worker_errors
from prelayer.stats.partial import AdaptPartial

_SCHEMA = "key int, partial binary"


@public
def adapt(
    layers: LayerLike,
    df: Any,
    *,
    reset: bool = True,
    max_memory: int | None = None,
    exact: bool = False,
    keys: int = 16,
) -> AdaptReport:
    """Fit layers to a Spark DataFrame, in one pass for each stage.

    The result is that of `prelayer.adapt`. Only DataFrame operations are used, so that the session
    may be a classic one or one of Spark Connect; the workers need prelayer and pyarrow. Counts of
    tokens are merged by the hash of the token, so that no process holds a whole vocabulary.

    See also: `prelayer.spark.apply`, and docs/guides/clusters.Rmd for an example.

    Args:
        layers: layers by column, a model or a `Preprocessor`, as for `prelayer.adapt`.
        df: a `pyspark.sql.DataFrame` with those columns.
        reset: whether to discard the learned state of the layers; False continues from it.
        max_memory: maximum number of bytes for the counts of tokens in each task, which are then
            too low by a bounded amount; None: exact counts.
        exact: whether the state, as bytes, is the same for any division of the rows; see
            `AdaptPlan`.
        keys: number of parts of each vocabulary that are merged independently.

    Returns:
        The report of the passes.

    Raises:
        ValueError: if the DataFrame lacks a column, or a worker cannot import prelayer.
    """
    keys = check.whole("keys", keys, minimum=1)
    return fit(AdaptPlan(layers, max_memory=max_memory, exact=exact), df, keys, reset)


def fit(plan: AdaptPlan, df: Any, keys: int = 16, reset: bool = True) -> AdaptReport:
    """Fit the layers of a plan to a DataFrame; see `adapt`."""
    started = time.perf_counter()
    reports = []
    while not plan.is_finished:
        columns = _columns(plan, df)
        packed = pickle.dumps(plan)
        read = coalesced(df.select(*columns))
        parts = read.mapInArrow(_reader(packed, keys), _SCHEMA)
        merged = parts.groupBy("key").applyInArrow(_merger(packed), _SCHEMA)
        with worker_errors():
            rows = merged.collect()
        found = [AdaptPartial.from_bytes(bytes(row["partial"])) for row in rows]
        reports.append(plan.finish(plan.merge(found), reset=reset))
    return replace(reports[-1], seconds=time.perf_counter() - started)


def _columns(plan: AdaptPlan, df: Any) -> list[str]:
    """Return the columns that the layers read; raise if one is not there."""
    wanted = plan.columns
    if not wanted:
        rule = "layers by column, a model with named inputs or a `Preprocessor`"
        raise errors.invalid("layers", rule, plan.layers)
    missing = [name for name in wanted if name not in df.columns]
    if missing:
        near = check.near(missing[0], df.columns)
        raise errors.problem(
            "the DataFrame must have the column {name!r}, but it has {there}."
            + (" {near}" if near else ""),
            name=missing[0],
            there=df.columns[:20],
            near=near,
        )
    return wanted


def _reader(packed: bytes, keys: int) -> Any:
    def read(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        plan = unpickled(packed)
        partial = plan.empty()
        for batch in batches:
            plan.add(partial, batch)
        for key, part in partial.split(keys).items():
            yield _row(key, part)

    return read


def _merger(packed: bytes) -> Any:
    def merge(table: pa.Table) -> pa.Table:
        plan = unpickled(packed)
        key = table.column("key")[0].as_py()
        partials = (AdaptPartial.from_bytes(item.as_py()) for item in table.column("partial"))
        merged = plan.merge(partials)
        return pa.Table.from_batches([_row(key, plan.pruned(merged, key))])

    return merge


def _row(key: int, partial: AdaptPartial) -> pa.RecordBatch:
    arrays = [pa.array([key], pa.int32()), pa.array([partial.to_bytes()], pa.binary())]
    return pa.RecordBatch.from_arrays(arrays, names=["key", "partial"])
