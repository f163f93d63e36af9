"""Options of tf.data pipelines: disabled autotuning."""

from __future__ import annotations

import os

import tensorflow as tf


def disable_autotune(dataset: tf.data.Dataset) -> tf.data.Dataset:
    """Disable tf.data autotuning in a dataset; the option `autotune.enabled` can enable it again.

    Autotuning can delay the end of an epoch until its next check: by the duration of the epoch, up
    to a minute. Without it, `tf.data.AUTOTUNE` means all cores.
    """
    options = tf.data.Options()
    options.autotune.enabled = False
    # Without this option, at most 16 cores.
    options.autotune.initial_parallelism = os.cpu_count() or 0
    return dataset.with_options(options)
