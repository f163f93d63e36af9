"""TextVectorization."""

import itertools
import json
import random
import unicodedata

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import reloading
from prelayer import TextVectorization

TEXTS = ["the cat sat on the mat", "The dog, the cat!", "a", "", "rare words here and the dog"]
ACCENTED = ["Été à Ägypten, İ ", "e\u0301te\u0301 ﬁn"]


@pytest.mark.parametrize("case", cases.load("text_vectorization"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


_MODES = ["int", "one_hot", "multi_hot", "count", "tf_idf"]


@pytest.mark.parametrize("output_mode", _MODES)
def test_equals_keras_in_every_mode(output_mode):
    compared = 0
    for max_tokens, ngrams, split, standardize, kind in itertools.product(
        [None, 6], [None, 2, (1, 3)], ["whitespace", "character"], ["lower", None], [0, 1]
    ):
        options = {
            "output_mode": output_mode,
            "max_tokens": max_tokens,
            "ngrams": ngrams,
            "split": split,
            "standardize": standardize,
            "ragged" if output_mode == "int" else "sparse": bool(kind),
        }
        if output_mode in ("tf_idf", "one_hot") and kind:
            continue  # fails in Keras
        theirs = keras.layers.TextVectorization(**options)
        ours = TextVectorization(**options)
        theirs.adapt(TEXTS)
        ours.adapt(TEXTS)
        expected, actual = reloading.plain(theirs(TEXTS)), reloading.plain(ours(TEXTS))
        if isinstance(expected, list):
            assert actual == expected, options
        else:
            # Keras multiplies where we add up, so that float32 rounds in other places.
            np.testing.assert_allclose(actual, expected, rtol=1e-6, err_msg=str(options))
        compared += 1
    assert compared >= 24


def test_learns_the_same_from_data_of_every_kind():
    expected = ["", "[UNK]", "the", "dog", "cat"]
    batches = tf.data.Dataset.from_tensor_slices(TEXTS).batch(2)
    labelled = tf.data.Dataset.from_tensor_slices((TEXTS, np.arange(5))).batch(2)
    kinds = [
        TEXTS,
        np.array(TEXTS),
        np.array(TEXTS)[:, np.newaxis],
        tf.constant(TEXTS),
        batches,
        labelled,
        (batch for batch in [TEXTS[:3], TEXTS[3:]]),
    ]
    for kind in kinds:
        layer = TextVectorization()
        layer.adapt(kind)
        assert layer.get_vocabulary()[:5] == expected


def test_lowers_every_letter_of_unicode():
    letters = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Lu"]
    layer = TextVectorization(standardize="lower", split=None)
    lowered = [token.decode() for token in layer.tokens(tf.constant(letters)).numpy()]
    different = [a for a, b in zip(letters, lowered) if a.lower() != b]
    # TensorFlow and Python know Unicode in different versions; letters new to one stay as they are.
    assert len(letters) > 1700
    assert [letter for letter in different if lowered[letters.index(letter)] != letter] == []


def test_strips_all_punctuation_of_unicode():
    marks = [
        chr(code) for code in range(0x110000) if unicodedata.category(chr(code)).startswith("P")
    ]
    layer = TextVectorization(standardize="strip_punctuation", split=None)
    kept = [token.decode() for token in layer.tokens(tf.constant(marks)).numpy()]
    assert len(marks) > 800
    assert [mark for mark in kept if mark and ord(mark) < 0x11F00] == []


# All but surrogates, which no text in UTF-8 holds.
CHARACTERS = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) != "Cs"]


def standardized(steps, texts):
    layer = TextVectorization(standardize=steps, split=None)
    return [text.decode() for text in layer.tokens(tf.constant(texts)).numpy()]


def test_folds_the_case_of_all_of_unicode():
    assert standardized(["casefold"], CHARACTERS) == [text.casefold() for text in CHARACTERS]


