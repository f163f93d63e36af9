"""Operations that tf2onnx converts to others, in ONNX Runtime against NumPy."""

import numpy as np
import pytest
import tensorflow as tf

from prelayer.export.onnx_handlers import handlers

NUMBERS = {
    "int32": [2**30, 2**30 + 1, -(2**30) - 1, 0],
    "int64": [2**62, 2**62 + 1, -(2**62) - 1, 0],
    "float32": [1.0, np.nan, np.inf, -np.inf],
    "float64": [1.0, 1.0 + 1e-15, np.nan, -np.inf],
}
COMPARISONS = {
    "greater": (tf.greater, np.greater),
    "greater_equal": (tf.greater_equal, np.greater_equal),
    "less": (tf.less, np.less),
    "less_equal": (tf.less_equal, np.less_equal),
}


def in_onnx(function, *values):
    """Return the result of a function of tensors in ONNX Runtime."""
    onnxruntime, tf2onnx = pytest.importorskip("onnxruntime"), pytest.importorskip("tf2onnx")
    names = [f"x{place}" for place in range(len(values))]
    specs = [tf.TensorSpec([None], value.dtype, name) for name, value in zip(names, values)]
    traced = tf.function(function, input_signature=specs, autograph=False)
    model, _ = tf2onnx.convert.from_function(
        traced, input_signature=specs, opset=18, custom_op_handlers=handlers()
    )
    session = onnxruntime.InferenceSession(model.SerializeToString())
    return session.run(None, dict(zip(names, values)))[0]


@pytest.mark.parametrize("dtype", NUMBERS)
def test_numbers_are_compared_exactly(dtype):
    pairs = [(first, second) for first in NUMBERS[dtype] for second in NUMBERS[dtype]]
    first, second = np.array(pairs, dtype).T.copy()
    for compared, reference in COMPARISONS.values():
        found = in_onnx(lambda a, b, op=compared: tf.cast(op(a, b), tf.int32), first, second)
        np.testing.assert_array_equal(found, reference(first, second))


@pytest.mark.parametrize("dtype", NUMBERS)
def test_values_are_selected_without_arithmetic(dtype):
    first = np.array(NUMBERS[dtype], dtype)
    second = first[::-1].copy()
    chosen = np.array([1, 0, 1, 0], np.int32)
    found = in_onnx(lambda c, a, b: tf.where(c > 0, a, b), chosen, first, second)
    np.testing.assert_array_equal(found, np.where(chosen > 0, first, second))


@pytest.mark.parametrize(("function", "reference"), [(tf.math.log, np.log), (tf.exp, np.exp)])
def test_float64_is_not_rounded(function, reference):
    numbers = np.array([1e-300, 1e-9, 1.0 + 1e-12, 2.5, 600.0])
    np.testing.assert_allclose(in_onnx(function, numbers), reference(numbers), 1e-14, 1e-14)
