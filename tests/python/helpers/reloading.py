"""Outputs of layers in a form that can be compared."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf


def plain(output: Any) -> Any:
    """Return an output as arrays, so that it can be compared."""
    if isinstance(output, tf.RaggedTensor):
        return output.to_list()
    if isinstance(output, tf.SparseTensor):
        return tf.sparse.to_dense(output).numpy()
    return np.asarray(output)
