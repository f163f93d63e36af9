"""The output of a Preprocessor as a data frame, with a named column for each number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.types import FrameLike


def named_columns(output: Any, names: Mapping[str, list[str]]) -> dict[str, np.ndarray]:
    """Return the columns of an output by name.

    Args:
        output: one tensor, or a dict of tensors.
        names: the names of the columns of each tensor, by its name; "concat" for one tensor.
    """
    parts = output if isinstance(output, Mapping) else {"concat": output}
    found: dict[str, np.ndarray] = {}
    for part, tensor in parts.items():
        rows = _rows(part, tensor)
        if rows.shape[1] != len(names[part]):
            raise errors.problem(
                "the output {part!r} has {width} columns, and names for {count}.",
                part=part,
                width=rows.shape[1],
                count=len(names[part]),
            )
        found.update({name: rows[:, place] for place, name in enumerate(names[part])})
    return found


def like_frame(columns: Mapping[str, np.ndarray], data: Any) -> FrameLike:
    """Return columns as a data frame of polars if the data is one, else of pandas."""
    if type(data).__module__.partition(".")[0] == "polars":
        return check.imported("polars").DataFrame(dict(columns))
    return check.imported("pandas").DataFrame(dict(columns), index=getattr(data, "index", None))


def _rows(part: str, tensor: Any) -> np.ndarray:
    tensor = tf.sparse.to_dense(tensor) if isinstance(tensor, tf.SparseTensor) else tensor
    if isinstance(tensor, tf.RaggedTensor) or tensor.shape.rank not in (1, 2):
        raise errors.problem(
            "a data frame takes vectors, but the output {part!r} has the shape {shape!s}.",
            part=part,
            shape=tuple(tensor.shape),
        )
    rows = tensor.numpy()
    return rows.reshape(len(rows), -1)
