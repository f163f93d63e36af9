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
