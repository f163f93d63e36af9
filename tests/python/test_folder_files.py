"""Folders of files: which are listed, under what names, and what is said where that fails."""

import os

import numpy as np
import pytest

import folders
from image_folders import load, together


def test_files_in_deeper_folders_belong_to_their_class(tmp_path):
    folders.write_images(tmp_path, ["a/deep", "b"], count=1)
    (tmp_path / "b" / "notes.md").write_text("not an image")
    (tmp_path / ".hidden").mkdir()
    dataset = load(tmp_path)
    assert dataset.class_names == ["a", "b"]
    assert [path[len(str(tmp_path)) :] for path in dataset.file_paths] == [
        "/a/deep/0.png",
        "/b/0.png",
    ]


def test_links_are_followed_when_asked(tmp_path):
    folders.write_images(tmp_path / "elsewhere", ["x"], count=2)
    folders.write_images(tmp_path / "main", ["a"], count=1)
    (tmp_path / "main" / "a" / "link").symlink_to(tmp_path / "elsewhere" / "x")
    assert len(load(tmp_path / "main").file_paths) == 1
    assert len(load(tmp_path / "main", follow_links=True).file_paths) == 3


def test_says_what_it_found(tmp_path, capsys):
    folders.write_images(tmp_path, ["a", "b"], count=1)
    load(tmp_path, verbose=True)
    load(tmp_path, verbose=True, labels=None)
    assert capsys.readouterr().out == ("Found 2 files belonging to 2 classes.\nFound 2 files.\n")


def test_reports_a_folder_that_it_cannot_use(tmp_path):
    empty, unsorted, partial = tmp_path / "empty", tmp_path / "unsorted", tmp_path / "partial"
    empty.mkdir()
    folders.write_images(unsorted, ["."], count=1)
    folders.write_images(partial, ["a"], count=1)
    (partial / "b").mkdir()
    owner = "image_dataset_from_directory: "
    classes = (
        "`directory` must be a folder with one folder for each class, but it is {!r}. "
        "For files without classes, pass `labels=None`."
    )
    sentences = {
        tmp_path
        / "none": f"`directory` must be a folder that exists, but it is '{tmp_path}/none'.",
        empty: classes.format(str(empty)),
        unsorted: classes.format(str(unsorted)),
        partial: f"the class folder '{partial}/b' holds no .bmp, .gif, .jpeg, .jpg, .png or .webp "
        "file. "
        "Remove it, or leave it out of `class_names`.",
    }
    for folder, sentence in sentences.items():
        with pytest.raises(ValueError) as error:
            load(folder)
        assert str(error.value) == owner + sentence


def test_asks_whether_a_folder_nearby_is_meant(tmp_path):
    folders.write_images(tmp_path / "train", ["a"], count=1)
    (tmp_path / "trains.txt").write_text("no folder")
    with pytest.raises(ValueError) as error:
        load(tmp_path / "trian")
    assert str(error.value) == (
        "image_dataset_from_directory: `directory` must be a folder that exists, but it is "
        f"'{tmp_path}/trian'. Is \"train\" meant?"
    )


def test_a_file_that_links_list_twice_is_an_error(tmp_path):
    folders.write_images(tmp_path, ["a", "b"], count=2)
    (tmp_path / "b" / "again.png").symlink_to(tmp_path / "a" / "1.png")
    for labels in ("inferred", None):
        with pytest.raises(ValueError) as error:
            load(tmp_path, labels=labels)
        assert str(error.value) == (
            f"image_dataset_from_directory: each file must be listed once, but '{tmp_path}/a/1.png'"
            f" and '{tmp_path}/b/again.png' are the same one. Remove the link."
        )


def test_the_name_of_a_class_need_not_be_text(tmp_path):
    folders.write_images(tmp_path, ["a", "b"], count=1)
    os.rename(tmp_path / "a", os.fsencode(tmp_path) + b"/\xff")
    dataset = load(tmp_path)
    assert [os.fsencode(name) for name in dataset.class_names] == [b"b", b"\xff"]
    images, labels = together(dataset)
    assert len(images) == 2
    np.testing.assert_array_equal(labels, [0, 1])


def test_a_folder_that_cannot_be_read_is_an_error(tmp_path, monkeypatch):
    folders.write_images(tmp_path, ["a/deep", "b"], count=1)
    scandir = os.scandir

    def refusing(path):
        # Root, as whom tests may run, may read everything.
        if os.fspath(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(ValueError) as error:
        load(tmp_path)
    assert str(error.value) == (
        f"image_dataset_from_directory: the folder '{tmp_path}/a/deep' cannot be read: "
        "Permission denied."
    )


def test_links_to_different_files_are_files(tmp_path):
    folders.write_images(tmp_path / "store", ["x"], count=2)
    (tmp_path / "main" / "a").mkdir(parents=True)
    for number in range(2):
        link = tmp_path / "main" / "a" / f"{number}.png"
        link.symlink_to(tmp_path / "store" / "x" / f"{number}.png")
    images, _ = together(load(tmp_path / "main"))
    expected = [folders.pixels_of(tmp_path / "store" / "x" / f"{n}.png") for n in range(2)]
    np.testing.assert_array_equal(images, expected)
