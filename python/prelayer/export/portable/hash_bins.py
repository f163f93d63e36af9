"""Bins of texts and integers by hashing."""

from __future__ import annotations

from collections.abc import Sequence

import tensorflow as tf

from prelayer.export.portable import utf8
from prelayer.export.portable.decimal import LONGEST, decimal
from prelayer.export.portable.farm_hash import farm_hash
from prelayer.export.portable.sip_hash import sip_hash
from prelayer.export.portable.text import Text
from prelayer.export.portable.tokens import Tokens, whole_texts


def bins_of_texts(text: Text, num_bins: int, salt: Sequence[int] | None) -> tf.Tensor:
    """Return the bin of each text, int64, in the shape of the strings.

    Args:
        text: the texts.
        num_bins: the number of bins.
        salt: two integers that seed SipHash64; None: FarmHash64.
    """
    return text.like_strings(_bins(text_bytes(text), num_bins, salt, None))


def bins_of_integers(numbers: tf.Tensor, num_bins: int, salt: Sequence[int] | None) -> tf.Tensor:
    """Return the bin of the decimal text of each int64 number, int64, in their shape."""
    texts = decimal(tf.reshape(numbers, [-1]))
    return tf.reshape(_bins(texts, num_bins, salt, LONGEST), tf.shape(numbers))


def text_bytes(text: Text) -> Tokens:
    """Return each text as one token of bytes."""
    run = text.run()
    return whole_texts(utf8.encode(run) if text.form == "points" else run)


def _bins(
    texts: Tokens, num_bins: int, salt: Sequence[int] | None, longest: int | None
) -> tf.Tensor:
    hashes = farm_hash(texts, longest) if salt is None else sip_hash(texts, salt)
    return hashes.remainder(num_bins)
