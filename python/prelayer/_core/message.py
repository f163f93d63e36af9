"""Messages as templates with values, which each language formats in its own syntax.

A template is text with fields in braces:

    {name}       a value as text, or a message
    {name!r}     a value in the syntax of the language: None in Python is NULL in R
    {name!v}     the same, the value of an argument
    {name!o}     several values as alternatives: "a", "b" or None
    {name!s}     a shape, in which None is an unknown size
    {name!m}     a missing value: None in Python is NA in R
    {name!p}     a position, counted from 0 in Python and from 1 in R
    {name!c}     a class of layers: "StringLookup" is layer_string_lookup in R
    {name!i}     the command that installs a package, or extras of this one: "prelayer[onnx]"
    {None}       a word of the language, see `WORDS`
    {reset=True} an argument with its value, or with that of a field of this name
"""

from __future__ import annotations

import ast
import json
from collections.abc import Collection, Iterator
from string import Formatter
from typing import Any, NamedTuple

import numpy as np

# The words of Python; the R package has its own.
WORDS = ("None", "True", "False", "dict", "keras.Input", "Preprocessor.attach")

_LONGEST_VALUE = 200
# Longer collections do not fit into a message.
_MOST_ITEMS = 100


class Part(NamedTuple):
    """A part of a message.

    Args:
        kind: "text", "argument", "word", "value", "given", "missing", "options", "shape",
            "position", "class", "install" or "setting".
        content: the text, the word, the value or values, or the name and value of an argument.
    """

    kind: str
    content: Any


_KINDS = {
    "r": "value",
    "v": "given",
    "o": "options",
    "p": "position",
    "s": "shape",
    "m": "missing",
    "c": "class",
    "i": "install",
}


class Message:
    """A message in no language yet.

    Args:
        template: text with fields, see the module.
        **values: the values of the fields.
    """

    def __init__(self, template: str, **values: Any) -> None:
        self.template = template
        in_syntax = set(self._names_in_syntax())
        self.values = {
            name: plain(value) if name in in_syntax or isinstance(value, Message) else str(value)
            for name, value in values.items()
        }

    def _names_in_syntax(self) -> Iterator[str]:
        """Yield the names of the values that are formatted in the syntax of a language."""
        for _, field, _, conversion in Formatter().parse(self.template):
            name, _, setting = (field or "").partition("=")
            if conversion or setting:
                yield setting or name

    def parts(self) -> Iterator[Part]:
        """Return the parts in order."""
        for text, field, _, conversion in Formatter().parse(self.template):
            if text:
                yield Part("text", text)
            if field is not None:
                yield from self._field(field, conversion)

    def _field(self, field: str, conversion: str | None) -> Iterator[Part]:
        name, is_setting, value = field.partition("=")
        if is_setting:
            yield Part("setting", (name, self._of(value)))
        elif field in WORDS:
            yield Part("word", field)
        elif conversion:
            yield Part(_KINDS[conversion], self.values[field])
        elif field == "argument":
            yield Part("argument", self.values[field])
        elif isinstance(content := self.values[field], Message):
            yield from content.parts()
        else:
            yield Part("text", str(content))

    def _of(self, value: str) -> Any:
        return self.values[value] if value in self.values else ast.literal_eval(value)

    def __str__(self) -> str:
        return "".join(map(_in_python, self.parts()))


class Described(str):
    """The description of a value that is not plain, which takes its place."""

    def __repr__(self) -> str:
        return str(self)


def plain(value: Any) -> Any:
    """Return a value as scalars, strings, lists and dicts of them, or as its description.

    An error must not keep the data of the user in memory.
    """
    if isinstance(value, np.floating):
        return float(str(value))  # the shortest decimal number, as of float32
    if hasattr(value, "as_list") and hasattr(value, "rank"):  # a TensorShape
        value = tuple(value.as_list()) if value.rank is not None else value
    if hasattr(value, "numpy") and getattr(value, "ndim", 1) == 0:
        value = value.numpy()
    if isinstance(value, (np.generic, np.ndarray)) and value.size <= _MOST_ITEMS:
        value = value.tolist()
    if value is None or isinstance(value, (bool, int, float, str, bytes, Message)):
        return value
    is_sequence = isinstance(value, list) or type(value) is tuple
    if is_sequence and len(value) <= _MOST_ITEMS:
        return [*map(plain, value)] if isinstance(value, list) else tuple(map(plain, value))
    if isinstance(value, dict) and len(value) <= _MOST_ITEMS:
        return {plain(key): plain(item) for key, item in value.items()}
    return Described(describe(value))


def describe(value: Any) -> str:
    """Return the description of a value in messages: its repr, truncated if it is long."""
    if isinstance(value, (np.generic, np.ndarray)):
        value = value.tolist()
    on_one_line = getattr(type(value), "_on_one_line", repr)
    text = on_one_line(value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def alternatives(options: Collection[Any]) -> str:
    """Return options as prose: `"a", "b" or None`."""
    words = [f'"{option}"' if isinstance(option, str) else repr(option) for option in options]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _in_python(part: Part) -> str:
    match part.kind:
        case "value" | "given" | "missing":
            return describe(part.content)
        case "options":
            return alternatives(part.content)
        case "install":
            package = f"'{part.content}'" if "[" in part.content else part.content
            return f"pip install {package}"
        case "setting":
            name, value = part.content
            shown = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
            return f"{name}={shown}"
        case _:
            return str(part.content)
