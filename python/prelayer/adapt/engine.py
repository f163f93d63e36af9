"""`adapt()`: fits any number of layers in one pass over the data."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np

from prelayer._core import check
from prelayer.adapt.checkpoint import Checkpoint
from prelayer.adapt.keras_adapt import adapt_by_keras
from prelayer.adapt.keras_layers import is_keras_layer
from prelayer.adapt.layer_binding import LayerBinding, bind_layers
from prelayer.adapt.learner import BoundedLearner
from prelayer.adapt.listed_batches import with_batches
from prelayer.adapt.model_data import model_data
from prelayer.adapt.one_pass import OnePass
from prelayer.adapt.progress import AdaptProgress, shown
from prelayer.adapt.report import AdaptReport
from prelayer.adapt.sources import Reading
from prelayer.adapt.stages import stages

_LEAST_MEMORY = 2**20


def adapt(
    layers: Any,
    data: Any,
    *,
    batch_size: int | None = None,
    steps: int | None = None,
    reset: bool = True,
    checkpoint: str | os.PathLike[str] | None = None,
    progress: bool | Callable[[AdaptProgress], Any] | None = None,
    max_memory: int | None = None,
) -> AdaptReport:
    """Fit any number of layers to data in one pass.

    Args:
        layers: a layer; a list of layers, which are all fitted to the same data; a (nested) dict of
            layers, each fitted to the part of the data with its key; or a Keras model, whose inputs
            are matched to the parts of the data by name, and which takes an additional pass for
            layers that depend on other fitted layers. Keras's own layers, such as
            `keras.layers.Normalization`, are fitted by their `adapt()` method.
        data: an array, a list, a column; a data frame or a dict of columns; a `tf.data.Dataset` or
            `keras.utils.PyDataset`; any iterable of batches. Batches and elements may be (x, y) or
            (x, y, weight), of which only x is used. A list contains batches, as in Keras, if its
            items are such tuples, dicts of arrays, or arrays with two or more axes; numbers, texts
            and vectors are rows.
        batch_size: number of examples per batch, for data in memory and for datasets that are not
            batched.
        steps: number of batches to read; None reads all.
        reset: whether to discard the learned state of the layers; False continues from it.
        checkpoint: the path of a file for the statistics so far, written every ten seconds and
            deleted at the end. If it exists, as after a crash, `adapt()` resumes from it, which
            requires the same layers and the same data in the same order.
        progress: None shows a progress bar on a terminal after one second, True always, False
            never; a function is called with an `AdaptProgress` after each batch. Keras's own layers
            do not report progress.
        max_memory: maximum number of bytes for the token counts of all layers; beyond it, rare
            tokens are dropped, and counts are too low by at most `count_error` of the report. None
            counts exactly. Keras's own layers always count exactly and take one more pass each.

    Returns:
        An `AdaptReport`: rows, passes, seconds, and the names of the fitted layers.

    Raises:
        ValueError: if the data is empty, does not match the layers, or is infinite; the layers of
            that pass then keep their previous state, except Keras's own layers, which are adapted
            one after the other. Also if the checkpoint is damaged, or belongs to other layers,
            options or data.

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
    if max_memory is not None:
        max_memory = check.whole("adapt", "max_memory", max_memory, minimum=_LEAST_MEMORY)
    check.flag("adapt", "reset", reset)
    started, count = time.perf_counter(), 0
    done: list[OnePass] = []
    adapted: list[LayerBinding] = []
    if isinstance(layers, keras.Model):
        passes: Iterator[list[LayerBinding]] = (
            [LayerBinding(layer, feed=feed) for feed, layer in pairs] for pairs in stages(layers)
        )
        data = model_data(layers, with_batches(data, layers), batch_size)
        batch_size = None
    else:
        passes = iter([bind_layers(layers)])
        data = with_batches(data, layers)
    with shown(progress) as show:
        reading = Reading(batch_size, steps, watched=show is not None)
        saved = None if checkpoint is None else Checkpoint(checkpoint, reading, max_memory)
        for number, found in enumerate(passes, start=1):
            targets = [target for target in found if not is_keras_layer(target.layer)]
            of_keras = [target for target in found if is_keras_layer(target.layer)]
            if of_keras:
                _check_starts_anew(of_keras, reset)
            before = [None if reset else _earlier(target.layer, max_memory) for target in targets]
            one_pass = OnePass(number, targets, _statistics(targets, max_memory))
            done.append(one_pass)
            if saved is not None:
                saved.resume(one_pass)
            for now in one_pass.read(data, reading) if targets else ():
                if show is not None:
                    show(now)
                if saved is not None:
                    saved.note(one_pass)
            knowledge = _derive(one_pass, before, saved)
            rows = [adapt_by_keras(target, data, reading) for target in of_keras]
            one_pass.rows = max(one_pass.rows, *rows, 0)
            for target, known, statistic in zip(targets, knowledge, one_pass.statistics):
                target.layer.learn(known, statistic)
            adapted += found
            count += len(of_keras) + bool(targets)
    if saved is not None:
        saved.remove()
    return AdaptReport(
        rows=done[-1].rows,
        passes=count,
        seconds=time.perf_counter() - started,
        layers=tuple(target.layer.name for target in adapted),
        missing={name: count for one_pass in done for name, count in _missing(one_pass)},
        count_error=max(_count_error(one_pass) for one_pass in done),
    )


