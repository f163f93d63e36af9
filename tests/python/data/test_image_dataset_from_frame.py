"""Tables that list images: a label belongs to its file, whatever the order."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import tensorflow as tf
from PIL import Image

import folders
from image_folders import write_image_table
from prelayer import (
    class_names,
    dataset_from_frame,
    image_column,
    image_dataset_from_frame,
    report,
    schema,
)


def load(data, root, **options):
    options = {"image_size": (8, 9), "shuffle": False, "verbose": False, **options}
    return image_dataset_from_frame(data, directory=root, **options)


def test_a_label_belongs_to_its_file_whatever_the_order(tmp_path):
    table, images = write_image_table(tmp_path)
    for data in (table, table[::-1], table.to_dict("list")):
        dataset = load(data, tmp_path, batch_size=4)
        found = [(image, label) for batch in dataset for image, label in zip(*batch)]
        for (image, label), path in zip(found, data["path"], strict=True):
            np.testing.assert_array_equal(image, images[str(tmp_path / path)])
            assert class_names(dataset)[label] == path[:3]
    assert schema(dataset).file_paths == [str(tmp_path / path) for path in table["path"]]


def test_images_may_come_one_by_one(tmp_path):
    table, images = write_image_table(tmp_path)
    dataset = load(table, tmp_path, batch_size=None)
    assert dataset.cardinality() == 6
    for (image, label), path in zip(dataset, table["path"], strict=True):
        np.testing.assert_array_equal(image, images[str(tmp_path / path)])
        assert class_names(dataset)[label] == path[:3]
    bad = tmp_path / table["path"].iloc[2]
    bad.write_bytes(b"")
    skipping = load(table, tmp_path, batch_size=None, on_error="skip")
    assert skipping.cardinality() == tf.data.UNKNOWN_CARDINALITY
    rest = table["path"].drop(table.index[2])
    for (image, label), path in zip(skipping, rest, strict=True):
        np.testing.assert_array_equal(image, images[str(tmp_path / path)])
        assert class_names(skipping)[label] == path[:3]
    assert [file.path for file in report(skipping)] == [str(bad)]


def test_parts_have_files_of_their_own(tmp_path):
    table, images = write_image_table(tmp_path)
    parts = load(table, tmp_path, batch_size=6, split={"train": 0.5, "test": 0.5}, seed=2)
    paths = {name: schema(part).file_paths for name, part in parts.items()}
    assert sorted(paths["train"] + paths["test"]) == sorted(images)
    for name, part in parts.items():
        pixels, labels = next(iter(part))
        for image, label, path in zip(pixels, labels, paths[name], strict=True):
            np.testing.assert_array_equal(image, images[path])
            assert class_names(part)[label] == path[len(str(tmp_path)) + 1 :][:3]


def test_paths_may_be_those_of_pathlib(tmp_path):
    table, images = write_image_table(tmp_path)
    names = [Path(name) for name in table["path"]]
    for data in (table.assign(path=names), {"path": names, "label": table["label"]}):
        dataset = load(data, tmp_path, batch_size=6)
        pixels, _ = next(iter(dataset))
        paths = schema(dataset).file_paths
        assert paths == [str(tmp_path / name) for name in names]
        np.testing.assert_array_equal(pixels, [images[path] for path in paths])
    with pytest.raises(ValueError, match="the column 'path' misses 1 of 6 values, the first in"):
        load(table.assign(path=[None, *names[1:]]), tmp_path)
    with pytest.raises(ValueError, match="the column 'path' must hold paths, but it holds 3"):
        load(table.assign(path=[3, *names[1:]]), tmp_path)


def test_shuffling_keeps_labels_with_their_files(tmp_path):
    table, images = write_image_table(tmp_path)
    dataset = load(table, tmp_path, shuffle=True, seed=1, batch_size=6)
    orders = []
    for _ in range(2):
        batch, labels = next(iter(dataset))
        paths = [next(p for p, i in images.items() if np.array_equal(i, image)) for image in batch]
        assert len(set(paths)) == 6
        np.testing.assert_array_equal(labels, ["/dog/" in path for path in paths])
        orders.append(paths)
    assert orders[0] != orders[1]


def test_label_modes_encode_labels(tmp_path):
    table, _ = write_image_table(tmp_path)
    table = table.assign(tags=["a|b", "b", "", "a", "b", "a|b"], x=range(6), y=range(6, 12))
    tags = load(table, tmp_path, label="tags", label_mode="multi_label", batch_size=6)
    np.testing.assert_array_equal(
        next(iter(tags))[1], [[1, 1], [0, 1], [0, 0], [1, 0], [0, 1], [1, 1]]
    )
    both = load(table, tmp_path, label=["x", "y"], label_mode="float", weights="x", batch_size=6)
    _, labels, weights = next(iter(both))
    np.testing.assert_array_equal(labels, np.stack([np.arange(6), np.arange(6, 12)], 1))
    np.testing.assert_array_equal(weights, np.arange(6))
    alone = load(table, tmp_path, label=None)
    assert alone.element_spec == tf.TensorSpec((None, 8, 9, 3), tf.float32)


def test_bad_files_are_met_by_the_policy(tmp_path):
    table, _ = write_image_table(tmp_path)
    (tmp_path / "cat" / "0.png").write_bytes(b"")
    (tmp_path / "dog" / "1.png").unlink()
    bad = [str(tmp_path / "cat/0.png"), str(tmp_path / "dog/1.png")]
    good = [path for path in table["path"] if path not in ("cat/0.png", "dog/1.png")]
    skipping = load(table, tmp_path, on_error="skip", weights=None, batch_size=3)
    replacing = load(table, tmp_path, on_error="placeholder", batch_size=6)
    for _ in range(2):
        labels = np.concatenate([labels for _, labels in skipping])
        np.testing.assert_array_equal(labels, [path.startswith("dog") for path in good])
        images, labels = next(iter(replacing))
        black = images.numpy().max(axis=(1, 2, 3)) == 0
        assert {str(tmp_path / path) for path in table["path"][black]} == set(bad)
    for dataset in (skipping, replacing):
        assert [found.path for found in report(dataset)] == bad


def both_ways(table, root, size, **options):
    """The images of a table, of the loader and of a column."""
    loaded = load(table, root, label=None, image_size=size, **options)
    column = image_column("path", size, directory=str(root), **options)
    return [np.concatenate(list(ds)) for ds in (loaded, dataset_from_frame(table, column))]


def test_functions_read_other_kinds_of_files(tmp_path):
    written = folders.write_images(tmp_path, ["."], count=1)
    floats = np.random.default_rng(0).normal(size=(8, 9, 3)).astype("float32")
    np.save(tmp_path / "a.npy", floats)
    table = {"path": ["a.npy", "0.png"]}
    for images in both_ways(table, tmp_path, (8, 9), decoder={".npy": np.load}):
        np.testing.assert_array_equal(images, [floats, *written.values()])
    (tmp_path / "a.npy").write_bytes(b"no array")
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        both_ways(table, tmp_path, (8, 9), decoder={".npy": np.load})
    assert (
        f"image_dataset_from_frame: the file {tmp_path}/a.npy cannot be read as an image. Repair "
        "it, or drop its row."
    ) in str(caught.value)


def test_antialiasing_shrinks_as_pillow_does(tmp_path):
    pixels = np.random.default_rng(0).integers(0, 256, (40, 48, 3), dtype="uint8")
    Image.fromarray(pixels).save(tmp_path / "1.png")
    expected = Image.fromarray(pixels).resize((12, 10), Image.Resampling.BILINEAR)
    for images in both_ways({"path": ["1.png"]}, tmp_path, (10, 12), antialias=True):
        # Pillow rounds to whole levels, twice.
        np.testing.assert_allclose(images[0], np.asarray(expected), atol=1)


def test_says_what_it_found(tmp_path, capsys):
    table, _ = write_image_table(tmp_path)
    load(table, tmp_path, verbose=True)
    assert capsys.readouterr().out == "Found 6 files of 6 rows.\n"
    load(table[table["path"] != "cat/1.png"], tmp_path, verbose=True)
    assert capsys.readouterr().out == (
        "Found 5 files of 5 rows. 1 other files of the folder have no row: "
        f"'{tmp_path}/cat/1.png'.\n"
    )


def test_refuses_tables_that_cannot_be_right(tmp_path):
    table, _ = write_image_table(tmp_path)

    def sentence(data, **options):
        with pytest.raises(ValueError) as caught:
            load(data, tmp_path, **options)
        return str(caught.value).removeprefix("image_dataset_from_frame: ")

    twice = pd.concat([table, table.iloc[:1]])
    first = f"'{tmp_path}/{table['path'].iloc[0]}'"
    assert sentence(twice) == (
        f"each file must have one row, but {first} has more. Drop the others, or join their labels."
    )
    missing = table.assign(path=["x.png", *table["path"].iloc[1:]])
    assert sentence(missing) == (
        f"1 of 6 files do not exist: '{tmp_path}/x.png'. Is `directory` right? "
        '`on_error="skip"` leaves them out.'
    )
    assert sentence(table, path="paths") == (
        '`path` names the column "paths", which does not exist. Is "path" meant?'
    )
    assert sentence(table, label="labels") == (
        '`label` names the column "labels", which does not exist. Is "label" meant?'
    )
    assert sentence(table, label_mode="one_hot") == (
        '`label_mode` must be "int", "categorical", "binary", "multi_label", "float" or None, not '
        "'one_hot'."
    )
    assert sentence(table, image_size=(8, 1.5)) == (
        "`image_size` must be a whole number of at least 1, not 1.5."
    )
    assert sentence(table, antialias="yes") == ("`antialias` must be True or False, not 'yes'.")
    rule = "`decoder` must be extensions with their functions"
    assert sentence(table, decoder={"npy": np.load}).startswith(rule)
    with pytest.raises(ValueError, match=f"image_column: {rule}"):
        image_column("path", decoder=np.load)
