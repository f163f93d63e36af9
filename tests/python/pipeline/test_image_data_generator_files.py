"""ImageDataGenerator on files: folders and data frames."""

import re

import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from folders import write_images
from generator_images import collected
from prelayer import ImageDataGenerator, class_names, schema

SIZE = {"target_size": (8, 9), "verbose": False}


def pixels(written):
    return np.stack(list(written.values())).astype("float32")


def frame_of(written):
    paths = list(written)
    return pd.DataFrame({"filename": paths, "class": [path.split("/")[-2] for path in paths]})


def test_images_have_the_values_of_their_files(tmp_path):
    written = write_images(tmp_path, ["a", "b"])
    dataset = ImageDataGenerator(rescale=0.5).flow_from_directory(tmp_path, shuffle=False, **SIZE)
    images, labels = collected(dataset)
    np.testing.assert_allclose(images, pixels(written) / 2)
    np.testing.assert_array_equal(labels, np.repeat(np.eye(2), 3, axis=0))
    assert labels.dtype == np.float32
    assert dataset.file_paths == list(written)
    assert dataset.class_names == ["a", "b"]
    assert dataset.class_indices == {"a": 0, "b": 1}
    assert dataset.classes == [0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize("frame", [False, True])
def test_class_modes_label_files(frame, tmp_path):
    written = write_images(tmp_path, ["a", "b"])

    def flow(class_mode, **more):
        options = {"class_mode": class_mode, "shuffle": False, **SIZE, **more}
        generator = ImageDataGenerator()
        if frame:
            return generator.flow_from_dataframe(frame_of(written), **options)
        return generator.flow_from_directory(tmp_path, **options)

    found = {mode: collected(flow(mode)) for mode in ("binary", "sparse", "input", None)}
    np.testing.assert_array_equal(found["binary"][1], [0, 0, 0, 1, 1, 1])
    assert found["binary"][1].dtype == np.float32
    np.testing.assert_array_equal(found["sparse"][1], [0, 0, 0, 1, 1, 1])
    assert found["sparse"][1].dtype == np.int32
    np.testing.assert_array_equal(found["input"][0], found["input"][1])
    assert len(found[None]) == 1
    turned = collected(flow("sparse", classes=["b", "a"]))[1]
    assert sorted(turned) == [0, 0, 0, 1, 1, 1]
    with pytest.raises(ValueError, match="`class_mode` must be"):
        flow("one_hot")


def test_a_folder_without_classes_gives_images_alone(tmp_path):
    written = write_images(tmp_path, ["only"])
    (images,) = collected(
        ImageDataGenerator().flow_from_directory(
            tmp_path / "only", class_mode=None, shuffle=False, **SIZE
        )
    )
    np.testing.assert_array_equal(images, pixels(written))


def test_validation_files_are_others_of_each_class_and_are_not_augmented(tmp_path):
    written = write_images(tmp_path, ["a", "b"], count=4)
    generator = ImageDataGenerator(validation_split=0.25, brightness_range=(0.1, 0.2))
    training, validation = (
        generator.flow_from_directory(tmp_path, subset=subset, shuffle=False, **SIZE)
        for subset in ("training", "validation")
    )
    held = [path for path in written if path.endswith("0.png")]
    assert validation.file_paths == held
    assert sorted([*training.file_paths, *held]) == sorted(written)
    images, labels = collected(validation)
    np.testing.assert_array_equal(images, np.stack([written[path] for path in held]))
    np.testing.assert_array_equal(labels, np.eye(2))
    assert collected(training)[0].max() <= 51
    frames = [
        generator.flow_from_dataframe(frame_of(written), subset=subset, **SIZE)
        for subset in ("training", "validation")
    ]
    assert frames[1].file_paths == list(written)[:2]
    assert frames[0].file_paths == list(written)[2:]
    # A class too small to give a file for validation is there to train on.
    written |= write_images(tmp_path, ["c"], count=3)
    subsets = [
        generator.flow_from_directory(tmp_path, subset=subset, shuffle=False, **SIZE)
        for subset in ("training", "validation")
    ]
    assert subsets[1].file_paths == held
    assert sorted([*subsets[0].file_paths, *held]) == sorted(written)
    np.testing.assert_array_equal(collected(subsets[1])[1], np.eye(3)[:2])


def test_shuffled_files_keep_their_labels_and_repeat_by_the_seed(tmp_path):
    written = write_images(tmp_path, ["a", "b"], count=8)
    generator = ImageDataGenerator(rotation_range=20)
    first, second = (
        collected(generator.flow_from_directory(tmp_path, seed=3, class_mode="sparse", **SIZE))
        for _ in range(2)
    )
    for ours, theirs in zip(first, second):
        np.testing.assert_array_equal(ours, theirs)
    still = ImageDataGenerator().flow_from_directory(
        tmp_path, seed=3, class_mode="sparse", batch_size=4, **SIZE
    )
    images, labels = collected(still)
    known = {image.tobytes(): path for path, image in written.items()}
    folders = [known[image.astype("uint8").tobytes()].split("/")[-2] for image in images]
    assert ["ab"[label] for label in labels] == folders
    assert folders != sorted(folders)


def test_an_unreadable_image_is_an_error_that_names_the_file(tmp_path):
    written = write_images(tmp_path, ["a", "b"])
    bad = tmp_path / "b" / "1.png"
    bad.write_bytes(b"<html></html>")
    sentence = re.escape(
        f"ImageDataGenerator: the file {bad} cannot be read as an image. Repair it or move it away."
    )
    generator = ImageDataGenerator()
    for dataset in (
        generator.flow_from_directory(tmp_path, **SIZE),
        generator.flow_from_dataframe(frame_of(written), **SIZE),
    ):
        with pytest.raises(tf.errors.InvalidArgumentError, match=sentence):
            collected(dataset)


def test_a_frame_labels_files_by_its_columns(tmp_path):
    written = write_images(tmp_path, ["a", "b"], count=2)
    frame = frame_of(written)
    frame["tags"] = [["wet", "old"], ["old"], ["new"], []]
    frame["x"], frame["y"] = [1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]
    frame["weight"] = [0.1, 0.2, 0.3, 0.4]

    def flow(**options):
        generator = ImageDataGenerator()
        return next(iter(generator.flow_from_dataframe(frame, shuffle=False, **SIZE, **options)))

    _, tags = flow(y_col="tags")
    np.testing.assert_array_equal(tags, [[0, 1, 1], [0, 1, 0], [1, 0, 0], [0, 0, 0]])
    _, raw = flow(y_col="x", class_mode="raw")
    np.testing.assert_array_equal(raw, [1, 2, 3, 4])
    _, table = flow(y_col=["x", "y"], class_mode="raw")
    np.testing.assert_array_equal(table, [[1, 5], [2, 6], [3, 7], [4, 8]])
    _, (x, y) = flow(y_col=["x", "y"], class_mode="multi_output")
    np.testing.assert_array_equal(np.stack([x, y], 1), table)
    _, _, weights = flow(weight_col="weight")
    np.testing.assert_allclose(weights, [0.1, 0.2, 0.3, 0.4])


def test_a_dict_of_columns_is_a_frame_and_names_follow_the_folder(tmp_path):
    written = write_images(tmp_path, ["a"], count=2)
    columns = {"file": ["a/1.png", "a/0.png"], "kind": np.array(["dog", "cat"])}
    dataset = ImageDataGenerator().flow_from_dataframe(
        columns, tmp_path, "file", "kind", shuffle=False, class_mode="sparse", **SIZE
    )
    images, labels = collected(dataset)
    np.testing.assert_array_equal(images, pixels(written)[::-1])
    np.testing.assert_array_equal(labels, [1, 0])


def test_says_what_it_found(tmp_path, capsys):
    write_images(tmp_path, ["a", "b"])
    ImageDataGenerator().flow_from_directory(tmp_path, target_size=(8, 9))
    assert capsys.readouterr().out == "Found 6 images belonging to 2 classes.\n"
    ImageDataGenerator().flow_from_directory(tmp_path / "a", (8, 9), class_mode=None)
    assert capsys.readouterr().out == "Found 3 images.\n"


def test_refuses_files_and_columns_in_one_sentence(tmp_path):
    written = write_images(tmp_path, ["a", "b"])
    frame, generator = frame_of(written), ImageDataGenerator(validation_split=0.2)

    def of_frame(frame=frame, **options):
        return lambda: generator.flow_from_dataframe(frame, **SIZE, **options)

    gone = frame.assign(filename=["gone.png", *frame["filename"][1:]])
    refused = [
        (of_frame(gone), "1 of 6 files are missing or no images, the first one 'gone.png'"),
        (of_frame(x_col="path"), '`x_col` must be the name of a column, "filename" or "class"'),
        (of_frame(y_col="label"), "`y_col` must be the name of a column"),
        (of_frame(classes=["a"]), "must hold every class of the data frame, but 'b' is none of"),
        (of_frame(frame.assign(**{"class": range(6)})), "`y_col` must be a column made of strings"),
        (of_frame(weight_col="w"), "`weight_col` must be the name of a column"),
        (
            of_frame(frame.assign(w=[1, 2, np.nan, 1, 1, 1]), weight_col="w"),
            "`weight_col` must be a number, not nan",
        ),
        (of_frame(frame.assign(w="much"), weight_col="w"), "`weight_col` must be a number"),
        (
            lambda: generator.flow_from_directory(tmp_path, classes=["a", "z"]),
            "`classes` must be different names, in order, of the folders",
        ),
        (lambda: generator.flow_from_directory(tmp_path / "x"), "must be a folder that exists"),
        (
            lambda: generator.flow_from_directory(tmp_path, target_size=8),
            "`target_size` must be two whole numbers, \\(height, width\\), not 8",
        ),
        (
            lambda: generator.flow_from_directory(tmp_path, color_mode="bgr"),
            '`color_mode` must be "grayscale", "rgb" or "rgba"',
        ),
        (
            lambda: generator.flow_from_directory(tmp_path, interpolation="box"),
            "`interpolation` must be",
        ),
    ]
    for call, sentence in refused:
        with pytest.raises(ValueError, match=f"^ImageDataGenerator: .*{sentence}"):
            call()
    write_images(tmp_path, ["c"])
    with pytest.raises(ValueError, match='`class_mode="binary"` needs 2 classes, but there are 3'):
        generator.flow_from_directory(tmp_path, class_mode="binary", **SIZE)


def test_classes_are_found_again_after_a_verb(tmp_path):
    written = write_images(tmp_path, ["a", "b"])
    generator = ImageDataGenerator()
    frame = frame_of(list(written))
    for dataset in (
        generator.flow_from_directory(tmp_path, **SIZE),
        generator.flow_from_dataframe(frame, **SIZE),
    ):
        changed = dataset.map(lambda x, y: (x / 255, y)).prefetch(1)
        assert class_names(dataset) == class_names(changed) == ["a", "b"]
        assert schema(changed).file_paths == list(written)
