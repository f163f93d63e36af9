"""Reads the arguments `vocabulary` and `idf_weights`."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.tensors import as_numbers
from prelayer.layers.base.layer import in_safe_mode
from prelayer.layers.categorical.index_layout import IndexLayout
from prelayer.layers.categorical.vocabulary import Vocabulary


def read_vocabulary(
    layout: IndexLayout, vocabulary: Any, idf_weights: Any, max_tokens: int | None
) -> Vocabulary:
    """Return a user-supplied vocabulary.

    Args:
        layout: the indices before those of the tokens.
        vocabulary: the tokens, with or without the special ones, or the path of a file.
        idf_weights: one weight per token, in the mode "tf_idf".
        max_tokens: maximum number of indices; None: no limit.
    """
    if (idf_weights is None) == layout.weighs_rows:
        raise errors.problem('`idf_weights` must be given in the mode "tf_idf", and in no other.')
    if isinstance(vocabulary, (str, os.PathLike)) and in_safe_mode():
        raise errors.problem(
            "the model names the vocabulary file {vocabulary!r}, and safe mode reads no file. "
            "Load the model with `{safe_mode=False}` if you trust its source.",
            vocabulary=str(vocabulary),
        )
    given = layout.kind.read(vocabulary)
    idf = None
    if idf_weights is not None:
        with tf.init_scope():  # a layer may be created inside a traced function
            idf = as_numbers(idf_weights, "float64").numpy()
        count = len(given.keys)
        if idf.shape != (count,) or not np.isfinite(idf).all():
            raise errors.invalid("idf_weights", "{count} finite numbers", idf_weights, count=count)
    taken = Vocabulary.given(layout.kind, given, layout.special, layout.reserved, idf)
    if max_tokens is not None and len(taken) > max_tokens:
        raise errors.invalid(
            "vocabulary",
            "of at most {max_tokens} tokens (`max_tokens`) with the {count} special ones",
            len(taken),
            "" if given.path is None else f"It was read from {given.path!r}.",
            max_tokens=max_tokens,
            count=len(layout.special),
        )
    return taken
