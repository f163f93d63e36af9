"""StringLookup: maps strings to indices of a vocabulary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from prelayer._core import check, errors
from prelayer._core.missing import is_missing
from prelayer._core.types import ArrayLike, Option, VocabularyLike
from prelayer.adapt.learner import Summaries
from prelayer.layers.base import adapt_with_steps
from prelayer.layers.categorical.lookup_layer import LookupLayer
from prelayer.layers.categorical.token_kinds import OOV_METHODS, Strings, text_encoding
from prelayer.layers.categorical.token_learner import TokenLearner


class StringLearner(TokenLearner):
    """Counts strings; those of lists and arrays without a graph."""

    def summarize_memory(self, data: Any) -> tuple[Summaries | None, Any]:
        if self.layout.weighs_rows:
            return None, data
        kind, placeholder = self.layout.kind, self.missing.placeholder
        texts = self.as_array(data)
        counted = count_texts(texts)
        if counted is None or (None in counted and placeholder is None):
            return None, data
        tokens = [placeholder if token is None else kind.key(token) for token in counted]
        counts = np.fromiter(counted.values(), np.int64, len(counted))
        return [{"tokens": kind.array(tokens), "counts": counts}], texts


class StringLookup(LookupLayer):
    """Encodes categories that are strings: as indices in a vocabulary, or one-hot vectors.

    The vocabulary is given, or learned by `adapt()`: the most frequent token first, ties in reverse
    order of code points. With "int", index 0 is the mask, if there is one, then OOV indices and the
    tokens; "one_hot" (dummy variables) and other modes drop masked values. Under a strategy with
    several replicas, map it over a dataset. See also: `Hashing`, `Values`, docs/guides/tables.Rmd.

    Args:
        max_tokens: maximum number of indices, including special ones; None: no limit.
        num_oov_indices: the number of OOV indices; with 0, unknown tokens raise an error.
        mask_token: the token for missing values (NaN, NA and the like); None: no mask.
        oov_token: the token that `invert` returns for an OOV index.
        vocabulary: the tokens, or the path of a file with one per line (see `save_vocabulary`).
        idf_weights: with a given vocabulary in the mode "tf_idf", one weight per token.
        invert: whether to map indices to strings instead.
        output_mode: "int" returns int64 indices; "one_hot" returns one float vector per token;
            "multi_hot", "count" and "tf_idf" one per row. "binary" and "tf-idf" are older names.
        pad_to_max_tokens: whether vectors have `max_tokens` entries for any size of the vocabulary.
        sparse: whether to return vectors as a `tf.SparseTensor`.
        encoding: the encoding of the strings.
        name: the layer's name.
        salt: one or two integers that seed the hash of unknown tokens.
        min_count: how often a token must occur to be learned; None: once.
        **kwargs: `dtype`, as for every layer.

    Returns:
        A tensor of the input's shape ("int"), with one more axis ("one_hot"), or a vector per row.

    Raises:
        ValueError: if options contradict each other, or tokens are repeated, missing or too many.

    Examples:
        >>> from prelayer import StringLookup
        >>> StringLookup(vocabulary=["a", "b"])(["b", "z"]).numpy()
        array([2, 0])
    """

    _learner_class = StringLearner
    adapt = adapt_with_steps.adapt  # type: ignore[assignment]
    """Fit the layer to data: `adapt(data, steps=None, batch_size=None)`; see `prelayer.adapt`."""

    def __init__(
        self,
        max_tokens: int | None = None,
        num_oov_indices: int = 1,
        mask_token: str | None = None,
        oov_token: str = "[UNK]",
        vocabulary: VocabularyLike = None,
        idf_weights: ArrayLike = None,
        invert: bool = False,
        output_mode: Literal["int", "one_hot", "multi_hot", "count", "tf_idf"] = "int",
        pad_to_max_tokens: bool = False,
        sparse: bool = False,
        encoding: str = "utf-8",
        name: str | None = None,
        *,
        salt: int | Sequence[int] | None = None,
        min_count: int | None = None,
        **kwargs: Option,
    ) -> None:
        # Configs of Keras contain `oov_method`, which has an effect on integers only.
        method = kwargs.pop("oov_method", "floormod")
        check.one_of("oov_method", method, OOV_METHODS)
        super().__init__(name=name, **kwargs)
        self.num_oov_indices = check.whole("num_oov_indices", num_oov_indices, 0)
        for option in ("mask_token", "oov_token"):
            string_or_none(option, self._arguments[option])
        if oov_token is None and (invert or self.num_oov_indices):
            rule = "a string, unless `num_oov_indices` is 0 and `invert` is {False}"
            raise errors.invalid("oov_token", rule, oov_token)
        self._kind = Strings(text_encoding(encoding))
        self.salt = None if salt is None else salt_pair(salt)
        if check.flag("invert", invert) and output_mode != "int":
            raise errors.invalid("output_mode", '"int" where `invert` is {True}', output_mode)
        self._set_options()


def salt_pair(salt: Any) -> list[int]:
    """Return one or two whole numbers as the pair that seeds a hash."""
    pair = list(salt) if isinstance(salt, (list, tuple)) else [salt, salt]
    if len(pair) != 2:
        raise errors.invalid("salt", "one or two whole numbers", salt)
    return [check.whole("salt", part, minimum=0) for part in pair]


def string_or_none(argument: str, value: Any) -> None:
    """Raise an error for a special token that is neither a string nor None."""
    if value is not None and not isinstance(value, (str, bytes)):
        raise errors.invalid(argument, "a string or {None}", value)


def count_texts(values: Any) -> Counter[str | None] | None:
    """Return how often each text of a list or array occurs; missing values are counted as None.

    Returns:
        None if the data contains anything but texts and missing values.
    """
    if isinstance(values, np.ndarray):
        values = values.reshape(-1).tolist() if values.dtype.kind in "OU" else None
    if not isinstance(values, (list, tuple)) or not _may_be_text(values):
        return None
    try:
        counted = Counter(values)
    except TypeError:
        return None
    missing = [token for token in counted if type(token) is not str and is_missing(token)]
    # Different NaN objects are different keys.
    gaps = sum(counted.pop(token) for token in missing)
    if not all(type(token) is str for token in counted):
        return None
    if gaps:
        counted[None] = gaps
    return counted


def _may_be_text(values: Sequence[Any]) -> bool:
    return not values or isinstance(values[0], str) or is_missing(values[0])
