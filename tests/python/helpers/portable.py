"""Checks of models in LiteRT and ONNX Runtime against the model itself.

The runtimes run in this process, which saves the start of a process for each model. Tests of
`export_model` and `verify_export` start the processes without TensorFlow.
"""

from pathlib import Path
from unittest import mock

import keras
import pytest

from prelayer import export_model
from prelayer.export.verification import verify_export as verification

SUFFIXES = {"litert": ".tflite", "onnx": ".onnx"}
FORMATS = [("litert", None), ("onnx", None), ("onnx", "bytes")]


def model_of(layer, shape=(), dtype="string", name="x"):
    """Return the model of one layer on one input."""
    value = keras.Input(shape, dtype=dtype, name=name)
    return keras.Model(value, layer(value))


def assert_portable(model, folder, formats=FORMATS, data=None, rows=64, tolerance=1e-5):
    """Export a model to runtimes and compare the artifacts with it, in batches and by row.

    The rows come from `sample_inputs`, or are the given ones. The model runs as it is, without its
    portable form. ONNX without texts is one format only.
    """
    has_text = any(tensor.dtype == "string" for tensor in model.inputs)
    for target, text in formats:
        if text == "bytes" and not has_text and ("onnx", None) in formats:
            continue
        path = Path(folder) / f"model_{text}{SUFFIXES[target]}"
        export_model(model, path, format=target, text=text, overwrite=True, verify=False)
        with mock.patch.object(verification, "run_exported", run_here):
            report = verification.verify_export(model, path, data, rows=rows, tolerance=tolerance)
        assert report.agrees, str(report)
        assert report.rows > 0


def run_here(path, target, requests):
    """Return the outputs of an exported model by name, or the text of an error, by request."""
    predict = {"litert": litert_function, "onnx": onnx_function}[target](path)
    return [result(predict, inputs) for inputs in requests]


def result(predict, inputs):
    """Return the outputs of a function of inputs by name, or the text of its error."""
    try:
        return dict(predict(**inputs))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def litert_function(path):
    """Return a function that runs a LiteRT model on inputs by name."""
    interpreter = pytest.importorskip("ai_edge_litert.interpreter")
    return interpreter.Interpreter(str(path)).get_signature_runner("serving_default")


def onnx_function(path):
    """Return a function that runs an ONNX model on inputs by name."""
    onnxruntime = pytest.importorskip("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(str(path), options)
    names = [output.name for output in session.get_outputs()]
    return lambda **inputs: zip(names, session.run(None, inputs))
