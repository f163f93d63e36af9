"""Inputs of float64: exact in ONNX Runtime, and an error in LiteRT where it would round them."""

import keras
import numpy as np
import pytest

from portable import assert_portable, model_of
from prelayer import (
    CategoryEncoding,
    Discretization,
    Imputation,
    IntegerLookup,
    Log,
    MelSpectrogram,
    MinMaxScaling,
    Normalization,
    Power,
    PrelayerError,
    Projection,
    QuantileTransform,
    Rescaling,
    Resizing,
    RobustScaling,
    ZCAWhitening,
    export_model,
    portability,
)

SLOW = pytest.mark.slow(reason="Each model is converted and run in two runtimes.")
_RANDOM = np.random.default_rng(0)
# Times in seconds: float32 has multiples of 128 there.
TIMES = 1_700_000_000 + _RANDOM.random((60, 2))
NEAR_MINUS_ONE = -1 + np.logspace(-14, -1, 60).reshape(30, 2)
HUGE = np.logspace(30, 300, 60).reshape(30, 2)
RANKS = _RANDOM.random((60, 2))
LAYERS = {
    "normalization": (Normalization(), TIMES),
    "normalization_inverse": (Normalization(mean=-5e8, variance=1.0, invert=True), TIMES - 1.2e9),
    "min_max": (MinMaxScaling(), TIMES),
    "robust": (RobustScaling(), TIMES),
    "rescaling": (Rescaling(1000.0, -1.7e12), TIMES),
    "imputation": (Imputation(), TIMES),
    "discretization": (Discretization(num_bins=9), TIMES),
    "quantiles": (QuantileTransform(20), TIMES),
    "quantiles_inverse": (QuantileTransform(20, invert=True), RANKS),
    "power": (Power(lambdas=[0.0, 0.5]), HUGE),
    "log": (Log(offset=-1.7e9), TIMES),
    "log_of_next": (Log(offset=1), NEAR_MINUS_ONE),
    "log_signed": (Log(signed=True), HUGE),
    "projection": (Projection([[1000.0], [-1000.0]]), TIMES),
    "dense": (keras.layers.Dense(2, dtype="float64"), RANKS),
}
CHEAP = ("normalization", "log_of_next")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in CHEAP else SLOW) for name in LAYERS]
)
def test_no_digits_are_lost_in_onnx_and_litert_has_an_error(tmp_path, name):
    layer, data = LAYERS[name]
    if hasattr(layer, "adapt") and not layer.is_fitted:
        layer.adapt(TIMES)
    model = model_of(layer, (2,), "float64")
    assert_portable(model, tmp_path, [("onnx", None)], {"x": data})
    assert_not_in_litert(model, tmp_path / "m.tflite")


def assert_not_in_litert(model, path):
    path.write_text("old")
    with pytest.raises(PrelayerError) as caught:
        export_model(model, path, format="litert", overwrite=True)
    layer = model.layers[-1]
    assert str(caught.value) == (
        f"export_model: the layer '{layer.name}' ({type(layer).__name__}) cannot be exported to "
        "'litert': LiteRT does not compute with float64 numbers. Declare inputs and layers as "
        "float32, or inputs of whole numbers as int64."
    )
    assert path.read_text() == "old"
    table = portability(model)
    assert (table["litert"], table["onnx"], table["web"]) == (["no"], ["yes"], ["yes"])
    assert table["layer"] == [layer.name]
    assert table["reason"] == ["LiteRT does not compute with float64 numbers"]


@SLOW
def test_images_and_sounds(tmp_path):
    whitening = ZCAWhitening()
    images = 1e6 + _RANDOM.normal(size=(60, 2, 2, 1))
    whitening.adapt(images)
    model = model_of(whitening, (2, 2, 1), "float64")
    assert_portable(model, tmp_path, [("onnx", None)], {"x": images})
    assert_not_in_litert(model, tmp_path / "whitening.tflite")
    assert_not_in_litert(model_of(MelSpectrogram(64), (400,), "float64"), tmp_path / "mel.tflite")
    enlarged = model_of(Resizing(4, 4, interpolation="nearest"), (2, 2, 1), "float64")
    assert_not_in_litert(enlarged, tmp_path / "nearest.tflite")


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        (keras.layers.Dense(2), (2,)),
        (keras.layers.Dropout(0.5, dtype="float64"), (2,)),
        pytest.param(Resizing(3, 3), (2, 2, 1), marks=SLOW),
        pytest.param(IntegerLookup(vocabulary=[7, 9]), (2,), marks=SLOW),
        pytest.param(CategoryEncoding(9, output_mode="multi_hot"), (2,), marks=SLOW),
    ],
)
def test_layers_that_cast_numbers_first_are_exported(tmp_path, layer, shape):
    assert_portable(model_of(layer, shape, "float64"), tmp_path)


@SLOW
def test_a_lookup_of_whole_floats_is_verified(tmp_path):
    model = model_of(IntegerLookup(vocabulary=[7, 9], mask_token=0), (2,), "float32")
    assert export_model(model, tmp_path / "m.onnx", format="onnx").is_file()


def test_an_operation_without_a_layer_is_named(tmp_path):
    value = keras.Input((2,), dtype="float64", name="x")
    model = keras.Model(value, keras.ops.multiply(value, 2.0))
    with pytest.raises(PrelayerError, match=r"the layer 'multiply.*' \(Multiply\) cannot be"):
        export_model(model, tmp_path / "m.tflite", format="litert")
