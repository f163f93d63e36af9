"""TextVectorization in LiteRT and ONNX Runtime: every option with a portable form."""

import pytest
import tensorflow as tf

from portable import FORMATS, assert_portable, model_of
from prelayer import TextVectorization, portability
from prelayer.export.lowering import text_passes
from prelayer.export.portable.code_point_table import MOST_EXPANSIONS, code_point_table
from prelayer.export.portable.replace import replace
from prelayer.export.portable.text import END

WORDS = [
    "the",
    "straße",
    "οδυσσευς",
    "i̇stanbul",
    "naïve",
    "日本語",
    "😀",
    "a\u0301",
    "\x00x",
    "ꭰ",
    "σας",
]
OPTIONS = {
    "default": {},
    "length": {"output_sequence_length": 4},
    "multi_hot": {"output_mode": "multi_hot"},
    "count": {"output_mode": "count"},
    "tf_idf": {"output_mode": "tf_idf", "idf_weights": [0.5 + n for n in range(len(WORDS))]},
    "padded": {"output_mode": "count", "max_tokens": 40, "pad_to_max_tokens": True},
    "lower": {"standardize": "lower"},
    "strip_punctuation": {"standardize": "strip_punctuation"},
    "no_steps": {"standardize": None},
    "steps": {"standardize": ["casefold", "strip_accents", "strip_punctuation", "strip"]},
    "turkish": {"standardize": [{"step": "lower", "locale": "tr"}]},
    "damaged_between_steps": {"standardize": ["strip_punctuation", "lower"]},
    "regex": {"standardize": [{"step": "regex", "pattern": "[^a-z ]+", "rewrite": ""}, "lower"]},
    "regex_rewrite": {"standardize": [{"step": "regex", "pattern": r"\p{L}", "rewrite": "x"}]},
    "regex_split": {"split": {"step": "regex", "pattern": "[-_, ]+"}},
    "character": {"split": "character", "vocabulary": [*"abcdeßé日😀\x00\ufffd"]},
    "whole": {"split": None, "vocabulary": [*WORDS, "(the)"], "standardize": "lower"},
    "bigrams": {"ngrams": 2, "vocabulary": [*WORDS, "the the", "the 日本語"]},
    "trigrams": {"ngrams": (1, 3), "output_mode": "count", "vocabulary": [*WORDS, "the the the"]},
}
CHEAP = ("default", "tf_idf")
# The steps compute on code points: bytes differ in how these are read.
WITH_BYTES = ("default", "no_steps", "character", "regex_split")
SLOW = pytest.mark.slow(reason="Each model is converted and run in two runtimes.")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in CHEAP else SLOW) for name in OPTIONS]
)
def test_texts_have_the_same_indices(tmp_path, name):
    layer = TextVectorization(**{"vocabulary": WORDS, **OPTIONS[name]})
    assert_portable(model_of(layer), tmp_path, FORMATS if name in WITH_BYTES else FORMATS[:2])


def test_n_grams_of_texts_that_are_not_split(tmp_path):
    layer = TextVectorization(split=None, ngrams=2, vocabulary=[*WORDS, "the the", "the straße"])
    rows = [["The", "the", "x"], ["", "THE", "Straße"]]
    assert_portable(model_of(layer, (3,)), tmp_path, FORMATS[:2], data={"x": rows})


def test_a_table_has_as_many_expansions_as_it_says():
    points = [0x4E00 + place for place in range(MOST_EXPANSIONS)]
    table = code_point_table({point: (0x78, point) for point in points})
    found = replace(tf.constant([*points, 0x78, END]), table)
    assert found.numpy().tolist() == [
        *(new for point in points for new in (0x78, point)),
        0x78,
        END,
    ]


def test_too_many_expansions_are_reported(monkeypatch):
    monkeypatch.setattr(text_passes, "MOST_EXPANSIONS", 2)
    steps = [{"step": "regex", "pattern": one, "rewrite": f"x{one}"} for one in "äöü"]
    table = portability(model_of(TextVectorization(vocabulary=["a"], standardize=steps)))
    assert (table["litert"], table["onnx"], table["web"]) == (["no"], ["no"], ["no"])
    assert table["option"] == ["standardize"]
    assert table["reason"] == ["the steps expand characters in more than 2 different ways"]
    assert table["remedy"] == ["Use fewer rewrites of several characters."]
