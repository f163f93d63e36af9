"""inputs_from: the inputs of a model by name, for a dataset or a data frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.owner import public
from prelayer._core.types import FrameLike, Tensor
from prelayer.adapt.describe_structure import structure
from prelayer.data.dataset_from_frame import dataset_from_frame


@public
def inputs_from(data: tf.data.Dataset | FrameLike) -> dict[str, Tensor]:
    """Create the inputs of a functional model for the features of a dataset or data frame.

    Each feature has an input of its name, dtype and shape, so that `keras.Model(inputs, outputs)`
    takes the data by name. A feature of single values is a column of shape (1,), as in
    `Preprocessor.inputs`; Keras adds the axis to batches without it.

    See also: `Preprocessor`, `dataset_from_frame`, docs/guides/tables.Rmd.

    Args:
        data: a batched dataset of a dict of features, or of (x, y) or (x, y, weights) with such a
            dict as x; or a pandas or polars data frame, an Arrow table, or a dict of columns, whose
            columns have the dtypes and shapes of `dataset_from_frame(data, na="mask")`. Drop the
            target from a data frame first.

    Returns:
        A dict from names of features to symbolic tensors of shape (batch, ...), as made by
        `keras.Input`, in the order of the features. Ragged and sparse features have ragged and
        sparse inputs.

    Raises:
        ValueError: if the features have no names, the dataset is not batched, or the rank of a
            feature is not known.

    Examples:
        >>> import keras
        >>> from prelayer import inputs_from
        >>> inputs = inputs_from({"size": [1.5, 2.5], "shop": ["A", "B"]})
        >>> {name: (part.shape, part.dtype) for name, part in inputs.items()}
        {'size': ((None, 1), 'float32'), 'shop': ((None, 1), 'string')}
    """
    if isinstance(data, tf.data.Dataset):
        spec = data.element_spec
        features = spec[0] if isinstance(spec, tuple) and spec else spec
        if not _is_named(features):
            raise errors.problem(
                "`data` must be a dataset of a {dict} of features, as x, but x is {found}.",
                argument="data",
                found=structure(features),
            )
    else:
        table: Any = dataset_from_frame(data, batch_size=1, na="mask")
        features = table.element_spec
    return {name: _input(name, part) for name, part in features.items()}


def _is_named(features: Any) -> bool:
    return isinstance(features, Mapping) and not any(
        isinstance(part, (Mapping, tuple, list)) for part in features.values()
    )


def _input(name: str, spec: Any) -> Tensor:
    shape = spec.shape
    if shape.rank is None or shape.rank == 0:
        raise errors.problem(
            "the feature {name!r} must have a first axis of rows, but its shape is {found}. "
            "{remedy}",
            name=name,
            found="unknown" if shape.rank is None else "that of a single value",
            remedy="Set it by `set_shape()`." if shape.rank is None else "Batch the dataset first.",
        )
    kinds = {
        "ragged": isinstance(spec, tf.RaggedTensorSpec),
        "sparse": isinstance(spec, tf.SparseTensorSpec),
    }
    # Keras has `ragged` from 3.11 on.
    kinds = {kind: True for kind, holds in kinds.items() if holds}
    return keras.Input(tuple(shape[1:]) or (1,), dtype=spec.dtype.name, name=name, **kinds)
