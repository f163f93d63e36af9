"""What the index of layers shows of each layer that does not change pixels."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np


class Example(NamedTuple):
    """Arguments of a layer, what it is fitted to, and what it is called on."""

    arguments: dict[str, Any]
    inputs: Any
    adapt: Any = None


_TOWNS = ["Ely", "Bath", "Ely", "York"]
_PRICES = [1.0, 2.0, 3.0, 4.0, 100.0]
_POINTS = [[1.0, 1.0], [2.0, 2.1], [3.0, 2.9], [4.0, 4.0]]
_TONE = np.sin(2 * np.pi * 440 * np.arange(8000) / 8000).astype("float32")

EXAMPLES = {
    "TextVectorization": Example({}, ["A gray day!"], ["a fine day", "a gray day"]),
    "StringLookup": Example({}, ["York", "Ely", "Rome"], _TOWNS),
    "IntegerLookup": Example({}, [30, 10, 99], [10, 30, 10, 20]),
    "Hashing": Example({"num_bins": 8}, ["Ely", "Bath", "York"]),
    "HashedCrossing": Example({"num_bins": 8}, (["Ely", "Bath"], [2, 3])),
    "CategoryEncoding": Example({"num_tokens": 4, "output_mode": "one_hot"}, [2, 0]),
    "Values": Example({"values": [[0.5, 1.0], [2.0, 3.0]]}, [1, 0, 1]),
    "Normalization": Example({"axis": None}, [1.0, 3.0], [1.0, 2.0, 3.0]),
    "MinMaxScaling": Example({"axis": None}, [20.0, 25.0], [20.0, 30.0, 40.0]),
    "RobustScaling": Example({"axis": None}, [3.0, 100.0], _PRICES),
    "QuantileTransform": Example({"axis": None}, [1.0, 3.0, 100.0], _PRICES),
    "Power": Example({"axis": None}, _PRICES, _PRICES),
    "Log": Example({"base": 10.0, "offset": 1.0}, [0.0, 9.0, 99.0]),
    "Discretization": Example({"bin_boundaries": [18.0, 65.0]}, [7.0, 30.0, 80.0]),
    "Rescaling": Example({"scale": 1 / 255}, [0, 51, 255]),
    "Imputation": Example({"axis": None}, [1.0, float("nan")], [1.0, 3.0, float("nan")]),
    "Projection": Example({"matrix": [[1.0], [-1.0]]}, _POINTS),
    "ZCAWhitening": Example({}, _POINTS, _POINTS),
    "DatetimeFeatures": Example(
        {"components": ["month", "weekday"], "cyclic": []}, ["2024-02-29", "2024-12-25"]
    ),
    "MelSpectrogram": Example({"sampling_rate": 8000}, _TONE),
    "STFTSpectrogram": Example({}, _TONE[None, :, None]),
}
