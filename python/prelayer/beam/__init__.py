"""Fits and applies layers on Apache Beam; needs the extra `prelayer[beam]`."""

from prelayer._core import check
from prelayer._core.owner import called

with called("prelayer.beam"):
    check.imported("apache_beam", "prelayer[beam]")

from prelayer.beam.adapt import Adapt
from prelayer.beam.apply import Apply
from prelayer.beam.write_state import WriteState

__all__ = ["Adapt", "Apply", "WriteState"]
