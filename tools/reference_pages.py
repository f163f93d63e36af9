"""Writes the pages of the Python reference, one for each kind of public name, for mkdocstrings.

Usage: reference_pages.py FOLDER; writes FOLDER/*.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

from public_map import Kind, definition, public_map

_INDEX = """# Python reference

Everything is imported from `prelayer`. The layers are also in `prelayer.layers`, under the names of
`keras.layers`. [The index of layers](../layers.md) shows what each of them does, and the
[R reference](../r/reference/index.html) has the same by its names in R.

"""


# The methods of layers that users call; others are called by Keras and by `adapt()`.
_METHODS = [
    "adapt",
    "merge",
    "get_state",
    "is_fitted",
    "get_vocabulary",
    "vocabulary_size",
    "set_vocabulary",
    "save_vocabulary",
    "idf_weights",
]


def page(kind: Kind) -> str:
    """Return the page of a kind: each name with its docstring."""
    members = f"\n    options:\n      members: {_METHODS}" if kind.is_of_layers else ""
    entries = [f"::: {definition(name)}{members}" for name in kind.names]
    return "\n\n".join([f"# {kind.title}", *entries]) + "\n"


def index(kinds: list[Kind]) -> str:
    """Return the page that lists all names."""
    parts = [
        f"## [{kind.title}]({kind.stem}.md)\n\n"
        + " · ".join(f"[{name}][{definition(name)}]" for name in kind.names)
        for kind in kinds
    ]
    return _INDEX + "\n\n".join(parts) + "\n"


def main(folder: Path) -> None:
    """Write all pages."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = public_map()
    for kind in kinds:
        (folder / f"{kind.stem}.md").write_text(page(kind), encoding="utf-8")
    (folder / "index.md").write_text(index(kinds), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
