"""Standardization and splitting by lists of steps, which are parsed to functions of tensors.

A step is a name, or a dict with the name and options; a dict without options is equal to the name.

- "lower": lower case; {"step": "lower", "locale": "tr"} that of Turkish and Azerbaijani ("az").
- "casefold": full case folding, for comparison without regard to case: "Straße" and "STRASSE"
  become "strasse".
- "nfc", "nfd", "nfkc", "nfkd": Unicode normal forms.
- "strip_accents": removes marks above, below and attached to letters (combining classes of 200 and
  more): "é" becomes "e". Keeps vowel signs, viramas, points and the marks of kana, and letters
  that are not composed of a letter and a mark, such as "ø".
- "strip_punctuation": removes punctuation and ASCII symbols.
- "strip": removes white space at both ends.
- {"step": "regex", "pattern": p, "rewrite": r}: replaces each match of a regular expression in RE2
  syntax; "\\1" in `r` is the first group.

A split is "whitespace", "character" or {"step": "regex", "pattern": p}, whose tokens are the
non-empty texts between matches.

White space and punctuation follow the Unicode version of TensorFlow's regular expressions, all else
that of the Python that creates the layer (14 in Python 3.11), independent of the locale. An
exported model keeps its Unicode version. Bytes that are not valid UTF-8 become U+FFFD in the steps
for case, accents and normal forms, and are unchanged in the others.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import tensorflow as tf

from prelayer._core import errors
from prelayer._core.message import Message
from prelayer.ops.text import case_mapping, tokenize
from prelayer.ops.text.code_points import replace, replacements, rewrite_texts
from prelayer.ops.text.encodings import is_utf_8
from prelayer.ops.text.normal_forms import FORMS, normalize

Step = Callable[[Any], Any]

_NAMED = ("lower", "casefold", *FORMS, "strip_accents", "strip_punctuation", "strip")
_LOCALES = ("tr", "az")
_FIRST_ACCENT = 200
# Any run of white space.
SPACE = r"[\s\v\x1c-\x1f\x{85}\p{Z}]+"
# Bytes that do not occur in UTF-8 texts, not even damaged ones.
_BETWEEN = b"\xff\xfe\xff between \xff\xfe\xff"


def is_step(name: Any) -> bool:
    """Return whether a value is the name of a standardization step."""
    return isinstance(name, str) and name in (*_NAMED, "regex")


def standardizer(steps: Sequence[Any], encoding: str) -> Step:
    """Return a function that applies steps to texts, one after the other.

    Raises:
        ValueError: if a step is unknown, or has a missing or unknown option; or if the encoding of
            the texts is not UTF-8.
    """
    if not is_utf_8(encoding):
        rule = '"utf-8" where `standardize` is a list of steps'
        raise errors.invalid("encoding", rule, encoding)
    functions = [
        _parse(f"step {number} of `standardize`", step) for number, step in enumerate(steps, 1)
    ]

    def standardize(texts: Any) -> Any:
        for function in functions:
            texts = function(texts)
        return texts

    return standardize


def splitter(step: Mapping[str, Any]) -> Step:
    """Return a function that splits texts at the matches of a regular expression.

    Raises:
        ValueError: if the step is not "regex", or its pattern is not a valid regular expression.
    """
    options = dict(step)
    if options.pop("step", None) != "regex":
        example = {"step": "regex", "pattern": "..."}
        raise errors.invalid("split", "a name or {example!r}", dict(step), example=example)
    _check_options("the step of `split`", options, ("pattern",))
    _check_regex("the step of `split`", options["pattern"], "")
    return partial(_split, pattern=options["pattern"])


def _parse(where: str, step: Any) -> Step:
    options = dict(step) if isinstance(step, Mapping) else {"step": step}
    name = options.pop("step", None)
    if not is_step(name):
        raise errors.problem(
            "{where} must be {known!o}, not {step!r}.",
            where=where,
            known=[*_NAMED, "regex"],
            step=step,
        )
    if name == "regex":
        _check_options(where, options, ("pattern", "rewrite"))
        _check_regex(where, **options)
        return partial(tf.strings.regex_replace, **options)
    if name == "lower" and "locale" in options:
        _check_options(where, options, ("locale",))
        if options["locale"] not in _LOCALES:
            raise errors.problem(
                'the "locale" of {where} must be {known!o}, not {given!r}.',
                where=where,
                known=_LOCALES,
                given=options["locale"],
            )
        return case_mapping.lower_turkic
    _check_options(where, options, ())
    return partial(normalize, form=name) if name in FORMS else _FUNCTIONS[name]


def _check_options(where: str, options: dict[str, Any], names: tuple[str, ...]) -> None:
    if set(options) != set(names):
        rule = " and ".join(f'"{name}"' for name in names) or "no options"
        given = Message("{options!r}" if options else "nothing", options=list(options))
        raise errors.problem(
            '{where} must have {rule} beside "step", but it has {given}.',
            where=where,
            rule=rule,
            given=given,
        )


def _check_regex(where: str, pattern: Any, rewrite: Any) -> None:
    for name, value in (("pattern", pattern), ("rewrite", rewrite)):
        if not isinstance(value, str):
            raise errors.problem(
                'the "{name}" of {where} must be a string, not {value!r}.',
                name=name,
                where=where,
                value=value,
            )
    for name, value, is_valid in (
        ("pattern", pattern, _is_regex),
        ("rewrite", rewrite, partial(_is_rewrite, pattern)),
    ):
        if not is_valid(value):
            raise errors.problem(
                'the "{name}" of {where} must be one that RE2 knows, not {value!r}.',
                name=name,
                where=where,
                value=value,
            )


def _is_regex(pattern: str) -> bool:
    with tf.init_scope():
        try:
            tf.strings.regex_replace("", pattern, "")
        except tf.errors.InvalidArgumentError:
            return False
        return True


def _is_rewrite(pattern: str, rewrite: str) -> bool:
    # RE2 silently ignores invalid rewrites, such as a group that is not in the pattern.
    with tf.init_scope():
        return tf.strings.regex_replace("", f"(?:{pattern})|", f"x{rewrite}") != b""


def _strip_accents(texts: Any) -> Any:
    table = replacements(without_accents)
    return rewrite_texts(texts, partial(replace, table=table), table.regex_class)


def without_accents(character: str) -> str:
    """Return a character without its marks above, below and attached to it."""
    parts = unicodedata.normalize("NFD", character)
    kept = "".join(part for part in parts if unicodedata.combining(part) < _FIRST_ACCENT)
    return character if kept == parts else unicodedata.normalize("NFC", kept)


def _strip(texts: Any) -> Any:
    return tf.strings.regex_replace(texts, f"^{SPACE}|{SPACE}$", "")


def _split(texts: tf.Tensor, pattern: str) -> tf.Tensor | tf.RaggedTensor:
    tokens = tf.strings.split(tf.strings.regex_replace(texts, pattern, _BETWEEN), _BETWEEN)
    if not isinstance(tokens, tf.RaggedTensor):  # The tokens of a single text.
        return tf.boolean_mask(tokens, tokens != "")
    kept = tokens.values != ""
    ends = tf.concat([[0], tf.cumsum(tf.cast(kept, tf.int64))], 0)
    splits = tf.gather(ends, tokens.row_splits)
    values = tf.boolean_mask(tokens.values, kept)
    return tf.RaggedTensor.from_row_splits(values, splits, validate=False)


_FUNCTIONS: dict[str, Step] = {
    "lower": case_mapping.lower,
    "casefold": case_mapping.casefold,
    "strip_accents": _strip_accents,
    "strip_punctuation": tokenize.strip_punctuation,
    "strip": _strip,
}
