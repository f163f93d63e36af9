"""Vocabulary files: what is written, and what is read back."""

import tempfile
from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prelayer import IntegerLookup, StringLookup, TextVectorization
from prelayer.layers.categorical import vocabulary_file

MARK = "#prelayer vocabulary: escaped"
HEADER = f"{MARK}\n\n".encode()
AWKWARD = ["a\nb", "c\r", "\\n", "", " d ", MARK, "\ufeffe", "f\\", "\r\n", "日本", "[UNK]", "\t"]


def saved(layer, folder):
    path = Path(folder) / "tokens.txt"
    layer.save_vocabulary(path)
    return path


def test_writes_one_token_a_line(tmp_path):
    layer = StringLookup(mask_token="", num_oov_indices=2)
    layer.adapt(["b", "Ünï", "b", "a\\n", ""])
    path = saved(layer, tmp_path)
    assert path.read_bytes() == "b\nÜnï\na\\n\n".encode()
    assert [file.name for file in tmp_path.iterdir()] == ["tokens.txt"]
    again = StringLookup(mask_token="", num_oov_indices=2, vocabulary=path)
    assert (
        again.get_vocabulary() == layer.get_vocabulary() == ["", *["[UNK]"] * 2, "b", "Ünï", "a\\n"]
    )
    elsewhere = StringLookup()
    elsewhere.set_vocabulary(str(path))
    assert elsewhere.get_vocabulary() == ["[UNK]", "b", "Ünï", "a\\n"]


def test_escapes_what_a_line_cannot_hold(tmp_path):
    path = saved(StringLookup(vocabulary=["a\nb\r", "c\\n", "", "d"]), tmp_path)
    assert path.read_bytes() == HEADER + b"a\\nb\\r\nc\\\\n\n\nd\n"
    assert StringLookup(vocabulary=path).get_vocabulary() == ["[UNK]", "a\nb\r", "c\\n", "", "d"]
    path = saved(StringLookup(vocabulary=[MARK, "\\"]), tmp_path)
    assert path.read_bytes() == HEADER + f"{MARK}\n\\\\\n".encode()
    assert StringLookup(vocabulary=path).get_vocabulary() == ["[UNK]", MARK, "\\"]


def test_reads_back_any_token(tmp_path):
    layer = StringLookup(vocabulary=AWKWARD, num_oov_indices=0)
    again = StringLookup(vocabulary=saved(layer, tmp_path), num_oov_indices=0)
    assert again.get_vocabulary() == AWKWARD
    np.testing.assert_array_equal(again(AWKWARD), np.arange(len(AWKWARD)))


tokens_of_bytes = st.binary() | st.lists(st.sampled_from(b"\n\r\\nr #a"), max_size=4).map(bytes)


@settings(max_examples=300)
@given(st.lists(tokens_of_bytes, min_size=1))
@example([MARK.encode()])
@example([MARK.encode(), b"", b"a"])
@example([b"a", MARK.encode()])
@example([b""])
@example([b"", b""])
@example([b"\xef\xbb\xbf", b"\x00", b"\xff\xfe"])
def test_every_token_survives_to_the_byte(tokens):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tokens.txt"
        vocabulary_file.write(path, tokens)
        read, first = vocabulary_file.read(path)
        lines = path.read_bytes().split(b"\n")
    assert read == tokens
    assert len(lines) == first - 1 + len(tokens) + 1, "one token a line"


def as_bytes(token):
    return token if isinstance(token, bytes) else token.encode()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text() | tokens_of_bytes, min_size=1, unique_by=as_bytes))
def test_every_layer_reads_its_own_file(tokens):
    layer = StringLookup(vocabulary=tokens, num_oov_indices=0)
    with tempfile.TemporaryDirectory() as folder:
        again = StringLookup(vocabulary=saved(layer, folder), num_oov_indices=0)
    keys = tf.constant([as_bytes(token) for token in tokens])
    np.testing.assert_array_equal(again(keys), np.arange(len(tokens)))
    assert again.get_vocabulary() == layer.get_vocabulary()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, unique=True))
@example([-(2**63), 2**63 - 1, 0, -1])
def test_every_number_survives(numbers):
    layer = IntegerLookup(vocabulary=numbers, num_oov_indices=0)
    with tempfile.TemporaryDirectory() as folder:
        path = saved(layer, folder)
        assert path.read_text() == "".join(f"{number}\n" for number in numbers)
        again = IntegerLookup(vocabulary=path, num_oov_indices=0)
    assert again.get_vocabulary() == numbers


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16", "utf-16-le", "utf-32"])
def test_writes_tokens_in_the_encoding_of_the_layer(tmp_path, encoding):
    tokens = ["é", "a", "Ċ"] if encoding != "latin-1" else ["é", "a", "\n"]
    options = {"encoding": encoding, "num_oov_indices": 0}
    path = saved(StringLookup(vocabulary=tokens, **options), tmp_path)
    # In UTF-16 and UTF-32 the bytes of "Ċ" hold a line feed.
    assert path.read_bytes().startswith(HEADER) == (encoding != "utf-8")
    again = StringLookup(vocabulary=path, **options)
    assert again.get_vocabulary() == tokens
    np.testing.assert_array_equal(again(tokens), [0, 1, 2])


