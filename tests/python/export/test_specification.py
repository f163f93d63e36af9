"""Specifications: a reader without NumPy, TensorFlow and prelayer computes what the layers do."""

import json
import math

import keras
import numpy as np
import pytest

from json_schema import violations
from prelayer import (
    CategoryEncoding,
    Discretization,
    Imputation,
    IntegerLookup,
    Log,
    MinMaxScaling,
    Normalization,
    Pipeline,
    Preprocessor,
    Rescaling,
    RobustScaling,
    StringLookup,
    TextVectorization,
    to_json,
)
from prelayer.export.specification.plain_json import layout, number, plain_list, text, whole
from specification import ROOT, assert_read, read_by_python, specification_of

SCHEMA = json.loads((ROOT / "docs/specification.schema.json").read_text(encoding="utf-8"))
NUMBERS = np.array([[1.0, 10.0, np.nan], [2.0, 30.0, 5.0], [4.0, np.nan, 6.0]])
TEXTS = ["Die Größe: ΣΑΣ x-y", "hello, World! a", "x y z  İstanbul", "", "a,b;c - d"]


def adapted(layer, data):
    layer.adapt(data)
    return layer


LAYERS = {
    "mean": lambda: adapted(Normalization(missing="mean"), NUMBERS),
    "indicator": lambda: adapted(Normalization(missing="indicator", dtype="float64"), NUMBERS),
    "inverse": lambda: adapted(Normalization(invert=True), NUMBERS),
    "given": lambda: Normalization(mean=[1, 2.5], variance=[0, 5]),
    "clip": lambda: adapted(MinMaxScaling((-1, 2), clip=True), NUMBERS),
    "range": lambda: adapted(MinMaxScaling((0.1, 0.7), axis=None, missing="constant"), NUMBERS),
    "robust": lambda: adapted(RobustScaling(missing="indicator"), NUMBERS),
    "rescaling": lambda: Rescaling(1 / 255, offset=[0.1, 0.2, -1]),
    "log": lambda: Log(base=10, offset=1),
    "signed_log": lambda: Log(base=2, signed=True),
    "inverse_log": lambda: Log(base=2, invert=True),
    "imputation": lambda: adapted(Imputation("median", add_indicator=True), NUMBERS),
    "bins": lambda: Discretization(bin_boundaries=[0, 0.1, 2.5], missing="indicator"),
    "bins_count": lambda: Discretization(bin_boundaries=[0, 0.1], output_mode="count"),
    "one_hot": lambda: CategoryEncoding(5, output_mode="one_hot"),
    "multi_hot": lambda: CategoryEncoding(5),
    "strings": lambda: StringLookup(vocabulary=["a", b"\xff", "x\0"], mask_token="é"),
    "strict": lambda: StringLookup(vocabulary=["a", "b"], num_oov_indices=0, output_mode="one_hot"),
    "weighted": lambda: StringLookup(
        vocabulary=["a"], output_mode="tf_idf", idf_weights=[0.3], mask_token=""
    ),
    "integers": lambda: IntegerLookup(vocabulary=[2**60, -5, 7], num_oov_indices=3, mask_token=0),
    "text": lambda: adapted(TextVectorization(), TEXTS),
    "text_count": lambda: adapted(
        TextVectorization(output_mode="count", max_tokens=40, pad_to_max_tokens=True), TEXTS
    ),
    "text_idf": lambda: adapted(TextVectorization(output_mode="tf_idf", ngrams=(2, 3)), TEXTS),
    "text_one_hot": lambda: adapted(TextVectorization(output_mode="one_hot", ngrams=2), TEXTS),
    "text_length": lambda: adapted(TextVectorization(output_sequence_length=3), TEXTS),
    "text_ragged": lambda: adapted(
        TextVectorization(ragged=True, split="character", standardize="lower"), TEXTS
    ),
    "text_whole": lambda: adapted(TextVectorization(split=None), TEXTS),
    "steps": lambda: adapted(
        TextVectorization(
            standardize=["strip", "casefold", "strip_accents", "strip_punctuation"],
            split={"step": "regex", "pattern": "[-,;\\s]+"},
        ),
        TEXTS,
    ),
    "chain": lambda: Pipeline([Log(signed=True), Normalization(axis=None, mean=1, variance=2)]),
}


@pytest.mark.parametrize("name", LAYERS)
def test_a_reader_agrees_on_samples(tmp_path, name):
    document = specification_of(LAYERS[name](), conformance=48)
    assert violations(document, SCHEMA, SCHEMA) == []
    assert_read(document, tmp_path)
    (output,) = document["outputs"]
    shape = document["conformance"]["outputs"]["output"]["shape"]
    assert len(shape) == len(output["shape"])
    assert all(
        expected in (None, size) for expected, size in zip(output["shape"], shape) if size
    ), (output["shape"], shape)


