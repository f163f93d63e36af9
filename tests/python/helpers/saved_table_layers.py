"""Rows of the matrix in `saved_layers.py`: layers for columns of tables, as arguments of `Kind`."""

from __future__ import annotations

from typing import Any

import numpy as np

_LEARNED = ("adapted", "not adapted")
_NUMBERS = {"inputs": ("numbers",)}
_CUBES = {"inputs": ("cubes",)}
_LEARNS_NUMBERS = {**_NUMBERS, "origins": _LEARNED, "lesson": "numbers"}
_LEARNS_CUBES = {**_CUBES, "origins": _LEARNED, "lesson": "cubes"}

_FILLED = [{"missing": "constant", "fill_value": 2.5}, {"missing": "indicator"}]
_MISSING = [{"missing": "mean"}, *_FILLED]

TABLE_LAYERS: dict[str, list[dict[str, Any]]] = {
    "DecodeImage": [
        {
            "inputs": ("files",),
            "options": [
                {"height": 3, "width": 4},
                {"height": 2, "width": 2, "channels": 1, "dtype": "uint8", "antialias": True},
                {"height": 4, "width": 3, "channels": 4, "crop_to_aspect_ratio": True},
                {"height": 4, "width": 3, "pad_to_aspect_ratio": True, "interpolation": "area"},
            ],
        },
    ],
    "Imputation": [
        {
            **_LEARNS_NUMBERS,
            "options": [
                {},
                {"strategy": "median", "add_indicator": True},
                {"strategy": "most_frequent", "dtype": "float64"},
            ],
        },
        {**_NUMBERS, "options": [{"strategy": "constant", "fill_value": 2.5}]},
        {**_LEARNS_CUBES, "options": [{"axis": None}, {"axis": (1, 2)}]},
    ],
    "Log": [
        {
            **_NUMBERS,
            "options": [
                {"base": 10, "offset": 5},
                {"signed": True},
                {"invert": True, "base": 0.5, "dtype": "float64"},
            ],
        },
    ],
    "MinMaxScaling": [
        {
            **_LEARNS_NUMBERS,
            "options": [
                {},
                {"clip": True, "feature_range": (-1, 1)},
                {"invert": True, "feature_range": (-1, 2)},
                *_MISSING,
            ],
        },
        {**_LEARNS_CUBES, "options": [{"axis": None}, {"axis": (1, 2), "dtype": "float64"}]},
        {
            **_NUMBERS,
            "options": [{}, {"invert": True}],
            "origins": ("given",),
            "given": {"minimum": [0.1, 2, 3], "maximum": [1, 4, 3]},
        },
    ],
    "Power": [
        {
            **_LEARNS_NUMBERS,
            "options": [{}, {"invert": True}, {"dtype": "float64"}, _FILLED[0]],
            "origins": (*_LEARNED, "given"),
            "given": {"lambdas": [0.1, 2, 3]},
        },
        {**_LEARNS_NUMBERS, "options": _MISSING},
        {
            **_LEARNS_CUBES,
            "options": [{"axis": None}],
            "origins": (*_LEARNED, "given"),
            "given": {"lambdas": 0.1},
        },
        {
            **_CUBES,
            "options": [{"axis": (1, 2), "method": "box_cox"}],
            "origins": ("given",),
            "given": {"lambdas": 3},
        },
    ],
    "Projection": [
        {**_NUMBERS, "options": [{"matrix": [[1, 0.1], [2, 0], [-3, 1e-9]]}]},
        {**_CUBES, "options": [{"matrix": np.ones((4, 1)), "dtype": "float64"}]},
    ],
    "QuantileTransform": [
        {
            **_LEARNS_NUMBERS,
            "options": [
                {},
                {"num_quantiles": 9, "output_distribution": "normal"},
                {"num_quantiles": 9, "invert": True},
                *_MISSING,
            ],
        },
        {**_LEARNS_CUBES, "options": [{"axis": None}, {"axis": (1, 2), "num_quantiles": 5}]},
        {
            **_NUMBERS,
            "options": [{}],
            "origins": ("given",),
            "given": {"quantiles": [[0, 1, 2], [0.1, 5, 6]]},
        },
    ],
    "Values": [
        {"inputs": ("cuts",), "options": [{"values": [[0, 0.1], [1, np.nan], [2, 3]]}]},
        {"inputs": ("codes",), "options": [{"values": [0, 0.1, 2, -3], "dtype": "float64"}]},
    ],
}
