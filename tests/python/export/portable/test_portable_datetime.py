"""DatetimeFeatures in LiteRT and ONNX Runtime: units, ISO 8601, the ends of the range."""

import numpy as np
import pytest

from portable import FORMATS, assert_portable, model_of
from prelayer import DatetimeFeatures
from prelayer.ops.datetime.features import COMPONENTS
from prelayer.ops.datetime.units import LARGEST, MICROSECONDS

SLOW = pytest.mark.slow(reason="Each model is converted and run in two runtimes.")
NUMBERS = FORMATS[:2]
OPTIONS = {
    "s": {"unit": "s", "utc_offset": 5.5},
    "ms": {"unit": "ms", "utc_offset": -24},
    "us": {"unit": "us", "utc_offset": 24},
    "ns": {"unit": "ns", "elapsed_unit": "ms", "utc_offset": -0.75},
    "D": {"unit": "D", "cyclic": ()},
}
TEXTS = [
    "2024-02-29",
    "2024-02-29T13:45",
    "2024-02-29 13:45:00.5+01:00",
    "0000-01-01",
    "0000-02-29T23:59:59+23:59",
    "0001-01-01",
    "9999-12-31T23:59:59.999999999Z",
    "1900-02-29",
    "2000-02-29T24:00",
    "",
    "x",
    "2024-02-29\0",
    "1969-12-31T23:59:59,5-0130",
    "2024-13-01",
    "2024-02-29T13:45:00.123456+23",
    "é" * 5,
    "2024-02-29T13:45Zé",
    "2024-02-29" * 6,
]


def _layer(**options):
    common = {
        "cyclic": ("month", "weekday", "hour", "day_of_year"),
        "origin": "2020-01-01T12:00",
        "elapsed_unit": "h",
        "errors": "missing",
    }
    return DatetimeFeatures(COMPONENTS, **{**common, **options})


def _numbers(unit):
    largest = 2**63 - 1 if unit == "ns" else LARGEST // MICROSECONDS[unit]
    random = np.random.default_rng(0)
    lowest = [-(2**63), -(2**63) + 1, -(2**63) + 10**14]
    near = [0, -1, 1, 86_399, 86_400, -86_400, -86_401, 1_709_164_800]
    far, short = (random.integers(-limit, limit, 60) for limit in (largest, 10**6))
    return np.concatenate([lowest, near, [largest, -largest], far, short]).astype(np.int64)


# The numbers are those of every unit, of which the layer warns.
@pytest.mark.filterwarnings("ignore:DatetimeFeatures.*`unit` is:UserWarning")
@pytest.mark.parametrize(
    "unit", [pytest.param(unit, marks=[] if unit == "s" else SLOW) for unit in OPTIONS]
)
def test_numbers_have_the_same_features(tmp_path, unit):
    model = model_of(_layer(**OPTIONS[unit]), (), "int64")
    assert_portable(model, tmp_path, NUMBERS, {"x": _numbers(unit)})


@SLOW
def test_texts_have_the_same_features(tmp_path):
    texts = np.array([text.encode() for text in TEXTS], object)
    assert_portable(model_of(_layer(utc_offset=5.5)), tmp_path, data={"x": texts})


@SLOW
@pytest.mark.parametrize("shape", [(1,), (2,)])
def test_learned_origins_and_columns_have_the_same_features(tmp_path, shape):
    layer = DatetimeFeatures(["elapsed", "year"], unit="s")
    layer.adapt([1_700_000_000, 1_600_000_000])
    numbers = 1_600_000_000 + np.arange(8, dtype=np.int32).reshape(-1, *shape) * 10**6
    assert_portable(model_of(layer, shape, "int32"), tmp_path, NUMBERS, {"x": numbers})
