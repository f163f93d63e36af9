"""Runs the language-neutral case files: what a layer or function computes, as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tensorflow as tf

import prelayer

FOLDER = Path(__file__).resolve().parents[2] / "cases"


def load(stem: str) -> list[dict[str, Any]]:
    """Return the cases of `tests/cases/<stem>.json`, with their layer or function."""
    content = json.loads((FOLDER / f"{stem}.json").read_text(encoding="utf-8"))
    cases = content.pop("cases")
    return [{**content, **case} for case in cases]


def name(case: dict[str, Any]) -> str:
    """Return a case's name, as pytest shows it."""
    return case["name"]


def check(case: dict[str, Any]) -> None:
    """Build the layer, adapt it, call it, and compare with what the case says."""
    if "error" in case:
        with pytest.raises(ValueError) as caught:
            run(case)
        assert str(caught.value) == case["error"]
        return
    output = run(case)
    if isinstance(output, tuple):
        assert [[row.item() for row in part.as_numpy_iterator()] for part in output] == case[
            "output"
        ]
        return
    assert output.dtype.name == case.get("dtype", output.dtype.name)
    if case.get("kind") == "ragged":
        assert isinstance(output, tf.RaggedTensor)
        assert output.to_list() == case["output"]
        return
    if case.get("kind") == "sparse":
        assert isinstance(output, tf.SparseTensor)
        output = tf.sparse.to_dense(output)
    _compare(output.numpy() if tf.is_tensor(output) else output, case)


def run(case: dict[str, Any]) -> Any:
    """Return what the case's layer or function gives for the case's input."""
    if "function" in case:
        arguments = {name: _argument(value) for name, value in case["args"].items()}
        return getattr(prelayer, case["function"])(**arguments)
    layer = _layer(case)
    if "adapt" in case:
        prelayer.adapt(layer, _data(case["adapt"], case.get("adapt_dtype")))
    training = {"training": case["training"]} if "training" in case else {}
    return layer(_data(case["input"], case.get("input_dtype")), **training)


def _layer(described: dict[str, Any]) -> Any:
    """Return a layer, also those in its arguments, by the name of its class and its arguments."""
    arguments = {name: _argument(value) for name, value in described.get("args", {}).items()}
    return getattr(prelayer, described["layer"])(**arguments)


def _argument(value: Any) -> Any:
    if isinstance(value, list):
        return [_argument(item) for item in value]
    if isinstance(value, dict) and "array" in value:
        return np.asarray(value["array"], value["dtype"])
    return _layer(value) if isinstance(value, dict) and "layer" in value else value


def _data(value: Any, dtype: str | None) -> Any:
    return value if dtype is None else np.asarray(value, dtype=dtype)


def _compare(actual: np.ndarray, case: dict[str, Any]) -> None:
    expected = case["output"]
    if actual.dtype.kind == "U":
        assert actual.tolist() == expected
        return
    if actual.dtype == object:
        assert np.vectorize(bytes.decode, otypes=[object])(actual).tolist() == expected
        return
    assert list(actual.shape) == list(np.shape(expected))
    np.testing.assert_allclose(actual, expected, rtol=0, atol=case.get("tolerance", 0))
