"""Folders of sounds: values, lengths, rates, channels, files that do not fit."""

import re
import struct

import keras
import numpy as np
import pytest
import scipy.signal
import tensorflow as tf

import folders
import sounds
from prelayer import audio_dataset_from_directory, class_names, report

LENGTHS = {"clap/1.wav": 30, "clap/2.wav": 50, "snap/1.wav": 40, "snap/2.wav": 20}


def load(root, **arguments):
    arguments = {"verbose": False, "shuffle": False, **arguments}
    return audio_dataset_from_directory(root, **arguments)


def padded(audio, samples):
    return np.pad(audio, ((0, samples - len(audio)), (0, 0)))


def test_sounds_are_what_their_files_hold(tmp_path):
    written = sounds.write_sounds(tmp_path, LENGTHS, channels=2)
    dataset = load(tmp_path, batch_size=3)
    first, second = list(dataset)
    np.testing.assert_array_equal(first[0], [padded(audio, 50) for audio in written[:3]])
    np.testing.assert_array_equal(first[1], [0, 0, 1])
    np.testing.assert_array_equal(second[0], [written[3]])
    assert dataset.element_spec[0].shape.as_list() == [None, None, 2]
    assert dataset.class_names == ["clap", "snap"]
    assert dataset.file_paths == [str(tmp_path / name) for name in LENGTHS]
    assert dataset.cardinality() == 2


def listed(batch):
    return batch.to_list() if isinstance(batch, tf.RaggedTensor) else batch.numpy().tolist()


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"output_sequence_length": 35},
        {"ragged": True},
        {"label_mode": "categorical", "class_names": ["snap", "clap"]},
        {"label_mode": "binary", "batch_size": 3},
    ],
)
def test_gives_what_keras_gives(tmp_path, arguments):
    sounds.write_sounds(tmp_path, LENGTHS)
    reference = keras.utils.audio_dataset_from_directory(
        tmp_path, shuffle=False, verbose=False, **arguments
    )
    for found, expected in zip(load(tmp_path, **arguments), reference, strict=True):
        assert listed(found[0]) == listed(expected[0])
        assert found[1].dtype == expected[1].dtype
        np.testing.assert_array_equal(found[1], expected[1])


def test_sounds_come_singly_and_without_labels(tmp_path):
    written = sounds.write_sounds(tmp_path, LENGTHS)
    dataset = load(tmp_path, labels=None, batch_size=None)
    for found, expected in zip(dataset, written, strict=True):
        np.testing.assert_array_equal(found, expected)


def test_all_sounds_get_one_rate(tmp_path):
    slow = sounds.write_sound(tmp_path / "a/1.wav", 100, rate=8000)
    fast = sounds.write_sound(tmp_path / "a/2.wav", 441, rate=44100)
    (found,) = load(tmp_path, labels=None, sampling_rate=16000)
    np.testing.assert_allclose(found[0], scipy.signal.resample(slow, 200), atol=1e-6)
    np.testing.assert_allclose(found[1, :160], scipy.signal.resample(fast, 160), atol=1e-6)
    assert not found[1, 160:].numpy().any()
    (cut,) = load(tmp_path, labels=None, sampling_rate=16000, output_sequence_length=150)
    np.testing.assert_array_equal(cut, found[:, :150])


def test_another_rate_or_number_of_channels_is_an_error_that_names_the_file(tmp_path):
    sounds.write_sound(tmp_path / "a/1.wav", 10)
    sounds.write_sound(tmp_path / "a/2.wav", 10, rate=16000)
    sentence = (
        f"audio_dataset_from_directory: the file {tmp_path}/a/2.wav cannot be read as a 16-bit WAV "
        "file of 1 channel and 8000 samples a second, as the first one is. Convert it or move it "
        "away; `sampling_rate` brings all to one rate."
    )
    with pytest.raises(tf.errors.InvalidArgumentError, match=re.escape(sentence)):
        list(load(tmp_path))
    sounds.write_sound(tmp_path / "a/3.wav", 10, channels=2)
    sentence = (
        f"audio_dataset_from_directory: the file {tmp_path}/a/3.wav cannot be read as a 16-bit WAV "
        "file of 1 channel. Convert it or move it away."
    )
    with pytest.raises(tf.errors.InvalidArgumentError, match=re.escape(sentence)):
        list(load(tmp_path, sampling_rate=8000))


