"""DatetimeFeatures."""

import datetime as dt

import keras
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tensorflow as tf

import cases
from prelayer import DatetimeFeatures, Normalization, adapt, export_model

LOWEST = -(2**63)
DAY = 86_400_000_000
LEAP_DAY = 19_782 * DAY
NAMES = ["year", "quarter", "month", "day", "day_of_year", "weekday", "hour", "minute", "second"]


@pytest.mark.parametrize("case", cases.load("datetime_features"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


def test_equals_pandas():
    times = np.random.default_rng(1).integers(-(10**16), 10**16, 2_000)
    column = pd.Series(times.astype("datetime64[us]"))
    accessors = [name.replace("weekday", "day_of_week") for name in NAMES]
    expected = np.stack([getattr(column.dt, name) for name in accessors], axis=1)
    layer = DatetimeFeatures(NAMES, cyclic=())
    np.testing.assert_array_equal(layer(column), expected)
    np.testing.assert_array_equal(layer(times), expected)
    np.testing.assert_array_equal(layer(column.astype(str).to_numpy()), expected)
    elapsed = DatetimeFeatures(["elapsed"], elapsed_unit="h", dtype="float64")
    elapsed.adapt(column)
    hours = (column - column.min()) / pd.Timedelta(hours=1)
    np.testing.assert_allclose(elapsed(column)[:, 0], hours, rtol=1e-15)


@pytest.mark.parametrize(
    ("name", "first", "count"),
    [
        *(("quarter", 1, 4), ("month", 1, 12), ("day", 1, 31), ("day_of_year", 1, 366)),
        *(("weekday", 0, 7), ("hour", 0, 24), ("minute", 0, 60), ("second", 0, 60)),
    ],
)
def test_cyclic_components_are_points_on_a_circle(name, first, count):
    times = np.random.default_rng(2).integers(0, 2 * 10**15, 2_000)
    plain = DatetimeFeatures([name], cyclic=(), dtype="float64")(times).numpy()
    angles = 2 * np.pi * (plain - first) / count
    expected = np.concatenate([np.sin(angles), np.cos(angles)], axis=1)
    found = DatetimeFeatures([name], cyclic=[name], dtype="float64")(times)
    np.testing.assert_allclose(found, expected, atol=1e-14)


ZONE = dt.timezone(dt.timedelta(hours=-2))
ARROW = pa.timestamp("ns", "Asia/Tokyo")
LEAP_DAYS = {
    "a list of text": ["2024-02-29", None],
    "an array of text": np.array(["2024-02-29", ""]),
    "bytes": np.array([b"2024-02-29", b""]),
    "dates": [dt.date(2024, 2, 29), None],
    "times": [dt.datetime(2024, 2, 29), pd.NaT],
    "times with a zone": [dt.datetime(2024, 2, 28, 22, tzinfo=ZONE), None],
    "days of NumPy": np.array(["2024-02-29", "NaT"], "datetime64[D]"),
    "nanoseconds of NumPy": np.array(["2024-02-29T00:00:00.000000999", "NaT"], "datetime64[ns]"),
    "a masked array": np.ma.array(np.array(["2024-02-29"] * 2, "datetime64[s]"), mask=[0, 1]),
    "integers": np.array([LEAP_DAY, LOWEST]),
    "integers in a list": [LEAP_DAY, None],
    "floats": np.array([LEAP_DAY, np.nan]),
    "a column of integers": pd.Series([LEAP_DAY, None], dtype="Int64"),
    "a column of text": pd.Series(["2024-02-29", None]),
    "levels": pd.Series(pd.Categorical(["2024-02-29", None])),
    "pandas": pd.Series(pd.to_datetime(["2024-02-29", None])),
    "an index": pd.to_datetime(["2024-02-29", None]),
    "pandas with a zone": pd.Series(
        pd.to_datetime(["2024-02-29T01:00", None]).tz_localize("Europe/Berlin")
    ),
    "an index with a zone": pd.to_datetime(["2024-02-29T05:30+05:30", None]),
    "pandas by Arrow": pd.Series(
        [dt.datetime(2024, 2, 28, 22, tzinfo=ZONE), None], dtype=pd.ArrowDtype(ARROW)
    ),
    "a frame": pd.DataFrame({"day": pd.to_datetime(["2024-02-29", None])}),
    "dates of polars": pl.Series([dt.date(2024, 2, 29), None]),
    "polars with a zone": pl.Series([dt.datetime(2024, 2, 29), None])
    .dt.replace_time_zone("UTC")
    .dt.convert_time_zone("Asia/Tokyo"),
    "dates of Arrow": pa.array([dt.date(2024, 2, 29), None]),
    "times of Arrow": pa.chunked_array([pa.array([dt.datetime(2024, 2, 29), None], ARROW)]),
    "text of Arrow": pa.array(["2024-02-29", None]),
}


@pytest.mark.parametrize("name", LEAP_DAYS)
def test_takes_times_of_any_container(name):
    expected = np.array([[29, 0, 59], [np.nan] * 3])
    layer = DatetimeFeatures(["day", "hour", "elapsed"], cyclic=(), origin="2024-01-01")
    np.testing.assert_array_equal(layer(LEAP_DAYS[name]), expected)
    learning = DatetimeFeatures(["elapsed"])
    report = adapt({"when": learning}, {"when": LEAP_DAYS[name]})
    assert learning.origin == "2024-02-29"
    assert report.missing == {learning.name: 1}


@pytest.mark.parametrize("one", [dt.date(2024, 2, 29), pd.Timestamp("2024-02-29"), LEAP_DAY])
def test_takes_one_time_and_no_time(one):
    layer = DatetimeFeatures(["month", "day"], cyclic=())
    np.testing.assert_array_equal(layer(one), [2, 29])
    np.testing.assert_array_equal(layer(None), [np.nan, np.nan])
    assert layer([]).shape == (0, 2)


@pytest.mark.parametrize("unit", ["D", "s", "ms", "ns"])
def test_times_have_their_own_unit(unit):
    layer = DatetimeFeatures(["minute", "elapsed"], cyclic=(), unit=unit, elapsed_unit="us")
    times = np.array(["2500-01-01T00:07:00.000002", "2500-01-01", "NaT"], "datetime64[us]")
    layer.adapt(times)
    expected = [[7, 420_000_002], [0, 0], [np.nan, np.nan]]
    np.testing.assert_array_equal(layer(times), np.float32(expected))
    assert layer.origin == "2500-01-01"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([dt.date(2024, 1, 1), "a"], "dates and other values must not be mixed, but 'a' is at"),
        (["a", dt.date(2024, 1, 1)], "strings and other values must not be mixed"),
        (pd.to_timedelta([1]), "dates or times are needed, but the values are durations."),
        (tf.ragged.constant([[1], []]), "must be dense, but they are sparse or ragged."),
        (np.array(["500000"], "datetime64[Y]"), "within 292,000 years of 1970, but 500000 is"),
        (np.array([2**63], "uint64"), "but 9223372036854775808 is among the values."),
        (tf.constant([1.5], tf.float16), "int64 or float64, but they are float16."),
    ],
)
def test_refuses_what_is_no_time(value, sentence):
    with pytest.raises(ValueError, match=r"^DatetimeFeatures: ") as caught:
        DatetimeFeatures(["day"])(value)
    assert sentence in str(caught.value)


