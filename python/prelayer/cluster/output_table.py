"""The output of layers as an Arrow table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import keras
import numpy as np

from prelayer._core import errors
from prelayer.adapt.arrow_columns import arrow_columns
from prelayer.adapt.model_data import model_batch


def output_table(layers: Any, batch: Any, keep: Sequence[str] = ()) -> Any:
    """Apply layers to a batch, and return their output as an Arrow table.

    Args:
        layers: a dict of layers by column; a model or a `Preprocessor`, whose outputs have their
            names, or "output" if there is only one; or one layer, for a batch that is one array.
        batch: columns by name, as a dict, a data frame or an Arrow table.
        keep: columns that are kept as they are, such as an id.

    Returns:
        A `pyarrow.Table`; outputs with several numbers a row are lists of fixed size.
    """
    import pyarrow as pa

    batch = arrow_columns(batch)
    columns = {name: _as_arrow(pa, batch[name]) for name in keep}
    for name, output in _outputs(layers, batch).items():
        columns[name] = _to_arrow(pa, name, np.asarray(output))
    return pa.table(columns)


def _outputs(layers: Any, batch: Any) -> dict[str, Any]:
    if isinstance(layers, Mapping):
        return {name: layer(batch[name]) for name, layer in layers.items()}
    if isinstance(layers, keras.Model):
        output = layers(model_batch(layers, batch), training=False)
        names = list(layers.output_names)
    elif isinstance(layers, keras.layers.Layer):
        output, names = layers(batch), []
    else:
        rule = "a model, a layer, or a {dict} of layers by column"
        raise errors.invalid("layers", rule, layers)
    if isinstance(output, Mapping):
        return dict(output)
    if isinstance(output, (list, tuple)):
        return dict(zip(names, output))
    return {"output": output}


def _as_arrow(pa: Any, column: Any) -> Any:
    return column if isinstance(column, (pa.Array, pa.ChunkedArray)) else pa.array(column)


def _to_arrow(pa: Any, name: str, output: np.ndarray) -> Any:
    if output.ndim == 2 and output.shape[1] == 1:
        output = output[:, 0]
    flat = pa.array(output.ravel())
    for size in reversed(output.shape[1:]):
        if size == 0:
            raise errors.problem("the output {name!r} has an axis of size 0.", name=name)
        flat = pa.FixedSizeListArray.from_arrays(flat, size)
    return flat