@pytest.mark.parametrize("length", [None, 35])
def test_sounds_that_cannot_be_read_are_met_by_a_rule(tmp_path, length):
    written = sounds.write_sounds(tmp_path, LENGTHS)
    (tmp_path / "clap/0.wav").write_text("no sound")
    sounds.write_sound(tmp_path / "snap/0.wav", 10, channels=2)
    sounds.write_sound(tmp_path / "snap/3.wav", 10, rate=16000)
    skipping = load(tmp_path, on_error="skip", output_sequence_length=length)
    replacing = load(tmp_path, on_error="placeholder", output_sequence_length=length)
    longest = length or 50
    expected = np.array([padded(audio[:longest], longest) for audio in written])
    bad = [str(tmp_path / name) for name in ("clap/0.wav", "snap/0.wav", "snap/3.wav")]
    for _ in range(2):
        ((audio, labels),) = list(skipping)
        np.testing.assert_array_equal(audio, expected)
        np.testing.assert_array_equal(labels, [0, 0, 1, 1])
        ((audio, labels),) = list(replacing)
        np.testing.assert_array_equal(audio.numpy()[[1, 2, 4, 5]], expected)
        assert not audio.numpy()[[0, 3, 6]].any()
        np.testing.assert_array_equal(labels, [0, 0, 0, 1, 1, 1, 1])
        for dataset in (skipping, replacing):
            assert [found.path for found in report(dataset)] == bad
    reasons = [found.reason for found in report(skipping)]
    assert reasons[1:] == ["It has another number of channels.", "It has another sampling rate."]


def with_notes(path):
    """Puts a chunk of notes before the samples of a WAV file, and one after them."""
    file = path.read_bytes()
    notes = b"LIST" + struct.pack("<I", 8) + b"INFOnote"
    body = file[8:36] + notes + file[36:] + notes
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)


@pytest.mark.parametrize("name", ["clap/1.wav", "clap/2.wav"])
def test_files_may_hold_more_than_the_sound(tmp_path, name):
    written = sounds.write_sounds(tmp_path, LENGTHS)
    with_notes(tmp_path / name)
    for arguments in ({}, {"batch_size": None}, {"on_error": "skip"}):
        dataset = load(tmp_path, labels=None, **arguments)
        found = [audio for batch in dataset for audio in (batch if batch.ndim == 3 else [batch])]
        for audio, expected in zip(found, written, strict=True):
            np.testing.assert_array_equal(audio[: len(expected)], expected)
            assert not audio[len(expected) :].numpy().any()


def test_a_file_that_is_cut_off_is_an_error(tmp_path):
    sounds.write_sounds(tmp_path, LENGTHS)
    path = tmp_path / "snap/1.wav"
    path.write_bytes(path.read_bytes()[:-7])
    with pytest.raises(tf.errors.InvalidArgumentError, match=f"the file {re.escape(str(path))}"):
        list(load(tmp_path))


def test_parts_keep_their_classes(tmp_path):
    lengths = {f"{name}/{n}.wav": 10 + n for name in ("clap", "snap") for n in range(10)}
    sounds.write_sounds(tmp_path, lengths)
    parts = load(tmp_path, split={"train": 0.8, "test": 0.2}, stratify=True, seed=1, batch_size=64)
    counts = {name: np.bincount(next(iter(part))[1]).tolist() for name, part in parts.items()}
    assert counts == {"train": [8, 8], "test": [2, 2]}
    assert class_names(parts["test"].map(lambda x, y: x)) == ["clap", "snap"]
    both = load(tmp_path, validation_split=0.25, subset="both", shuffle=True, seed=1)
    assert [int(part.unbatch().reduce(0, lambda n, _: n + 1)) for part in both] == [15, 5]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"sampling_rate": 0},
            "`sampling_rate` must be a whole number of at least 1, not 0.",
        ),
        (
            {"ragged": True, "output_sequence_length": 3},
            "`ragged` and `output_sequence_length` exclude each other.",
        ),
        ({"seed": 0.5}, "`seed` must be a whole number of at least 0, not 0.5."),
        ({"batch_size": 0}, "`batch_size` must be a whole number of at least 1, not 0."),
    ],
)
def test_reports_bad_arguments_in_one_sentence(tmp_path, arguments, sentence):
    sounds.write_sounds(tmp_path, LENGTHS)
    with pytest.raises(ValueError) as error:
        load(tmp_path, **arguments)
    assert str(error.value) == f"audio_dataset_from_directory: {sentence}"


def test_the_first_arguments_are_keras_s_in_name_order_and_default():
    theirs = folders.defaults_of(keras.utils.audio_dataset_from_directory)
    assert folders.defaults_of(audio_dataset_from_directory)[: len(theirs)] == theirs
