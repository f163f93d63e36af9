"""Learning: one pass over the data for any number of layers."""

from prelayer.adapt.engine import adapt
from prelayer.adapt.progress import AdaptProgress
from prelayer.adapt.report import AdaptReport

__all__ = ["AdaptProgress", "AdaptReport", "adapt"]
