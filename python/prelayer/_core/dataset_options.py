"""Options of tf.data pipelines: disabled autotuning."""

from __future__ import annotations

import os

import tensorflow as tf


def disable_autotune(dataset: tf.data.Dataset) -> tf.data.Dataset:
    """Return a dataset without TensorFlow's tuner, which `autotune.enabled` can turn on again.

    The tuner can miss that an epoch is over, and holds up its end until it looks again: for as long
    as the epoch took, up to a minute. Without it `tf.data.AUTOTUNE` means all cores.
    """
    options = tf.data.Options()
    options.autotune.enabled = False
    # Without this, at most 16 of them.
    options.autotune.initial_parallelism = os.cpu_count() or 0
    return dataset.with_options(options)
