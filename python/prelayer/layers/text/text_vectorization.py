"""TextVectorization: maps texts to token indices or encodings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.message import Message
from prelayer._core.types import ArrayLike, Option, Structure, TextStep, VocabularyLike
from prelayer.layers.base.layer import in_symbolic_scope, symbolic
from prelayer.layers.categorical.lookup_layer import LookupLayer
from prelayer.layers.categorical.token_kinds import Strings, text_encoding
from prelayer.layers.categorical.token_learner import TokenLearner
from prelayer.ops.text import encodings, text_steps, tokenize

_STANDARDIZE = ("lower_and_strip_punctuation", "lower", "strip_punctuation", None)
_SPLIT = ("whitespace", "character", None)


class TextLearner(TokenLearner):
    """Counts the tokens of texts."""

    values_per_batch = 2**12  # texts, each with many tokens

    def to_batch(self, element: Any) -> Any:
        if self.layer.split is None:
            return super().to_batch(element)
        texts = self.convert(element)
        return tf.reshape(texts, (1,)) if texts.shape.rank == 0 else texts

    def tokens(self, batch: Any) -> Any:
        return self.layer._tokens(batch)


class TextVectorization(LookupLayer):
    """Tokenizes texts: returns the indices of tokens, a bag of words, or TF-IDF vectors.

    A text is standardized, split into tokens, optionally joined into n-grams, and looked up in a
    vocabulary that `adapt()` learns, the most frequent token first. In the mode "int", index 0 is
    padding and 1 is OOV, then the tokens; in the other modes 0 is OOV. A missing text is empty. All
    steps follow Unicode. Under a strategy with several replicas, map the layer over the dataset.
    See also: `StringLookup`, `pad_sequences`, docs/guides/tables.Rmd.

    Args:
        max_tokens: maximum number of indices, including padding and OOV; None: no limit.
        standardize: "lower_and_strip_punctuation", "lower", "strip_punctuation", a list of steps
            such as "casefold" and "strip_accents", a function of a string tensor, or None.
        split: "whitespace" (Unicode white space), "character", a step such as
            `{"step": "regex", "pattern": "-"}`, a function of a string tensor, or None.
        ngrams: the maximum length of n-grams, or a tuple of lengths; None: no n-grams.
        output_mode: "int" returns one sequence of int64 indices per text; "one_hot", "multi_hot",
            "count" and "tf_idf" return floats. "binary" and "tf-idf" are older names.
        output_sequence_length: in the mode "int", the length to which sequences are cut or padded.
        pad_to_max_tokens: whether vectors have `max_tokens` entries for any size of the vocabulary.
        vocabulary: the tokens, or the path of a file with one per line (see `save_vocabulary`).
        idf_weights: with a given vocabulary in the mode "tf_idf", one weight per token.
        sparse: whether to return vectors as a `tf.SparseTensor`.
        ragged: in the mode "int", whether to return sequences unpadded, as a `tf.RaggedTensor`.
        encoding: encoding of the texts; unless UTF-8, case and white space follow ASCII.
        name: the layer's name.
        min_count: how often a token must occur to be learned; None: once.
        **kwargs: `dtype`, as for every layer.

    Raises:
        ValueError: if options contradict each other, or tokens are repeated or too many.

    Examples:
        >>> from prelayer import TextVectorization
        >>> TextVectorization(vocabulary=["hi", "you"])(["Hi, you!", "Bye"]).numpy()
        array([[2, 3], [1, 0]])
    """

    mask_token = ""
    oov_token = "[UNK]"
    num_oov_indices = 1
    invert = False
    _learner_class = TextLearner

    def __init__(
        self,
        max_tokens: int | None = None,
        standardize: TextStep = "lower_and_strip_punctuation",
        split: TextStep = "whitespace",
        ngrams: int | tuple[int, ...] | None = None,
        output_mode: Literal["int", "one_hot", "multi_hot", "count", "tf_idf"] = "int",
        output_sequence_length: int | None = None,
        pad_to_max_tokens: bool = False,
        vocabulary: VocabularyLike = None,
        idf_weights: ArrayLike = None,
        sparse: bool = False,
        ragged: bool = False,
        encoding: str = "utf-8",
        name: str | None = None,
        *,
        min_count: int | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(name=name, **kwargs)
        self._kind = Strings(text_encoding(encoding))
        self._standardizer = self._make_standardizer(standardize)
        self._splitter = self._make_splitter(split)
        self._check_encoding()
        self.ngrams = None if ngrams is None else _widths(ngrams)
        check.flag("ragged", ragged)
        if output_sequence_length is not None:
            self.output_sequence_length = check.whole(
                "output_sequence_length", output_sequence_length, minimum=1
            )
        for option in ("output_sequence_length", "ragged"):
            if output_mode != "int" and self._arguments[option]:
                raise errors.problem(
                    '`{option}` goes with `{output_mode="int"}` only.', option=option
                )
        self._set_options()

    def _make_standardizer(self, standardize: Any) -> text_steps.Step | None:
        if callable(standardize):
            return partial(_call_user_function, "standardize", standardize)
        if isinstance(standardize, (list, tuple)):
            return text_steps.standardizer(standardize, self.encoding)
        is_one = isinstance(standardize, Mapping) or text_steps.is_step(standardize)
        if is_one and standardize not in _STANDARDIZE:
            rule, remedy = "{options!o}", "Steps must be in a list."
            raise errors.invalid("standardize", rule, standardize, remedy, options=_STANDARDIZE)
        check.one_of("standardize", standardize, _STANDARDIZE)
        return None

    def _make_splitter(self, split: Any) -> text_steps.Step | None:
        if callable(split):
            return partial(_call_user_function, "split", split)
        if isinstance(split, Mapping):
            return text_steps.splitter(split)
        check.one_of("split", split, _SPLIT)
        return None

    def _check_encoding(self) -> None:
        remedy = "Convert the texts to UTF-8 first."
        by_name = isinstance(self.standardize, str) or self.split == "whitespace"
        if by_name and not encodings.keeps_ascii(self.encoding):
            rule = (
                "one whose bytes below 128 are ASCII, unless `standardize` and `split` are {None}"
            )
            raise errors.invalid("encoding", rule, self.encoding, remedy)
        if self.split == "character" and not encodings.has_characters(self.encoding):
            rule = 'UTF-8, UTF-16-BE or one of a byte a character where `split` is "character"'
            raise errors.invalid("encoding", rule, self.encoding, remedy)

    def _tokens(self, inputs: Any) -> Any:
        with tf.device("CPU:0"):
            tokens = self._split(self._standardize(inputs))
            return tokens if self.ngrams is None else tokenize.ngrams(tokens, self.ngrams)

    def _standardize(self, texts: Any) -> Any:
        if self._standardizer is not None:
            return self._standardizer(texts)
        if self.standardize in ("lower", "lower_and_strip_punctuation"):
            texts = tokenize.lower(texts, self.encoding)
        if self.standardize in ("strip_punctuation", "lower_and_strip_punctuation"):
            texts = tokenize.strip_punctuation(texts)
        return texts

    def _split(self, texts: Any) -> Any:
        if self.split is None:
            return texts
        if texts.shape.rank > 1:
            rule = "texts that are split must come one a row, of shape (batch,) or (batch, 1)"
            if isinstance(texts, tf.RaggedTensor) or texts.shape[-1] not in (1, None):
                raise errors.problem(
                    "{rule}, but their shape is {shape}.", rule=rule, shape=tuple(texts.shape)
                )
            one = tf.debugging.Assert(tf.shape(texts)[-1] == 1, errors.assertion(f"{rule}."))
            with tf.control_dependencies([] if one is None else [one]):
                texts = tf.squeeze(texts, -1)
        if self._splitter is not None:
            return self._splitter(texts)
        if self.split == "character":
            return tokenize.split_characters(texts, self.encoding)
        return tokenize.split_whitespace(texts, self.encoding)

    def call(self, inputs: Structure) -> Structure:
        if not self._fitted or in_symbolic_scope():
            return self._placeholder(inputs)
        table = self._store.table
        found = table.look_up(self._tokens(inputs), self._oov_bins)
        if self.output_mode != "int":
            return self._encode(found, table)
        length = self.output_sequence_length
        if isinstance(found, tf.RaggedTensor):
            if self.ragged:
                return found if length is None else found[..., :length]
            shape = [*found.shape.as_list()[:-1], length]
            return found.to_tensor(shape=shape)
        if length is None or self.ragged:
            return found if length is None else found[..., :length]
        return tokenize.fit_length(found, length)

    def compute_output_spec(self, inputs: Structure) -> Structure:
        shape = tuple(inputs.shape)
        if self.split is not None:
            shape = (*(shape[:-1] if len(shape) > 1 else shape), None)
        if self.output_mode != "int":
            return self._encoded_spec(shape)
        last = shape[-1] if self.split is None and self.ngrams is None else None
        length = None if self.ragged else self.output_sequence_length or last
        return symbolic((*shape[:-1], length), "int64", ragged=self.ragged)


def _call_user_function(argument: str, function: text_steps.Step, texts: Any) -> Any:
    """Return the result of a user-defined function of texts, which must be a string tensor."""
    reason: Message | str
    try:
        result = function(texts)
        if tf.is_tensor(result) and result.dtype == tf.string:
            return result
        reason = Message("it returned {result!r}", result=result)
    except Exception as error:  # user-defined code can raise anything
        reason = (str(error).strip() or type(error).__name__).splitlines()[-1].rstrip(".")
    raise errors.problem(
        "`{argument}` must be a function that takes a string tensor and returns one, but it "
        "failed: {reason}. Use TensorFlow's functions, such as those of `tf.strings`, or steps.",
        argument=argument,
        reason=reason,
    )


def _widths(ngrams: Any) -> tuple[int, ...]:
    if isinstance(ngrams, (list, tuple)) and ngrams:
        return tuple(check.whole("ngrams", item, 1) for item in ngrams)
    return tuple(range(1, check.whole("ngrams", ngrams, minimum=1) + 1))
