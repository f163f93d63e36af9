"""StringLookup."""

import itertools

import keras
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import tensorflow as tf

import cases
import reloading
from prelayer import StringLookup

COLORS = ["cyan", "turquoise", "celeste"]


@pytest.mark.parametrize("case", cases.load("string_lookup"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


def test_lists_its_vocabulary():
    layer = StringLookup()
    layer.adapt(COLORS)
    assert layer.get_vocabulary() == ["[UNK]", "turquoise", "cyan", "celeste"]
    assert layer.get_vocabulary(include_special_tokens=False) == ["turquoise", "cyan", "celeste"]
    assert layer.vocabulary_size() == 4


def test_shows_its_vocabulary_as_a_table():
    layer = StringLookup(mask_token="", num_oov_indices=2, output_mode="int")
    layer.adapt([["b", "a"], ["b", ""]])
    assert layer.table() == {
        "index": [0, 1, 2, 3, 4],
        "token": ["", "[UNK]", "[UNK]", "b", "a"],
        "role": ["mask", "oov", "oov", "token", "token"],
        "count": [None, None, None, 2, 1],
        "document_count": [None] * 5,
    }
    weighed = StringLookup(output_mode="tf_idf")
    weighed.adapt([["b", "b"], ["b", "a"]])
    assert weighed.table()["count"] == [None, 3, 1]
    assert weighed.table()["document_count"] == [None, 2, 1]
    given = StringLookup(vocabulary=["b"])
    assert given.table()["count"] == [None, None]
    assert len(pd.DataFrame(given.table())) == given.vocabulary_size()


def test_takes_strings_of_every_kind():
    layer = StringLookup(vocabulary=["a", "b"])
    kinds = [
        ["a", "z", "b"],
        ("a", "z", "b"),
        np.array(["a", "z", "b"]),
        np.array([b"a", b"z", b"b"]),
        np.array(["a", "z", "b"], dtype=object),
        pd.Series(["a", "z", "b"]),
        pd.Series(["a", "z", "b"], dtype="category"),
        pd.Series(["a", "z", "b"], dtype="string"),
        pa.array(["a", "z", "b"]),
        tf.constant(["a", "z", "b"]),
    ]
    for kind in kinds:
        np.testing.assert_array_equal(layer(kind), [1, 0, 2])
        adapted = StringLookup()
        adapted.adapt(kind)
        assert adapted.get_vocabulary() == ["[UNK]", "z", "b", "a"]


_INPUTS = {
    "scalar": tf.constant("a"),
    "vector": tf.constant(["a", "b", "zz"]),
    "matrix": tf.constant([["a", "b"], ["zz", "a"]]),
    "column": tf.constant([["a"], ["q"], [""]]),
    "ragged": tf.ragged.constant([["a"], ["b", "zz", "a"]]),
    "sparse": tf.sparse.from_dense(tf.constant([["a", ""], ["b", "q"]])),
}


_MODES = ["int", "one_hot", "multi_hot", "count", "tf_idf"]
_KERAS_FAILS = [("sparse", "one_hot")]
_COMPARED = [pair for pair in itertools.product(_INPUTS, _MODES) if pair not in _KERAS_FAILS]


@pytest.mark.parametrize(("kind", "output_mode"), _COMPARED)
def test_equals_keras_in_every_mode(kind, output_mode):
    compared = 0
    for unknown, mask, sparse, salt in itertools.product(
        [1, 3], [None, "", "q"], [0, 1], [None, 7]
    ):
        if sparse and output_mode == "int":
            continue
        options = {
            "vocabulary": ["a", "b", "c"],
            "idf_weights": [0.5, 0.25, 2.0] if output_mode == "tf_idf" else None,
            "num_oov_indices": unknown,
            "mask_token": mask,
            "output_mode": output_mode,
            "sparse": bool(sparse),
            "salt": salt,
        }
        try:
            theirs = reloading.plain(keras.layers.StringLookup(**options)(_INPUTS[kind]))
        except (ValueError, TypeError, tf.errors.InvalidArgumentError):
            continue  # some combinations fail in Keras
        ours = reloading.plain(StringLookup(**options)(_INPUTS[kind]))
        if isinstance(theirs, list):
            assert ours == theirs, options
        else:
            np.testing.assert_allclose(ours, theirs, atol=1e-6, err_msg=str(options))
        compared += 1
    assert compared >= 4


def test_learns_like_keras_from_a_dataset():
    words = np.random.default_rng(0).choice([f"w{i}" for i in range(50)], size=(300, 3))
    dataset = tf.data.Dataset.from_tensor_slices(words).batch(32)
    for output_mode in ("int", "tf_idf"):
        ours = StringLookup(max_tokens=40, output_mode=output_mode)
        theirs = keras.layers.StringLookup(max_tokens=40, output_mode=output_mode)
        ours.adapt(dataset)
        theirs.adapt(dataset)
        assert ours.get_vocabulary() == [str(token) for token in theirs.get_vocabulary()]
        np.testing.assert_allclose(ours(words), theirs(words), rtol=1e-6)


def test_gives_back_what_was_looked_up():
    tokens = ["a", "b", "Ünï", "日本"]
    there = StringLookup(vocabulary=tokens)
    back = StringLookup(vocabulary=there.get_vocabulary(), invert=True)
    assert [token.decode() for token in back(there(tokens)).numpy()] == tokens


def test_reads_a_vocabulary_file(tmp_path):
    path = tmp_path / "tokens.txt"
    path.write_bytes("a\nÜnï\r\nc\n".encode())
    layer = StringLookup(vocabulary=str(path))
    assert layer.get_vocabulary() == ["[UNK]", "a", "Ünï", "c"]
    path.unlink()
    assert StringLookup.from_config(layer.get_config()).get_vocabulary() == layer.get_vocabulary()


def test_sets_a_vocabulary():
    layer = StringLookup(output_mode="tf_idf")
    layer.set_vocabulary(["[UNK]", "a", "b"], idf_weights=[0.9, 0.25, 0.75])
    np.testing.assert_allclose(layer([["a", "z", "a"]]), [[0.9, 0.5, 0]], rtol=1e-6)
    with pytest.raises(ValueError, match="`idf_weights` must be 1 finite numbers"):
        layer.set_vocabulary(["a"], idf_weights=[1.0, 2.0])
    np.testing.assert_allclose(layer([["a", "z", "a"]]), [[0.9, 0.5, 0]], rtol=1e-6)


def test_refuses_missing_strings():
    sentence = (
        "StringLookup: values must not be missing, but 1 of 2 are, the first (None) at position 1. "
        "Set `mask_token`, which replaces them, or drop them first."
    )
    for refused in (StringLookup().adapt, StringLookup(vocabulary=["a"])):
        with pytest.raises(ValueError) as caught:
            refused(["a", None])
        assert str(caught.value) == sentence


def test_works_inside_a_traced_function():
    layer = StringLookup(vocabulary=["a"])

    @tf.function
    def both(text):
        return layer([text, text]), StringLookup(vocabulary=["a", "b"])(text)

    stacked, fresh = both(tf.constant(["b"]))
    np.testing.assert_array_equal(stacked, [[0], [0]])
    np.testing.assert_array_equal(fresh, [2])


def test_is_given_its_weights_inside_a_traced_function():
    options = {"vocabulary": ["a"], "idf_weights": [0.5], "output_mode": "tf_idf"}
    traced = tf.function(lambda text: StringLookup(**options)(text))
    np.testing.assert_array_equal(traced(tf.constant([["a", "a"]])), [[0, 1]])


def test_writes_text_in_its_encoding():
    layer = StringLookup(vocabulary=["é"], encoding="latin-1")
    np.testing.assert_array_equal(layer(["é"]), [1])
    np.testing.assert_array_equal(layer(tf.constant([b"\xe9", "é".encode()])), [1, 0])
    assert layer.get_vocabulary() == ["[UNK]", "é"]


def test_cannot_adapt_a_given_vocabulary():
    layer = StringLookup(vocabulary=["a"])
    with pytest.raises(ValueError, match="a layer that was given its vocabulary cannot adapt"):
        layer.adapt(["b"])
    assert layer.get_vocabulary() == ["[UNK]", "a"]


def test_cannot_change_its_size_under_a_model():
    layer = StringLookup(output_mode="multi_hot")
    layer.adapt(["a"])
    layer(keras.Input((3,), dtype="string"))
    with pytest.raises(ValueError, match="a model was built on a vocabulary of 2 tokens"):
        layer.adapt(["a", "b"])
    assert layer.get_vocabulary() == ["[UNK]", "a"]
