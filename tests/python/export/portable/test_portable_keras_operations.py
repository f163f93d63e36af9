"""Functions of `keras.ops` in models, and names of classes, in LiteRT and ONNX Runtime."""

import keras
import numpy as np
import pytest

from portable import FORMATS, assert_portable
from prelayer import export_model

_RANDOM = np.random.default_rng(0)
NUMBERS = np.vstack([[0, -0.0, 1], [-6.5, 6.5, 1e-6], _RANDOM.normal(0, 4, (40, 3))])


def test_functions_of_numbers(tmp_path):
    x = keras.Input((3,), name="x")
    column = keras.ops.expand_dims(x, -1)
    parts = [
        keras.ops.sin(x),
        keras.ops.cos(x),
        keras.ops.sign(x),
        keras.ops.square(x),
        keras.ops.power(keras.ops.abs(x) + 0.5, 1.5),
        keras.ops.relu6(x),
        keras.ops.squeeze(column * 2, -1),
        keras.ops.top_k(x, 2)[0],
        keras.ops.split(x, [2], -1)[0],
        keras.ops.cast(keras.ops.any(x > 3, -1, keepdims=True), "float32"),
    ]
    model = keras.Model(x, keras.ops.concatenate(parts, -1))
    assert_portable(model, tmp_path, FORMATS[:2], {"x": NUMBERS.astype("float32")})


def test_litert_names_classes(tmp_path):
    interpreter = pytest.importorskip("ai_edge_litert.interpreter")
    size = keras.Input((3,), name="size")
    model = keras.Model(size, keras.layers.Softmax(name="p")(size * 2.0))
    path = export_model(
        model, tmp_path / "m.tflite", format="litert", class_names=["low", "middle", "high"]
    )
    predict = interpreter.Interpreter(str(path)).get_signature_runner()
    found = predict(size=np.array([[1.0, 5.0, 2.0], [0.0, 0.0, 1.0]], np.float32))
    assert found["class"].tolist() == [b"middle", b"high"]
    np.testing.assert_allclose(found["p"].sum(1), [1, 1], rtol=1e-6)
