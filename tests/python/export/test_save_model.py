"""What R's `save_model()` calls: a file is written as a whole, or what was there stays."""

import os
from pathlib import Path

import keras
import pytest

from prelayer import Rescaling
from prelayer.export.save_model import save_model


def multiplier(factor):
    inputs = keras.Input((1,), name="x")
    return keras.Model(inputs, Rescaling(factor, name="scale")(inputs))


def test_replaces_a_file(tmp_path):
    path = tmp_path / "model.keras"
    save_model(multiplier(2), str(path))
    save_model(multiplier(3), str(path))
    assert keras.saving.load_model(path).get_layer("scale").scale == 3
    assert os.listdir(tmp_path) == ["model.keras"]


def refusal(*arguments, **options):
    with pytest.raises(ValueError) as caught:
        save_model(*arguments, **options)
    return str(caught.value).removeprefix("save_model: ")


def test_checks_the_suffix_first(tmp_path):
    path = tmp_path / "model.zip"
    assert refusal(multiplier(2), str(path)) == (
        f'`filepath` must be a path that ends in ".keras", ".h5" or ".hdf5", not \'{path}\'.'
    )
    assert os.listdir(tmp_path) == []


def test_replaces_no_file_where_overwrite_is_false(tmp_path):
    path = tmp_path / "model.keras"
    save_model(multiplier(2), str(path), overwrite=False)
    assert refusal(multiplier(3), str(path), overwrite=False) == (
        f"`filepath` must be a file that does not exist yet, not '{path}'. "
        "Pass `overwrite=True` to replace it."
    )
    assert keras.saving.load_model(path).get_layer("scale").scale == 2


def test_never_replaces_a_folder(tmp_path):
    (tmp_path / "photos").mkdir()
    path = tmp_path / "photos"
    assert refusal(multiplier(2), str(path), zipped=False) == (
        f"`filepath` must be a file, not '{path}'. There is a folder of this name."
    )


def test_replaces_the_file_that_a_link_points_to(tmp_path):
    (tmp_path / "data").write_bytes(b"old")
    (tmp_path / "model.keras").symlink_to(tmp_path / "data")
    save_model(multiplier(3), str(tmp_path / "model.keras"))
    assert (tmp_path / "model.keras").is_symlink()
    assert keras.saving.load_model(tmp_path / "model.keras").get_layer("scale").scale == 3


def test_a_disk_that_is_full_leaves_the_old_file_alone(tmp_path, monkeypatch):
    path = tmp_path / "model.keras"
    save_model(multiplier(2), str(path))
    written = path.read_bytes()
    model = multiplier(3)

    def fail(place):
        Path(place).write_bytes(b"partial")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(model, "save", fail)
    with pytest.raises(ValueError) as caught:
        save_model(model, str(path))
    assert str(caught.value) == (
        f"save_model: `filepath` must be a file that can be written, not '{path}'. "
        "No space left on device."
    )
    assert path.read_bytes() == written
    assert os.listdir(tmp_path) == ["model.keras"]
