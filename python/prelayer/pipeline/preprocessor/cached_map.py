"""Applies preprocessing to a dataset, whose result is cached where it fits in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow as tf

from prelayer._core import check, errors
from prelayer.data.common.changing_epochs import is_changing
from prelayer.pipeline.preprocessor.cache_size import fits_in_cache
from prelayer.pipeline.preprocessor.placement import is_random


def cached_map(
    function: Any, layers: Sequence[Any], dataset: tf.data.Dataset, cache: Any
) -> tf.data.Dataset:
    """Return a dataset to which a function is applied.

    Args:
        function: function of the features of an element.
        layers: the layers that it applies.
        dataset: a dataset of features, (features, y) or (features, y, weights).
        cache: "auto" caches in memory unless a layer is random, the dataset is shuffled anew in
            each epoch, or the result is too large.
    """
    if not isinstance(dataset, tf.data.Dataset):
        raise errors.invalid("dataset", "a `tf.data.Dataset`", dataset)
    check.one_of("cache", cache, ("auto", True, False))
    mapped = dataset.map(function, num_parallel_calls=tf.data.AUTOTUNE)
    random = any(map(is_random, layers))
    if cache is True and random:
        raise errors.problem(
            "`cache` must not be {True}, because a layer is random and would repeat its numbers "
            "in every epoch. Use `{cache=False}`."
        )
    if cache == "auto":
        cache = not random and not is_changing(dataset) and fits_in_cache(mapped)
    if cache:
        mapped = mapped.cache()
    return mapped.prefetch(tf.data.AUTOTUNE)
