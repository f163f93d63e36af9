"""Which layers are saved and read again: every layer in every output mode, from every origin."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from saved_image_layers import OPTIONS

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
    "cuts": np.array([[1], [2], [2]]),
    "colors": np.array([["d"], ["e"], ["d"]], object),
    "pixels": _RANDOM.integers(0, 256, size=(2, 6, 5, 3)).astype("uint8"),
}

LESSONS = {
    "words": np.array(list("abacbéé"), object),
    "ids": np.array([3, 5, 5, 7, 7, 7, -4]),
    "texts": np.array(["a cat, a hat", "no cat é", "a-b b"], object),
    "numbers": _RANDOM.normal(3, 9, size=(50, 3)),
    "cubes": _RANDOM.normal(3, 9, size=(20, 3, 4)),
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

KINDS = {
    "CategoryEncoding": [
        Kind(("codes",), [{"num_tokens": 4, **mode} for mode in _MODES + _SPARSE]),
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
    "MinMaxScaling": [
        Kind(
            ("numbers",),
            [
                {},
                {"clip": True, "feature_range": (-1, 1)},
                {"invert": True, "feature_range": (-1, 2)},
                *_MISSING,
            ],
            LEARNED,
            "numbers",
        ),
        Kind(("cubes",), [{"axis": None}, {"axis": (1, 2), "dtype": "float64"}], LEARNED, "cubes"),
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
    "QuantileTransform": [
        Kind(
            ("numbers",),
            [
                {},
                {"num_quantiles": 9, "output_distribution": "normal"},
                {"num_quantiles": 9, "invert": True},
                *_MISSING,
            ],
            LEARNED,
            "numbers",
        ),
        Kind(("cubes",), [{"axis": None}, {"axis": (1, 2), "num_quantiles": 5}], LEARNED, "cubes"),
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


@dataclass(frozen=True, eq=False)
class Row:
    """A layer that is saved and read again.

    Args:
        name: the layer's name.
        layer: the name of its class.
        kind: what it is called on and learns from.
        args: its arguments.
        origin: how it came to know what it knows: "adapted", "given" as arguments, "set" later,
            from a "file"; or "not adapted", which knows nothing; or "plain".
    """

    name: str
    layer: str
    kind: Kind
    args: dict[str, Any]
    origin: str

    @property
    def twin(self) -> str:
        """The name of the row that is adapted where this one is not yet."""
        return self.name.replace("not_adapted", "adapted")

    @property
    def needs_size(self) -> bool:
        """Whether its output has a size that it does not know before it has learned."""
        is_lookup = self.layer in ("IntegerLookup", "StringLookup", "TextVectorization")
        dense = self.args.get("output_mode", "int") != "int" and "max_tokens" not in self.args
        return is_lookup and dense and self.origin == "not adapted"


def rows() -> list[Row]:
    """Return the whole matrix."""
    return [
        Row(_name(layer, origin, place, number), layer, kind, args, origin)
        for layer, kinds in KINDS.items()
        for place, kind in enumerate(kinds)
        for origin in kind.origins
        for number, args in enumerate(kind.options)
    ]


def _name(layer: str, origin: str, place: int, number: int) -> str:
    return f"{layer.lower()}_{origin.replace(' ', '_')}_{place}_{number}"
