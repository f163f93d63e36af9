"""Machine-readable description of the public API, from which the R package reads arguments.

`python tools/public_api.py FILE` writes it as JSON. R converts arguments to whole numbers, and
writes its help, by the description; it contains no types or texts of its own.
"""

from __future__ import annotations

import importlib
import inspect
import json
import sys
import types
import typing
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import keras

import prelayer

# Functions outside the public API that R calls instead of a public one, because R draws figures
# itself, and a class method that is a function in R.
CALLED_BY_R = (
    "prelayer.Preprocessor.from_frame",
    "prelayer.plot.figure_data.figure_of_images",
    "prelayer.plot.augmentation_samples.figure_of_samples",
)


def describe() -> dict[str, dict[str, Any]]:
    """Return the description of each public class and function, by its qualified name."""
    names = [*(f"prelayer.{name}" for name in sorted(prelayer.__all__)), *CALLED_BY_R]
    return {name: description_of(_found(name)) for name in names}


def description_of(value: Any) -> dict[str, Any]:
    """Return the description of a class or function."""
    docstring = inspect.getdoc(value) or ""
    hints = typing.get_type_hints(value.__init__ if inspect.isclass(value) else value)
    texts = arguments_of(docstring)
    parameters = inspect.signature(value).parameters.values()
    return {
        "kind": _kind(value),
        "summary": docstring.partition("\n")[0],
        "parameters": [_parameter(one, hints.get(one.name, Any), texts) for one in parameters],
    }


def to_json(description: dict[str, dict[str, Any]]) -> str:
    """Return a description as JSON with one line per parameter, so that diffs are readable."""
    entries = ",\n".join(map(_entry, description, description.values()))
    return f"{{\n{entries}\n}}\n"


def arguments_of(docstring: str) -> dict[str, str]:
    """Return the texts below `Args:` in a docstring, each on one line, by argument."""
    texts: dict[str, str] = {}
    argument = ""
    for line in _section("Args:", docstring.splitlines()):
        if not line.startswith("     "):
            head, _, line = line.partition(":")
            argument = head.strip().lstrip("*")
        texts[argument] = f"{texts.get(argument, '')} {line.strip()}".strip()
    return texts


def _section(title: str, lines: list[str]) -> Iterable[str]:
    """Yield the indented lines below a title, up to the next line that is not indented."""
    start = lines.index(title) + 1 if title in lines else len(lines)
    for line in lines[start:]:
        if line and not line.startswith(" "):
            return
        if line:
            yield line


def _found(name: str) -> Any:
    module, _, member = name.rpartition(".")
    if module.startswith("prelayer.") and module.count(".") == 1:  # a class
        return getattr(_found(module), member)
    return getattr(importlib.import_module(module), member)


def _kind(value: Any) -> str:
    if not inspect.isclass(value):
        return "function"
    return "layer" if issubclass(value, keras.layers.Layer) else "class"


def _parameter(parameter: inspect.Parameter, hint: Any, texts: dict[str, str]) -> dict[str, Any]:
    result = {
        "name": parameter.name,
        "kind": parameter.kind.name.lower(),
        "type": _alternatives(hint),
        "whole": _contains(hint, int) and not _contains(hint, float),
    }
    if parameter.default is not inspect.Parameter.empty:
        result["default"] = parameter.default
    if parameter.name in texts:
        result["doc"] = texts[parameter.name]
    return result


def _alternatives(hint: Any) -> list[Any]:
    """Return a type as a list of alternatives: names, or generic types with their arguments."""
    return [_one_type(each) for each in _union(hint)]


def _one_type(hint: Any) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return {"Literal": list(arguments)}
    if origin is None or not arguments:
        return "None" if hint is type(None) else getattr(hint, "__name__", str(hint))
    return {origin.__name__: [_argument(each) for each in arguments]}


def _argument(hint: Any) -> Any:
    if hint is Ellipsis:
        return "..."
    # The parameters of a Callable are a list.
    return [_argument(each) for each in hint] if isinstance(hint, list) else _alternatives(hint)


def _union(hint: Any) -> tuple[Any, ...]:
    is_union = typing.get_origin(hint) in (typing.Union, types.UnionType)
    return typing.get_args(hint) if is_union else (hint,)


def _contains(hint: Any, wanted: type) -> bool:
    if typing.get_origin(hint) is Literal:
        return False
    return hint is wanted or any(_contains(each, wanted) for each in typing.get_args(hint))


def _entry(name: str, entry: dict[str, Any]) -> str:
    parameters = ",\n".join(f"    {json.dumps(each, default=repr)}" for each in entry["parameters"])
    head = json.dumps({key: entry[key] for key in ("kind", "summary")})[:-1]
    return f'  {json.dumps(name)}: {head}, "parameters": [\n{parameters}\n  ]}}'


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(to_json(describe()), encoding="utf-8")
