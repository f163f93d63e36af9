"""Exporting over an exported model, and onto a disk that is full."""

import os
import subprocess
import sys

import keras
import pytest
import tensorflow as tf

from prelayer import Rescaling, export_model


def multiplier(factor):
    inputs = keras.Input((1,), name="x")
    return keras.Model(inputs, Rescaling(factor)(inputs))


def product(path):
    return tf.saved_model.load(str(path)).serve(tf.constant([[1.0]])).numpy().item()


def refusal(*arguments, **options):
    with pytest.raises(ValueError) as caught:
        export_model(*arguments, **options)
    return str(caught.value).removeprefix("export_model: ")


def test_replaces_an_exported_model_when_asked(tmp_path):
    path = export_model(multiplier(2), tmp_path / "served")
    assert refusal(multiplier(3), path) == (
        f"`path` must be a folder that does not exist yet, not '{path}'. "
        "Pass `overwrite=True` to replace it."
    )
    assert product(path) == 2
    assert export_model(multiplier(3), path, overwrite=True) == path
    assert product(path) == 3
    assert os.listdir(tmp_path) == ["served"]


def test_writes_into_an_empty_folder_when_asked(tmp_path):
    (tmp_path / "empty").mkdir()
    assert product(export_model(multiplier(2), tmp_path / "empty", overwrite=True)) == 2
    assert product(export_model(multiplier(2), tmp_path / "new", overwrite=True)) == 2


def test_replaces_the_model_that_a_link_points_to(tmp_path):
    path = export_model(multiplier(2), tmp_path / "served")
    link = tmp_path / "current"
    link.symlink_to(path)
    export_model(multiplier(3), link, overwrite=True)
    assert link.is_symlink()
    assert product(path) == 3


def test_never_replaces_anything_else(tmp_path):
    path = export_model(multiplier(2), tmp_path / "served")
    (path / "notes.txt").write_text("mine")
    rule = "`path` must be a new folder or that of an exported model, not "
    assert refusal(multiplier(3), path, overwrite=True) == (
        f"{rule}'{path}'. 'notes.txt' would be lost."
    )
    assert product(path) == 2
    file = tmp_path / "file"
    file.write_text("mine")
    assert refusal(multiplier(3), file, overwrite=True) == f"{rule}'{file}'."
    assert refusal(multiplier(3), file) == (
        f"`path` must be a folder that does not exist yet, not '{file}'."
    )
    assert file.read_text() == "mine"
    assert refusal(multiplier(3), tmp_path / "a", overwrite=1) == (
        "`overwrite` must be True or False, not 1."
    )


def test_never_replaces_folders_without_a_model_that_have_names_of_one(tmp_path):
    photo = tmp_path / "work" / "assets" / "photo.png"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"mine")
    (tmp_path / "work" / "debug").mkdir()
    rule = "`path` must be a new folder or that of an exported model, not "
    assert refusal(multiplier(3), tmp_path / "work", overwrite=True) == (
        f"{rule}'{tmp_path / 'work'}'. 'assets' would be lost."
    )
    assert photo.read_bytes() == b"mine"


def test_returns_the_folder_that_was_written(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert export_model(multiplier(2), "~/served") == tmp_path / "served"
    assert product(tmp_path / "served") == 2


def test_a_failure_leaves_no_new_folder(tmp_path, monkeypatch):
    def fail(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("prelayer.export.saved_model.name_inputs", fail)
    path = tmp_path / "new" / "deep" / "served"
    assert refusal(multiplier(2), path) == (
        f"`path` must be a folder that can be written, not '{path}'. No space left on device."
    )
    assert os.listdir(tmp_path) == []


def test_only_errors_about_the_folder_are_errors_of_writing(tmp_path, monkeypatch):
    def fail(*arguments, **options):
        raise tf.errors.InvalidArgumentError(None, None, "weights: Invalid argument")

    monkeypatch.setattr(tf.saved_model, "save", fail)
    with pytest.raises(tf.errors.InvalidArgumentError):
        export_model(multiplier(2), tmp_path / "served")
    assert os.listdir(tmp_path) == []


FULL = """
import resource, sys
import keras
from prelayer import export_model
inputs = keras.Input((100,))
model = keras.Model(inputs, keras.layers.Dense(1000)(inputs))
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    export_model(model, sys.argv[1], overwrite=True)
except ValueError as error:
    print(error)
"""


def test_a_disk_that_is_full_leaves_the_old_model_alone(tmp_path):
    path = export_model(multiplier(2), tmp_path / "served")
    paths = {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    for place in (path, tmp_path / "new"):
        done = subprocess.run(
            [sys.executable, "-c", FULL, str(place)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **paths},
        )
        assert done.stdout == (
            f"export_model: `path` must be a folder that can be written, not '{place}'. "
            "File too large.\n"
        )
        assert os.listdir(tmp_path) == ["served"]
    assert product(path) == 2


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_while_renaming_leaves_the_old_model_alone(tmp_path, monkeypatch, error):
    path = export_model(multiplier(2), tmp_path / "served")

    def fail(*arguments, **options):
        raise error

    monkeypatch.setattr("prelayer.export.saved_model.name_inputs", fail)
    with pytest.raises((ValueError, KeyboardInterrupt)):
        export_model(multiplier(3), path, overwrite=True)
    assert os.listdir(tmp_path) == ["served"]
    assert product(path) == 2
