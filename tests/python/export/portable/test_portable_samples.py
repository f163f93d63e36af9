"""The random images and sounds by which exported models are compared, and their differences."""

import keras
import numpy as np
import pytest

from portable import model_of
from prelayer import AutoContrast, MelSpectrogram, Resizing, STFTSpectrogram
from prelayer.export.portable_model import portable_inputs
from prelayer.export.verification.differences import Differences
from prelayer.export.verification.report import ExportReport
from prelayer.export.verification.samples import sample_inputs


def largest_difference(wanted, found):
    compared = Differences({"y": wanted}, {"y": found}, len(wanted), 1e-5)
    return compared.largest.max(), max(compared.reasons)


def samples(model, rows=200):
    return sample_inputs(model, portable_inputs(model), rows)["x"]


@pytest.mark.parametrize("dtype", ["uint8", "float32"])
def test_some_images_have_one_or_two_values(dtype):
    images = samples(model_of(Resizing(4, 4), (5, 6, 3), dtype))
    counts = np.array([len(np.unique(image)) for image in images])
    assert images.dtype == dtype
    assert {1, 2} < set(counts.tolist())
    assert counts.max() > 50
    assert (images.min(), images.max()) == (0, 255)


def test_images_have_the_value_ranges_of_layers():
    images = samples(model_of(AutoContrast(value_range=(-1, 1)), (5, 6, 3), "float32"))
    largest = np.abs(images).max(axis=(1, 2, 3))
    assert images.min() < -0.9
    assert 20 < np.sum(largest > 1) < 180


def test_unknown_sizes_differ():
    assert samples(model_of(Resizing(4, 4), (None, None, 3), "uint8"), 2).shape == (2, 7, 10, 3)


@pytest.mark.parametrize("dtype", ["int16", "float32"])
@pytest.mark.parametrize(
    ("layer", "shape", "frame"),
    [(STFTSpectrogram(frame_length=16), (200, 2), 16), (MelSpectrogram(64), (None,), 64)],
)
def test_a_frame_of_sound_has_at_most_one_click(layer, shape, frame, dtype):
    sounds = samples(model_of(layer, shape, dtype), 20)
    frames = np.lib.stride_tricks.sliding_window_view(sounds != 0, frame, axis=1)
    assert frames.sum(axis=-1).max() == 1


def test_differences_of_pixels_are_relative_to_the_largest_one():
    wanted = np.array([[[1.0, 200.0]], [[1.0, np.inf]]])
    near = np.array([[[1.001, 200.0]], [[1.0, np.inf]]])
    assert largest_difference(wanted, near) == (pytest.approx(5e-6), "")
    far = np.array([[[1.0, 200.0]], [[1.001, np.inf]]])
    assert largest_difference(wanted, far)[0] == pytest.approx(1e-3)
    assert largest_difference(wanted[0], near[0])[0] == pytest.approx(1e-3)


def test_a_model_without_sounds_has_other_samples():
    given = keras.Input((300,), name="x")
    assert np.abs(samples(keras.Model(given, given * 2))).max() > 1000


def test_a_report_shows_the_start_of_an_image():
    images = {"x": np.zeros((100, 100, 3)).tolist()}
    report = ExportReport("onnx", 1, 1, 2.0, images, "output 'y' is off by 2")
    assert str(report).endswith("…: output 'y' is off by 2")
    assert len(str(report)) < 2000
    assert report.first_different == images
