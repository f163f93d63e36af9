"""Writes the index of layers: what each does to data or to a picture, its options and its formats.

Usage: layer_index.py FOLDER; writes FOLDER/layers.md and FOLDER/layers/*.png.
"""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path
from typing import Any

import gallery
import numpy as np
import tensorflow as tf
from layer_examples import EXAMPLES, Example
from matplotlib import pyplot as plt
from photograph import photograph
from public_map import definition, public_map

import prelayer
from prelayer.plot.drawing import draw_picture

ROOT = Path(__file__).resolve().parent.parent

_HEAD = """---
hide: [navigation]
---

# Index of layers

What each layer does to data or to a picture, its options, and to which formats a model with it can
be exported, besides SavedModel and `.keras`; [the page on portability](portability.md) names the
options that cannot; "(3 of 8)" are as many of the tested sets of options. The layer is fitted where
the row says `adapt()`. The numbers and pictures were computed when the site was built.

"""
_COLUMNS = (
    "| layer | what it does, its options, and where it runs | data in and out |\n|---|---|---|\n"
)
_PICTURES = 4


def r_name(name: str) -> str:
    """Return the name of a layer in R."""
    parts = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return f"layer_{parts.lower()}"


def formats() -> dict[str, str]:
    """Return the formats of each layer, from the page on portability."""
    found = {}
    for line in (ROOT / "docs/portability.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and hasattr(prelayer, cells[0]):
            named = zip(("LiteRT", "ONNX", "web"), cells[1:4])
            found[cells[0]] = ", ".join(
                name if cell == "all" else f"{name} ({cell})"
                for name, cell in named
                if cell != "no"
            )
    return found


def shown(value: Any) -> str:
    """Return a value in one line, or its shape where that would be long."""
    if isinstance(value, tuple):
        return ", ".join(shown(item) for item in value)
    array = np.asarray(value)
    if array.size > 16:
        return f"{array.dtype}, shape {array.shape}"
    if array.dtype == object:
        array = array.astype(str)
    rounded = np.round(array.astype("float64"), 3) + 0.0 if array.dtype.kind == "f" else array
    return str(rounded.tolist()).replace("'", '"')


def data_row(name: str, example: Example) -> str:
    """Return what a layer makes of its example."""
    layer = getattr(prelayer, name)(**example.arguments)
    lines = []
    if example.adapt is not None:
        layer.adapt(example.adapt)
        lines.append(f"`adapt({shown(example.adapt)})`")
    outputs = layer(example.inputs).numpy()
    return "<br>".join([*lines, f"`{shown(example.inputs)}`", f"→ `{shown(outputs)}`"])


def draw(name: str, path: Path) -> None:
    """Draw a photograph, and what a layer of images makes of it."""
    is_box_layer = name == "MaxNumBoundingBoxes"
    rows = gallery.rows_of_labels([name]) if is_box_layer else gallery.rows_of_images([name])
    pictures = gallery.sheet_of(next(rows)).pictures[:_PICTURES]
    figure, axes = plt.subplots(1, len(pictures), figsize=(2 * len(pictures), 1.5), squeeze=False)
    figure.subplots_adjust(0, 0, 1, 1, 0.03, 0)
    for place, picture in zip(axes[0], pictures):
        place.set_axis_off()
        draw_picture(place, picture._replace(title=""))
    figure.savefig(path, dpi=80)
    plt.close(figure)


def options(name: str) -> str:
    """Return the names of the arguments of a layer."""
    parameters = inspect.signature(getattr(prelayer, name)).parameters.values()
    names = [f"`{item.name}`" for item in parameters if item.kind is not item.VAR_KEYWORD]
    return ", ".join(name for name in names if name != "`name`")


def row(name: str, folder: Path, exported: str) -> str:
    """Return the row of a layer; write its picture."""
    if name in EXAMPLES:
        example = data_row(name, EXAMPLES[name])
    elif name in gallery.EXAMPLES:
        draw(name, folder / f"{name}.png")
        example = f"![{name}: a photograph and what becomes of it](layers/{name}.png)"
    else:
        example = CHAINS[name]()
    does = (inspect.getdoc(getattr(prelayer, name)) or "").split("\n\n")[0].replace("\n", " ")
    links = f"[{name}][{definition(name)}]<br>[{r_name(name)}](r/reference/{r_name(name)}.html)"
    runs = f"Exported to {exported or 'SavedModel'}."
    details = f"{does}<br>Options: {options(name) or 'none'}.<br>{runs}"
    return f"| {links} | {details} | {example} |"


def decoded() -> str:
    """Return what DecodeImage makes of a file."""
    file = tf.io.encode_png(photograph(seed=gallery.SEEDS[0]).image)
    image = prelayer.DecodeImage(height=80, width=120)(file)
    return f"a PNG file<br>→ `{shown(image.numpy())}`"


def chained() -> str:
    """Return what a Pipeline of two layers makes of numbers."""
    pipeline = prelayer.Pipeline([prelayer.Log(base=10.0), prelayer.Rescaling(0.5)])
    outputs = pipeline([1.0, 100.0]).numpy()
    return f"`Log(base=10)`, `Rescaling(0.5)`<br>`[1, 100]`<br>→ `{shown(outputs)}`"


CHAINS = {"DecodeImage": decoded, "Pipeline": chained}


def main(folder: Path) -> None:
    """Write the page and the pictures."""
    (folder / "layers").mkdir(parents=True, exist_ok=True)
    exported = formats()
    parts = []
    for kind in public_map():
        if kind.is_of_layers:
            rows = [row(name, folder / "layers", exported[name]) for name in kind.names]
            table = _COLUMNS + "\n".join(rows)
            parts.append(f'## {kind.title}\n\n<div class="layers" markdown>\n\n{table}\n\n</div>')
    page = _HEAD + "\n\n".join(parts) + "\n"
    (folder / "layers.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
