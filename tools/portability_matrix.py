"""Writes docs/portability.md: which options of which layers can be exported to which format.

PYTHONPATH=tests/python/helpers .venv/bin/python tools/portability_matrix.py
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import keras

from make_saved_layers import INPUTS, called, made
from prelayer import portability
from saved_layer_rows import rows

PAGE = Path(__file__).resolve().parent.parent / "docs/portability.md"
FORMATS = ("litert", "onnx", "web")
_HEAD = """# Which layers can be exported

`tools/portability_matrix.py` writes this page from `portability()`, for the sets of options by
which the tests save and load every layer. Every layer can be in a SavedModel and in a `.keras`
file. "all" are all sets of options, "3 of 8" as many of them. `portability()` lists the reasons for
the layers of a model, with a remedy.

| layer | LiteRT | ONNX | web | what cannot be exported |
| --- | --- | --- | --- | --- |
"""


def page() -> str:
    """Return the page."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    reasons: dict[str, dict[str, None]] = defaultdict(dict)
    for row in _one_origin():
        table = _table(row)
        counts[row.layer]["rows"] += 1
        for name in FORMATS:
            counts[row.layer][name] += all(value == "yes" for value in table[name])
        for option, reason in zip(table["option"], table["reason"]):
            if reason:
                reasons[row.layer][f"`{option}`: {reason}" if option else reason] = None
    lines = [_line(layer, counts[layer], list(reasons[layer])) for layer in sorted(counts)]
    return _HEAD + "\n".join(lines) + "\n"


def _one_origin() -> list[Any]:
    """Return the rows with one origin of the state for each set of options."""
    chosen: dict[Any, Any] = {}
    for row in rows():
        if row.origin in ("plain", "adapted", "given"):
            chosen.setdefault((row.layer, id(row.kind), str(row.args)), row)
    return list(chosen.values())


def _table(row: Any) -> dict[str, list[str]]:
    """Return the result of `portability()` for the model of one layer."""
    keras.utils.clear_session()
    with tempfile.TemporaryDirectory() as folder:
        layer = made(row, Path(folder))
    inputs = {
        name: keras.Input(INPUTS[name].shape[1:], dtype=INPUTS[name].dtype.name, name=name)
        for name in row.kind.inputs
    }
    return portability(keras.Model(inputs, called(row, layer, inputs)))


def _line(layer: str, count: dict[str, int], reasons: list[str]) -> str:
    total = count["rows"]
    cells = [
        "all" if count[name] == total else f"{count[name]} of {total}" if count[name] else "no"
        for name in FORMATS
    ]
    return f"| {' | '.join([layer, *cells, '; '.join(reasons)])} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
