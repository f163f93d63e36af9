"""Lowering of Hashing and HashedCrossing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.lookup import reject_sparse, text_symbols
from prelayer.export.lowering.registry import Context, Function, NotPortable, lowers
from prelayer.export.lowering.whole_numbers import whole_numbers
from prelayer.export.portable import encode, hash_bins
from prelayer.export.portable.farm_hash import farm_hash
from prelayer.export.portable.finger_prints import cross
from prelayer.export.portable.text import Text
from prelayer.export.portable.token_table import TokenTable
from prelayer.export.portable.tokens import whole_texts
from prelayer.export.portable.uint64 import LARGEST_DIVISOR, UInt64, of_int64
from prelayer.layers.categorical.hashed_crossing import HashedCrossing
from prelayer.layers.categorical.hashed_layer import HashedLayer
from prelayer.layers.categorical.hashing import Hashing
from prelayer.ops.numeric import hashing


@lowers(Hashing)
def lower_hashing(layer: Hashing, context: Context) -> Function:
    """Return the portable form of a Hashing layer."""
    _check(layer)
    mask: Any = layer.rule_for_missing.placeholder
    symbols = [] if mask is None else [text_symbols(mask, context.form)]
    masks = TokenTable(symbols, np.arange(len(symbols)), len(symbols))

    def run(values: Any) -> tf.Tensor:
        bins: Callable[..., tf.Tensor]
        if isinstance(values, Text):
            # A hash depends on each character.
            context.all_characters = True
            masked = values.like_strings(masks.find(whole_texts(values.run()))) == 0
            bins = hash_bins.bins_of_texts
        elif values.dtype == tf.bool:
            both = hashing.bins(tf.constant([False, True]), layer.num_bins, layer.salt, layer._mask)
            return _encoded(layer, tf.gather(both, tf.cast(values, tf.int32)))
        else:
            values, masked = _without_missing(values, mask)
            bins = hash_bins.bins_of_integers
        if mask is None:
            return _encoded(layer, bins(values, layer.num_bins, layer.salt))
        found = bins(values, layer.num_bins - 1, layer.salt) + 1
        return _encoded(layer, tf.where(masked, tf.zeros_like(found), found))

    return run


@lowers(HashedCrossing)
def lower_hashed_crossing(layer: HashedCrossing, context: Context) -> Function:
    """Return the portable form of a HashedCrossing layer."""
    _check(layer)

    def run(inputs: Any) -> tf.Tensor:
        features = [inputs[key] for key in sorted(inputs)] if hasattr(inputs, "keys") else inputs
        context.all_characters |= any(isinstance(feature, Text) for feature in features)
        bins = cross([_finger_prints(feature) for feature in features], layer.num_bins)
        first = features[0]
        shape = tf.shape(first.symbols)[:-1] if isinstance(first, Text) else tf.shape(first)
        return _encoded(layer, tf.reshape(bins, shape))

    return run


def _check(layer: HashedLayer) -> None:
    reject_sparse(layer)
    if layer.num_bins > LARGEST_DIVISOR:
        raise NotPortable(f"more than {LARGEST_DIVISOR} bins are not built", "num_bins")


def _without_missing(values: tf.Tensor, mask: bytes | None) -> tuple[tf.Tensor, tf.Tensor]:
    """Return numbers as int64, and whether each one is missing or the mask."""
    numbers = whole_numbers(values)
    masked = tf.zeros_like(numbers, tf.bool)
    if mask is not None and mask.lstrip(b"-").isdigit() and b"%d" % int(mask) == mask:
        masked |= numbers == int(mask)
    if values.dtype.is_floating:
        masked |= tf.math.is_nan(values)
    return numbers, masked


def _finger_prints(feature: Any) -> UInt64:
    """Return the 64-bit fingerprint of each value: the hash of a text, a number itself."""
    if isinstance(feature, Text):
        return farm_hash(hash_bins.text_bytes(feature))
    return of_int64(tf.reshape(whole_numbers(feature), [-1]))


def _encoded(layer: HashedLayer, bins: tf.Tensor) -> tf.Tensor:
    if layer.output_mode == "int":
        return tf.cast(bins, layer.compute_dtype)
    indices = tf.cast(bins, tf.int32)
    return encode.vectors(indices, layer.output_mode, layer.num_bins, layer.compute_dtype)
