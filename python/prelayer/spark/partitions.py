"""The partitions of a DataFrame that tasks read."""

from __future__ import annotations

from typing import Any

_PARTITIONS_A_CORE = 4


def coalesced(df: Any) -> Any:
    """Return a DataFrame of few partitions, each of which costs a quarter of a second.

    These are at most four for each core; with Spark Connect, which does not tell how many cores
    there are, the number of partitions of a shuffle.
    """
    session = df.sparkSession
    if hasattr(session, "_jsparkSession"):
        return df.coalesce(_PARTITIONS_A_CORE * session.sparkContext.defaultParallelism)
    return df.coalesce(int(session.conf.get("spark.sql.shuffle.partitions")))
