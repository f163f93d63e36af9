"""Conformance inputs of a web page: sample inputs with the outputs of the live model."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from prelayer.export.portable_model import portable_inputs
from prelayer.export.verification.live_model import LiveModel, rows_of
from prelayer.export.verification.samples import sample_inputs
from prelayer.export.verification.tolerance import TOLERANCE
from prelayer.export.verification.valid_texts import valid_texts
from prelayer.export.web_json import to_json

_ROWS, _MOST_VALUES, _SEED = 64, 500_000, 1
_DIGITS = 3  # of pixels, after the point


def conformance(model: keras.Model) -> dict[str, Any]:
    """Return the content of the file.

    Each example runs alone. Texts are valid UTF-8, because JavaScript's strings cannot hold other
    bytes; pixels have few digits, which makes the file smaller.
    """
    inputs = portable_inputs(model)
    live = LiveModel(model)
    given = sample_inputs(model, inputs, _rows(inputs), _SEED)
    for one in inputs:
        if len(one.shape) == 4 and given[one.name].dtype.kind == "f":
            given[one.name] = np.round(given[one.name], _DIGITS)
    given = live.accepted(valid_texts(given, inputs))
    examples = []
    for row in range(len(next(iter(given.values())))):
        one_row = rows_of(given, [row])
        outputs = live.run(one_row)
        examples.append({"inputs": _first_row(one_row), "outputs": _first_row(outputs)})
    return {"tolerance": TOLERANCE, "examples": examples}


def _rows(inputs: Any) -> int:
    values = sum(np.prod([size or 7 for size in one.shape[1:]]) for one in inputs)
    return int(np.clip(_MOST_VALUES // max(1, values), 2, _ROWS))


def _first_row(batch: dict[str, Any]) -> dict[str, Any]:
    return {name: to_json(value[0]) for name, value in batch.items()}