def test_lowers_all_of_unicode_as_python_does():
    assigned = [text for text in CHARACTERS if unicodedata.category(text) != "Cn"]
    lowered = standardized(["lower"], assigned)
    differing = [a for a, b in zip(assigned, lowered, strict=True) if a.lower() != b]
    # TensorFlow knows Unicode 13. Letters that came with later versions stay as they are.
    assert [text for text in differing if ord(text) not in _NEWER_THAN_13] == []
    words = ["ΟΔΟΣ", "Σ", "ΑΣ ΣΑ. ΑΣ!", "İSTANBUL", "STRASSE ẞ", "ǅ", "ДОМ"]
    assert standardized(["lower"], words) == [word.lower() for word in words]


# Letters of Cyrillic, Glagolitic, Latin, Vithkuqi, Garay and Beria Erfe.
_NEWER_THAN_13 = {0x1C89, 0x2C2F, 0xA7C0, *range(0xA7CB, 0xA7DD), *range(0x10570, 0x10596)}
_NEWER_THAN_13 |= {*range(0x10D50, 0x10D66), *range(0x16EA0, 0x16EB9)}


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
    assert layer.tokens(tf.constant(texts)).numpy().tolist() == expected
    ragged = tf.ragged.constant([["É", "b"], [], ["c"]])
    assert layer.tokens(ragged).to_list() == [[b"e", b"b"], [], [b"c"]]
    assert layer.tokens(tf.constant("É")).numpy() == b"e"


def test_bytes_that_are_no_utf_8_become_replacement_characters():
    layer = TextVectorization(standardize=["nfc", "casefold"], split=None)
    assert layer.tokens(tf.constant([b"\xffA\xc3\xa9"])).numpy() == ["\ufffda\u00e9".encode()]


def test_steps_are_plain_data_in_a_config():
    steps = ["nfkc", {"step": "regex", "pattern": "a", "rewrite": "b"}]
    split = {"step": "regex", "pattern": "-"}
    layer = TextVectorization(standardize=steps, split=split, vocabulary=["b"])
    config = json.loads(json.dumps(layer.get_config()))
    assert (config["standardize"], config["split"]) == (steps, split)
    np.testing.assert_array_equal(TextVectorization.from_config(config)(["a-b-é"]), [[2, 2, 1]])
    assert "pattern" in repr(layer)


def test_applies_functions_of_ones_own():
    layer = TextVectorization(
        standardize=lambda text: tf.strings.regex_replace(text, "<br />", " "),
        split=lambda text: tf.strings.split(text, "-"),
    )
    layer.adapt(["a-b<br />c", "b<br />c"])
    assert layer.get_vocabulary() == ["", "[UNK]", "b c", "a"]
    np.testing.assert_array_equal(layer(["a-b<br />c"]), [[3, 2]])


@keras.saving.register_keras_serializable("tests")
def shout(text):
    return tf.strings.upper(text)


def test_keeps_a_registered_function_in_a_keras_file(tmp_path):
    layer = TextVectorization(standardize=shout, vocabulary=["A"])
    inputs = keras.Input((), dtype="string")
    keras.Model(inputs, layer(inputs)).save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    np.testing.assert_array_equal(loaded(tf.constant(["a b"])), [[2, 1]])


def test_runs_in_a_dataset_and_in_a_model():
    layer = TextVectorization(output_sequence_length=4)
    layer.adapt(TEXTS)
    inputs = keras.Input((1,), dtype="string")
    model = keras.Model(inputs, layer(inputs))
    batch = tf.constant(TEXTS)[:, tf.newaxis]
    (in_dataset,) = tf.data.Dataset.from_tensors(batch).map(layer)
    np.testing.assert_array_equal(model.predict(batch, verbose=0), in_dataset)
    assert model.output_shape == (None, 4)


def test_starts_a_sequential_model_without_an_input():
    model = keras.Sequential([TextVectorization(vocabulary=["a", "b"])])
    np.testing.assert_array_equal(
        model.predict(tf.constant([["b a"], ["z"]]), verbose=0), [[3, 2], [1, 0]]
    )


