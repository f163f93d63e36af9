"""Deploying: a text model of 20,000 words in each runtime, and beside Keras's own."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
import samples
import tensorflow as tf

import prelayer
from prelayer.export.portable.text import encode

WORDS = 20_000
BATCHES = (1, 64)
BYTES = 120  # of each text, which is a short one
SECONDS = 1.0


@dataclass(frozen=True)
class Figure:
    """One figure of a runtime, beside the largest value that is aimed at."""

    case: str
    value: float
    unit: str
    aim: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.case:58s} {self.value:9.3f} {self.unit:3s} aim {self.aim}  {self.note}"


def shortest(function: Callable[[], object]) -> float:
    """Return the shortest time of many calls, in milliseconds."""
    for _ in range(5):
        function()
    times = []
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        started = time.perf_counter()
        function()
        times.append(time.perf_counter() - started)
    return 1000 * min(times)


def text_model(layers: Any, vocabulary: list[str]) -> keras.Model:
    """Return a model that returns the indices of words, by the layer of a package."""
    text = keras.Input((), dtype="string", name="text")
    layer = layers.TextVectorization(vocabulary=vocabulary, name="ids")
    return keras.Model(text, layer(text))


def onnx_caller(path: Path, inputs: Any) -> Callable[[], object]:
    """Return a call of a model in ONNX Runtime."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options)
    return lambda: session.run(None, {"text": inputs})


def litert_caller(path: Path, inputs: Any) -> Callable[[], object]:
    """Return a call of a model in LiteRT."""
    from ai_edge_litert.interpreter import Interpreter

    run = Interpreter(str(path)).get_signature_runner("serving_default")
    return lambda: run(text=inputs)


def serve_caller(path: Path, texts: list[bytes]) -> Callable[[], object]:
    """Return a call of a served SavedModel."""
    served, inputs = tf.saved_model.load(str(path)), tf.constant(texts)
    return lambda: served.serve(inputs)


def of(rows: int) -> str:
    """Return a number of texts in words."""
    return "1 text" if rows == 1 else f"{rows} texts"


AIMS = {("onnx", 1): "0.3", ("onnx", 64): "1.5", ("litert", 1): "0.2", ("litert", 64): "2"}


def figures() -> list[Figure]:
    """Measure and print all figures."""
    found = []

    def add(*values: Any) -> None:
        found.append(Figure(*values))
        print(found[-1], flush=True)

    news, source = samples.news(10_000)
    layer = prelayer.TextVectorization(max_tokens=WORDS + 2)
    layer.adapt(news)
    vocabulary = layer.get_vocabulary(include_special_tokens=False)
    texts = [text.encode()[:BYTES].decode("utf-8", "ignore").encode() for text in news[:64]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = text_model(prelayer, vocabulary)
        files = {
            "ONNX, strings": ("onnx", "string"),
            "ONNX, bytes": ("onnx", "bytes"),
            "LiteRT": ("litert", None),
        }
        for case, (target, text) in files.items():
            path = folder / f"{text}.{'onnx' if target == 'onnx' else 'tflite'}"
            started = time.perf_counter()
            prelayer.export_model(model, path, format=target, text=text)
            seconds = time.perf_counter() - started
            add(f"exporting to {case}, with its verification", seconds, "s", "30")
            add(f"size of {case}", path.stat().st_size / 1e6, "MB", "1.5")
            for rows in BATCHES:
                inputs: Any = encode(texts[:rows])
                if text == "string":
                    inputs = np.array([text.decode() for text in texts[:rows]], object)
                caller = (litert_caller if target == "litert" else onnx_caller)(path, inputs)
                case_here = f"{of(rows)} in {case} ({source})"
                add(case_here, shortest(caller), "ms", AIMS[target, rows])
        ours = prelayer.export_model(model, folder / "saved")
        text_model(keras.layers, vocabulary).export(str(folder / "keras"), verbose=False)
        for rows in BATCHES:
            peer = shortest(serve_caller(folder / "keras", texts[:rows]))
            mine = shortest(serve_caller(ours, texts[:rows]))
            case, note = f"{of(rows)} in the SavedModel", f"Keras's own: {peer:.3f} ms"
            add(case, mine, "ms", f"{1.2 * peer:.3f}", note)
    return found


def table(rows: list[Figure]) -> str:
    """Return figures as a table in Markdown."""
    lines = ["| case | measured | at most | note |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {row.case} | {row.value:.3f} {row.unit} | {row.aim} | {row.note} |" for row in rows
    ]
    return "\n".join(lines)
