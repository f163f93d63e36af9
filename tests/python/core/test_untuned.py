"""`untuned`: no loader leaves it to TensorFlow's tuner when an epoch is over."""

import os

import numpy as np
import pytest
import tensorflow as tf

import folders
import sounds
import tables
from prelayer import (
    ImageDataGenerator,
    audio_dataset_from_directory,
    csv_dataset,
    dataset_from_frame,
    image_dataset_from_directory,
    text_dataset_from_directory,
    timeseries_dataset_from_array,
)


def images(root):
    folders.write_images(root, {"a": 1, "b": 2})
    return image_dataset_from_directory(root, image_size=(8, 9), verbose=False)


def texts(root):
    folders.write_texts(root, {"a/1.txt": "one", "b/2.txt": "two"})
    return text_dataset_from_directory(root, verbose=False)


def heard(root):
    sounds.write_sounds(root, {"a/1.wav": 3, "b/2.wav": 3})
    return audio_dataset_from_directory(root, verbose=False)


def series(root):
    return timeseries_dataset_from_array(np.arange(5.0), None, 2)


LOADERS = {
    "images": images,
    "texts": texts,
    "sounds": heard,
    "series": series,
    "rows": lambda root: dataset_from_frame({"x": [1, 2]}),
    "lines": lambda root: csv_dataset(tables.write(root / "a.csv", "x\n1\n")),
    "old": lambda root: ImageDataGenerator().flow(np.zeros((2, 4, 4, 3)), batch_size=2),
}


@pytest.mark.parametrize("load", LOADERS.values(), ids=LOADERS.keys())
def test_no_loader_holds_up_the_end_of_an_epoch(load, tmp_path):
    dataset = load(tmp_path)
    assert dataset.options().autotune.enabled is False
    assert dataset.map(lambda *parts: parts).options().autotune.enabled is False


def test_autotune_means_all_cores():
    options = dataset_from_frame({"x": [1, 2]}).options()
    assert options.autotune.initial_parallelism == os.cpu_count()


def test_an_option_turns_tuning_on_again():
    options = tf.data.Options()
    options.autotune.enabled = True
    dataset = dataset_from_frame({"x": [1, 2]}).with_options(options)
    assert dataset.options().autotune.enabled is True
    assert [batch.numpy().tolist() for batch in dataset.map(lambda row: row["x"])] == [[1, 2]]
