"""Where the layers of each feature run: in the dataset, on the CPU, or in the model."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

import tensorflow as tf

from prelayer.data.common.changing_epochs import is_changing
from prelayer.layers.base.layer import flatten
from prelayer.pipeline.preprocessor.cache_size import fits_in_cache
from prelayer.pipeline.preprocessor.feature import Feature
from prelayer.pipeline.preprocessor.feature_set import FeatureSet

_FEW_CORES = 4


class Cut(NamedTuple):
    """Where the chain of a feature is cut.

    Args:
        position: the number of layers that run in the dataset; the others run in the model.
        reason: why.
    """

    position: int
    reason: str


class Machine(NamedTuple):
    """What decides about placement.

    Args:
        accelerator: whether the model runs on a GPU or TPU.
        cores: the number of CPU cores.
        cached: whether the preprocessed dataset fits in memory; None if it is not known yet.
    """

    accelerator: bool
    cores: int
    cached: bool | None


def machine(
    features: FeatureSet, whole: Any, dataset: tf.data.Dataset | None, accelerator: bool | None
) -> Machine:
    """Return what decides about placement.

    Args:
        features: the features.
        whole: function that applies all layers to an element of the dataset.
        dataset: the dataset to train on, if it is known.
        accelerator: whether the model runs on one; None: whether TensorFlow finds a GPU or TPU.
    """
    if accelerator is None:
        accelerator = any(tf.config.list_physical_devices(kind) for kind in ("GPU", "TPU"))
    cached = None
    if dataset is not None:
        differs = any(map(is_random, features.layers)) or is_changing(dataset)
        cached = not differs and fits_in_cache(dataset.map(whole))
    return Machine(accelerator, os.cpu_count() or 1, cached)


def cut_of(feature: Feature, dtypes: list[str], machine: Machine) -> Cut:
    """Return where the chain of a feature is cut: the first rule that applies.

    Args:
        feature: the feature.
        dtypes: the dtypes of its columns.
        machine: what decides about placement.
    """
    count = len(feature.layers)
    if feature.placement == "dataset":
        return Cut(count, "set for the feature")
    if feature.placement == "model":
        return Cut(0, "set for the feature")
    if machine.accelerator:
        return _cut_for_accelerator(feature, dtypes)
    if machine.cached is None:
        return Cut(count, "CPU: in the dataset, where the result can be cached")
    if machine.cached:
        return Cut(count, "CPU: computed once, the result is cached")
    if machine.cores > _FEW_CORES:
        return Cut(count, f"CPU with {machine.cores} cores: in parallel with training")
    return Cut(0, f"CPU with {machine.cores} cores: no gain from parallel work")


def is_random(layer: Any) -> bool:
    """Return whether a layer, or one in it, draws random numbers: its output is not cached."""
    return any(getattr(part, "_seed_generators", ()) for part in flatten(layer))


def _cut_for_accelerator(feature: Feature, dtypes: list[str]) -> Cut:
    """Cut after the last layer that works on strings or tables, which need the CPU."""
    on_cpu = [
        position + 1
        for position, layer in enumerate(feature.layers)
        if not getattr(layer, "supports_jit", True) or (position == 0 and "string" in dtypes)
    ]
    if not on_cpu:
        return Cut(0, "accelerator: numbers")
    if on_cpu[-1] == len(feature.layers):
        return Cut(on_cpu[-1], "strings and tables need the CPU")
    return Cut(on_cpu[-1], "strings and tables need the CPU; then numbers on the accelerator")
