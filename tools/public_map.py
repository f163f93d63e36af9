"""Reads the map of the public names, by kind, from the docstring of the package."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parent.parent / "python/prelayer"


class Kind(NamedTuple):
    """A heading of the map with the names below it, in their order."""

    title: str
    names: list[str]

    @property
    def stem(self) -> str:
        """The name of the file of its page."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")

    @property
    def is_of_layers(self) -> bool:
        """Whether all names are those of layers."""
        text = (PACKAGE / "layers/__init__.py").read_text(encoding="utf-8")
        return set(self.names) <= set(re.findall(r'^    "(\w+)",$', text, re.M))


def public_map() -> list[Kind]:
    """Return the kinds in the order of the docstring."""
    text = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text)) or ""
    entries = re.findall(r"^(\w[^\n:;]*):\n((?:    [^\n]+\n?)+)", docstring, re.M)
    return [Kind(title, re.findall(r"\w+", names)) for title, names in entries]


def definition(name: str, module: str = "prelayer") -> str | None:
    """Return the full path of a name that a module defines or imports; None if it does neither."""
    file = PACKAGE.parent.joinpath(*module.split("."))
    file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name == name:
            return f"{module}.{name}"
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("prelayer."):
            names = {alias.asname or alias.name: alias.name for alias in node.names}
            if name in names or "*" in names:
                found = definition(names.get(name, name), str(node.module))
                if found:
                    return found
    return None
