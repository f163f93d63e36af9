"""`adapt()`: fits any number of layers in one pass over the data."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import keras

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.types import Data, LayerLike
from prelayer.adapt.checkpoint import Checkpoint
from prelayer.adapt.feature_report import FeatureReport, feature_reports
from prelayer.adapt.fitting import (
    count_error,
    derive_states,
    earlier_accumulator,
    empty_partial,
    missing_values,
    set_states,
)
from prelayer.adapt.keras_adapt import report_by_keras
from prelayer.adapt.keras_layers import is_keras_layer
from prelayer.adapt.layer_binding import LayerBinding, StagedLayers, check_order
from prelayer.adapt.listed_batches import with_batches
from prelayer.adapt.model_data import check_can_be_read_again, model_data
from prelayer.adapt.one_pass import OnePass
from prelayer.adapt.passes import passes_of
from prelayer.adapt.progress import AdaptProgress, shown
from prelayer.adapt.report import AdaptReport
from prelayer.adapt.sources import ReadOptions
from prelayer.adapt.spark_frames import adapt_on_spark, is_spark_frame

_LEAST_MEMORY = 2**20


@public
def adapt(
    layers: LayerLike,
    data: Data,
    *,
    batch_size: int | None = None,
    steps: int | None = None,
    reset: bool = True,
    checkpoint: str | os.PathLike[str] | None = None,
    progress: bool | Callable[[AdaptProgress], object] | None = None,
    max_memory: int | None = None,
) -> AdaptReport:
    """Fit any number of layers to data in one pass.

    Fit them to the training data alone, so that nothing of other data leaks into the model (data
    leakage).

    See also: `AdaptPlan` for data that several processes read, docs/guides/tables.Rmd,
    docs/guides/clusters.Rmd.

    Args:
        layers: a layer; a list of layers, which are all fitted to the same data; a (nested) dict of
            layers, each fitted to the part of the data with its key, without those that learn
            nothing; a `Preprocessor`; or a Keras model, whose inputs are matched to the parts of
            the data by name. Models, preprocessors and each `Pipeline` take an additional pass for
            layers that depend on other fitted layers. Keras's own layers, such as
            `keras.layers.Normalization`, are fitted by their `adapt()` method.
        data: an array, a list, a column; a data frame or a dict of columns; a `tf.data.Dataset` or
            `keras.utils.PyDataset`; any iterable of batches; a Spark DataFrame, which is read by
            the cluster, as by `prelayer.spark.adapt`. Batches and elements may be (x, y) or
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
        An `AdaptReport`: rows, passes, seconds, and the names of the fitted layers, with rows,
        missing values and the learned state of each.

    Raises:
        ValueError: if the data is empty, does not match the layers, or is infinite; the layers of
            that pass then keep their previous state, except Keras's own layers, which are adapted
            one after the other. Also if the checkpoint is damaged, or belongs to other layers,
            options or data.

    Examples:
        >>> import numpy as np
        >>> from prelayer import Normalization, StringLookup, adapt
        >>> layers = {"price": Normalization(axis=None), "cut": StringLookup()}
        >>> data = {"price": np.array([1.0, 3.0]), "cut": ["fair", "good"]}
        >>> report = adapt(layers, data)
        >>> report.passes, layers["cut"].get_vocabulary()
        (1, ['[UNK]', 'good', 'fair'])
    """
    check_order(layers, data)
    if batch_size is not None:
        batch_size = check.whole("batch_size", batch_size, minimum=1)
    if steps is not None:
        steps = check.whole("steps", steps, minimum=1)
    if max_memory is not None:
        max_memory = check.whole("max_memory", max_memory, minimum=_LEAST_MEMORY)
    check.flag("reset", reset)
    if is_spark_frame(data):
        other = {"batch_size": batch_size, "steps": steps, "checkpoint": checkpoint}
        return adapt_on_spark(layers, data, other, reset=reset, max_memory=max_memory)
    started, count = time.perf_counter(), 0
    done: list[OnePass] = []
    adapted: list[LayerBinding] = []
    features: list[FeatureReport] = []
    if isinstance(layers, keras.Model):
        passes = passes_of(layers, data)
        data = model_data(layers, with_batches(data, layers), batch_size)
        batch_size = None
    elif isinstance(layers, StagedLayers):
        data = with_batches(data, layers)
        passes = passes_of(layers, data)
    else:
        stages_of_layers = list(passes_of(layers, data))
        data = with_batches(data, layers)
        if len(stages_of_layers) > 1:
            check_can_be_read_again(data, "a pipeline of several layers that learn")
        passes = iter(stages_of_layers)
    with shown(progress) as show:
        options = ReadOptions(batch_size, steps, shows_progress=show is not None)
        saved = None if checkpoint is None else Checkpoint(checkpoint, options, max_memory)
        for number, found in enumerate(passes, start=1):
            began = time.perf_counter()
            bindings = [binding for binding in found if not is_keras_layer(binding.layer)]
            of_keras = [binding for binding in found if is_keras_layer(binding.layer)]
            if of_keras:
                _check_starts_anew(of_keras, reset)
            before = [
                None if reset else earlier_accumulator(binding.learner, max_memory)
                for binding in bindings
            ]
            one_pass = OnePass(number, bindings, empty_partial(bindings, "{}", max_memory))
            done.append(one_pass)
            if saved is not None:
                saved.resume(one_pass)
            for now in one_pass.read(data, options) if bindings else ():
                if show is not None:
                    show(now)
                if saved is not None:
                    saved.note(one_pass)
            states = _derive(one_pass, before, saved)
            seconds = time.perf_counter() - began
            of_keras_reports = [report_by_keras(binding, data, options) for binding in of_keras]
            rows = [report.rows for report in of_keras_reports]
            one_pass.partial.rows = max(one_pass.partial.rows, *rows, 0)
            set_states(bindings, one_pass.partial, states)
            features += [*feature_reports(bindings, one_pass.partial, seconds)]
            features += of_keras_reports
            adapted += found
            count += len(of_keras) + bool(bindings)
    if saved is not None:
        saved.remove()
    return AdaptReport(
        rows=done[-1].partial.rows if done else 0,
        passes=count,
        seconds=time.perf_counter() - started,
        layers=tuple(binding.name for binding in adapted),
        missing={
            name: count
            for one_pass in done
            for name, count in missing_values(one_pass.bindings, one_pass.partial)
        },
        count_error=max((count_error(one.bindings, one.partial) for one in done), default=0),
        features=tuple(features),
    )


def _check_starts_anew(of_keras: list[LayerBinding], reset: bool) -> None:
    if not reset:
        raise errors.problem(
            "the layer '{name}' of Keras cannot go on learning. Say `{reset=True}`, or take "
            "the layer of prelayer with the same name.",
            name=of_keras[0].layer.name,
        )


def _derive(one_pass: OnePass, before: list[Any], saved: Checkpoint | None) -> list[Any]:
    try:
        return derive_states(one_pass.bindings, one_pass.partial, before)
    except ValueError:
        # Resuming with this data would fail again.
        if saved is not None:
            saved.remove()
        raise