@pytest.mark.parametrize("bad", [["2024-02-29", "2024-02-30"], [1, 2**62 + 1]])
def test_malformed_values_may_be_missing(bad):
    layer = DatetimeFeatures(["day", "elapsed"], cyclic=(), errors="missing")
    assert adapt(layer, bad).missing == {layer.name: 1}
    assert np.isnan(layer(bad)).tolist() == [[False, False], [True, True]]


def test_graphs_name_malformed_values():
    layer = DatetimeFeatures(["day"])
    dataset = tf.data.Dataset.from_tensor_slices(["2024-02-29", "soon"]).batch(2).map(layer)
    with pytest.raises(tf.errors.InvalidArgumentError, match=r"these are among the values:.*soon"):
        next(iter(dataset))
    with pytest.raises(ValueError) as caught:
        DatetimeFeatures().adapt(["soon"])
    assert str(caught.value).endswith("but these are among the values: soon.")


def test_names_its_features():
    assert DatetimeFeatures().feature_names == [
        *("month_sin", "month_cos", "day", "weekday_sin", "weekday_cos"),
        *("hour_sin", "hour_cos", "elapsed"),
    ]
    assert DatetimeFeatures("day", cyclic=None).feature_names == ["day"]


@pytest.mark.parametrize("dtype", ["string", "int64"])
def test_is_the_same_in_a_model_and_a_dataset(dtype, tmp_path):
    text = np.array([["2024-02-29T13:45"], ["1969-12-31"], [""]], object)
    times = np.array([[LEAP_DAY + 49_500_000_000], [-DAY], [LOWEST]])
    data = text if dtype == "string" else times
    layer = DatetimeFeatures(utc_offset=1)
    inputs = keras.Input((1,), dtype=dtype, name="when")
    model = keras.Model(inputs, layer(inputs))
    assert model.output_shape == (None, 8)
    adapt(model, {"when": data})
    assert layer.origin == "1969-12-31"
    expected = layer(data).numpy()
    assert np.isnan(expected).all(axis=1).tolist() == [False, False, True]
    np.testing.assert_array_equal(layer(text), expected)
    np.testing.assert_array_equal(model(tf.constant(data)), expected)
    np.testing.assert_array_equal(model.predict(tf.constant(data), verbose=0), expected)
    (mapped,) = tf.data.Dataset.from_tensors(data).map(layer)
    np.testing.assert_array_equal(mapped, expected)
    export_model(model, tmp_path / "model")
    exported = tf.saved_model.load(tmp_path / "model")
    np.testing.assert_array_equal(exported.serve(tf.constant(data)), expected)


