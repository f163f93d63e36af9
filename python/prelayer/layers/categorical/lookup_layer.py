"""Base class of vocabulary lookups."""

from __future__ import annotations

from typing import Any

import numpy as np

from prelayer._core import check, errors
from prelayer._core.missing import Missing
from prelayer._core.types import (
    ArrayLike,
    ConfigValue,
    Option,
    PathLike,
    Structure,
    Token,
    VocabularyLike,
)
from prelayer.layers.base.layer import in_symbolic_scope, symbolic
from prelayer.layers.base.stateful_layer import StatefulLayer
from prelayer.layers.categorical import vocabulary_file
from prelayer.layers.categorical.index_layout import IndexLayout
from prelayer.layers.categorical.lookup_table import LookupTable
from prelayer.layers.categorical.token_kinds import Strings, Tokens
from prelayer.layers.categorical.token_learner import TokenLearner
from prelayer.layers.categorical.vocabulary_argument import read_vocabulary
from prelayer.layers.categorical.vocabulary_store import VocabularyStore
from prelayer.ops.numeric import encode, lookup, value_checks

OUTPUT_MODES = ("int", "one_hot", "multi_hot", "count", "tf_idf")


class LookupLayer(StatefulLayer):
    """Base class of layers that learn a vocabulary and look tokens up in it.

    The layer has an `IndexLayout`, a `TokenLearner`, which counts tokens, and a `VocabularyStore`
    with the table for calls. A subclass sets the attributes that are not among its arguments, and
    then calls `_set_options`.
    """

    _state_arguments = ("vocabulary", "idf_weights")
    _learner_class: type[TokenLearner] = TokenLearner
    _kind: Tokens = Strings()
    max_tokens: int | None
    min_count: int | None
    mask_token: Any = None
    salt: Any = None
    _store: VocabularyStore

    def __init__(self, vocabulary_size: int | None = None, **kwargs: Option) -> None:
        if kwargs.get("dtype") in ("string", "int64"):
            kwargs.pop("dtype")  # the dtypes of input and output in Keras, which are fixed here
        super().__init__(**kwargs)
        self.supports_jit = False  # XLA supports neither strings nor tables
        self._table = None
        self._known_size = vocabulary_size

    def _set_options(self) -> None:
        """Check the arguments that all lookups share, and set a given vocabulary."""
        given = {name: self._arguments.get(name) for name in self._state_arguments}
        self.output_mode = encode.mode(self._arguments["output_mode"], OUTPUT_MODES)
        for name in ("pad_to_max_tokens", "sparse"):
            check.flag(name, getattr(self, name))
        oov = self.oov_token, self.num_oov_indices
        self._layout = IndexLayout(self._kind, self.mask_token, *oov, self.output_mode, self.invert)
        special = self._layout.special
        if self.max_tokens is not None:
            self.max_tokens = check.whole("max_tokens", self.max_tokens, minimum=2)
            if self.max_tokens <= len(special):
                rule = f"more than the {len(special)} special indices"
                raise errors.invalid("max_tokens", rule, self.max_tokens)
        elif self.pad_to_max_tokens:
            raise errors.problem("`pad_to_max_tokens` needs `max_tokens` to be set.")
        if self.min_count is not None:
            self.min_count = check.whole("min_count", self.min_count, minimum=1)
        if self.sparse and self.output_mode == "int":
            raise errors.problem('`sparse` does not go with `{output_mode="int"}`.')
        if given["idf_weights"] is not None and self.output_mode != "tf_idf":
            raise errors.problem('`idf_weights` goes with `{output_mode="tf_idf"}` only.')
        self._store = VocabularyStore(
            self, self._layout, self.max_tokens, self.pad_to_max_tokens, self._known_size
        )
        self._learner = self._learner_class(
            self, self._layout, self.max_tokens, self.min_count or 1
        )
        self._given = given["vocabulary"] is not None
        if self._given:
            self.set_vocabulary(**given)

    @property
    def rule_for_missing(self) -> Missing:
        """The rule for None, NaN and NA: they become the mask token, if one is set."""
        mask = None if self.mask_token is None else self._kind.key(self.mask_token)
        return Missing(mask, "Set `mask_token`, which replaces them, or drop them first.")

    @property
    def compute_dtype(self) -> str:
        """The dtype of the input, which a Sequential model without an `Input` reads here."""
        return "int64" if self.invert else self._kind.dtype

    @property
    def _column_dtype(self) -> str:  # type: ignore[override]
        return self.compute_dtype

    @property
    def variable_dtype(self) -> str:
        return self.compute_dtype

    def get_vocabulary(self, include_special_tokens: bool = True) -> list[Token]:
        """Return the tokens in index order.

        Args:
            include_special_tokens: whether to list mask and OOV tokens first, so that the position
                of a token in the list is its index.
        """
        special = self._layout.special if include_special_tokens else ()
        return [self._kind.token(key) for key in (*special, *self._store.vocabulary.keys)]

    def vocabulary_size(self) -> int:
        """Return the number of indices, including those of mask and OOV tokens."""
        return len(self._store.vocabulary)

    @property
    def idf_weights(self) -> np.ndarray | None:
        """The weight of each index, as in `get_vocabulary()`; None unless the mode is "tf_idf"."""
        return self._store.vocabulary.idf

    def table(self) -> dict[str, list[Token]]:
        """Return the vocabulary as columns, to print it or to build a data frame.

        Returns:
            "index", "token" and "role" ("mask", "oov" or "token"); for tokens that this layer
            learned, also "count" and, in the mode "tf_idf", "document_count", which are None if
            unknown.

        Examples:
            >>> from prelayer import StringLookup
            >>> layer = StringLookup()
            >>> report = layer.adapt(["b", "a", "b"])
            >>> layer.table()["token"], layer.table()["count"]
            (['[UNK]', 'b', 'a'], [None, 2, 1])
        """
        seen, layout = self._learner.accumulator, self._layout
        documents = None if seen is None or not layout.weighs_rows else seen.document_counts
        counts = None if seen is None else seen.counts
        return self._store.vocabulary.table(self._kind, layout.mask_has_index, counts, documents)

    def set_vocabulary(self, vocabulary: VocabularyLike, idf_weights: ArrayLike = None) -> None:
        """Set the tokens without learning them from data.

        Args:
            vocabulary: the tokens in index order, with or without the special tokens first; or the
                path of a file with one token per line, without the special tokens.
            idf_weights: in the mode "tf_idf", one weight per token.

        Raises:
            ValueError: if tokens are repeated or too many, or if weights are missing, not allowed,
                or differ in number from the tokens.
        """
        taken = read_vocabulary(self._layout, vocabulary, idf_weights, self.max_tokens)
        self._learner.set_state(self._store.checked(taken))

    def save_vocabulary(self, path: PathLike) -> None:
        """Write the tokens to a file, one per line, whose path the argument `vocabulary` accepts.

        Mask and OOV tokens, counts and `idf_weights` are not written; in the mode "tf_idf", pass
        the weights along with the path. Keras can read the file too, unless a token contains a line
        end. The module `prelayer.layers.categorical.vocabulary_file` documents the format.

        Args:
            path: the file, which is replaced if it exists.

        Raises:
            ValueError: if the layer has no tokens, or the file cannot be written.
        """
        if not self.is_fitted:
            self._refuse_unfitted()
        lines = [self._kind.to_line(key) for key in self._store.vocabulary.keys]
        vocabulary_file.write(path, lines)

    def prepare(self, inputs: Structure) -> Structure:
        if self.invert:
            return value_checks.as_whole_numbers(inputs)
        return self._learner.convert(inputs)

    def call(self, inputs: Structure) -> Structure:
        if not self._fitted or in_symbolic_scope():
            return self._placeholder(inputs)
        table = self._store.table
        found = table.look_up(inputs, self._oov_bins)
        return found if self.output_mode == "int" else self._encode(found, table)

    def _oov_bins(self, tokens: Any, count: int) -> Any:
        return lookup.hash_bins(lookup.flat(tokens), count, self.salt)

    def _encode(self, indices: Any, table: LookupTable) -> Any:
        return table.encode(indices, self.dtype_policy.compute_dtype, self.sparse)

    def compute_output_spec(self, inputs: Structure) -> Structure:
        if self.output_mode != "int":
            return self._encoded_spec(tuple(inputs.shape))
        dtype = self._kind.dtype if self.invert else "int64"
        return symbolic(inputs.shape, dtype, sparse=inputs.sparse)

    def _encoded_spec(self, shape: tuple[int | None, ...]) -> Any:
        shape = encode.encoded_shape(shape, self.output_mode, self._store.use_depth())
        return symbolic(shape, self.dtype_policy.compute_dtype, sparse=self.sparse)

    def get_config(self) -> dict[str, ConfigValue]:
        config = super().get_config()
        if self._given:
            # The tokens instead of a path, because the file may be deleted later.
            tokens, idf = self._store.vocabulary.as_given()
            config["vocabulary"] = [self._kind.token(key) for key in tokens]
            config["idf_weights"] = None if idf is None else idf.tolist()
        return {**config, "vocabulary_size": self._store.known_size}
