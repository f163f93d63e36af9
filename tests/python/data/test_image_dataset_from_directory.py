"""Folders of images to datasets."""

import re

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

import folders
from image_folders import labels_of, load, together
from prelayer import image_dataset_from_directory


def test_raw_files_become_batches_of_float32_images_with_int32_labels(tmp_path):
    folders.write_images(tmp_path, ["a", "b"], count=33, size=(4, 5))
    dataset = load(tmp_path, batch_size=64, image_size=(200, 200))
    images, labels = next(iter(dataset))
    assert images.shape == (64, 200, 200, 3)
    assert images.dtype == tf.float32
    assert labels.shape == (64,)
    assert labels.dtype == tf.int32
    assert dataset.cardinality() == 2
    np.testing.assert_array_equal(labels_of(dataset), [0] * 33 + [1] * 33)


@pytest.mark.parametrize("extension", ["png", "bmp", "gif", "jpeg", "JPG"])
def test_images_have_the_values_of_their_files(tmp_path, extension):
    written = folders.write_images(tmp_path, ["a"], extension=extension)
    images, _ = together(load(tmp_path))
    np.testing.assert_array_equal(images, np.stack(list(written.values())))


@pytest.mark.parametrize(
    ("color_mode", "mode", "channels"),
    [("grayscale", "L", 1), ("rgb", "RGB", 3), ("rgba", "RGBA", 4)],
)
def test_every_color_mode_works_for_every_kind_of_file(tmp_path, color_mode, mode, channels):
    for extension in ("png", "bmp", "gif", "jpeg"):
        folders.write_images(tmp_path, ["a"], count=1, extension=extension)
    images, _ = together(load(tmp_path, color_mode=color_mode))
    for image, path in zip(images, sorted((tmp_path / "a").iterdir()), strict=True):
        expected = folders.pixels_of(path, mode)
        assert image.shape == (8, 9, channels)
        # A JPEG holds its gray levels; Pillow computes them from the colors made of them.
        np.testing.assert_allclose(image, expected.reshape(8, 9, channels), atol=3)


def test_thin_images_are_a_pixel_thin_where_they_are_padded(tmp_path):
    (tmp_path / "a").mkdir()
    row = np.random.default_rng(1).integers(1, 256, (1, 32, 3), "uint8")
    Image.fromarray(row).save(tmp_path / "a" / "0.png")
    Image.fromarray(row.transpose(1, 0, 2)).save(tmp_path / "a" / "1.png")
    arguments = {"image_size": (8, 8), "pad_to_aspect_ratio": True, "interpolation": "nearest"}
    images, _ = together(load(tmp_path, **arguments))
    expected = np.zeros((8, 8, 3))
    # A quarter of a pixel would be right; it is a whole one, amid what is padded.
    expected[3] = row[0, 2::4]
    np.testing.assert_array_equal(images, [expected, expected.transpose(1, 0, 2)])


@pytest.mark.parametrize("how", [{}, {"crop_to_aspect_ratio": True}, {"pad_to_aspect_ratio": True}])
@pytest.mark.parametrize(
    ("interpolation", "data_format"),
    [
        *((name, "channels_last") for name in ("bilinear", "nearest", "area", "lanczos3")),
        ("bilinear", "channels_first"),
    ],
)
def test_images_are_resized_as_keras_resizes_them(tmp_path, how, interpolation, data_format):
    folders.write_images(tmp_path, ["a", "b"], size=(13, 29))
    arguments = {
        "image_size": (10, 12),
        "interpolation": interpolation,
        "data_format": data_format,
        "shuffle": False,
        "verbose": False,
        **how,
    }
    images, labels = together(image_dataset_from_directory(tmp_path, **arguments))
    reference = keras.utils.image_dataset_from_directory(tmp_path, **arguments)
    expected_images, expected_labels = together(reference)
    assert images.dtype == np.float32
    np.testing.assert_allclose(images, expected_images, atol=1e-4)
    np.testing.assert_array_equal(labels, expected_labels)


def test_one_number_is_a_square_image_size(tmp_path):
    folders.write_images(tmp_path, ["a"], count=1)
    assert load(tmp_path, image_size=6).element_spec[0].shape == (None, 6, 6, 3)


def test_without_a_batch_size_images_come_one_by_one(tmp_path):
    folders.write_images(tmp_path, ["a"], count=2)
    dataset = load(tmp_path, batch_size=None)
    assert dataset.element_spec[0].shape == (8, 9, 3)
    assert dataset.cardinality() == 2


def test_images_keep_their_labels_when_shuffled(tmp_path):
    written = folders.write_images(tmp_path, ["a", "b"], count=6)
    dataset = load(tmp_path, shuffle=True, seed=1, label_mode="int")
    expected = {array.tobytes(): "/b/" in path for path, array in written.items()}
    for image, label in zip(*together(dataset)):
        assert expected[image.astype(np.uint8).tobytes()] == label


def test_each_epoch_has_another_order_that_the_seed_repeats(tmp_path):
    folders.write_images(tmp_path, ["a"], count=20)
    dataset = load(tmp_path, shuffle=True, seed=1, labels=list(range(20)))
    again = load(tmp_path, shuffle=True, seed=1, labels=list(range(20)))
    first, second = labels_of(dataset), labels_of(dataset)
    assert sorted(first) == sorted(second) == list(range(20))
    assert first.tolist() != second.tolist()
    np.testing.assert_array_equal(labels_of(again), first)
    np.testing.assert_array_equal(labels_of(again), second)


