"""Reads the map of the public names, by kind, from the docstring of the package."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).resolve().parent.parent / "python/prelayer/__init__.py"


class Kind(NamedTuple):
    """A heading of the map with the names below it, in their order."""

    title: str
    names: list[str]
    is_layers: bool

    @property
    def stem(self) -> str:
        """The name of the file of its page."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.split(",")[0].lower()).strip("-")


def public_map() -> list[Kind]:
    """Return the kinds in the order of the docstring."""
    lines = (ast.get_docstring(ast.parse(SOURCE.read_text(encoding="utf-8"))) or "").splitlines()
    kinds: list[Kind] = []
    is_layers = False
    for line in lines:
        if not line.startswith(" ") and line.endswith(":"):
            title = line.removesuffix(":")
            if title.startswith("Layers, ") or title == "Functions":
                is_layers = title.startswith("Layers, ")
            else:
                kinds.append(Kind(title, [], is_layers))
        elif line.startswith(" "):
            kinds[-1].names.extend(re.findall(r"\w+", line))
    return kinds
