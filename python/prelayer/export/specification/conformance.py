"""Sample inputs with the outputs of the live layers, for readers of a specification."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core.errors import PrelayerError
from prelayer.export.specification.description import Sample
from prelayer.export.specification.plain_json import plain_list
from prelayer.export.specification.source import Source
from prelayer.export.verification.live_model import rows_of
from prelayer.export.verification.samples import sample_inputs

# Allowed difference of floats, relative to max(1, |number|).
TOLERANCE = 1e-6
_LONGEST_TEXT = 300
# Rows that the layers reject are left out, so that more are drawn.
_DRAWS = 4


def conformance(source: Source, samples: Mapping[str, Sample], rows: int) -> dict[str, Any] | None:
    """Return inputs and outputs as values of JSON; None if there is no row.

    Args:
        source: the layers.
        samples: what the inputs must be like, by name.
        rows: the number of rows; fewer if the layers reject most inputs.
    """
    if rows == 0:
        return None
    first = _drawn(source, samples, rows)
    kept: dict[str, np.ndarray] | None = first
    if not _accepts(source, first):
        kept = _accepted(source, _drawn(source, samples, _DRAWS * rows), rows)
    if kept is None:
        return None
    return {
        "tolerance": TOLERANCE,
        "inputs": {name: in_json(array) for name, array in kept.items()},
        "outputs": {name: in_json(tensor) for name, tensor in source.run(kept).items()},
    }


def in_json(value: Any) -> dict[str, Any]:
    """Return a tensor as values of JSON.

    Returns:
        "shape", and "values" in the order of rows. If most are 0, "indices" has the positions of
        the others. A ragged tensor has "row_lengths" and the "values" of all rows.
    """
    if isinstance(value, tf.RaggedTensor):
        rows = value.row_lengths().numpy().tolist()
        shape = [len(rows), None, *value.flat_values.shape[1:]]
        return {"shape": shape, "row_lengths": rows, "values": plain_list(value.flat_values)}
    array = tf.sparse.to_dense(value) if isinstance(value, tf.SparseTensor) else value
    array = np.asarray(array)
    shape, flat = list(array.shape), array.reshape(-1)
    indices = np.flatnonzero(flat) if array.dtype.kind in "fiu" else np.arange(flat.size)
    if 2 * indices.size >= flat.size:
        return {"shape": shape, "values": plain_list(flat)}
    return {"shape": shape, "indices": plain_list(indices), "values": plain_list(flat[indices])}


def _fitting(array: np.ndarray, sample: Sample, random: np.random.Generator) -> np.ndarray:
    """Return inputs that a layer accepts, with tokens and missing numbers among them."""
    if array.dtype.kind == "O":
        array = np.frompyfunc(lambda text: text[:_LONGEST_TEXT], 1, 1)(array)
    if sample.below is not None:
        return random.integers(0, sample.below, array.shape).astype(array.dtype)
    if array.dtype.kind == "f":
        special = np.array([np.nan, np.inf, -np.inf], array.dtype)
        is_special = random.random(array.shape) < 0.1
        array = np.where(is_special, random.choice(special, array.shape), array)
    if len(sample.tokens):
        tokens = np.empty(len(sample.tokens), array.dtype)
        tokens[:] = sample.tokens
        chosen = sample.only_tokens | (random.random(array.shape) < 0.5)
        array = np.where(chosen, random.choice(tokens, array.shape), array)
    return array


def _drawn(source: Source, samples: Mapping[str, Sample], rows: int) -> dict[str, np.ndarray]:
    drawn = sample_inputs(source.layer, source.inputs, rows)
    random = np.random.default_rng(1)
    return {name: _fitting(drawn[name], samples[name], random) for name in drawn}


def _accepted(
    source: Source, inputs: dict[str, np.ndarray], rows: int
) -> dict[str, np.ndarray] | None:
    """Return the first rows that the layers do not reject, such as integers out of range."""
    every = range(len(next(iter(inputs.values()))))
    accepted = (row for row in every if _accepts(source, rows_of(inputs, [row])))
    kept = list(islice(accepted, rows))
    return rows_of(inputs, kept) if kept else None


def _accepts(source: Source, inputs: dict[str, Any]) -> bool:
    try:
        source.run(inputs)
    except (PrelayerError, tf.errors.InvalidArgumentError):
        return False
    return True
