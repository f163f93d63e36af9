"""Lower case and case folding, by the tables of Python's Unicode and nothing else."""

import os
import random
import shutil
import subprocess
import sys
import unicodedata

import keras
import pytest
import tensorflow as tf

from prelayer import TextVectorization, export_model

# All but surrogates, which no text in UTF-8 holds.
CHARACTERS = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) != "Cs"]
STEPS = [["lower"], ["casefold"], [{"step": "lower", "locale": "tr"}], ["nfkc"], ["strip_accents"]]


def standardized(steps, texts):
    layer = TextVectorization(standardize=steps, split=None)
    return layer._tokens(tf.constant(texts)).numpy().tolist()


def decoded(texts):
    return [text.decode() for text in texts]


@pytest.mark.parametrize("standardize", [["lower"], "lower"], ids=str)
def test_lowers_all_of_unicode_as_python_does(standardize):
    assert decoded(standardized(standardize, CHARACTERS)) == [text.lower() for text in CHARACTERS]


def test_folds_the_case_of_all_of_unicode():
    assert decoded(standardized(["casefold"], CHARACTERS)) == [t.casefold() for t in CHARACTERS]


def test_lowers_a_sigma_by_its_place_in_the_word():
    words = ["ΟΔΟΣ", "Σ", "ΑΣ ΣΑ. ΑΣ!", "İSTANBUL", "STRASSE ẞ", "ǅ", "ДОМ", "ΔΣ.Δ ΔΣ.", "\u0301Σ"]
    draw = random.Random(0)
    pool = ["Σ", "Σ", "ς", "Δ", "a", "Z", ".", "'", " ", "\u0301", "\u00ad", "1", "\t", "ʰ", "漢"]
    words += ["".join(draw.choices(pool, k=draw.randint(1, 8))) for _ in range(5000)]
    assert decoded(standardized(["lower"], words)) == [word.lower() for word in words]


@pytest.mark.parametrize("steps", STEPS, ids=str)
def test_a_text_does_not_depend_on_the_others(steps):
    texts = [b"ISTANBUL", b"caf\xe9", "Café".encode(), b"\xff\xfeA", "\ufffeÉ".encode(), b"\x80 B"]
    texts += ["A\0É\0".encode(), b"A\0", b"\xed\xa0\x80", b"\xf0\x90\x80 C", b"", "\ufdd1".encode()]
    alone = [standardized(steps, [text])[0] for text in texts]
    assert standardized(steps, texts) == alone
    # Bytes that are no UTF-8 are what Python replaces, and the rest is a text like any other.
    replaced = [text.decode("utf-8", "replace") for text in texts]
    assert alone == standardized(steps, replaced)


def test_bytes_that_are_no_utf_8_become_replacement_characters():
    draw = random.Random(0)
    pool = [b"A", "É".encode(), b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\x80", b"\xff", b" "]
    pool += [
        "Σ".encode(),
        b"\xed\xa0\x80",
        b"\xc0\xaf",
        b"\xf4\x90\x80\x80",
        "😀".encode(),
        "\ufffe".encode(),
    ]
    texts = [b"".join(draw.choices(pool, k=draw.randint(1, 6))) for _ in range(5000)]
    expected = [text.decode("utf-8", "replace").lower() for text in texts]
    assert decoded(standardized(["lower"], texts)) == expected


@pytest.mark.parametrize("steps", ["lower", "lower_and_strip_punctuation", *STEPS], ids=str)
def test_no_traced_graph_lowers_by_the_locale(steps):
    layer = TextVectorization(standardize=steps, vocabulary=["a"])
    spec = tf.TensorSpec([None], tf.string)
    graph = tf.function(layer, input_signature=[spec]).get_concrete_function().graph.as_graph_def()
    functions = [node for function in graph.library.function for node in function.node_def]
    lowering = [node for node in [*graph.node, *functions] if node.op == "StringLower"]
    assert [node.attr["encoding"].s for node in lowering] == [b""] * len(lowering)


_IN_A_LOCALE = """
import sys
import tensorflow as tf
texts = tf.constant(["ISTANBUL", "Caf\\u00c9 I\\u0130"])
if len(sys.argv) > 1:
    print(tf.saved_model.load(sys.argv[1]).serve(texts).numpy().tolist())
else:
    print(tf.strings.lower("I", encoding="utf-8").numpy().decode() == "\\u0131")
    from prelayer import TextVectorization
    vocabulary = ["istanbul", "caf\\u00e9", "ii\\u0307"]
    for standardize in ("lower", ["lower"], ["casefold"]):
        layer = TextVectorization(standardize=standardize, vocabulary=vocabulary)
        print(layer(texts).numpy().tolist())
"""


@pytest.mark.slow(
    reason="A locale is that of a process, and two import TensorFlow; a fast test shows that no "
    "graph has an operation that reads the locale."
)
def test_case_does_not_follow_the_locale(tmp_path):
    layer = TextVectorization(vocabulary=["istanbul", "café", "ii\u0307"])
    inputs = keras.Input((), dtype="string")
    served = export_model(keras.Model(inputs, layer(inputs)), tmp_path / "model")
    locales = tmp_path / "locales"
    locales.mkdir()
    if shutil.which("localedef") is None:
        pytest.skip("there is no localedef to make a Turkish locale")
    make = ["localedef", "-f", "UTF-8", "-i", "tr_TR", str(locales / "tr_TR.UTF-8")]
    if subprocess.run(make, capture_output=True, check=False).returncode:
        pytest.skip("the sources of a Turkish locale are not installed")
    paths = {"LOCPATH": str(locales), "PYTHONPATH": os.pathsep.join(sys.path)}
    environment = {**os.environ, **paths, "LC_ALL": "tr_TR.UTF-8"}

    def run(*arguments):
        command = [sys.executable, "-X", "utf8", "-c", _IN_A_LOCALE, *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        return done.stdout.decode().split("\n")[:-1]

    follows, *called = run()
    if follows != "True":
        pytest.skip("TensorFlow does not follow the Turkish locale here")
    assert called == ["[[2, 0], [3, 4]]"] * 3
    assert run(str(served)) == called[:1]
