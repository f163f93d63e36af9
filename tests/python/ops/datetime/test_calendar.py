"""The calendar against datetime of the standard library, and the datetimes of NumPy."""

import datetime as dt

import numpy as np
import pytest
import tensorflow as tf

from prelayer.ops.datetime import calendar, units

DAY = 86_400_000_000
DAYS = np.arange(np.datetime64("1600-01-01"), np.datetime64("2401-01-01"))


def test_each_day_of_800_years_has_its_components():
    names = ("year", "quarter", "month", "day", "day_of_year", "weekday")
    noon = DAYS.astype(np.int64) * DAY + DAY // 2
    found = calendar.components(tf.constant(noon), names)
    expected = [
        (d.year, (d.month + 2) // 3, d.month, d.day, d.timetuple().tm_yday, d.weekday())
        for d in DAYS.astype(object)
    ]
    for name, values in zip(names, np.transpose(expected)):
        np.testing.assert_array_equal(found[name], values)


def test_each_date_of_800_years_has_its_day():
    year, month, day = calendar.date_of(tf.constant(DAYS.astype(np.int32)))
    np.testing.assert_array_equal(calendar.days_of(year, month, day), DAYS.astype(np.int32))
    last = np.append(np.diff(month) != 0, True)
    lengths = calendar.month_length(year, month).numpy()
    np.testing.assert_array_equal(lengths[last], day.numpy()[last])


def test_years_before_and_far_from_ours_are_those_of_numpy():
    days = np.random.default_rng(1).integers(-50_000_000, 50_000_000, 10_000)
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]").astype(np.int64)
    year, month, day = calendar.date_of(tf.constant(days, tf.int32))
    np.testing.assert_array_equal(year, months // 12 + 1970)
    np.testing.assert_array_equal(month, months % 12 + 1)
    np.testing.assert_array_equal(day, (dates - dates.astype("datetime64[M]")).astype(int) + 1)
    np.testing.assert_array_equal(calendar.days_of(year, month, day), days)


def test_random_times_have_their_components():
    epoch = dt.datetime(1970, 1, 1)
    times = np.random.default_rng(2).integers(-(10**16), 10**16, 5_000)
    names = ("month", "day", "hour", "minute", "second")
    found = calendar.components(tf.constant(times), names)
    moments = [epoch + dt.timedelta(microseconds=int(time)) for time in times]
    for name in names:
        np.testing.assert_array_equal(found[name], [getattr(time, name) for time in moments])


@pytest.mark.parametrize("unit", ["D", "s", "ms", "us", "ns"])
@pytest.mark.parametrize("dtype", [np.int64, np.float64])
def test_numbers_are_those_of_numpy(unit, dtype):
    numbers = np.array([0, -1, 19_782, 86_399, -135_140])
    times = units.of_numbers(tf.constant(numbers.astype(dtype)), unit)
    expected = numbers.astype(f"datetime64[{unit}]").astype("datetime64[us]").astype(np.int64)
    # Floats are rounded to the nearest microsecond.
    expected = np.rint(numbers / 1000) if (unit, dtype) == ("ns", np.float64) else expected
    np.testing.assert_array_equal(times.microseconds, expected)
    assert not np.any(times.is_malformed)


def test_missing_numbers_are_no_times_and_not_malformed():
    for numbers in (np.array([units.MISSING]), np.array([np.nan])):
        for unit in ("D", "s", "ms", "us", "ns"):
            times = units.of_numbers(tf.constant(numbers), unit)
            assert times.microseconds.numpy().tolist() == [units.MISSING]
            assert times.is_malformed.numpy().tolist() == [False]


@pytest.mark.parametrize(
    ("unit", "limit"), [("us", 2**62), ("s", 4_611_686_018_427), ("D", 53_375_995)]
)
def test_numbers_beyond_the_limit_are_malformed(unit, limit):
    numbers = np.array([limit, -limit, limit + 1, -limit - 1, 2**63 - 1])
    times = units.of_numbers(tf.constant(numbers), unit)
    assert times.is_malformed.numpy().tolist() == [False, False, True, True, True]
    floats = units.of_numbers(tf.constant([2.0**62, 1e300, np.inf, -np.inf], tf.float64), "us")
    assert floats.is_malformed.numpy().tolist() == [False, True, True, True]
