"""The rows of an Arrow table as `tf.train.Example` messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import tensorflow as tf


def to_examples(table: Any) -> Iterator[bytes]:
    """Yield each row of an Arrow table as the bytes of a `tf.train.Example`.

    Whole numbers and booleans become int64, other numbers float32, texts bytes; a missing value is
    an empty feature.
    """
    for row in table.to_pylist():
        features = {name: _feature(value) for name, value in row.items()}
        example = tf.train.Example(features=tf.train.Features(feature=features))
        yield example.SerializeToString(deterministic=True)


def _feature(value: Any) -> tf.train.Feature:
    values = [] if value is None else np.ravel(np.asarray(value)).tolist()
    if any(isinstance(item, (str, bytes)) for item in values):
        encoded = [item.encode() if isinstance(item, str) else item for item in values]
        return tf.train.Feature(bytes_list=tf.train.BytesList(value=encoded))
    if any(isinstance(item, float) for item in values):
        return tf.train.Feature(float_list=tf.train.FloatList(value=values))
    return tf.train.Feature(int64_list=tf.train.Int64List(value=values))
