"""The steps that texts are standardized and split by, over all of Unicode."""

import json
import random
import unicodedata

import keras
import numpy as np
import pytest
import tensorflow as tf

from prelayer import TextVectorization


def test_strips_all_punctuation_of_unicode():
    marks = [
        chr(code) for code in range(0x110000) if unicodedata.category(chr(code)).startswith("P")
    ]
    layer = TextVectorization(standardize="strip_punctuation", split=None)
    kept = [token.decode() for token in layer._tokens(tf.constant(marks)).numpy()]
    assert len(marks) > 800
    assert [mark for mark in kept if mark and ord(mark) < 0x11F00] == []


# All but surrogates, which no text in UTF-8 holds.
CHARACTERS = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) != "Cs"]


def standardized(steps, texts):
    layer = TextVectorization(standardize=steps, split=None)
    return [text.decode() for text in layer._tokens(tf.constant(texts)).numpy()]


@pytest.mark.parametrize("form", ["nfc", "nfd", "nfkc", "nfkd"])
def test_has_the_normal_forms_of_all_of_unicode(form):
    texts = CHARACTERS + _random_texts(20_000)
    assert standardized([form], texts) == [unicodedata.normalize(form.upper(), t) for t in texts]


def _random_texts(number):
    """Return runs of letters that compose, of marks in any order, and of Hangul's parts."""
    draw = random.Random(0)
    marks = [c for c in CHARACTERS if unicodedata.combining(c)]
    parts = [p for c in CHARACTERS for p in unicodedata.normalize("NFD", c)[1:]]
    hangul = [chr(code) for code in (*range(0x1100, 0x1200), 0xAC00, 0xAC01, 0xD55C)]
    few = [chr(code) for code in range(0x300, 0x346)]
    letters = CHARACTERS[1:0x3000]
    pools = [marks, parts, hangul, few, few, letters, letters]
    return [
        "".join(draw.choice(draw.choice(pools)) for _ in range(draw.randint(1, 8)))
        for _ in range(number)
    ]


def test_strips_the_accents_of_all_of_unicode():
    def expected(text):
        parts = unicodedata.normalize("NFD", text)
        return "".join(part for part in parts if unicodedata.combining(part) < 200)

    stripped = standardized(["strip_accents", "nfd"], CHARACTERS)
    assert stripped == [expected(text) for text in CHARACTERS]
    assert standardized(["strip_accents"], ["É한が"]) == ["E한が"]


def test_strips_the_white_space_that_python_strips():
    spaces = [character for character in CHARACTERS if not character.strip()]
    texts = [f"{space}a{space}b{space}" for space in spaces]
    assert len(spaces) > 20
    assert standardized(["strip"], texts) == [text.strip() for text in texts]
    assert standardized(["strip"], CHARACTERS) == [text.strip() for text in CHARACTERS]


def test_steps_are_keras_s_names_on_ascii():
    texts = [chr(code) * 2 + " Ab" for code in range(128)]
    theirs = keras.layers.TextVectorization(standardize="lower_and_strip_punctuation", split=None)
    expected = [text.decode() for text in theirs._preprocess(tf.constant(texts)).numpy()]
    for steps in (["lower", "strip_punctuation"], ["casefold", "strip_punctuation"]):
        assert standardized(steps, texts) == expected


def test_standardizes_the_texts_of_a_batch_one_by_one():
    texts = np.array([["É", "b"], ["c\0C", ""]])
    layer = TextVectorization(standardize=["casefold", "nfd", "strip_accents"], split=None)
    expected = [[b"e", b"b"], [b"c\0c", b""]]
    assert layer._tokens(tf.constant(texts)).numpy().tolist() == expected
    ragged = tf.ragged.constant([["É", "b"], [], ["c"]])
    assert layer._tokens(ragged).to_list() == [[b"e", b"b"], [], [b"c"]]
    assert layer._tokens(tf.constant("É")).numpy() == b"e"


def test_bytes_that_are_no_utf_8_become_replacement_characters():
    layer = TextVectorization(standardize=["nfc", "casefold"], split=None)
    assert layer._tokens(tf.constant([b"\xffA\xc3\xa9"])).numpy() == ["\ufffda\u00e9".encode()]


def test_steps_are_plain_data_in_a_config():
    steps = ["nfkc", {"step": "regex", "pattern": "a", "rewrite": "b"}]
    split = {"step": "regex", "pattern": "-"}
    layer = TextVectorization(standardize=steps, split=split, vocabulary=["b"])
    config = json.loads(json.dumps(layer.get_config()))
    assert (config["standardize"], config["split"]) == (steps, split)
    np.testing.assert_array_equal(TextVectorization.from_config(config)(["a-b-é"]), [[2, 2, 1]])
    assert "pattern" in repr(layer)