@pytest.mark.parametrize("content", [b"", b"<html></html>", "truncated"])
def test_an_unreadable_image_is_an_error_that_names_the_file(tmp_path, content):
    written = folders.write_images(tmp_path, ["a"], extension="jpg")
    bad = tmp_path / "a" / "1.jpg"
    bad.write_bytes(bad.read_bytes()[:200] if content == "truncated" else content)
    sentence = (
        f"image_dataset_from_directory: the file {bad} cannot be read as an image. "
        "Repair it or move it away."
    )
    with pytest.raises(tf.errors.InvalidArgumentError, match=re.escape(sentence)):
        list(load(tmp_path, batch_size=1))
    assert str(bad) in written


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"labels": "guessed"}, "`labels` must be \"inferred\" or None, not 'guessed'."),
        (
            {"label_mode": "integer"},
            '`label_mode` must be "int", "categorical", "binary" or None, not \'integer\'.',
        ),
        (
            {"color_mode": "bgr"},
            '`color_mode` must be "grayscale", "rgb" or "rgba", not \'bgr\'.',
        ),
        ({"batch_size": 1.5}, "`batch_size` must be a whole number of at least 1, not 1.5."),
        ({"image_size": (8, 0)}, "`image_size` must be a whole number of at least 1, not 0."),
        (
            {"image_size": (8, 8, 3)},
            "`image_size` must be two whole numbers, (height, width), not (8, 8, 3).",
        ),
        (
            {"labels": [0]},
            "`labels` must hold one label for each file, but it holds 1 and there are 4 files.",
        ),
        (
            {"class_names": ["a", "z"]},
            "`class_names` must be different names, in order, of the folders ['a', 'b'], "
            "not ['a', 'z'].",
        ),
        (
            {"class_names": []},
            "`class_names` must be different names, in order, of the folders ['a', 'b'], not [].",
        ),
        (
            {"class_names": {"b": 0, "a": 1}},
            "`class_names` must be different names, in order, of the folders ['a', 'b'], "
            "not {'b': 0, 'a': 1}.",
        ),
        (
            {"labels": ["a", "b", float("nan"), "a"]},
            "`labels` must be whole numbers alone or strings alone, none missing, "
            "not ['a', 'b', nan, 'a'].",
        ),
        (
            {"labels": np.ma.masked_array([1, 2, 3, 4], [False, True, False, False])},
            "`labels` must be whole numbers alone or strings alone, none missing, "
            "not [1, None, 3, 4].",
        ),
        (
            {"seed": 2**32, "shuffle": True},
            "`seed` must be below 2^32 with `shuffle=True`, not 4294967296.",
        ),
        (
            {"labels": [0, 1, 2**31, -1]},
            "`labels` must be whole numbers that int32 can hold, not 2147483648.",
        ),
        (
            {"labels": [0, 1, -(2**40), -1]},
            "`labels` must be whole numbers that int32 can hold, not -1099511627776.",
        ),
        (
            {"label_mode": "binary", "class_names": ["a"]},
            "`label_mode=\"binary\"` needs 2 classes, but there are 1: ['a'].",
        ),
        (
            {"labels": None, "class_names": ["a"]},
            '`class_names` can be given only with `labels="inferred"`.',
        ),
        (
            {"validation_split": 0.5},
            "`validation_split` and `subset` go together: give both or neither.",
        ),
        (
            {"validation_split": 1, "subset": "both"},
            "`validation_split` must be between 0 and 1, not 1.",
        ),
        (
            {"validation_split": 0.5, "subset": "both", "shuffle": True},
            "`seed` must be given with `validation_split` and `shuffle=True`, or the training and "
            "the validation files would overlap.",
        ),
        (
            {"validation_split": 0.1, "subset": "both"},
            "`validation_split=0.1` of 4 files leaves none for validation. "
            "Give more files or a larger fraction.",
        ),
        (
            {"crop_to_aspect_ratio": True, "pad_to_aspect_ratio": True},
            "`crop_to_aspect_ratio` and `pad_to_aspect_ratio` cannot both be True. Choose one.",
        ),
    ],
)
def test_reports_bad_arguments_in_one_sentence(tmp_path, arguments, sentence):
    folders.write_images(tmp_path, ["a", "b"], count=2)
    with pytest.raises(ValueError) as error:
        load(tmp_path, **arguments)
    assert str(error.value) == f"image_dataset_from_directory: {sentence}"


def test_reads_real_images_as_pillow_does():
    root = folders.samples("images", "test")
    if root is None:
        pytest.skip("the real samples are not beside the checkout")
    dataset = load(root, image_size=(32, 32))
    images, labels = together(dataset)
    expected = np.stack([folders.pixels_of(path) for path in dataset.file_paths])
    np.testing.assert_array_equal(images, expected)
    np.testing.assert_array_equal(labels, np.repeat(range(10), 20))


def test_the_first_arguments_are_keras_s_in_name_order_and_default():
    theirs = folders.defaults_of(keras.utils.image_dataset_from_directory)
    ours = folders.defaults_of(image_dataset_from_directory)
    if "format" not in dict(theirs):  # Keras 3.9 lacks it
        ours.remove(("format", "tf"))
    assert ours[: len(theirs)] == theirs
