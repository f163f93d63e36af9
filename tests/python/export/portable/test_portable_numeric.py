"""Numeric layers in LiteRT and ONNX Runtime: every option, NaN, infinities and integers."""

import numpy as np
import pytest

from portable import FORMATS, assert_portable, model_of
from prelayer import (
    Discretization,
    Imputation,
    Log,
    MinMaxScaling,
    Normalization,
    Power,
    Projection,
    QuantileTransform,
    Rescaling,
    RobustScaling,
    portability,
)

SLOW = pytest.mark.slow(reason="Each model is converted and run in two runtimes.")
NUMBERS = FORMATS[:2]
_RANDOM = np.random.default_rng(0)
_SPECIAL = [[np.nan, np.inf, -np.inf], [0, -0.0, 1], [1e6, -1e6, 1e-6]]
FLOATS = np.vstack([_SPECIAL, _RANDOM.normal(3, 20, (40, 3))]).astype(np.float32)
LEARNED = _RANDOM.normal(3, 20, (200, 3)).astype(np.float32)
LEARNED[0] = np.nan
SMALL = FLOATS[4:] / 10
RANKS = np.vstack([[0, 1, np.nan], [-1, 2, 0.5], _RANDOM.random((40, 3))]).astype(np.float32)
WHOLE = np.vstack([[2**53, -(2**53), 0], _RANDOM.integers(-999, 999, (40, 3))])
# Times in seconds, which differ by less than the precision of float32.
TIMES = 1_700_000_000 + _RANDOM.integers(0, 1000, (40, 3))
BYTES = _RANDOM.integers(0, 256, (40, 3)).astype(np.uint8)
FILLED = {"missing": "constant", "fill_value": 2.5}
BOUNDARIES = [-10.5, 0.1, 0.1, 3, 17]
# The layer, the data that it learns, and the data that it is called on.
LAYERS = {
    "normalization": (Normalization(), LEARNED, FLOATS),
    "normalization_mean": (Normalization(missing="mean"), LEARNED, FLOATS),
    "normalization_constant": (Normalization(**FILLED), LEARNED, FLOATS),
    "normalization_indicator": (Normalization(missing="indicator"), LEARNED, FLOATS),
    "normalization_given": (Normalization(mean=3, variance=4), None, FLOATS),
    "normalization_no_axis": (Normalization(axis=None), LEARNED, FLOATS),
    "normalization_invert": (Normalization(invert=True), LEARNED, FLOATS),
    "normalization_times": (Normalization(), TIMES, TIMES),
    "normalization_int32": (Normalization(), TIMES, TIMES.astype(np.int32)),
    "normalization_bytes": (Normalization(), BYTES, BYTES),
    "normalization_integers": (Normalization(missing="indicator"), WHOLE, WHOLE),
    "normalization_of_one": (Normalization(), np.full((9, 3), 1_700_000_001), TIMES),
    "normalization_invert_integers": (
        Normalization(mean=3, variance=4, invert=True),
        None,
        WHOLE[1:],
    ),
    "min_max": (MinMaxScaling(), LEARNED, FLOATS),
    "min_max_clip": (MinMaxScaling((-1, 2), clip=True), LEARNED, FLOATS),
    "min_max_invert": (MinMaxScaling((-1, 2), invert=True), LEARNED, FLOATS),
    "min_max_times": (MinMaxScaling((-1, 2), clip=True), TIMES, TIMES + 500),
    "min_max_invert_integers": (MinMaxScaling((-1, 2), invert=True), TIMES, WHOLE[1:]),
    "robust": (RobustScaling(missing="mean"), LEARNED, FLOATS),
    "robust_times": (RobustScaling(), TIMES, TIMES),
    "rescaling": (Rescaling(1 / 255, offset=-1), None, FLOATS),
    "rescaling_channels": (Rescaling([1.0, 0.0, -2.0], [1.0, 2.0, 3.0]), None, WHOLE),
    "rescaling_times": (Rescaling(0.1, -170_000_000), None, TIMES),
    "rescaling_bytes": (Rescaling(1 / 255), None, BYTES),
    "imputation_mean": (Imputation(), LEARNED, FLOATS),
    "imputation_median": (Imputation("median", add_indicator=True), LEARNED, FLOATS),
    "imputation_constant": (Imputation("constant", fill_value=-2), None, FLOATS),
    "imputation_integers": (Imputation("most_frequent", add_indicator=True), WHOLE, WHOLE),
    "log": (Log(), None, FLOATS),
    "log_of_next": (Log(10, offset=1), None, FLOATS),
    "log_offset": (Log(offset=-0.1), None, np.abs(FLOATS)),
    "log_signed": (Log(signed=True, base=2), None, FLOATS),
    "log_integers": (Log(10, offset=1.5), None, WHOLE),
    "log_invert": (Log(10, offset=1, invert=True), None, FLOATS),
    "log_signed_invert": (Log(2, signed=True, invert=True), None, SMALL),
    "power": (Power(), LEARNED, FLOATS),
    "power_indicator": (Power(missing="indicator"), LEARNED, FLOATS),
    "power_mean": (Power(missing="mean"), LEARNED, FLOATS),
    "power_given": (Power(lambdas=[0.0, 2.0, 1.0]), None, FLOATS),
    "power_invert": (Power(invert=True), LEARNED, FLOATS),
    "power_integers": (Power(), WHOLE, WHOLE),
    "box_cox": (Power("box_cox", lambdas=[0.0, 0.5, -1.0]), None, FLOATS),
    "box_cox_invert": (Power("box_cox", lambdas=[0.0, 0.5, -1.0], invert=True), None, SMALL),
    "quantile": (QuantileTransform(), LEARNED, FLOATS),
    "quantile_normal": (QuantileTransform(100, "normal"), LEARNED, FLOATS),
    "quantile_indicator": (
        QuantileTransform(20, "normal", axis=None, missing="indicator"),
        LEARNED,
        FLOATS,
    ),
    "quantile_of_times": (QuantileTransform(30, "normal"), TIMES, TIMES + 300),
    "quantile_of_few": (QuantileTransform(), np.round(LEARNED / 20), np.round(FLOATS / 20)),
    "quantile_of_integers": (QuantileTransform(missing="mean"), WHOLE // 100, WHOLE // 100),
    "quantile_invert": (QuantileTransform(invert=True), LEARNED, RANKS),
    "quantile_invert_few": (QuantileTransform(invert=True), np.round(LEARNED / 20), RANKS),
    "projection": (Projection(_RANDOM.normal(size=(3, 2))), None, FLOATS[1:]),
    "projection_integers": (Projection(_RANDOM.normal(size=(3, 2))), None, WHOLE[1:]),
    "discretization": (Discretization(BOUNDARIES), None, FLOATS),
    "discretization_one_hot": (
        Discretization(BOUNDARIES, output_mode="one_hot", missing="indicator"),
        None,
        FLOATS,
    ),
    "discretization_multi_hot": (Discretization(BOUNDARIES, output_mode="multi_hot"), None, FLOATS),
    "discretization_count": (
        Discretization(BOUNDARIES, output_mode="count", missing="constant", fill_value=3),
        None,
        FLOATS,
    ),
    "discretization_mean": (Discretization(num_bins=100, missing="mean"), LEARNED, FLOATS),
    "discretization_of_one": (Discretization(num_bins=1), LEARNED, FLOATS),
    "discretization_integers": (Discretization(BOUNDARIES), None, WHOLE),
    "discretization_bytes": (Discretization(BOUNDARIES), None, BYTES),
}
CHEAP = ("power", "discretization")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in CHEAP else SLOW) for name in LAYERS]
)
def test_numbers_are_transformed_alike(tmp_path, name):
    layer, learned, data = LAYERS[name]
    if learned is not None:
        layer.adapt(learned)
    model = model_of(layer, (3,), data.dtype.name)
    assert_portable(model, tmp_path, NUMBERS, {"x": data})


