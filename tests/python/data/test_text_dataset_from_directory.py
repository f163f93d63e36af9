import re

import keras
import numpy as np
import pytest
import tensorflow as tf

import folders
from prelayer import text_dataset_from_directory

REVIEWS = {
    "bad/1.txt": "Dull.",
    "bad/2.txt": "Too long, and too loud.",
    "good/1.txt": "Délicieux ☕!",
    "good/2.txt": "A delight.",
}


def load(root, **arguments):
    arguments = {"verbose": False, "shuffle": False, **arguments}
    return text_dataset_from_directory(root, **arguments)


def together(dataset):
    """All texts and all labels of a batched dataset."""
    batches = list(dataset)
    texts = [text.decode() for batch in batches for text in batch[0].numpy()]
    return texts, np.concatenate([batch[1].numpy() for batch in batches])


def test_raw_files_become_batches_of_strings_with_int32_labels(tmp_path):
    folders.write_texts(
        tmp_path, {f"{name}/{n}.txt": f"{name} {n}" for name in "ab" for n in range(33)}
    )
    dataset = load(tmp_path, batch_size=64)
    texts, labels = next(iter(dataset))
    assert texts.shape == (64,)
    assert texts.dtype == tf.string
    assert labels.shape == (64,)
    assert labels.dtype == tf.int32
    assert dataset.cardinality() == 2


def test_texts_are_what_their_files_hold(tmp_path):
    folders.write_texts(tmp_path, REVIEWS)
    dataset = load(tmp_path)
    texts, labels = together(dataset)
    assert texts == list(REVIEWS.values())
    np.testing.assert_array_equal(labels, [0, 0, 1, 1])
    assert dataset.class_names == ["bad", "good"]
    assert dataset.file_paths == [str(tmp_path / name) for name in REVIEWS]


def test_reads_files_as_keras_does(tmp_path):
    folders.write_texts(tmp_path, REVIEWS)
    for label_mode in ("int", "binary", "categorical"):
        arguments = {"label_mode": label_mode, "class_names": ["good", "bad"]}
        texts, labels = together(load(tmp_path, **arguments))
        reference = keras.utils.text_dataset_from_directory(
            tmp_path, shuffle=False, verbose=False, **arguments
        )
        expected_texts, expected_labels = together(reference)
        assert texts == expected_texts
        assert labels.dtype == expected_labels.dtype
        np.testing.assert_array_equal(labels, expected_labels)


def test_a_maximal_length_counts_characters(tmp_path):
    folders.write_texts(tmp_path, {"a/1.txt": "☕☕ coffee", "a/2.txt": "tea"})
    texts, _ = together(load(tmp_path, max_length=4))
    assert texts == ["☕☕ c", "tea"]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    folders.write_texts(tmp_path, {"a/1.txt": "\ufeffword"})
    assert together(load(tmp_path))[0] == ["word"]


def test_without_labels_texts_come_alone(tmp_path):
    folders.write_texts(tmp_path, REVIEWS)
    dataset = load(tmp_path, labels=None, batch_size=None)
    assert [text.numpy().decode() for text in dataset] == list(REVIEWS.values())
    assert dataset.class_names is None


def test_texts_keep_their_labels_when_shuffled_and_split(tmp_path):
    folders.write_texts(
        tmp_path, {f"{name}/{n}.txt": f"{name} {n}" for name in "ab" for n in range(10)}
    )
    parts = load(tmp_path, shuffle=True, seed=2, validation_split=0.25, subset="both")
    seen = []
    for part in parts:
        texts, labels = together(part)
        np.testing.assert_array_equal(labels, [text.startswith("b") for text in texts])
        seen += texts
    assert [int(part.unbatch().reduce(0, lambda n, _: n + 1)) for part in parts] == [15, 5]
    assert len(set(seen)) == 20


def test_a_text_in_another_encoding_is_an_error_that_names_the_file(tmp_path):
    folders.write_texts(tmp_path, {"a/1.txt": "fine", "a/2.txt": "Délicieux".encode("latin-1")})
    sentence = (
        f"text_dataset_from_directory: the file {tmp_path}/a/2.txt cannot be read as UTF-8 text. "
        "Convert it or move it away."
    )
    with pytest.raises(tf.errors.InvalidArgumentError, match=re.escape(sentence)):
        list(load(tmp_path))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin1", "Délicieux"),
        ("ISO-8859-1", "Größe"),
        ("cp949", "맛있어요"),
        ("shift_jis", "おいしい"),
        ("utf-16", "☕ café"),
        ("utf-8", "\ufeff☕"),
    ],
)
def test_texts_of_any_encoding_become_utf_8(tmp_path, encoding, text):
    folders.write_texts(tmp_path, {"a/1.txt": text.encode(encoding)})
    assert together(load(tmp_path, encoding=encoding))[0] == [text.lstrip("\ufeff")]


def test_bytes_that_are_no_text_can_be_replaced_or_ignored(tmp_path):
    broken = b"caf\xe9 au lait"
    folders.write_texts(tmp_path, {"a/1.txt": broken})
    for errors in ("replace", "ignore"):
        texts, _ = together(load(tmp_path, errors=errors))
        assert texts == [broken.decode("utf-8", errors)]


def test_files_of_other_extensions_are_read(tmp_path):
    folders.write_texts(tmp_path, {"a/1.MD": "one", "a/2.rst": "two", "a/3.txt": "three"})
    assert together(load(tmp_path))[0] == ["three"]
    assert together(load(tmp_path, extensions=".md"))[0] == ["one"]
    assert together(load(tmp_path, extensions=[".md", ".txt"]))[0] == ["one", "three"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"max_length": 0}, "`max_length` must be a whole number of at least 1, not 0."),
        ({"seed": -1}, "`seed` must be a whole number of at least 0, not -1."),
        (
            {"labels": [0, 1, 1, 3], "label_mode": "categorical"},
            '`labels` must be whole numbers from 0 to 2 with `label_mode="categorical"`, '
            "not [0, 1, 3].",
        ),
        ({"labels": [0, 1, 1, 1.5]}, "`labels` must be a whole number, not 1.5."),
        (
            {"encoding": "gb180300"},
            "`encoding` must be an encoding that TensorFlow knows, not 'gb180300'. "
            'Is "gb18030" meant?',
        ),
        (
            {"encoding": 8},
            '`encoding` must be the name of an encoding, such as "latin1", not 8.',
        ),
        (
            {"errors": "drop"},
            '`errors` must be "strict", "replace" or "ignore", not \'drop\'.',
        ),
        (
            {"extensions": "txt"},
            "`extensions` must be endings of names, such as \".txt\", not 'txt'.",
        ),
    ],
)
def test_reports_bad_arguments_in_one_sentence(tmp_path, arguments, sentence):
    folders.write_texts(tmp_path, REVIEWS)
    with pytest.raises(ValueError) as error:
        load(tmp_path, **arguments)
    assert str(error.value) == f"text_dataset_from_directory: {sentence}"


def test_reports_a_folder_without_texts(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "picture.png").write_bytes(b"")
    with pytest.raises(ValueError) as error:
        load(tmp_path, labels=None)
    assert str(error.value) == (
        "text_dataset_from_directory: `directory` must be a folder with .txt files, "
        f"not '{tmp_path}'."
    )


def test_the_first_arguments_are_keras_s_in_name_order_and_default():
    theirs = folders.defaults_of(keras.utils.text_dataset_from_directory)
    assert folders.defaults_of(text_dataset_from_directory)[: len(theirs)] == theirs