def test_refuses_floats_in_a_model():
    with pytest.raises(ValueError, match="Keras rounds the floats that a model is given to"):
        DatetimeFeatures()(keras.Input((1,), dtype="float64"))


@pytest.mark.parametrize(
    "origin",
    [
        *("2024-02-29T12:00", dt.datetime(2024, 2, 29, 12), pd.Timestamp("2024-02-29T12:00")),
        *(np.datetime64("2024-02-29T12:00"), LEAP_DAY + DAY // 2, np.float64(LEAP_DAY + DAY // 2)),
        dt.datetime(2024, 2, 29, 10, tzinfo=ZONE),
    ],
)
def test_the_origin_is_given_as_any_time(origin):
    layer = DatetimeFeatures(["elapsed"], origin=origin)
    assert layer.is_fitted
    assert layer.origin == layer.get_config()["origin"] == "2024-02-29T12:00"
    copied = DatetimeFeatures.from_config(layer.get_config())
    assert copied(["2024-03-01"]).numpy().tolist() == [[0.5]]
    assert "origin='2024-02-29T12:00'" in repr(copied)


@pytest.mark.parametrize("origin", [None, pd.NaT, "", ["2024-01-01"], -(2**62), 2**61, True])
def test_the_origin_is_one_time_of_the_years_that_text_has(origin):
    if origin is None:
        assert DatetimeFeatures(origin=origin).origin is None
        return
    with pytest.raises(ValueError, match=r"^DatetimeFeatures: (`origin` must be a date|dates and)"):
        DatetimeFeatures(origin=origin)


def test_learns_exactly_and_merges():
    far = np.array(["2524-01-01T00:00:00.000001", "2524-01-01T00:00:00.000002"], "datetime64[us]")
    first, second = DatetimeFeatures(["elapsed"]), DatetimeFeatures(["elapsed"])
    first.adapt(far[1:])
    second.adapt(np.append(far, np.datetime64("NaT")))
    assert (first.origin, second.origin) == tuple(str(time) for time in far[::-1])
    first.merge(second.state())
    assert first.origin == str(far[0])
    adapt(first, ["2023-12-31"], reset=False)
    assert first.origin == "2023-12-31"
    batches = DatetimeFeatures(["elapsed"])
    for batch in (far[1:], far[:1]):
        batches.update_state(batch)
    batches.finalize_state()
    assert batches.origin == str(far[0])


def test_feeds_a_layer_that_learns():
    days = pd.DataFrame({"day": pd.date_range("2024-01-01", periods=3)})
    inputs = keras.Input((1,), dtype="int64", name="day")
    elapsed = DatetimeFeatures(["elapsed"])(inputs)
    model = keras.Model(inputs, Normalization()(elapsed))
    assert adapt(model, days).passes == 2
    found = model(days.to_numpy().astype("datetime64[us]").astype(np.int64))
    np.testing.assert_allclose(found, [[-np.sqrt(1.5)], [0], [np.sqrt(1.5)]], rtol=1e-6)
