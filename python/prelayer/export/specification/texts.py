"""Description of TextVectorization: steps, tokens, n-grams and lookup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prelayer.export.lowering.character_sets import matches
from prelayer.export.lowering.registry import NotPortable
from prelayer.export.specification.categories import lookup_encoding, lookup_state
from prelayer.export.specification.description import Description, Sample, Value, describes
from prelayer.export.specification.plain_json import text
from prelayer.export.specification.tables import Tables
from prelayer.layers.text.text_vectorization import TextVectorization
from prelayer.ops.numeric.encode import encoded_shape
from prelayer.ops.text.encodings import is_utf_8

# The characters with a meaning in regular expressions of RE2.
_SPECIAL = frozenset("\\.+*?()|[]{}^$")
_NAMED = {
    None: (),
    "lower": ("lower",),
    "strip_punctuation": ("strip_punctuation",),
    "lower_and_strip_punctuation": ("lower", "strip_punctuation"),
}
_VALID = {"step": "replace_invalid"}
Step = dict[str, Any]


@describes(TextVectorization)
def text_vectorization(layer: TextVectorization, value: Value, tables: Tables) -> Description:
    """Describe a TextVectorization layer."""
    value.of_dtype(("string",), "texts")
    _check(layer, value)
    given = layer.standardize
    steps = given if isinstance(given, (list, tuple)) else _NAMED[given]
    shape = value.shape
    are_rows = layer.split is not None
    if are_rows:
        shape = (shape[0], None)
    elif layer.ngrams is not None:
        shape = (shape[0], _ngram_count(shape[1], layer.ngrams))
    encoding, dtype = lookup_encoding(layer, shape)
    options = {
        "standardize": [made for step in steps for made in _steps(step, tables)],
        "split": _split(layer.split, tables),
        "ngrams": None if layer.ngrams is None else list(layer.ngrams),
        **encoding,
        "output_sequence_length": layer.output_sequence_length,
        "pad": not layer.ragged,
    }
    if layer.output_mode != "int":
        is_ragged = are_rows and layer.output_mode == "one_hot"
        shape = encoded_shape(shape, layer.output_mode, encoding["depth"])
    else:
        is_ragged = are_rows and layer.ragged
        shape = _of_length(shape, layer.output_sequence_length, layer.ragged)
    sample = Sample(layer._store.vocabulary.keys.tolist() if not are_rows else ())
    return Description(options, lookup_state(layer), dtype, shape, is_ragged, sample)


def _check(layer: TextVectorization, value: Value) -> None:
    if not is_utf_8(layer.encoding):
        raise NotPortable("texts are UTF-8 in the format", "encoding", "Use UTF-8.")
    for option in ("standardize", "split"):
        if callable(getattr(layer, option)):
            raise NotPortable(
                "a user-defined function cannot be described", option, "Use a list of steps."
            )
    if layer.sparse and layer.output_mode == "one_hot" and layer.split is not None:
        raise NotPortable("sparse vectors of each token are not part of the format", "sparse")
    if layer.split is not None:
        if len(value.shape) == 2 and value.shape[1] != 1:
            raise NotPortable("it splits one text a row, but its input has several columns")
    elif len(value.shape) == 1 and (layer.ngrams or layer.output_sequence_length):
        raise NotPortable("its input is a batch of scalars, which are not a sequence", "split")


def _steps(step: Any, tables: Tables) -> list[Step]:
    options = dict(step) if isinstance(step, Mapping) else {"step": step}
    name = options.pop("step")
    if name == "lower":
        turkic = [("\u0130", "i"), ("I\u0307", "i"), ("I", "\u0131")] if options else []
        return [*(_replace_text(old, new) for old, new in turkic), *_lower(tables)]
    if name in ("casefold", "strip_accents"):
        return [_VALID, {"step": "map", "table": tables.named(name)}]
    if name == "strip_punctuation":
        return [_replace_characters(tables.named("punctuation"), "", False)]
    if name == "strip":
        return [{"step": "strip", "characters": tables.named("white_space_at_ends")}]
    if name == "regex":
        return [_regex(options["pattern"], options["rewrite"], tables)]
    raise NotPortable(f"the step {name!r} is not part of the format", "standardize")


def _lower(tables: Tables) -> list[Step]:
    names = {"cased": tables.named("cased"), "ignorable": tables.named("case_ignorable")}
    sigma = {"step": "final_sigma", **names}
    return [_VALID, sigma, {"step": "map", "table": tables.named("lower")}]


def _replace_text(old: str, new: str) -> Step:
    return {"step": "replace_text", "text": text(old.encode()), "by": text(new.encode())}


def _replace_characters(characters: str, new: str, joins: bool) -> Step:
    by = text(new.encode())
    return {"step": "replace_characters", "characters": characters, "by": by, "runs": joins}


def _regex(pattern: str, rewrite: str, tables: Tables) -> Step:
    if "\\" in rewrite:
        raise NotPortable("the rewrite of a regular expression has a backslash", "standardize")
    if _is_literal(pattern):
        return _replace_text(pattern, rewrite)
    points, joins = _characters(pattern, "standardize")
    return _replace_characters(tables.of_points(points), rewrite, joins)


def _split(split: Any, tables: Tables) -> Step | None:
    if split is None:
        return None
    if split == "character":
        return {"at": "every_character"}
    if split == "whitespace":
        return {"at": "characters", "characters": tables.named("white_space")}
    if _is_literal(split["pattern"]):
        return {"at": "text", "text": text(split["pattern"].encode())}
    points, _ = _characters(split["pattern"], "split")
    return {"at": "characters", "characters": tables.of_points(points)}


def _is_literal(pattern: str) -> bool:
    return pattern != "" and not _SPECIAL & set(pattern)


def _characters(pattern: str, option: str) -> tuple[frozenset[int], bool]:
    """Return the code points that a regular expression matches, and whether it takes runs."""
    for single, joins in ((pattern, False), (pattern.removesuffix("+"), True)):
        try:
            return matches(single), joins
        except NotPortable:
            continue
    raise NotPortable(
        f"the regular expression {pattern!r} is neither a text nor that of single characters",
        option,
        "Use a class of characters such as `[-_/]+`.",
    )


def _ngram_count(size: int | None, widths: tuple[int, ...]) -> int | None:
    return None if size is None else sum(max(0, size - width + 1) for width in widths)


def _of_length(
    shape: tuple[int | None, ...], length: int | None, ragged: bool
) -> tuple[int | None, ...]:
    if length is None:
        return shape
    known = len(shape) > 1 and shape[-1] is not None
    return (*shape[:-1], (min(length, shape[-1] or 0) if known else None) if ragged else length)
