"""The fixed numbers of rows and of bytes of texts that an exported model takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from prelayer.export.portable_model import PortableInput


@dataclass(frozen=True)
class FixedSizes:
    """The sizes of the inputs of an exported model that are fixed.

    Args:
        batch_size: the number of rows; None: any.
        text_length: the number of bytes of each text; None: any.
    """

    batch_size: int | None = None
    text_length: int | None = None

    def groups(self, rows: int, alone: int) -> list[list[int]]:
        """Return the numbers of the rows of each batch: of all rows, then of single ones.

        If the number of rows is fixed, all rows are several batches, the last one filled up with
        the first rows, and a single row is a batch of its copies.

        Args:
            rows: the number of rows.
            alone: how many of them are also run alone.
        """
        single = range(min(rows, alone))
        if self.batch_size is None:
            return [[*range(rows)], *([row] for row in single)]
        places = range(self.batch_size)
        starts = range(0, rows, self.batch_size)
        batches = [[(start + place) % rows for place in places] for start in starts]
        return batches + [[row] * self.batch_size for row in single if self.batch_size > 1]


def fixed_sizes(path: Path, target: str, inputs: list[PortableInput]) -> FixedSizes:
    """Return the fixed sizes of an exported model; none if it cannot be read.

    Args:
        path: the exported model.
        target: its format.
        inputs: the inputs of the model.
    """
    if target not in ("litert", "onnx"):
        return FixedSizes()
    try:
        shapes = _shapes(path, target)
    except Exception:  # The runtime reports what is wrong with a damaged file.
        return FixedSizes()
    batch_size, text_length = None, None
    for one in inputs:
        shape = shapes.get(one.name, [None])
        batch_size = shape[0] or batch_size
        if one.is_text and len(shape) > len(one.shape):  # bytes
            text_length = shape[-1] or text_length
    return FixedSizes(batch_size, text_length)


def _shapes(path: Path, target: str) -> dict[str, list[int | None]]:
    """Return the shapes of the inputs of a file, in which None is any size."""
    if target == "litert":
        from prelayer.export import litert_model as converter
    else:
        from prelayer.export import onnx_model as converter  # type: ignore[no-redef]
    return converter.input_shapes(path.read_bytes())


def with_text_length(
    given: dict[str, Any], inputs: list[PortableInput], length: int | None
) -> dict[str, Any]:
    """Return inputs by name, whose texts are cut off at a number of bytes."""
    if length is None:
        return given
    short = dict(given)
    for one in inputs:
        if one.is_text:
            texts = np.empty(given[one.name].size, object)
            texts[:] = [text[:length] for text in given[one.name].flat]
            short[one.name] = texts.reshape(given[one.name].shape)
    return short
