"""Which layers are saved and read again: every layer in every output mode, from every origin."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

import prelayer
from encoded_images import gif, jpeg, png
from saved_image_layers import OPTIONS
from saved_table_layers import TABLE_LAYERS

_RANDOM = np.random.default_rng(7)

# What a row's layer is called on, by the name of a model's input.
BATCHES = {
    "words": np.array([["a", "b", "é"], ["", "b", "z"], ["c", "c", "y"]], object),
    "ids": np.array([[3, 5, 7], [0, 5, 99], [-4, 7, 7]]),
    "indices": np.array([[0, 1, 2], [3, 1, 9]]),
    "codes": np.array([[0, 1, 2], [3, 1, 1]]),
    "texts": np.array(["The cat; a-b é", "", "no NO\tcat", "b"], object),
    "numbers": np.array([[0.1, -3, 7], [2.5, np.nan, 1e6], [-0.7, 4, 0]], "float32"),
    "cubes": _RANDOM.normal(size=(2, 3, 4)).astype("float32"),
    "days": np.array([["2024-02-29T13:45:00.5+01:00"], ["1969-12-31"], [""]], object),
    "times": np.array([[1709164800], [-1], [-(2**63)]]),
    "cuts": np.array([[1], [2], [2]]),
    "colors": np.array([["d"], ["e"], ["d"]], object),
    "pixels": _RANDOM.integers(0, 256, size=(2, 6, 5, 3)).astype("uint8"),
    "files": np.array([[png()], [jpeg()], [gif()]], object),
    "sounds": np.random.default_rng(8).normal(size=(2, 300)).astype("float32"),
    "channels": np.random.default_rng(9).normal(size=(2, 300, 2)).astype("float32"),
}

LESSONS = {
    "words": np.array(list("abacbéé"), object),
    "ids": np.array([3, 5, 5, 7, 7, 7, -4]),
    "texts": np.array(["a cat, a hat", "no cat é", "a-b b"], object),
    "numbers": _RANDOM.normal(3, 9, size=(50, 3)),
    "cubes": _RANDOM.normal(3, 9, size=(20, 3, 4)),
    "days": np.array(["2524-03-01T00:00:00.000001", "", "2525-01-01"], object),
    "times": np.array([3, -86_401, 0]),
    "pixels": _RANDOM.integers(0, 256, size=(20, 6, 5, 3)).astype("uint8"),
}

PLAIN = ("plain",)  # nothing to know
LEARNED = ("adapted", "not adapted")
GIVEN = (*LEARNED, "given")
LOOKED_UP = (*GIVEN, "set", "file")


@dataclass(frozen=True, eq=False)
class Kind:
    """Layers of one class.

    Args:
        inputs: the names of the batches that one is called on.
        options: the sets of arguments that stand for what they can do.
        origins: how they come to know what they know.
        lesson: the name of what they learn from.
        given: the arguments that take the place of learning.
        learning: the arguments that go with learning alone.
    """

    inputs: tuple[str, ...]
    options: list[dict[str, Any]]
    origins: tuple[str, ...] = PLAIN
    lesson: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    learning: dict[str, Any] = field(default_factory=dict)


_MODES = [{"output_mode": mode} for mode in ("one_hot", "multi_hot", "count")]
_SPARSE = [{"sparse": True, **mode} for mode in _MODES]
_PADDED = {"output_mode": "multi_hot", "max_tokens": 20, "pad_to_max_tokens": True}
_LOOKUP_MODES = [{}, *_MODES, {"output_mode": "tf_idf"}, _PADDED]
_LOOKUP_SPARSE = [*_SPARSE, {"sparse": True, "output_mode": "tf_idf"}]

_FILLED = [{"missing": "constant", "fill_value": 2.5}, {"missing": "indicator"}]
_MISSING = [{"missing": "mean"}, *_FILLED]

_WORDS = {"vocabulary": ["b", "c", "é"]}
_NUMBERS = {"vocabulary": [7, 5, 3]}
_AT_DASHES = {"step": "regex", "pattern": "[ -]"}
_TURKISH = {"step": "lower", "locale": "tr"}
_REWRITTEN = {"step": "regex", "pattern": "(a)", "rewrite": r"\1-"}

_SHIFTED = prelayer.Normalization(mean=[0.1, 2, 3], variance=[1, 4, 0.3], name="shifted")
_KNOWN_WORDS = prelayer.StringLookup(vocabulary=["b", "c", "é"], name="known_words")

KINDS = {
    "CategoryEncoding": [
        Kind(("codes",), [{"num_tokens": 4, **mode} for mode in _MODES + _SPARSE]),
    ],
    "DatetimeFeatures": [
        Kind(
            ("days",),
            [{}, {"cyclic": [], "utc_offset": 5.75, "errors": "missing", "elapsed_unit": "us"}],
            GIVEN,
            "days",
            given={"origin": "2024-01-01"},
        ),
        Kind(("times",), [{"unit": "s", "dtype": "float64"}], LEARNED, "times"),
        Kind(("times",), [{"components": ["year", "minute"], "cyclic": ["minute"], "unit": "s"}]),
    ],
    "Discretization": [
        Kind(
            ("numbers",),
            [{}, {"epsilon": 0.001}, *_MODES, *_SPARSE],
            GIVEN,
            "numbers",
            given={"bin_boundaries": [-0.5, 0.1, 3]},
            learning={"num_bins": 4},
        ),
        Kind(("numbers",), _MISSING, LEARNED, "numbers", learning={"num_bins": 4}),
        Kind(("numbers",), _FILLED, ("given",), given={"bin_boundaries": [-0.5, 0.1, 3]}),
    ],
    "HashedCrossing": [
        Kind(
            ("colors", "cuts"),
            [{"num_bins": 5, **mode} for mode in ({}, _MODES[0], _SPARSE[0])],
        ),
    ],
    "Hashing": [
        Kind(("words",), [{"num_bins": 5, **mode} for mode in [{}, *_MODES, *_SPARSE]]),
        Kind(("ids",), [{"num_bins": 5, "salt": [1, 2], "mask_value": 5}]),
    ],
    "IntegerLookup": [
        Kind(("ids",), _LOOKUP_MODES, LOOKED_UP, "ids", _NUMBERS),
        Kind(("indices",), [{"invert": True}], LOOKED_UP, "ids", _NUMBERS),
        Kind(
            ("ids",),
            [
                {"mask_token": 0, "num_oov_indices": 3},
                {"num_oov_indices": 3, "oov_method": "farmhash", "salt": 5},
                {"max_tokens": 4},
                *_LOOKUP_SPARSE,
            ],
            ("adapted",),
            "ids",
        ),
    ],
    "MelSpectrogram": [
        Kind(
            ("sounds",),
            [
                {"fft_length": 128, "num_mel_bins": 9},
                {"fft_length": 64, "sequence_length": 2, "window": [0.5, 1], "power_to_db": False},
            ],
        ),
    ],
    "Normalization": [
        Kind(
            ("numbers",),
            [{}, {"invert": True}, {"dtype": "mixed_float16"}, {"dtype": "float64"}, *_MISSING],
            GIVEN,
            "numbers",
            {"mean": [0.1, 2, 3], "variance": [1, 4, 0.3]},
        ),
        Kind(("cubes",), [{"axis": None}], GIVEN, "cubes", {"mean": 0.1, "variance": 3}),
        Kind(("cubes",), [{"axis": (1, 2)}], LEARNED, "cubes"),
    ],
    "Pipeline": [
        Kind(("numbers",), [{"layers": [_SHIFTED, prelayer.Rescaling(0.5, name="half")]}]),
        Kind(("words",), [{"layers": [_KNOWN_WORDS]}]),
    ],
    "RobustScaling": [
        Kind(
            ("numbers",),
            [{}, {"quantile_range": (5, 80)}, {"invert": True}, *_MISSING],
            LEARNED,
            "numbers",
        ),
        Kind(("cubes",), [{"axis": None}, {"with_centering": False}], LEARNED, "cubes"),
    ],
    "STFTSpectrogram": [
        Kind(
            ("channels",),
            [
                {},
                {"mode": "stft", "frame_length": 50, "padding": "same", "expand_dims": True},
                {
                    "mode": "psd",
                    "frame_length": 2,
                    "window": [1, 2],
                    "data_format": "channels_last",
                },
            ],
        ),
    ],
    "StringLookup": [
        Kind(("words",), [*_LOOKUP_MODES, {"encoding": "latin-1"}], LOOKED_UP, "words", _WORDS),
        Kind(("indices",), [{"invert": True, "oov_token": "?"}], LOOKED_UP, "words", _WORDS),
        Kind(
            ("words",),
            [
                {"mask_token": "", "num_oov_indices": 3},
                {"num_oov_indices": 2, "salt": [3, 4], "mask_token": "a"},
                {"min_count": 2},
                {"dtype": "float64", "output_mode": "count"},
                *_LOOKUP_SPARSE,
            ],
            ("adapted",),
            "words",
        ),
    ],
    "TextVectorization": [
        Kind(
            ("texts",),
            [*_LOOKUP_MODES, {"ragged": True}],
            LOOKED_UP,
            "texts",
            {"vocabulary": ["cat", "b", "no"]},
        ),
        Kind(
            ("texts",),
            [
                {"output_sequence_length": 2},
                {"ngrams": 2, "ragged": True, "output_sequence_length": 3},
                {"ngrams": (1, 3), "split": "character"},
                {
                    "standardize": [
                        "nfkc",
                        "casefold",
                        "strip_accents",
                        "strip_punctuation",
                        "strip",
                    ]
                },
                {"standardize": [_TURKISH, _REWRITTEN, "nfd"], "split": _AT_DASHES},
                {"standardize": None, "split": None},
                {"output_mode": "count", "ngrams": 2},
                *_LOOKUP_SPARSE,
            ],
            ("adapted",),
            "texts",
        ),
    ],
    "ZCAWhitening": [
        Kind(("numbers",), [{}, {"epsilon": 0.1}, {"invert": True}], LEARNED, "numbers"),
        Kind(("pixels",), [{}, {"dtype": "float64"}], LEARNED, "pixels"),
    ],
} | {name: [Kind(("pixels",), options)] for name, options in OPTIONS.items()}
KINDS |= {name: [Kind(**kind) for kind in kinds] for name, kinds in TABLE_LAYERS.items()}
