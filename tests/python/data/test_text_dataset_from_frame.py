"""Tables that list text files."""

from __future__ import annotations

import os
import re

import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

import folders
from prelayer import class_names, report, schema, text_dataset_from_frame

TEXTS = {"1.txt": "Dull.", "2.txt": "Grüße", "3.txt": "A delight!"}


@pytest.fixture
def written(tmp_path):
    folders.write_texts(tmp_path, TEXTS)
    labels = ["good", "fair", "bad"]
    return tmp_path, pd.DataFrame({"path": ["3.txt", "2.txt", "1.txt"], "label": labels})


def load(written, **options):
    root, table = written
    options = {"shuffle": False, "verbose": False, **options}
    return text_dataset_from_frame(table, directory=root, **options)


def test_a_label_belongs_to_its_file(written):
    root, table = written
    odd = os.fsdecode(b"\xe9.txt")  # a name that is no text
    (root / "1.txt").rename(root / odd)
    table = {"path": ["3.txt", "2.txt", odd], "label": list(table["label"])}
    dataset = load((root, table), batch_size=2)
    assert schema(dataset).file_paths == [str(root / name) for name in ("3.txt", "2.txt", odd)]
    found = [(text.numpy().decode(), int(label)) for b in dataset for text, label in zip(*b)]
    assert found == [("A delight!", 2), ("Grüße", 1), ("Dull.", 0)]
    assert class_names(dataset) == ["bad", "fair", "good"]


def test_texts_are_cut_after_so_many_characters(written):
    texts = next(iter(load(written, label=None, max_length=4)))
    assert [text.decode() for text in texts.numpy()] == ["A de", "Grüß", "Dull"]


def test_files_in_another_encoding_are_met_by_the_policy(written):
    bad = written[0] / "2.txt"
    bad.write_bytes("Grüße".encode("latin1"))
    dataset = load(written, on_error="skip")
    texts, labels = next(iter(dataset))
    assert texts.numpy().tolist() == [b"A delight!", b"Dull."]
    # The classes are those of the table.
    np.testing.assert_array_equal(labels, [2, 0])
    assert [found.path for found in report(dataset)] == [str(bad)]


def test_a_text_in_another_encoding_is_an_error_that_names_the_file(written):
    bad = written[0] / "2.txt"
    bad.write_bytes("Grüße".encode("latin1"))
    sentence = (
        f"text_dataset_from_frame: the file {bad} cannot be read as UTF-8 text. Convert it, or "
        "drop its row."
    )
    with pytest.raises(tf.errors.InvalidArgumentError, match=re.escape(sentence)):
        list(load(written))


@pytest.mark.parametrize(
    ("encoding", "text"), [("latin1", "Grüße"), ("cp949", "맛있어요"), ("utf-16", "☕ café")]
)
def test_texts_of_any_encoding_become_utf_8(tmp_path, encoding, text):
    folders.write_texts(tmp_path, {"1.txt": text.encode(encoding)})
    texts = next(iter(load((tmp_path, {"path": ["1.txt"]}), label=None, encoding=encoding)))
    assert texts.numpy()[0].decode() == text


def test_bytes_that_are_no_text_can_be_replaced_or_ignored(tmp_path):
    folders.write_texts(tmp_path, {"1.txt": b"caf\xe9 au lait"})
    for errors, text in (("replace", "caf\ufffd au lait"), ("ignore", "caf au lait")):
        texts = next(iter(load((tmp_path, {"path": ["1.txt"]}), label=None, errors=errors)))
        assert texts.numpy()[0].decode() == text


def test_all_parts_of_a_split_come_in_one_call(tmp_path):
    folders.write_texts(tmp_path, {f"{number}.txt": str(number) for number in range(20)})
    table = pd.DataFrame({"path": [f"{n}.txt" for n in range(20)], "label": ["a", "b"] * 10})
    parts = load((tmp_path, table), split={"a": 0.5, "b": 0.5}, stratify="label", seed=1)
    found = [sorted(int(text) for text in next(iter(part))[0].numpy()) for part in parts.values()]
    assert sorted(found[0] + found[1]) == list(range(20))
    assert [sum(number % 2 for number in part) for part in found] == [5, 5]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"max_length": 0}, "`max_length` must be a whole number of at least 1, not 0."),
        (
            {"encoding": "gb180300"},
            "`encoding` must be an encoding that TensorFlow knows, not 'gb180300'. Is "
            '"gb18030" meant?',
        ),
        (
            {"errors": "drop"},
            '`errors` must be "strict", "replace" or "ignore", not \'drop\'.',
        ),
    ],
)
def test_reports_bad_arguments_in_one_sentence(written, arguments, sentence):
    with pytest.raises(ValueError) as caught:
        load(written, **arguments)
    assert str(caught.value) == f"text_dataset_from_frame: {sentence}"
