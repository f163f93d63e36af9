"""Text in ISO 8601 against the datetimes of the standard library."""

import datetime as dt
import itertools

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from prelayer.ops.datetime import iso_8601
from prelayer.ops.datetime.units import MISSING

UTC = dt.timezone.utc
EPOCH = dt.datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = dt.timedelta(microseconds=1)

CLOCKS = ["T%H:%M", " %H:%M:%S", "T%H:%M:%S.%f", "T%H:%M:%S,%f"]
OFFSETS = ["", "Z", "+02:00", "-0530", "+05", "-23:59"]


def parsed(text):
    times = iso_8601.of_text(tf.constant(text))
    return times.microseconds.numpy().tolist(), times.is_malformed.numpy().tolist()


def reference(text):
    # Before 3.11, Python reads neither commas, "Z" nor offsets without a colon.
    time = dt.datetime.fromisoformat(text)
    time = time if time.tzinfo else time.replace(tzinfo=UTC)
    return (time - EPOCH) // MICROSECOND


@pytest.mark.parametrize(("clock", "offset"), [*itertools.product(CLOCKS, OFFSETS)])
def test_equals_the_times_that_python_formatted(clock, offset):
    microseconds = np.random.default_rng(3).integers(-(6 * 10**16), 2 * 10**17, 200)
    times = [dt.datetime(1970, 1, 1) + dt.timedelta(microseconds=int(us)) for us in microseconds]
    text = [f"{time.year:04}{time.strftime(f'-%m-%d{clock}')}{offset}" for time in times]
    signed = {"Z": 0, "": 0, "+02:00": 120, "-0530": -330, "+05": 300, "-23:59": -1439}[offset]
    exact = [time.replace(second=0) if "%S" not in clock else time for time in times]
    exact = [time if "%f" in clock else time.replace(microsecond=0) for time in exact]
    zone = dt.timezone(dt.timedelta(minutes=signed))
    expected = [(time.replace(tzinfo=zone) - EPOCH) // MICROSECOND for time in exact]
    assert parsed(text) == (expected, [False] * len(text))


def test_dates_are_midnight_in_utc():
    days = np.arange(np.datetime64("1999-01-01"), np.datetime64("2005-01-01"))
    found, _ = parsed(days.astype(str).tolist())
    assert found == days.astype("datetime64[us]").astype(np.int64).tolist()


@pytest.mark.parametrize("digits", range(1, 10))
def test_six_digits_of_a_fraction_count(digits):
    text = "1970-01-01T00:00:00." + "987654321"[:digits]
    assert parsed([text])[0] == [int("987654321"[:digits][:6].ljust(6, "0"))]


def test_the_empty_text_is_missing_and_not_malformed():
    assert parsed([""]) == ([MISSING], [False])
    assert parsed(tf.zeros([0], tf.string)) == ([], [])


MALFORMED = [
    *("2023-02-29", "2024-02-30", "2024-13-01", "2024-00-01", "2024-01-00", "1900-02-29"),
    *("24-01-01", "2024-1-1", "20240101", "2024/01/01", "2024-01", "2024", "-2024-01-01"),
    *(" 2024-01-01", "2024-01-01 ", "2024-01-01T", "2024-01-01Z", "2024-01-01+01:00"),
    *(
        "2024-01-01T10",
        "2024-01-01T1:00",
        "2024-01-01T24:00",
        "2024-01-01T10:60",
        "2024-01-01x10:00",
    ),
    *("2024-01-01T10:00:60", "2024-01-01T10:00:0", "2024-01-01T10:00:", "2024-01-01T10:00:00."),
    *("2024-01-01T10:00:00.1234567890", "2024-01-01T10:00:00.1a", "2024-01-01T10:00.5"),
    *("2024-01-01T10:00ZZ", "2024-01-01T10:00z", "2024-01-01T10:00+", "2024-01-01T10:00+2"),
    *("2024-01-01T10:00+02:", "2024-01-01T10:00+02:3", "2024-01-01T10:00+02-30"),
    *("2024-01-01T10:00+24:00", "2024-01-01T10:00+02:60", "2024-01-01T10:00+02:00:00"),
    *("2024-01-01T10:00 +02:00", "2024-01-01T10:00[Europe/Berlin]", "2024-01-01T10:00 UTC"),
    *("NaT", "NA", "today", "1709164800", "2024-01-01" * 9, "\uff12024-01-01", "2024-01-01\0x"),
    "2024-01-01T10:00:00.123456789+02:00      x",
]


@pytest.mark.parametrize("text", MALFORMED)
def test_other_text_is_malformed(text):
    assert parsed([text, "1970-01-01"]) == ([MISSING, 0], [True, False])


@given(st.text(alphabet="0123456789-:+.,TZ \0", max_size=45))
def test_what_is_read_is_text_that_python_reads_as_the_same(text):
    (time,), (is_malformed,) = parsed([text])
    text = text.rstrip("\0")
    if not is_malformed and text and not text.startswith("0000"):
        sign = max(text[16:].find("+"), text[16:].find("-"))
        start = len(text) if sign < 0 else 16 + sign
        offset = text[start:].replace(":", "")
        offset = f"{offset[:3]}:{offset[3:] or '00'}" if offset else ""
        clock, point, fraction = text[:start].removesuffix("Z").replace(",", ".").partition(".")
        fraction = fraction[:6].ljust(6, "0") if point else ""
        assert time == reference(f"{clock}{point}{fraction}{offset}")


def test_a_graph_has_no_operation_on_text_but_decoding():
    function = tf.function(iso_8601.of_text)
    graph = function.get_concrete_function(tf.TensorSpec([None], tf.string)).graph
    of_text = [
        operation.type
        for operation in graph.get_operations()
        if any(tensor.dtype == tf.string for tensor in operation.inputs)
    ]
    assert of_text == ["DecodePaddedRaw"]
