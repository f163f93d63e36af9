"""Whether the elements of a dataset, or their order, change from epoch to epoch."""

from __future__ import annotations

import tensorflow as tf

_ATTRIBUTE = "_prelayer_changes"


def mark_changing(dataset: tf.data.Dataset, changes: bool = True) -> tf.data.Dataset:
    """Record that each epoch of a dataset is another one, and return the dataset."""
    setattr(dataset, _ATTRIBUTE, changes)
    return dataset


def is_changing(dataset: tf.data.Dataset) -> bool:
    """Return whether a dataset is, or is derived from one that is, another one in each epoch."""
    waiting = [dataset]
    for current in waiting:
        if getattr(current, _ATTRIBUTE, False) or _is_reshuffled(current):
            return True
        if not isinstance(current, _CACHE):
            waiting += current._inputs()
    return False


_CACHE = type(tf.data.Dataset.range(1).cache())


def _is_reshuffled(dataset: tf.data.Dataset) -> bool:
    return bool(getattr(dataset, "_reshuffle_each_iteration", False))
