"""Reads the arguments `vocabulary` and `idf_weights`."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer._core.tensors import as_numbers
from prelayer.layers.base.layer import in_safe_mode
from prelayer.layers.categorical.index_layout import IndexLayout
from prelayer.layers.categorical.vocabulary import Vocabulary


def read_vocabulary(
    owner: str, layout: IndexLayout, vocabulary: Any, idf_weights: Any, max_tokens: int | None
) -> Vocabulary:
    """Return a user-supplied vocabulary.

    Args:
        owner: the layer, for error messages.
        layout: the indices before those of the tokens.
        vocabulary: the tokens, with or without the special ones, or the path of a file.
        idf_weights: one weight per token, in the mode "tf_idf".
        max_tokens: maximum number of indices; None: no limit.
    """
    if (idf_weights is None) == layout.weighs_rows:
        check.refuse(owner, '`idf_weights` must be given in the mode "tf_idf", and in no other.')
    if isinstance(vocabulary, (str, os.PathLike)) and in_safe_mode():
        check.refuse(
            owner,
            f"the model names the vocabulary file {str(vocabulary)!r}, and safe mode reads no "
            "file. Load the model with `safe_mode=False` if you trust its source.",
        )
    given = layout.kind.read(owner, vocabulary)
    idf = None
    if idf_weights is not None:
        with tf.init_scope():  # a layer may be created inside a traced function
            idf = as_numbers(idf_weights, owner, "float64").numpy()
        count = len(given.keys)
        if idf.shape != (count,) or not np.isfinite(idf).all():
            check.fail(owner, "idf_weights", f"{count} finite numbers", idf_weights)
    taken = Vocabulary.given(owner, layout.kind, given, layout.special, layout.reserved, idf)
    if max_tokens is not None and len(taken) > max_tokens:
        check.fail(
            owner,
            "vocabulary",
            f"of at most {max_tokens} tokens (`max_tokens`) with the "
            f"{len(layout.special)} special ones",
            len(taken),
            "" if given.path is None else f"It was read from {given.path!r}.",
        )
    return taken
