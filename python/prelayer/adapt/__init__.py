"""`adapt()`: fits any number of layers in one pass over the data."""

from prelayer.adapt.engine import adapt
from prelayer.adapt.merge import merge
from prelayer.adapt.plan import AdaptPlan
from prelayer.adapt.progress import AdaptProgress
from prelayer.adapt.report import AdaptReport

__all__ = ["AdaptPlan", "AdaptProgress", "AdaptReport", "adapt", "merge"]
