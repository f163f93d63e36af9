"""Folders of images to datasets: labels and the names of classes."""

import numpy as np
import pytest
import tensorflow as tf

import folders
from image_folders import labels_of, load


def test_class_names_give_the_order_of_labels(tmp_path):
    folders.write_images(tmp_path, ["a", "b", "c"], count=2)
    dataset = load(tmp_path, class_names=["c", "a"])
    assert dataset.class_names == ["c", "a"]
    assert [path.split("/")[-2] for path in dataset.file_paths] == ["c", "c", "a", "a"]
    np.testing.assert_array_equal(labels_of(dataset), [0, 0, 1, 1])
    one = load(tmp_path, class_names="b")
    assert one.class_names == ["b"]
    assert len(one.file_paths) == 2


def test_label_modes_encode_labels(tmp_path):
    folders.write_images(tmp_path, ["a", "b"], count=1)
    categorical = labels_of(load(tmp_path, label_mode="categorical"))
    binary = labels_of(load(tmp_path, label_mode="binary"))
    np.testing.assert_array_equal(categorical, [[1, 0], [0, 1]])
    np.testing.assert_array_equal(binary, [[0], [1]])
    assert categorical.dtype == binary.dtype == np.float32


@pytest.mark.parametrize("arguments", [{"label_mode": None}, {"labels": None}])
def test_without_labels_images_come_alone(tmp_path, arguments):
    folders.write_images(tmp_path, ["a", "b"], count=1)
    dataset = load(tmp_path, **arguments)
    assert dataset.element_spec == tf.TensorSpec((None, 8, 9, 3), tf.float32)
    assert dataset.class_names is None


def test_given_labels_follow_the_order_of_the_paths(tmp_path):
    folders.write_images(tmp_path, ["b", "a"], count=2)
    dataset = load(tmp_path, labels=[5, 6, 7, 7])
    assert [path[-7:] for path in dataset.file_paths] == [
        "a/0.png",
        "a/1.png",
        "b/0.png",
        "b/1.png",
    ]
    np.testing.assert_array_equal(labels_of(dataset), [5, 6, 7, 7])
    assert dataset.class_names == ["5", "6", "7"]


def test_given_labels_may_be_strings(tmp_path):
    folders.write_images(tmp_path, ["a"], count=3)
    dataset = load(tmp_path, labels=["wet", "dry", "wet"])
    np.testing.assert_array_equal(labels_of(dataset), [1, 0, 1])
    assert dataset.class_names == ["dry", "wet"]
