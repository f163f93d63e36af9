"""`decoder`: functions that read image files of other formats."""

from __future__ import annotations

import os

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

import folders
from image_folders import images_of, load_unlabeled
from prelayer import report

RANDOM = np.random.default_rng(5)


def test_other_kinds_of_files_are_read_by_functions(tmp_path):
    floats = RANDOM.normal(size=(8, 9, 3)).astype("float32")
    gray = RANDOM.integers(0, 65536, (8, 9), dtype="uint16")
    np.save(tmp_path / "a.NPY", floats)
    (tmp_path / "a.NPY.npy").rename(tmp_path / "a.NPY")
    Image.fromarray(gray).save(tmp_path / "b.tiff")
    Image.fromarray(np.full((8, 9, 3), 9, "uint8")).save(tmp_path / "c.png")

    def tiff(path):
        with Image.open(path) as image:
            return np.asarray(image)

    dataset = load_unlabeled(tmp_path, decoder={".npy": np.load, ".tiff": tiff}, batch_size=2)
    assert [path.rsplit("/")[-1] for path in dataset.file_paths] == ["a.NPY", "b.tiff", "c.png"]
    for _ in range(2):
        images = images_of(dataset)
        np.testing.assert_array_equal(images[0], floats)
        np.testing.assert_array_equal(images[1], np.repeat(gray[..., np.newaxis], 3, -1))
        np.testing.assert_array_equal(images[2], np.full((8, 9, 3), 9))
    gray_images = images_of(
        load_unlabeled(tmp_path, decoder={".npy": np.load}, color_mode="grayscale")
    )
    luma = floats @ np.float32([0.2989, 0.587, 0.114])
    np.testing.assert_allclose(gray_images[0, ..., 0], luma, rtol=1e-5, atol=1e-6)


def test_a_function_may_take_over_a_kind_that_is_known(tmp_path):
    folders.write_images(tmp_path, ["."], count=2, extension="jpg")
    ones = {".jpg": lambda path: np.ones((8, 9))}
    np.testing.assert_array_equal(
        images_of(load_unlabeled(tmp_path, decoder=ones)), np.ones((2, 8, 9, 3))
    )


def test_what_goes_wrong_in_a_function_is_met_by_the_policy(tmp_path):
    np.save(tmp_path / "a.npy", np.ones((8, 9)))
    (tmp_path / "b.npy").write_bytes(b"no array")
    np.save(tmp_path / "c.npy", np.ones((8, 9, 2)))
    skipping = load_unlabeled(tmp_path, decoder={".npy": np.load}, on_error="skip")
    assert images_of(skipping).shape == (1, 8, 9, 3)
    reasons = {bad.path[-5:]: bad.reason for bad in report(skipping)}
    assert sorted(reasons) == ["b.npy", "c.npy"]
    assert (
        "The decoder for '.npy' must return numbers of shape (height, width) or (height, width, "
        "channels) with 1, 3 or 4 channels, but they have the dtype float64 and the shape "
        "(8, 9, 2)."
    ) in reasons["c.npy"]
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        list(load_unlabeled(tmp_path, decoder={".npy": np.load}))
    assert f"the file {tmp_path}/b.npy cannot be read as an image" in str(caught.value)


def test_a_function_may_raise_anything_about_a_bad_file(tmp_path):
    undecodable = UnicodeDecodeError("ascii", b"\xff", 0, 1, "no")
    errors = {
        "b.npy": (OSError("no TIFF"), "no TIFF"),
        "c.npy": (KeyError("width"), "KeyError: 'width'"),
        "d.npy": (RuntimeError("at byte 3\nof many"), "at byte 3"),
        "e.npy": (undecodable, "'ascii' codec can't decode byte 0xff"),
    }

    def read(path):
        name = os.path.basename(path)
        if name in errors:
            raise errors[name][0]
        return np.load(path)

    for name in ("a.npy", *errors, "f.npy"):
        np.save(tmp_path / name, np.ones((8, 9)))
    skipping = load_unlabeled(tmp_path, decoder={".npy": read}, on_error="skip")
    assert images_of(skipping).shape == (2, 8, 9, 3)
    for bad, (name, (_, reason)) in zip(report(skipping), errors.items(), strict=True):
        assert bad.path == str(tmp_path / name)
        assert bad.reason.startswith(reason)