def test_trains_beside_layers_that_are_compiled():
    layer = TextVectorization(output_mode="multi_hot")
    layer.adapt(["a b", "b"])
    model = keras.Sequential([keras.Input((), dtype="string"), layer, keras.layers.Dense(1)])
    with pytest.warns(UserWarning, match="jit_compile"):
        model.compile("sgd", "mse", jit_compile=True)
    losses = model.fit(tf.constant(["a", "b"]), np.zeros((2, 1)), verbose=0).history["loss"]
    assert np.isfinite(losses).all()


@keras.saving.register_keras_serializable("tests")
class Subclassed(keras.Model):
    def __init__(self, text, **kwargs):
        super().__init__(**kwargs)
        self.text = text
        self.dense = keras.layers.Dense(1)

    def call(self, inputs):
        return self.dense(self.text(inputs))

    def get_config(self):
        return {**super().get_config(), "text": keras.saving.serialize_keras_object(self.text)}

    @classmethod
    def from_config(cls, config):
        return cls(keras.saving.deserialize_keras_object(config["text"]))


@pytest.mark.parametrize("output_mode", ["multi_hot", "count", "tf_idf"])
def test_keeps_the_weights_of_a_subclassed_model(tmp_path, output_mode):
    layer = TextVectorization(output_mode=output_mode)
    layer.adapt(TEXTS)
    model = Subclassed(layer)
    expected = model(tf.constant(TEXTS))
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    np.testing.assert_array_equal(loaded(tf.constant(TEXTS)), expected)


def test_takes_each_element_of_a_dataset_as_a_text():
    weights = []
    for data in (TEXTS, tf.data.Dataset.from_tensor_slices(TEXTS)):
        layer = TextVectorization(output_mode="tf_idf")
        layer.adapt(data)
        weights.append(layer(["the dog"]))
    np.testing.assert_array_equal(*weights)


def test_refuses_ragged_texts_and_texts_beside_each_other():
    layer = TextVectorization(vocabulary=["a"])
    rule = "texts that are split must come one a row"
    with pytest.raises(ValueError, match=rule):
        layer(tf.ragged.constant([["a"], ["b", "c"]]))
    spec = tf.TensorSpec([None, None], tf.string)
    with pytest.raises(tf.errors.InvalidArgumentError, match=rule):
        tf.function(layer, input_signature=[spec])(tf.constant([["a", "b"]]))


_SAVED = [
    {"output_mode": "int"},
    {"output_mode": "int", "ragged": True},
    {"output_mode": "int", "output_sequence_length": 3, "ngrams": (1, 2)},
    {"output_mode": "multi_hot"},
    {"output_mode": "count", "max_tokens": 30, "pad_to_max_tokens": True},
    {"output_mode": "tf_idf", "ngrams": 2},
    {"standardize": ["nfkc", "casefold", "strip_accents", "strip", "strip_punctuation"]},
    {
        "standardize": [
            {"step": "lower", "locale": "tr"},
            {"step": "regex", "pattern": "(a)", "rewrite": r"\1-"},
            "nfd",
        ],
        "split": {"step": "regex", "pattern": "[- ]"},
    },
]


@pytest.mark.parametrize("options", _SAVED, ids=str)
def test_survives_saving_and_loading(tmp_path, options):
    layer = TextVectorization(**options)
    layer.adapt(TEXTS + ACCENTED)
    texts = tf.constant(TEXTS + ACCENTED)
    reloading.check_all(layer, keras.Input((), dtype="string"), texts, tmp_path)


def test_keeps_bytes_that_are_no_utf_8():
    layer = TextVectorization(standardize=None)
    layer.adapt(tf.constant([b"\xff\xfe ok"]))
    assert layer(tf.constant([b"\xff\xfe ok"])).numpy().min() >= 2
    again = TextVectorization(standardize=None, vocabulary=layer.get_vocabulary()[2:])
    assert again.get_vocabulary() == layer.get_vocabulary()
