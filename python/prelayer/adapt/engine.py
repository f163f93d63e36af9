"""The engine: any number of layers learn from one reading of the data."""

from __future__ import annotations

import time
from typing import Any

import keras

from prelayer import check
from prelayer.adapt.learner import Learner
from prelayer.adapt.report import AdaptReport
from prelayer.adapt.sources import reread, summaries
from prelayer.adapt.stages import stages
from prelayer.adapt.targets import Target, targets_of


def adapt(
    layers: Any,
    data: Any,
    *,
    batch_size: int | None = None,
    steps: int | None = None,
    reset: bool = True,
) -> AdaptReport:
    """Let layers learn from data, which is read once however many layers there are.

    Args:
        layers: a layer; a list of layers, which all see the same data; or a (nested) dict of
            layers, each of which sees the part of the data that has its key; or a Keras model,
            which is fed the data, and read once more for layers that wait for others.
        data: an array, a list, a column; a data frame or a dict of columns; a `tf.data.Dataset` or
            `keras.utils.PyDataset`; any iterable of batches. Of (x, y) and (x, y, weight), x is
            used.
        batch_size: how many examples to read at once, for data in memory and for datasets that
            are not batched yet.
        steps: how many batches to read; None reads all.
        reset: whether to forget what the layers have learned before, or to go on learning.

    Returns:
        An `AdaptReport`: rows, passes, seconds, and which layers learned.

    Raises:
        ValueError: if the data is empty, does not fit the layers, or never ends; the layers that
            were learning in that pass then keep what they knew.

    Example:
        >>> import numpy as np
        >>> from prelayer import Normalization, StringLookup, adapt
        >>> layers = {"price": Normalization(axis=None), "cut": StringLookup()}
        >>> report = adapt(layers, {"price": np.array([1.0, 3.0]), "cut": ["fair", "good"]})
        >>> report.passes, layers["cut"].get_vocabulary()
        (1, ['[UNK]', 'good', 'fair'])
    """
    if batch_size is not None:
        batch_size = check.whole("adapt", "batch_size", batch_size, minimum=1)
    if steps is not None:
        steps = check.whole("adapt", "steps", steps, minimum=1)
    check.flag("adapt", "reset", reset)

    started = time.perf_counter()
    rows, count, learned = 0, 0, []
    if isinstance(layers, keras.Model):
        data, batch_size = reread(data, batch_size), None
        passes = ([Target(layer, feed=feed) for feed, layer in pairs] for pairs in stages(layers))
    else:
        passes = iter([targets_of(layers)])
    for targets in passes:
        count += 1
        rows = _one_pass(targets, data, batch_size, steps, reset)
        learned += [target.layer.name for target in targets]
    seconds = time.perf_counter() - started
    return AdaptReport(rows=rows, passes=count, seconds=seconds, layers=tuple(learned))


def _one_pass(
    targets: list[Target], data: Any, batch_size: int | None, steps: int | None, reset: bool
) -> int:
    """Let layers learn from one reading of the data, and return how many rows it has."""
    before = [None if reset else target.layer.learned() for target in targets]
    statistics = [target.layer.statistic() for target in targets]
    rows = 0
    for length, parts in summaries(targets, data, batch_size, steps):
        rows += int(length)
        for place, part in parts.items():
            statistics[place].add(**part)
    _learn([target.layer for target in targets], statistics, before)
    return rows


def _learn(layers: list[Learner], statistics: list[Any], before: list[Any]) -> None:
    """Let all layers learn, or none of them."""
    for layer, statistic in zip(layers, statistics):
        if statistic.empty:
            check.refuse(
                "adapt",
                f"the data for the layer '{layer.name}' holds no value to learn from. "
                "Give it data that is not empty.",
            )
    for statistic, earlier in zip(statistics, before):
        if earlier is not None:
            statistic.merge(earlier)
    knowledge = [layer.derive(statistic) for layer, statistic in zip(layers, statistics)]
    for layer, known, statistic in zip(layers, knowledge, statistics):
        layer.learn(known, statistic)