def test_keeps_bytes_that_are_no_utf_8(tmp_path):
    path = tmp_path / "tokens.txt"
    path.write_bytes(b"a\n\xff\xfe\n")
    layer = StringLookup(vocabulary=path)
    np.testing.assert_array_equal(layer(tf.constant([b"\xff\xfe", b"\xff"])), [2, 0])
    assert saved(layer, tmp_path).read_bytes() == b"a\n\xff\xfe\n"


PLAIN = b"b\n[UNK]\n c\td \n\\n\na\\b\n\xef\xbb\xbfe\n\xff\xfe\nf\x00g\nh\ri\n"
FILES = {"plain": PLAIN, "Windows": b"a\r\nb\r\r\nc\r", "no last line end": b"a\nb", "one": b"a\n"}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("mask", [None, "m"])
def test_means_what_it_means_in_keras(tmp_path, name, mask):
    path = tmp_path / "tokens.txt"
    path.write_bytes(FILES[name])
    options = {"vocabulary": str(path), "num_oov_indices": 2, "mask_token": mask}
    ours, theirs = StringLookup(**options), keras.layers.StringLookup(**options)
    lines = [*FILES[name].split(b"\n"), *FILES[name].replace(b"\r", b"").split(b"\n")]
    words = tf.constant([*lines, b"e", b"m", b"\n", b"a\x08", b"f"])
    np.testing.assert_array_equal(ours(words), theirs(words))
    assert ours.vocabulary_size() == theirs.vocabulary_size()


def test_keras_reads_what_we_write(tmp_path):
    words = ["b", "b", "a\\n", " c", "Ünï", "[UNK]", "x"]
    for layer in (StringLookup(mask_token=""), TextVectorization(standardize=None, split=None)):
        layer.adapt(words[:-1])
        options = {"vocabulary": str(saved(layer, tmp_path)), "mask_token": ""}
        np.testing.assert_array_equal(keras.layers.StringLookup(**options)(words), layer(words))
        (tmp_path / "tokens.txt").rename(tmp_path / type(layer).__name__)  # Keras shares by path
    numbers = IntegerLookup(vocabulary=[7, -12])
    path = str(saved(numbers, tmp_path))
    theirs = keras.layers.IntegerLookup(vocabulary=path)
    np.testing.assert_array_equal(theirs([7, -12, 1]), numbers([7, -12, 1]))


@pytest.mark.parametrize("tokens", [["a\nb", "c"], [MARK]])
def test_keras_refuses_what_it_would_misread(tmp_path, tokens):
    path = str(saved(StringLookup(vocabulary=tokens), tmp_path))
    with pytest.raises(tf.errors.InvalidArgumentError, match="empty line"):
        keras.layers.StringLookup(vocabulary=path)


@pytest.mark.parametrize("output_mode", ["int", "one_hot", "multi_hot", "count", "tf_idf"])
@pytest.mark.parametrize("mask", [None, "m"])
def test_restores_a_layer_of_the_same_options(tmp_path, output_mode, mask):
    options = {"output_mode": output_mode, "mask_token": mask, "num_oov_indices": 3}
    layer = StringLookup(**options)
    rows = [["a", "b", "m"], ["b", "\n", "z"]]
    layer.adapt(rows)
    path = saved(layer, tmp_path)
    weights = {} if layer.idf_weights is None else {"idf_weights": layer.idf_weights[3:]}
    assert bool(weights) == (output_mode == "tf_idf")
    again = StringLookup(**options, vocabulary=path, **weights)
    rows.append(["q", "r", "a"])
    np.testing.assert_array_equal(again(rows), layer(rows))


def test_reads_windows_line_ends(tmp_path):
    path = tmp_path / "tokens.txt"
    path.write_bytes(HEADER.replace(b"\n", b"\r\n") + b"a\\r\r\nb\r\n")
    assert StringLookup(vocabulary=path).get_vocabulary() == ["[UNK]", "a\r", "b"]


def test_a_file_that_was_there_stays_until_the_new_one_is(tmp_path, monkeypatch):
    layer = StringLookup(vocabulary=["a"])
    target = saved(layer, tmp_path)
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    StringLookup(vocabulary=["b"]).save_vocabulary(link)
    assert target.read_bytes() == b"b\n"
    assert link.is_symlink()

    def crash(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(vocabulary_file.os, "fsync", crash)
    with pytest.raises(ValueError) as caught:
        layer.save_vocabulary(target)
    assert str(caught.value) == (
        f"StringLookup: `path` must be a file that can be written, not '{target}'. "
        "No space left on device."
    )
    assert target.read_bytes() == b"b\n"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["link.txt", "tokens.txt"]
