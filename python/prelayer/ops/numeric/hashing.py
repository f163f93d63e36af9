"""Hashes of strings and integers."""

from __future__ import annotations

from collections.abc import Sequence

import tensorflow as tf

from prelayer.ops.numeric import lookup

_KEY = 0xDECAFCAFFE  # The initial key of `tf.sparse.cross_hashed`.
_FACTOR = 0xC6A4A7935BD1E995  # The factor of MurmurHash64A in FingerprintCat64.
_LOW = 2**62


def bins(
    values: tf.Tensor, num_bins: int, salt: list[int] | None, mask: int | bytes | None = None
) -> tf.Tensor:
    """Return the bin of each value, as int64.

    Args:
        values: strings, or numbers, which are hashed as text.
        num_bins: number of bins, including that of the mask.
        salt: two integers that seed SipHash64; None uses FarmHash64.
        mask: the mask value, which is the only value in bin 0.
    """
    text = values if values.dtype == tf.string else tf.strings.as_string(values)
    if mask is None:
        return lookup.hash_bins(text, num_bins, salt)
    found = lookup.hash_bins(text, num_bins - 1, salt) + 1
    if isinstance(mask, int) and values.dtype.is_integer and values.dtype != tf.uint64:
        masked = tf.cast(values, tf.int64) == mask  # Faster than comparing text.
    else:
        masked = text == (mask if isinstance(mask, bytes) else str(mask))
    return tf.where(masked, tf.constant(0, tf.int64), found)


def cross(inputs: Sequence[tf.Tensor], num_bins: int) -> tf.Tensor:
    """Return the bin of each combination of values, equal to that of `tf.sparse.cross_hashed`.

    That function returns a sparse tensor and takes several times as long.

    Args:
        inputs: strings or whole numbers of one shape.
        num_bins: number of bins.
    """
    crossed = tf.constant(_KEY, tf.uint64)
    for values in inputs:
        crossed = _joined(crossed, fingerprint(values))
    return tf.cast(crossed % tf.constant(num_bins, tf.uint64), tf.int64)


def fingerprint(values: tf.Tensor) -> tf.Tensor:
    """Return the 64-bit fingerprint of each value: FarmHash64 of a string, a number itself."""
    if values.dtype != tf.string:
        return tf.cast(tf.cast(values, tf.int64), tf.uint64)
    # TensorFlow returns only remainders of the hash; two of them determine all of its bits.
    low = tf.strings.to_hash_bucket_fast(values, _LOW)
    other = tf.strings.to_hash_bucket_fast(values, _LOW - 1)
    high = tf.where(other < low, other - low + (_LOW - 1), other - low)
    return tf.cast(high, tf.uint64) * tf.constant(_LOW, tf.uint64) + tf.cast(low, tf.uint64)


def _joined(first: tf.Tensor, second: tf.Tensor) -> tf.Tensor:
    """Return FingerprintCat64 of two fingerprints."""
    factor = tf.constant(_FACTOR, tf.uint64)
    mixed = first ^ factor ^ (_folded(second * factor) * factor)
    return _folded(_folded(mixed * factor) * factor)


def _folded(bits: tf.Tensor) -> tf.Tensor:
    return bits ^ tf.bitwise.right_shift(bits, tf.constant(47, tf.uint64))
