"""Hashing and HashedCrossing in LiteRT and ONNX Runtime, and the hashes against TensorFlow's."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from portable import FORMATS, assert_portable, model_of
from prelayer import HashedCrossing, Hashing, portability
from prelayer.export.portable import text, uint64
from prelayer.export.portable.decimal import decimal
from prelayer.export.portable.farm_hash import farm_hash
from prelayer.export.portable.finger_prints import cross
from prelayer.export.portable.sip_hash import sip_hash
from prelayer.export.portable.tokens import whole_texts

SLOW = pytest.mark.slow(reason="Each model is converted and run in two runtimes.")
BYTES = [("litert", None), ("onnx", "bytes")]
# Every case of the algorithms, and the limits of blocks of 8 and 64 bytes.
LENGTHS = (*range(140), 191, 192, 193, 255, 256, 257, 1000, 5000)
LIMITS = [0, 1, -1, 9, 10, -10, 99, 100, 10**18, -(10**18), 2**63 - 1, -(2**63), -(2**63) + 1]
HALVES = [2**31 - 1, 2**31, -(2**31), 2**32 - 1, 2**32, -(2**32), 2**47, 2**48 - 1, -(2**48)]
# SipHash is converted faster than FarmHash.
TEXTS = {
    "two_salts": {"num_bins": 2**31, "salt": [2**40, 3]},
    "mask": {"num_bins": 50, "mask_value": "naïve"},
    "empty_mask": {"num_bins": 50, "mask_value": "", "salt": 1},
    "one_bin": {"num_bins": 1, "salt": 1},
    "one_hot": {"num_bins": 5, "output_mode": "one_hot", "salt": 1},
    "int32": {"num_bins": 5, "dtype": "int32", "salt": 1},
}
ROWS = {
    "multi_hot": {"num_bins": 6, "output_mode": "multi_hot", "salt": 1},
    "count": {"num_bins": 6, "output_mode": "count", "mask_value": "a", "salt": 1},
}
INTEGERS = {
    "default": {"num_bins": 1000},
    "salt": {"num_bins": 1000, "salt": [1, 2]},
    "mask": {"num_bins": 11, "mask_value": -(2**63)},
    "mask_as_text": {"num_bins": 11, "mask_value": "7"},
    "mask_as_other_text": {"num_bins": 11, "mask_value": "07"},
    "count": {"num_bins": 6, "output_mode": "count"},
}


def _texts():
    random = np.random.default_rng(0)
    return [random.bytes(length) for length in LENGTHS]


def _integers():
    random = np.random.default_rng(0)
    wide = random.integers(-(2**63), 2**63 - 1, 200)
    return np.array([*LIMITS, *HALVES, *wide, *random.integers(-999, 999, 200)], np.int64)


def test_farm_hash_equals_that_of_tensorflow():
    texts = _texts()
    found = farm_hash(whole_texts(text.Text(tf.constant(text.encode(texts)), "bytes").run()))
    for num_bins in (1, 1009, 2**31):
        wanted = tf.strings.to_hash_bucket_fast(texts, num_bins)
        np.testing.assert_array_equal(found.remainder(num_bins), wanted)


def test_sip_hash_equals_that_of_tensorflow():
    texts, key = _texts(), [2**63 - 1, 5]
    found = sip_hash(whole_texts(text.Text(tf.constant(text.encode(texts)), "bytes").run()), key)
    wanted = tf.strings.to_hash_bucket_strong(texts, 2**31 - 1, key=key)
    np.testing.assert_array_equal(found.remainder(2**31 - 1), wanted)


def test_decimal_text_is_that_of_python():
    numbers = _integers()
    found = decimal(tf.constant(numbers))
    symbols, starts, lengths = (
        part.numpy() for part in (found.symbols, found.starts, found.lengths)
    )
    texts = [
        bytes(symbols[start : start + length].tolist()) for start, length in zip(starts, lengths)
    ]
    assert texts == [b"%d" % number for number in numbers.tolist()]


def test_arithmetic_is_that_of_numpy():
    numbers = _integers().view(np.uint64)
    given, others = numbers, numbers[::-1]
    first, second = (uint64.of_int64(tf.constant(part.view(np.int64))) for part in (given, others))
    results = {
        "+": (first + second, given + others),
        "*": (first * second, given * others),
        "^": (first ^ second, given ^ others),
        "<<": (first.shift_left(3), given << np.uint64(3)),
        ">>": (first.shift_right(47), given >> np.uint64(47)),
        "rotate": (
            first.rotate_right(18),
            given >> np.uint64(18) | given << np.uint64(46),
        ),
    }
    for name, (found, wanted) in results.items():
        high, low = (part.numpy().view(np.uint32).astype(np.uint64) for part in _parts(found))
        np.testing.assert_array_equal(high << np.uint64(32) | low, wanted, name)


def _parts(numbers):
    return numbers.high, numbers.low


def test_crosses_equal_those_of_tensorflow():
    numbers, texts = _integers()[:100], _texts()[:100]
    found = farm_hash(whole_texts(text.Text(tf.constant(text.encode(texts)), "bytes").run()))
    bins = cross([uint64.of_int64(tf.constant(numbers)), found], 997)
    columns = [tf.constant(part)[:, tf.newaxis] for part in (numbers, texts)]
    np.testing.assert_array_equal(bins, tf.sparse.cross_hashed(columns, 997).values)


def test_integers_have_the_same_bins(tmp_path):
    model = model_of(Hashing(1000, mask_value=7), dtype="int64")
    assert_portable(model, tmp_path, FORMATS[:1], {"x": _integers()})


@SLOW
@pytest.mark.parametrize("options", TEXTS.values(), ids=TEXTS)
def test_texts_have_the_same_bins(tmp_path, options):
    assert_portable(model_of(Hashing(**options)), tmp_path, BYTES)


@SLOW
def test_texts_of_any_length_have_the_same_bins(tmp_path):
    texts = np.array(_texts(), object)
    assert_portable(model_of(Hashing(2**31)), tmp_path, BYTES, {"x": texts})


@SLOW
@pytest.mark.parametrize("salt", [None, 1])
def test_strings_have_the_same_bins(tmp_path, salt):
    model = model_of(Hashing(1000, mask_value="ß", salt=salt))
    assert_portable(model, tmp_path, [("onnx", None)])


@SLOW
@pytest.mark.parametrize("options", ROWS.values(), ids=ROWS)
def test_rows_of_texts_have_the_same_vectors(tmp_path, options):
    assert_portable(model_of(Hashing(**options), (3,)), tmp_path, BYTES, rows=16)


@SLOW
@pytest.mark.parametrize("options", INTEGERS.values(), ids=INTEGERS)
def test_rows_of_integers_have_the_same_bins(tmp_path, options):
    numbers = _integers()[: len(_integers()) // 2 * 2].reshape(-1, 2)
    model = model_of(Hashing(**options), (2,), "int64")
    assert_portable(model, tmp_path, FORMATS[:2], {"x": numbers})


@SLOW
@pytest.mark.parametrize("dtype", ["bool", "uint8", "int32", "float32"])
def test_numbers_of_other_dtypes_have_the_same_bins(tmp_path, dtype):
    values = np.array([0, 1, 2, 100, -5 if dtype in ("int32", "float32") else 5]).astype(dtype)
    if dtype == "float32":
        values = np.append(values, np.float32(np.nan))
    model = model_of(Hashing(100, mask_value="2"), (), dtype)
    assert_portable(model, tmp_path, FORMATS[:2], {"x": values})


@SLOW
@pytest.mark.parametrize(("output_mode", "by_name"), [("int", False), ("one_hot", True)])
def test_crosses_have_the_same_bins(tmp_path, output_mode, by_name):
    inputs = {
        name: keras.Input((1,), dtype=dtype, name=name)
        for name, dtype in (("text", "string"), ("number", "int64"), ("small", "int32"))
    }
    layer = HashedCrossing(7, output_mode=output_mode)
    output = layer(inputs if by_name else list(inputs.values()))
    assert_portable(keras.Model(inputs, output), tmp_path, BYTES, rows=24)


@pytest.mark.parametrize(
    ("layer", "option"),
    [(Hashing(2**31 + 1), "num_bins"), (Hashing(9, output_mode="count", sparse=True), "sparse")],
)
def test_options_without_a_portable_form_are_reported(layer, option):
    assert portability(model_of(layer, (2,)))["option"] == [option]
