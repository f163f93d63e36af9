"""Lookups, encodings and values of categories in LiteRT and ONNX Runtime."""

import keras
import numpy as np
import pytest

from portable import FORMATS, assert_portable, model_of
from prelayer import CategoryEncoding, IntegerLookup, StringLookup, Values, portability

SLOW = pytest.mark.slow(reason="Each model is converted and run in two runtimes.")
BYTES = [("litert", None), ("onnx", "bytes")]
NUMBERS = FORMATS[:2]
WORDS = ["the", "straße", "日本語", "😀", "a\u0301", "", "\x00x", "x\x00"]
INTEGERS = [12, -7, 2**62, -(2**63), 0, 36]
STRING_OPTIONS = {
    "one_oov": {},
    "mask": {"mask_token": "日本"},
    "two_oov": {"num_oov_indices": 2},
    "oov_mask": {"num_oov_indices": 5, "mask_token": "(the)"},
    "oov_salt": {"num_oov_indices": 5, "salt": [1, 2]},
    "oov_multi_hot": {
        "num_oov_indices": 3,
        "mask_token": "the!",
        "output_mode": "multi_hot",
        "salt": 4,
    },
    "oov_tf_idf": {
        "num_oov_indices": 3,
        "output_mode": "tf_idf",
        "idf_weights": [0.5 + place for place in range(len(WORDS))],
        "salt": 4,
    },
}
INTEGER_OPTIONS = {
    "one_oov": {},
    "mask": {"mask_token": 100},
    "floormod": {"num_oov_indices": 7, "mask_token": 100},
    "farmhash": {"num_oov_indices": 7, "oov_method": "farmhash"},
    "salt": {"num_oov_indices": 7, "oov_method": "farmhash", "salt": 3},
    "count": {"num_oov_indices": 2, "output_mode": "count", "mask_token": 100},
}
WHOLE = np.array([*INTEGERS, 100, 5, -1, -8, 2**63 - 1, -(2**63) + 1, 7, 36], np.int64)
INDICES = np.array([0, 1, 2, 3, 7, 8, 9, 10, -1, 2**62, -(2**63)], np.int64)


@SLOW
@pytest.mark.parametrize("options", STRING_OPTIONS.values(), ids=STRING_OPTIONS)
def test_strings_have_the_same_indices(tmp_path, options):
    layer = StringLookup(vocabulary=WORDS, **options)
    assert_portable(model_of(layer, (2,)), tmp_path, BYTES)


@SLOW
def test_unknown_characters_have_the_same_indices(tmp_path):
    layer = StringLookup(vocabulary=WORDS, num_oov_indices=9, salt=1)
    assert_portable(model_of(layer), tmp_path, [("onnx", None)])


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(INTEGER_OPTIONS[name], id=name, marks=[] if name == "floormod" else SLOW)
        for name in INTEGER_OPTIONS
    ],
)
def test_integers_have_the_same_indices(tmp_path, options):
    layer = IntegerLookup(vocabulary=INTEGERS, **options)
    data = {"x": WHOLE.reshape(-1, 2)}
    assert_portable(model_of(layer, (2,), "int64"), tmp_path, NUMBERS, data)


@SLOW
def test_floats_have_the_same_indices(tmp_path):
    layer = IntegerLookup(vocabulary=[1, 2, -3], mask_token=9)
    data = {"x": np.array([1, -3, np.nan, 9, 1e9, -1e9], np.float32)}
    assert_portable(model_of(layer, (), "float32"), tmp_path, NUMBERS, data)


@pytest.mark.parametrize(
    "options", [{}, {"mask_token": "m", "num_oov_indices": 3, "oov_token": "ø"}]
)
def test_indices_have_the_same_strings(tmp_path, options):
    layer = StringLookup(vocabulary=WORDS[:-1], invert=True, **options)
    assert_portable(model_of(layer, (), "int64"), tmp_path, NUMBERS, {"x": INDICES})


@SLOW
@pytest.mark.parametrize("options", [{}, {"mask_token": 5, "num_oov_indices": 0, "oov_token": 3}])
def test_indices_have_the_same_integers(tmp_path, options):
    layer = IntegerLookup(vocabulary=INTEGERS, invert=True, **options)
    assert_portable(model_of(layer, (), "int64"), tmp_path, NUMBERS, {"x": INDICES})


@SLOW
@pytest.mark.parametrize("output_mode", ["one_hot", "multi_hot", "count"])
@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3)])
def test_indices_have_the_same_vectors(tmp_path, shape, output_mode):
    if shape == () and output_mode != "one_hot":
        return  # The size of the batch would be lost.
    layer = CategoryEncoding(5, output_mode=output_mode)
    indices = np.random.default_rng(0).integers(0, 5, (12, *shape))
    assert_portable(model_of(layer, shape, "int64"), tmp_path, NUMBERS, {"x": indices})


def test_weights_of_indices_are_added(tmp_path):
    indices = keras.Input((3,), dtype="int64", name="indices")
    weights = keras.Input((3,), dtype="float32", name="weights")
    output = CategoryEncoding(4, output_mode="count")(indices, count_weights=weights)
    data = {
        "indices": np.array([[0, 1, 1], [3, 3, 3]]),
        "weights": np.array([[0.5, 1.0, 2.0], [1.0, -1.0, 0.25]], np.float32),
    }
    assert_portable(keras.Model([indices, weights], output), tmp_path, NUMBERS, data)


@SLOW
@pytest.mark.parametrize("values", [[1.0, np.nan, -2.5], [[1.0, 2.0], [3.0, np.nan], [0.1, 0.2]]])
@pytest.mark.parametrize("shape", [(), (1,), (2,)])
def test_indices_have_the_same_values(tmp_path, values, shape):
    indices = np.random.default_rng(0).integers(0, 3, (8, *shape))
    model = model_of(Values(values), shape, "int64")
    assert_portable(model, tmp_path, NUMBERS, {"x": indices})


def test_layers_after_inverted_lookups_are_reported():
    value = keras.Input((), dtype="int64", name="x")
    tokens = StringLookup(vocabulary=["a"], invert=True)(value)
    table = portability(keras.Model(value, StringLookup(vocabulary=WORDS)(tokens)))
    assert table["onnx"] == ["yes", "no"]
    assert "another layer" in table["reason"][1]


@pytest.mark.parametrize("token", [b"\xff", b"x\x00"])
def test_tokens_that_no_runtime_returns_are_reported(token):
    layer = StringLookup(vocabulary=[token], invert=True)
    assert portability(model_of(layer, (), "int64"))["option"] == ["vocabulary"]


def test_unknown_tokens_that_raise_are_reported():
    table = portability(model_of(IntegerLookup(vocabulary=[1], num_oov_indices=0), (), "int64"))
    assert table["option"] == ["num_oov_indices"]
