"""DatetimeFeatures: warnings of numbers that are probably in another unit."""

import warnings

import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from prelayer import AdaptPartial, AdaptPlan, DatetimeFeatures, Preprocessor, adapt
from prelayer.stats.earliest import Earliest
from prelayer.stats.serialization import pack

DAYS = np.array(["2023-05-01T10:00", "2024-02-29T13:45", "NaT"], "datetime64[us]")
TEXTS = ["2023-05-01T10:00", "2024-02-29T13:45", ""]
NAMES = {"D": "days", "s": "seconds", "ms": "milliseconds", "us": "microseconds"}
NAMES["ns"] = "nanoseconds"


def numbers_in(unit):
    return DAYS.astype(f"datetime64[{unit}]").astype(np.int64)


@pytest.mark.parametrize("unit", ["D", "s", "ms", "us", "ns"])
@pytest.mark.parametrize("actual", ["D", "s", "ms", "us", "ns"])
def test_warns_of_another_unit_but_not_of_the_right_one(unit, actual):
    layer = DatetimeFeatures(["year"], unit=unit, errors="missing")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        layer(numbers_in(actual))
        layer(numbers_in(actual))
    if unit == actual or (unit, actual) == ("s", "D"):  # they may be seconds of a day
        assert not caught
        return
    (warning,) = caught
    assert warning.filename == __file__
    text = str(warning.message)
    assert text.startswith(f'DatetimeFeatures: `unit` is "{unit}", but the numbers ')
    assert text.endswith(f'If they are {NAMES[actual]} since 1970, set `unit` to "{actual}".')


@pytest.mark.parametrize("dtype", ["int64", "float64"])
def test_adapt_warns_once_of_arrays_and_datasets(dtype):
    seconds = np.array([1_709_164_800, 1_709_264_800], dtype)
    message = r"`unit` is \"us\", but the numbers look like seconds: .* as 1970-01-01T00:28:29.2648"
    for data in (seconds, tf.data.Dataset.from_tensor_slices(seconds).batch(1)):
        layer = DatetimeFeatures(["elapsed"])
        with pytest.warns(UserWarning, match=message) as caught:
            layer.adapt(data)
        layer(seconds)
        assert [warning.filename for warning in caught] == [__file__]
    right = DatetimeFeatures(["elapsed"], unit="s")
    right.adapt(seconds)
    assert right.origin == "2024-02-29"


def test_a_preprocessor_warns():
    frame = pd.DataFrame({"when": [1_709_164_800, 1_709_264_800], "size": [1.0, 2.0]})
    prep = Preprocessor({"when": DatetimeFeatures(), "size": None})
    with pytest.warns(UserWarning, match='If they are seconds since 1970, set `unit` to "s"'):
        prep.adapt(frame)
    given = Preprocessor({"when": DatetimeFeatures(["day"])}, dtypes={"when": "int64"})
    with pytest.warns(UserWarning, match='If they are seconds since 1970, set `unit` to "s"'):
        given(frame)


@pytest.mark.parametrize(
    "times",
    [
        *(DAYS, TEXTS, ["1970-01-01T00:28:29", "1970-01-01T00:30"], [0, None], [-1, 1]),
        *(["9999-12-31"], ["1600-01-01", "2400-12-31"], [None], []),
        np.array([0, 86_399_999_999]),  # the time of a day
    ],
)
def test_does_not_warn_of_dates_and_small_numbers(times):
    layer = DatetimeFeatures(["hour", "elapsed"], origin="1970-01-01")
    layer(times)
    if len(times) > 1:
        adapt(DatetimeFeatures(["elapsed"]), times)


def test_a_merged_layer_warns_and_old_states_are_read():
    plan = AdaptPlan({"when": DatetimeFeatures(["elapsed"])})
    partial, other = plan.empty(), plan.empty()
    plan.add(partial, {"when": numbers_in("s")})
    partial.merge(other)
    with pytest.warns(UserWarning, match='set `unit` to "s"'):
        plan.finish(AdaptPartial.from_bytes(partial.to_bytes()))
    old = pack("Earliest", count=np.int64(2), earliest=np.int64(5), missing=np.int64(1))
    read = Earliest.from_bytes(old)
    assert (read.count, read.earliest, read.missing, read.furthest) == (2, 5, 1, 0)
