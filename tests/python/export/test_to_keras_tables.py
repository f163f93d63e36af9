"""to_keras: the layers that `Preprocessor.from_frame` chooses, as models of Keras's operations."""

import json

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from prelayer import (
    DatetimeFeatures,
    Imputation,
    MinMaxScaling,
    Normalization,
    Preprocessor,
    RobustScaling,
    to_keras,
)
from stock_layers import assert_same, model_of

LOWEST = -(2**63)
COMPONENTS = ["year", "quarter", "month", "day", "day_of_year", "weekday", "hour", "minute"]
GAPS = np.array([[1.0, np.nan], [3.0, -np.inf], [np.nan, 8.0], [5.0, 7.0]], "float32")

LOAD = """
import json, sys
import keras, numpy as np, tensorflow as tf
model = keras.models.load_model(sys.argv[1])
dtypes = {one.name: one.dtype for one in model.inputs}
data = {name: tf.constant(value, dtypes[name]) for name, value in json.loads(sys.argv[2]).items()}
answer = [model(data, training=False).numpy().tolist(), "prelayer.layers" in sys.modules]
"""


@pytest.mark.parametrize("missing", ["mean", "constant", "indicator"])
@pytest.mark.parametrize("make", [Normalization, MinMaxScaling, RobustScaling])
@pytest.mark.parametrize("axis", [-1, None])
@pytest.mark.parametrize("data", [GAPS, GAPS[:, 0], GAPS.astype("float64"), np.arange(4)[:, None]])
def test_missing_numbers_are_replaced(make, missing, axis, data):
    options = {"fill_value": 2.5} if missing == "constant" else {}
    layer = make(missing=missing, axis=axis, name="scale", **options)
    layer.adapt(np.where(np.isinf(data), 6.0, data))
    model = model_of(layer, data)
    assert_same(to_keras(model), model, data)


@pytest.mark.parametrize("strategy", ["mean", "median", "most_frequent", "constant"])
@pytest.mark.parametrize("add_indicator", [False, True])
def test_imputation_becomes_a_model(strategy, add_indicator):
    layer = Imputation(strategy, add_indicator=add_indicator)
    if strategy != "constant":
        layer.adapt(GAPS[[0, 2, 3]])
    for data in (GAPS, GAPS.astype("float64")):
        model = model_of(layer, data)
        assert_same(to_keras(model), model, data)


def test_the_inverse_of_indicators_is_an_error():
    layer = Normalization(missing="mean", invert=True)
    layer.adapt(GAPS[[0, 2, 3]])
    model = model_of(layer, GAPS)
    assert_same(to_keras(model), model, GAPS)
    layer = Normalization(missing="indicator", invert=True)
    layer.adapt(GAPS[[0, 2, 3], :1])
    with pytest.raises(ValueError, match="`missing`: Keras has no inverse of indicators"):
        to_keras(model_of(layer, GAPS))


@pytest.mark.parametrize("unit", ["D", "s", "ms", "us", "ns"])
@pytest.mark.parametrize("cyclic", [(), COMPONENTS[1:]])
def test_dates_equal_pandas(unit, cyclic):
    rng = np.random.default_rng(3)
    times = np.array(rng.integers(-(10**16), 10**16, 500), "datetime64[us]")
    times = np.clip(times, np.datetime64("1700"), np.datetime64("2200")).astype(f"M8[{unit}]")
    names = [*COMPONENTS, "second", "elapsed"]
    origin = np.datetime64("2001-02-03T04:05", "us")
    layer = DatetimeFeatures(names, cyclic=cyclic, unit=unit, origin=str(origin), utc_offset=5.5)
    data = np.append(times.astype(np.int64), LOWEST)[:, None]
    model = model_of(layer, data)
    found = to_keras(model)
    assert_same(found, model, data)
    if cyclic:
        return
    local = pd.Series(times.astype("datetime64[us]")) + pd.Timedelta(hours=5.5)
    accessors = [name.replace("weekday", "day_of_week") for name in names[:-1]]
    values = found(data).numpy()
    for name, column in zip(accessors, values.T):
        np.testing.assert_array_equal(column[:-1], getattr(local.dt, name))
    assert np.isnan(values[-1]).all()


@pytest.mark.parametrize("shape", [(6,), (6, 1), (3, 2), (1, 2, 3)])
@pytest.mark.parametrize("dtype", ["float32", "float64", "float16"])
def test_dates_of_any_shape_and_dtype(shape, dtype):
    data = np.arange(6).reshape(shape) * 10**15
    layer = DatetimeFeatures(["month", "day", "elapsed"], dtype=dtype)
    layer.adapt(data)
    model = model_of(layer, data)
    found = to_keras(model)
    assert found.output_shape == model.output_shape
    assert_same(found, model, data)


def table():
    days = pd.date_range("2023-01-30", periods=40, freq="37h").to_series(index=range(40))
    days[3] = pd.NaT
    numbers = pd.Series(np.arange(40) / 7)
    numbers[5] = np.nan
    kinds = pd.Series(["red", "blue", None, "green"] * 10)
    return pd.DataFrame({"day": days, "size": numbers, "count": range(40), "kind": kinds})


def test_the_defaults_of_from_frame_load_without_this_package(tmp_path, plain_tensorflow):
    frame = table()
    prep = Preprocessor.from_frame(frame)
    prep.adapt(frame)
    model = keras.Model(prep.inputs, prep.outputs)
    path = tmp_path / "model.keras"
    to_keras(model).save(path)
    times = frame["day"].to_numpy().astype("datetime64[us]").astype(np.int64)
    data = {"day": times, "size": frame["size"], "count": frame["count"]}
    data = {name: np.asarray(column)[:, None].tolist() for name, column in data.items()}
    data["kind"] = frame["kind"].fillna("").to_numpy()[:, None].tolist()
    found, imported = plain_tensorflow(LOAD, str(path), json.dumps(data))
    assert not imported
    np.testing.assert_allclose(found, prep(frame), rtol=1e-5, atol=1e-6)


def test_an_error_names_the_column_and_the_way_out():
    frame = table()
    frame["day"] = frame["day"].dt.strftime("%Y-%m-%d")
    prep = Preprocessor.from_frame(frame)
    prep.adapt(frame)
    with pytest.raises(ValueError) as caught:
        to_keras(keras.Model(prep.inputs, prep.outputs))
    name = prep.features["day"].layers[0].name
    assert str(caught.value) == (
        f"to_keras: layers of Keras cannot replace '{name}' (DatetimeFeatures) of the feature "
        "'day': Keras has no operations that read dates as text, so give numbers, such as int64 "
        "microseconds since 1970 (UTC). `export_model()` exports these layers, in the formats that "
        "`portability()` lists; or choose other layers for the features, as by `overrides`."
    )
    assert tf.as_dtype(prep.inputs["day"].dtype) == tf.string
