"""IntegerLookup: maps integers to indices of a vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.types import ArrayLike, Option, VocabularyLike
from prelayer.adapt.learner import Summaries
from prelayer.layers.base import adapt_with_steps
from prelayer.layers.categorical.lookup_layer import LookupLayer
from prelayer.layers.categorical.string_lookup import salt_pair
from prelayer.layers.categorical.token_kinds import OOV_METHODS, Integers
from prelayer.layers.categorical.token_learner import TokenLearner
from prelayer.ops.numeric import fill_missing, lookup, value_checks
from prelayer.stats.integer_counts import IntegerCounts


class IntegerLearner(TokenLearner):
    """Counts whole numbers."""

    def convert(self, data: Any) -> Any:
        if not tf.is_tensor(data):
            return super().convert(data)
        if data.dtype.is_floating:
            data = fill_missing.to_whole(data, self.missing)
        return super().convert(value_checks.whole(data))

    def new_accumulator(self, max_memory: int | None = None) -> Any:
        return IntegerCounts() if max_memory is None else super().new_accumulator(max_memory)

    def summarize(self, batch: Any) -> dict[str, tf.Tensor]:
        # Counting all numbers at once, by sorting, is faster than batch by batch.
        by_row = self.layout.weighs_rows
        return super().summarize(batch) if by_row else {"tokens": lookup.flat(batch)}

    def summarize_memory(self, data: Any) -> tuple[Summaries | None, Any]:
        if self.layout.weighs_rows:
            return None, data
        numbers = self.as_array(data)
        is_array = isinstance(numbers, np.ndarray) and numbers.dtype.kind in "iu"
        if not is_array or numbers.dtype == np.uint64:
            return None, data if _has_objects(numbers) else numbers
        return [{"tokens": numbers.reshape(-1)}], numbers


def _has_objects(array: Any) -> bool:
    # Errors about objects name the column of a data frame.
    return isinstance(array, np.ndarray) and array.dtype.kind == "O"


class IntegerLookup(LookupLayer):
    """Encodes categories that are integers, such as ids: as indices, or one-hot vectors.

    The vocabulary is given, or learned by `adapt()`: the most frequent number first, ties in
    descending order. In the mode "int", index 0 is the mask, if there is one, followed by
    `num_oov_indices` OOV indices and then the numbers; the other modes, such as "one_hot" (dummy
    variables), drop masked values.

    See also: `StringLookup`, `Hashing`, `CategoryEncoding`, docs/guides/tables.Rmd.

    Args:
        max_tokens: maximum number of indices, including special ones; None: no limit.
        num_oov_indices: the number of OOV indices; with 0, unknown numbers raise an error.
        mask_token: the number for missing values (NaN, NA and the like); None: no mask.
        oov_token: the number that `invert` returns for an OOV index.
        vocabulary: the numbers, or the path of a file with one per line (see `save_vocabulary`).
        vocabulary_dtype: must be "int64".
        idf_weights: with a given vocabulary in the mode "tf_idf", one weight per number.
        invert: whether to map indices to the numbers of the vocabulary instead.
        output_mode: "int" returns int64 indices; "one_hot" returns one float vector per number;
            "multi_hot", "count" and "tf_idf" return one per row.
        sparse: whether to return vectors as a `tf.SparseTensor`.
        pad_to_max_tokens: whether vectors have `max_tokens` entries for any size of the vocabulary.
        oov_method: how unknown numbers are assigned to OOV indices: "floormod" by remainder,
            "farmhash" by hash.
        salt: with "farmhash", one or two integers that seed the hash.
        name: the layer's name.
        min_count: how often a number must occur to be learned; None: once.
        **kwargs: `dtype`, as for every layer.

    Examples:
        >>> from prelayer import IntegerLookup
        >>> IntegerLookup(vocabulary=[12, 36])([36, 7]).numpy()
        array([2, 0])
    """

    _kind = Integers()
    _learner_class = IntegerLearner
    adapt = adapt_with_steps.adapt  # type: ignore[assignment]
    """Fit the layer to data: `adapt(data, steps=None, batch_size=None)`; see `prelayer.adapt`."""

    def __init__(
        self,
        max_tokens: int | None = None,
        num_oov_indices: int = 1,
        mask_token: int | None = None,
        oov_token: int = -1,
        vocabulary: VocabularyLike = None,
        vocabulary_dtype: Literal["int64"] = "int64",
        idf_weights: ArrayLike = None,
        invert: bool = False,
        output_mode: Literal["int", "one_hot", "multi_hot", "count", "tf_idf"] = "int",
        sparse: bool = False,
        pad_to_max_tokens: bool = False,
        oov_method: Literal["floormod", "farmhash"] = "floormod",
        salt: int | Sequence[int] | None = None,
        name: str | None = None,
        *,
        min_count: int | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(name=name, **kwargs)
        self.num_oov_indices = check.whole("num_oov_indices", num_oov_indices, 0)
        if mask_token is not None:
            self.mask_token = check.whole("mask_token", mask_token)
        self.oov_token = check.whole("oov_token", oov_token)
        check.one_of("vocabulary_dtype", vocabulary_dtype, ("int64",))
        check.one_of("oov_method", oov_method, OOV_METHODS)
        self.salt = None if salt is None else salt_pair(salt)
        if salt is not None and oov_method != "farmhash":
            raise errors.problem('`salt` goes with `{oov_method="farmhash"}` only.')
        if check.flag("invert", invert) and output_mode != "int":
            raise errors.invalid("output_mode", '"int" where `invert` is {True}', output_mode)
        self._set_options()

    def _oov_bins(self, tokens: Any, count: int) -> tf.Tensor:
        numbers = lookup.flat(tokens)
        if self.oov_method == "floormod":
            return tf.math.floormod(numbers, count)
        return lookup.hash_bins(tf.strings.as_string(numbers), count, self.salt)