# Worked by hand: what the reader must compute, and the layers do.
@pytest.mark.parametrize(
    ("options", "given", "expected"),
    [
        ({}, ["ΑΣ ΑΣΑ Σ ΑʼΣ."], ["ΑΣ ΑΣΑ Σ ΑʼΣ".lower()]),
        ({"standardize": "lower"}, ["İI\u0307 É"], ["i\u0307i\u0307 é"]),
        ({"standardize": [{"step": "lower", "locale": "tr"}]}, ["İI\u0307I"], ["ii\u0131"]),
        (
            {"standardize": "lower", "split": None},
            [b"\xf0\x9fA\xed\xa0\x80"],
            ["\ufffda" + 3 * "\ufffd"],
        ),
        ({"standardize": ["strip_punctuation"], "split": None}, [b"\xe2,\x82\xac"], ["€"]),
        ({"standardize": ["strip"], "split": None}, ["\u2003 a b\x1c"], ["a b"]),
        (
            {"standardize": [{"step": "regex", "pattern": "[0-9]+", "rewrite": "#"}]},
            ["12ab3 45"],
            ["#ab# #"],
        ),
        (
            {"standardize": [{"step": "regex", "pattern": "<br />", "rewrite": " "}]},
            ["a<br /><br />b<br >"],
            ["a b<br >"],
        ),
        (
            {"standardize": None, "split": {"step": "regex", "pattern": ", "}},
            ["a, b,, c"],
            ["a b, c"],
        ),
    ],
)
def test_texts_become_these_tokens(tmp_path, options, given, expected):
    separator = None if options.get("split") is None and "split" in options else " "
    tokens = [token for one in expected for token in (one.split(separator) if separator else [one])]
    layer = TextVectorization(vocabulary=sorted(set(tokens)), ragged=True, **options)
    document = specification_of(layer, given)
    assert document["conformance"]["outputs"]["output"]["values"] == [
        2 + sorted(set(tokens)).index(token) for token in tokens
    ]
    assert_read(document, tmp_path)


def test_a_wrong_output_is_reported(tmp_path):
    document = specification_of(Rescaling(2.0), [[1.0], [math.nan], [math.inf]])
    assert read_by_python(document, tmp_path) == "0 of 3 values differ."
    document["conformance"]["outputs"]["output"]["values"][0] += 1e-4
    document["conformance"]["outputs"]["output"]["values"][2] = "-Infinity"
    assert read_by_python(document, tmp_path) == "2 of 3 values differ."


def test_describes_a_table_and_the_model_of_it(tmp_path):
    features = {
        "size": [Imputation(), Normalization()],
        "color": StringLookup(output_mode="one_hot"),
        "id": IntegerLookup(output_mode="one_hot"),
        "words": TextVectorization(output_mode="multi_hot"),
        "raw": None,
    }
    data = {
        "size": [1.0, np.nan, 4.0],
        "color": ["red", "blue", "red"],
        "id": [1, 2**60, 1],
        "words": ["a b", "b", "c"],
        "raw": [1.5, 2.5, 0.0],
    }
    for output in ("concat", {"a": ["size", "raw"], "b": ["color", "id", "words"]}):
        prep = Preprocessor(features, output=output)
        prep.adapt(data)
        for source in (prep, keras.Model(prep.inputs, prep(prep.inputs))):
            document = json.loads(to_json(source))
            assert violations(document, SCHEMA, SCHEMA) == []
            assert_read(document, tmp_path)
            assert sorted(one["name"] for one in document["inputs"]) == sorted(data)
    document = json.loads(to_json(Preprocessor(features, output="dict")))
    assert {one["name"]: one["value"] for one in document["outputs"]}["raw"] == "raw"
    assert_read(document, tmp_path)


def test_describes_models_of_layers(tmp_path):
    size, name = keras.Input((2,), name="size"), keras.Input((1,), dtype="string", name="name")
    scaled = Normalization(axis=None, mean=1.0, variance=4.0)
    twice = scaled(scaled(size))
    lookup = StringLookup(vocabulary=["a"], output_mode="one_hot")
    joined = keras.layers.Concatenate(name="joined")([twice, lookup(name)])
    document = json.loads(to_json(keras.Model([size, name], {"all": joined, "twice": twice})))
    assert [one["name"] for one in document["outputs"]] == ["all", "twice"]
    assert_read(document, tmp_path)
    inner = keras.Sequential([keras.Input((1,)), Log(offset=1), Rescaling(2)])
    outer = keras.Sequential([keras.Input((1,)), inner, Rescaling(0.5)])
    assert_read(json.loads(to_json(outer)), tmp_path)


def test_numbers_and_texts_survive(tmp_path):
    floats = [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, -0.0, 1e22, 2.0**53 + 2]
    read = json.loads(layout({"x": plain_list(floats)}))["x"]
    assert [math.copysign(1, one) for one in read] == [math.copysign(1, one) for one in floats]
    assert read == floats
    assert [number(one) for one in (math.nan, math.inf, -math.inf)] == [
        "NaN",
        "Infinity",
        "-Infinity",
    ]
    edges = [2**53, 2**53 + 1, -(2**53), -(2**63), 2**63 - 1]
    assert plain_list(np.array(edges)) == [
        2**53,
        str(2**53 + 1),
        -(2**53),
        str(-(2**63)),
        str(2**63 - 1),
    ]
    assert (whole(7), text("é".encode()), text(b"\xff")) == (7, "é", {"base64": "/w=="})
    assert text(b"a\0") == {"base64": "YQA="}
    numbers = np.random.default_rng(0).normal(0, 1e3, 999)
    document = specification_of(adapted(Normalization(axis=None, dtype="float64"), numbers))
    state = document["nodes"][0]["state"]
    np.testing.assert_allclose(state["mean"], numbers.mean(), rtol=1e-15)
    assert np.float64(state["variance"][0]) == np.float64(repr(state["variance"][0]))


@pytest.mark.slow(reason="Ten thousand texts take a minute.")
@pytest.mark.parametrize(
    "standardize", ["lower_and_strip_punctuation", ["casefold", "strip_accents", "strip"]]
)
def test_ten_thousand_texts(tmp_path, standardize):
    layer = adapted(TextVectorization(standardize=standardize, ragged=True), TEXTS)
    document = specification_of(layer, conformance=10_000)
    assert document["conformance"]["inputs"]["input"]["shape"] == [10_000]
    assert_read(document, tmp_path)