@SLOW
@pytest.mark.parametrize("kind", [Normalization, QuantileTransform, Power])
def test_axes_are_those_of_the_layer(tmp_path, kind):
    layer = kind(axis=(1, 2), missing="indicator")
    data = LEARNED[:120].reshape(-1, 2, 3)
    layer.adapt(data)
    assert_portable(model_of(layer, (2, 3), "float32"), tmp_path, NUMBERS, {"x": data})


@SLOW
def test_vectors_of_a_batch_are_transformed_alike(tmp_path):
    layer = Normalization(axis=None, missing="indicator")
    layer.adapt(TIMES[:, 0])
    assert_portable(model_of(layer, (), "int64"), tmp_path, NUMBERS, {"x": TIMES[:, 0]})


@pytest.mark.parametrize(
    ("layer", "option"),
    [
        (QuantileTransform(output_distribution="normal", invert=True, quantiles=[0, 1]), "invert"),
        (Discretization([1.0], output_mode="count", sparse=True), "sparse"),
    ],
)
def test_options_without_a_portable_form_are_reported(layer, option):
    assert portability(model_of(layer, (3,), "float32"))["option"] == [option]


def test_layers_that_have_not_learned_are_reported():
    table = portability(model_of(Power(), (3,), "float32"))
    assert "learned" in table["reason"][0]
