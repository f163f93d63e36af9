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
        f"save_model: `filepath` must be a file that can be written, but it is '{path}'. "
        "No space left on device."
    )
    assert path.read_bytes() == written
    assert os.listdir(tmp_path) == ["model.keras"]
