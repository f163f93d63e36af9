"""Base class of layers with a vocabulary: get, set and save it."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer._core.tensors import as_numbers
from prelayer.layers.base.layer import in_safe_mode
from prelayer.layers.categorical import vocabulary_file
from prelayer.layers.categorical.token_layer import TokenLayer
from prelayer.layers.categorical.vocabulary import Vocabulary


class VocabularyLayer(TokenLayer):
    """Base class of layers with a vocabulary, whose tokens are of one `kind`.

    Order of the indices: in the mode "int", index 0 is the mask, if there is one, followed by
    `num_oov_indices` OOV indices and then the tokens. In the other modes the mask has no index, and
    a masked token adds nothing to a vector: OOV indices come first, then the tokens.
    `get_vocabulary()` lists the token of each index, and `table()` returns them as columns. An
    inverted layer maps indices to tokens in the order of "int".
    """

    _vocabulary: Vocabulary

    @property
    def _special(self) -> tuple[Any, ...]:
        """The keys before the tokens: the mask, if it has an index, and the OOV tokens."""
        mask = [self.mask_token] if self._mask_has_index else []
        oov = [self.oov_token] * self.num_oov_indices
        return tuple(self.kind.key(token) for token in mask + oov)

    @property
    def _reserved(self) -> list[Any]:
        """The keys that tokens must not have."""
        reserved = [self.mask_token] + ([self.oov_token] if self.invert else [])
        return [self.kind.key(token) for token in reserved if token is not None]

    @property
    def _mask_has_index(self) -> bool:
        return self.mask_token is not None and self.output_mode == "int"

    def get_vocabulary(self, include_special_tokens: bool = True) -> list[Any]:
        """Return the tokens in index order.

        Args:
            include_special_tokens: whether to list mask and OOV tokens first, so that the position
                of a token in the list is its index.
        """
        special = self._special if include_special_tokens else ()
        return [self.kind.token(key) for key in (*special, *self._vocabulary.keys)]

    def vocabulary_size(self) -> int:
        """Return the number of indices, including those of mask and OOV tokens."""
        return len(self._special) + len(self._vocabulary.keys)

    @property
    def idf_weights(self) -> np.ndarray | None:
        """The weight of each index, as in `get_vocabulary()`; None unless the mode is "tf_idf"."""
        return self._vocabulary.idf

    def table(self) -> dict[str, list[Any]]:
        """Return the vocabulary as columns, to print it or to build a data frame.

        Returns:
            "index", "token" and "role" ("mask", "oov" or "token"); for tokens that this layer
            learned, also "count" and, in the mode "tf_idf", "document_count", which are None if
            unknown.

        Example:
            >>> from prelayer import StringLookup
            >>> layer = StringLookup()
            >>> layer.adapt(["b", "a", "b"])
            >>> layer.table()["token"], layer.table()["count"]
            (['[UNK]', 'b', 'a'], [None, 2, 1])
        """
        seen = self._learned
        documents = None if seen is None or not self.weighs_rows else seen.document_counts
        counts = None if seen is None else seen.counts
        return self._vocabulary.table(self.kind, self._mask_has_index, counts, documents)

    def set_vocabulary(self, vocabulary: Any, idf_weights: Any = None) -> None:
        """Set the tokens without learning them from data.

        Args:
            vocabulary: the tokens in index order, with or without the special tokens first; or the
                path of a file with one token per line, without the special tokens.
            idf_weights: in the mode "tf_idf", one weight per token.

        Raises:
            ValueError: if tokens are repeated or too many, or if weights are missing, not allowed,
                or differ in number from the tokens.
        """
        self._set(vocabulary, idf_weights)

    def save_vocabulary(self, path: Any) -> None:
        """Write the tokens to a file, one per line, whose path the argument `vocabulary` accepts.

        Mask and OOV tokens, counts and `idf_weights` are not written; in the mode "tf_idf", pass
        the weights along with the path. Keras can read the file too, unless a token contains a line
        end. The module `prelayer.layers.categorical.vocabulary_file` documents the format.

        Args:
            path: the file, which is replaced if it exists.

        Raises:
            ValueError: if the layer has no tokens, or the file cannot be written.
        """
        if not self.has_state:
            self.refuse_unknown()
        lines = [self.kind.to_line(key) for key in self._vocabulary.keys]
        vocabulary_file.write(self.title, path, lines)

    def _set(self, vocabulary: Any, idf_weights: Any) -> None:
        if (idf_weights is None) == (self.output_mode == "tf_idf"):
            check.refuse(
                self.title, '`idf_weights` must be given in the mode "tf_idf", and in no other.'
            )
        if isinstance(vocabulary, (str, os.PathLike)) and in_safe_mode():
            check.refuse(
                self.title,
                f"the model names the vocabulary file {str(vocabulary)!r}, and safe mode reads no "
                "file. Load the model with `safe_mode=False` if you trust its source.",
            )
        given = self.kind.read(self.title, vocabulary)
        idf = None
        if idf_weights is not None:
            with tf.init_scope():  # a layer may be created inside a traced function
                idf = as_numbers(idf_weights, self.title, "float64").numpy()
            count = len(given.keys)
            if idf.shape != (count,) or not np.isfinite(idf).all():
                check.fail(self.title, "idf_weights", f"{count} finite numbers", idf_weights)
        taken = Vocabulary.given(self.title, self.kind, given, self._special, self._reserved, idf)
        if self.max_tokens is not None and len(taken) > self.max_tokens:
            check.fail(
                self.title,
                "vocabulary",
                f"of at most {self.max_tokens} tokens (`max_tokens`) with the "
                f"{len(self._special)} special ones",
                len(taken),
                "" if given.path is None else f"It was read from {given.path!r}.",
            )
        self._check_size(taken)
        self.learn(taken)
