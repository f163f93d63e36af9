"""Datasets whose batches are generated on the main thread, where R allows calls."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

_ATTRIBUTE = "_prelayer_needs_main_thread"


def mark_for_main_thread(dataset: tf.data.Dataset) -> tf.data.Dataset:
    """Mark a dataset whose batches are generated on the main thread, and return it."""
    setattr(dataset, _ATTRIBUTE, True)
    return dataset


def needs_main_thread(*data: Any) -> bool:
    """Return whether (nested) data contains a dataset generated on the main thread."""
    waiting = [part for part in tf.nest.flatten(data) if isinstance(part, tf.data.Dataset)]
    for dataset in waiting:
        if hasattr(dataset, _ATTRIBUTE):
            return True
        # TensorFlow has no public method that returns the inputs of a dataset.
        waiting += dataset._inputs()
    return False