def _check_starts_anew(of_keras: list[LayerBinding], reset: bool) -> None:
    if not reset:
        check.refuse(
            "adapt",
            f"the layer '{of_keras[0].layer.name}' of Keras cannot go on learning. Say "
            "`reset=True`, or take the layer of prelayer with the same name.",
        )


def _statistics(targets: list[LayerBinding], max_memory: int | None) -> list[Any]:
    """Return an empty accumulator for each layer; layers that count tokens share the memory."""
    layers = [target.layer for target in targets]
    counting = sum(isinstance(layer, BoundedLearner) for layer in layers)
    if max_memory is None or counting == 0:
        return [layer.statistic() for layer in layers]
    share = max_memory // counting
    return [
        layer.bounded_statistic(share) if isinstance(layer, BoundedLearner) else layer.statistic()
        for layer in layers
    ]


def _earlier(layer: Any, max_memory: int | None) -> Any:
    """Return the accumulator from which a layer continues; raise if it cannot continue exactly."""
    seen = layer.learned()
    if max_memory is None and isinstance(layer, BoundedLearner) and seen is not None and seen.error:
        check.refuse(
            "adapt",
            f"the layer '{layer.name}' has counts that may be {seen.error:,} too low, so that "
            "exact counting cannot go on from them. Give `max_memory` here, too, or `reset=True`.",
        )
    return seen


def _missing(one_pass: OnePass) -> Iterator[tuple[str, int]]:
    for target, statistic in zip(one_pass.targets, one_pass.statistics):
        if np.any(statistic.missing):
            yield target.layer.name, int(np.sum(statistic.missing))


def _count_error(one_pass: OnePass) -> int:
    pairs = zip(one_pass.targets, one_pass.statistics)
    errors = (seen.error for target, seen in pairs if isinstance(target.layer, BoundedLearner))
    return max(errors, default=0)


def _derive(one_pass: OnePass, before: list[Any], saved: Checkpoint | None) -> list[Any]:
    """Return the new state of each layer, before any state is set, so that all are set or none."""
    try:
        return _derive_all(one_pass, before)
    except ValueError:
        # Resuming with this data would fail again.
        if saved is not None:
            saved.remove()
        raise


def _derive_all(one_pass: OnePass, before: list[Any]) -> list[Any]:
    for target, statistic in zip(one_pass.targets, one_pass.statistics):
        if statistic.empty:
            check.refuse(
                "adapt",
                f"the data for the layer '{target.layer.name}' holds no value to learn from. "
                "Give it data that is not empty.",
            )
    for statistic, earlier in zip(one_pass.statistics, before):
        if earlier is not None:
            statistic.merge(earlier)
    knowledge = []
    for target, statistic in zip(one_pass.targets, one_pass.statistics):
        with target.named():
            knowledge.append(target.layer.derive(statistic))
    return knowledge
