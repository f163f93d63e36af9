"""Base class of vocabulary lookups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer.layers.categorical.vocabulary import Vocabulary, with_special_weights
from prelayer.layers.categorical.vocabulary_layer import VocabularyLayer
from prelayer.ops.numeric import counting, encode, lookup, value_checks
from prelayer.stats.frequent_tokens import FrequentTokens
from prelayer.stats.serialization import kind_of, reading
from prelayer.stats.token_counts import TokenCounts

OUTPUT_MODES = ("int", "one_hot", "multi_hot", "count", "tf_idf")


@dataclass(frozen=True)
class Learned:
    """The parts of a learned vocabulary that a call uses, all from the same state.

    Args:
        table: maps tokens to indices, or indices to tokens.
        depth: the length of vectors.
        weights: the weight of each index, in the mode "tf_idf".
    """

    table: lookup.Table
    depth: int
    weights: np.ndarray | None


class LookupLayer(VocabularyLayer):
    """Base class of layers that learn a vocabulary and look tokens up in it.

    A subclass sets the attributes that are not among its arguments before it calls `check_options`,
    and converts its input to tokens in `tokens`.
    """

    learned_arguments = ("vocabulary", "idf_weights")
    max_tokens: Any  # int or None
    min_count: int | None

    def __init__(self, vocabulary_size: int | None = None, **kwargs: Any) -> None:
        if kwargs.get("dtype") in ("string", "int64"):
            kwargs.pop("dtype")  # the dtypes of input and output in Keras, which are fixed here
        super().__init__(**kwargs)
        self.supports_jit = False  # XLA supports neither strings nor tables
        self._table: lookup.Table | None = None
        self.in_use: Any = None
        self._known_size = vocabulary_size
        self._depth_in_use: int | None = None

    def check_options(self) -> None:
        """Check the arguments that all lookups share, and set a given vocabulary."""
        given = {name: self._arguments.get(name) for name in self.learned_arguments}
        self.output_mode = encode.mode(self.title, self._arguments["output_mode"], OUTPUT_MODES)
        for name in ("pad_to_max_tokens", "sparse"):
            check.flag(self.title, name, getattr(self, name))
        if self.max_tokens is not None:
            self.max_tokens = check.whole(self.title, "max_tokens", self.max_tokens, minimum=2)
            if self.max_tokens <= len(self._special):
                rule = f"more than the {len(self._special)} special indices"
                check.fail(self.title, "max_tokens", rule, self.max_tokens)
        elif self.pad_to_max_tokens:
            check.refuse(self.title, "`pad_to_max_tokens` needs `max_tokens` to be set.")
        if self.min_count is not None:
            self.min_count = check.whole(self.title, "min_count", self.min_count, minimum=1)
        if self.sparse and self.output_mode == "int":
            check.refuse(self.title, '`sparse` does not go with `output_mode="int"`.')
        if given["idf_weights"] is not None and self.output_mode != "tf_idf":
            check.refuse(self.title, '`idf_weights` goes with `output_mode="tf_idf"` only.')
        self._vocabulary = Vocabulary(self._special, self.kind.array([]))
        self.given = given["vocabulary"] is not None
        if self.given:
            self._set(given["vocabulary"], given["idf_weights"])

    @property
    def compute_dtype(self) -> str:
        """The dtype of the input, which a Sequential model without an `Input` reads here."""
        return "int64" if self.invert else self.kind.dtype

    @property
    def variable_dtype(self) -> str:
        return self.compute_dtype

    def _check_size(self, vocabulary: Vocabulary) -> None:
        size = len(vocabulary)
        if self._depth_in_use not in (None, size) and not self.pad_to_max_tokens:
            check.refuse(
                self.title,
                f"a model was built on a vocabulary of {self._depth_in_use} tokens, so that it "
                f"cannot become one of {size}. Set `max_tokens` and `pad_to_max_tokens=True`.",
            )

    def take(self, knowledge: Vocabulary) -> None:
        depth = self.max_tokens if self.pad_to_max_tokens else len(knowledge)
        weights = None
        if knowledge.idf is not None:
            padding = max(0, depth - len(knowledge.idf))
            weights = np.pad(knowledge.idf, (0, padding)).astype(np.float32)
        table = self._make_table(knowledge)
        self._vocabulary, self._known_size = knowledge, len(knowledge)
        self._table = table  # tracked, so that a SavedModel contains it
        # One assignment, so that a call in another thread uses the old state or the new one.
        self.in_use = Learned(table, depth, weights)

    def _make_table(self, knowledge: Vocabulary) -> lookup.Table:
        first, keys = len(self._special), knowledge.keys
        indices = np.arange(first, first + len(keys))
        if self.mask_token is not None:
            keys = np.append(keys, self.kind.array([self.kind.key(self.mask_token)]))
            indices = np.append(indices, 0 if self._mask_has_index else encode.DROPPED)
        if self.invert:
            unknown = self.kind.key(self.oov_token)
            return lookup.table(indices, keys, unknown, "int64", self.kind.dtype)
        unknown = int(self._mask_has_index) if self.num_oov_indices == 1 else lookup.MISSING
        return lookup.table(keys, indices, unknown, self.kind.dtype, "int64")

    def statistic(self) -> Any:
        return TokenCounts()

    def together(self, data: bytes, seen: Any) -> Any:
        if kind_of(data) != "FrequentTokens":
            if not isinstance(seen, FrequentTokens):
                return super().together(data, seen)
            # Exact counts are merged into bounded ones, in either order.
            data, seen = seen.to_bytes(), super().together(data, None)
        with reading(self.title, "the state", "state()"):
            merged = FrequentTokens.from_bytes(data)
            if (merged.whole, merged.weighs_rows) != self._counted:
                raise ValueError("other tokens")
        if seen is not None:
            merged.merge(seen)
        return merged

    def bounded_statistic(self, max_memory: int) -> FrequentTokens:
        """Return counts that use at most `max_memory` bytes."""
        return FrequentTokens(max_memory, *self._counted)

    @property
    def _counted(self) -> tuple[bool, bool]:
        """Whether tokens are whole numbers, and whether documents are counted."""
        return self.kind.dtype == "int64", self.weighs_rows

    def as_indices(self, inputs: Any) -> Any:
        """Return the input of an inverted layer as int64 indices."""
        return value_checks.as_whole_numbers(inputs, self.title)

    def tokens(self, inputs: Any) -> Any:
        """Return the tokens of the input, to be looked up one by one."""
        return inputs

    @property
    def weighs_rows(self) -> bool:
        """Whether the number of rows that contain each token is also counted."""
        return self.output_mode == "tf_idf"

    def summarize(self, batch: Any) -> dict[str, tf.Tensor]:
        tokens = self.tokens(batch)
        if self.weighs_rows:
            return counting.document_counts(tokens)
        return counting.token_counts(tokens)

    def check_adaptable(self) -> None:
        if self.given:
            check.refuse(self.title, "a layer that was given its vocabulary cannot adapt.")

    def derive(self, statistic: Any) -> Vocabulary:
        special = [token for token in (self.mask_token, self.oov_token) if token is not None]
        leave_out = [self.kind.key(token) for token in special]
        keys = statistic.ranked(leave_out, self.min_count or 1)
        if self.max_tokens is not None:
            keys = keys[: max(0, self.max_tokens - len(self._special))]
        idf = None
        if self.output_mode == "tf_idf":
            learned = statistic.inverse_document_frequency(keys)
            idf = with_special_weights(learned, len(self._special))
        derived = Vocabulary(self._special, self.kind.array(keys), idf)
        self._check_size(derived)
        return derived

    def get_state(self) -> dict[str, np.ndarray]:
        return self._vocabulary.packed(self.kind)

    def from_state(self, state: dict[str, np.ndarray]) -> Vocabulary:
        try:
            known = Vocabulary.unpacked(self._special, self.kind, state, self.weighs_rows)
        except Exception:  # damaged arrays can raise anything
            self.refuse_damaged()
        if known is None or len(known) > (self.max_tokens or len(known)):
            self.refuse_state()
        if any(key in known.keys.tolist() for key in self._reserved):
            self.refuse_state()
        self._check_size(known)
        return known

    def indices(self, tokens: Any, learned: Learned) -> Any:
        """Return the index of each token, or for an inverted layer the token of each index.

        Args:
            tokens: the tokens or indices to look up.
            learned: the value of `in_use` at the start of the call.
        """
        with tf.device("CPU:0"):
            found = lookup.lookup(learned.table, tokens)
            if not self.invert and self.num_oov_indices > 1:
                first = int(self._mask_has_index)
                bins = self.hash_unknown(tokens)
                found = lookup.replace_missing(found, bins, first)
            if not self.invert and self.num_oov_indices == 0:
                found = lookup.refuse_missing(self.title, found, tokens)
        return found

    def hash_unknown(self, tokens: Any) -> tf.Tensor:
        """Return for each token, flattened, the OOV bucket that it has if it is unknown."""
        return lookup.hash_bins(lookup.flat(tokens), self.num_oov_indices, self.salt)

    def encoded(self, indices: Any, learned: Learned) -> Any:
        """Return indices encoded in the layer's output mode, which is not "int"."""
        dtype, depth = self.dtype_policy.compute_dtype, learned.depth
        if self.output_mode != "tf_idf":
            return encode.encode(indices, self.output_mode, depth, dtype, self.sparse)
        if self.sparse or indices.shape.rank == 0:
            counts = encode.encode(indices, "count", depth, dtype, self.sparse)
            return encode.weigh(counts, learned.weights)
        # One pass: the weight of each token is added.
        weights = lookup.map_values(
            lambda found: tf.gather(learned.weights, tf.minimum(found, depth - 1)), indices
        )
        return encode.count(indices, depth, dtype, weights=weights)

    @property
    def depth(self) -> int:
        """The length of vectors in the modes other than "int"."""
        if self.pad_to_max_tokens:
            return self.max_tokens
        if self._known_size is None:
            self.refuse_unknown()
        return self._known_size

    def encoded_spec(self, shape: tuple[int | None, ...]) -> Any:
        """Return the symbolic output of `encoded` for indices of a shape."""
        self._depth_in_use = self.depth
        shape = encode.encoded_shape(shape, self.output_mode, self.depth)
        return self.symbolic(shape, self.dtype_policy.compute_dtype, sparse=self.sparse)

    def get_config(self) -> dict[str, Any]:
        config = super().get_config()
        if self.given:
            # The tokens instead of a path, because the file may be deleted later.
            tokens, idf = self._vocabulary.as_given()
            config["vocabulary"] = [self.kind.token(key) for key in tokens]
            config["idf_weights"] = None if idf is None else idf.tolist()
        return {**config, "vocabulary_size": self._known_size}
