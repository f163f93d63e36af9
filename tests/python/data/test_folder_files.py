"""Folders of files: which are listed, under what names, and the errors where that fails."""

import os
import socket

import numpy as np
import pytest

import folders
from folder_loaders import LOADERS, write_files
from image_folders import load, together
from prelayer import (
    ImageDataGenerator,
    dataset_from_frame,
    image_column,
    image_dataset_from_frame,
    text_dataset_from_frame,
)


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
        "`directory` must be a folder with one folder for each class, not {!r}. "
        "For files without classes, pass `labels=None`."
    )
    sentences = {
        tmp_path / "none": f"`directory` must be a folder that exists, not '{tmp_path}/none'.",
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
        "image_dataset_from_directory: `directory` must be a folder that exists, not "
        f"'{tmp_path}/trian'. Is \"train\" meant?"
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


def add_what_is_no_file(folder, extension, monkeypatch):
    """Adds a FIFO, a socket, a link to a device and a folder, all named as files are."""
    os.mkfifo(folder / f"fifo{extension}")
    (folder / f"device{extension}").symlink_to("/dev/zero")
    (folder / f"folder{extension}").mkdir()
    monkeypatch.chdir(folder)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(f"socket{extension}")


@pytest.mark.parametrize("loader", LOADERS)
def test_hidden_files_and_folders_are_left_out(tmp_path, loader):
    read, extension = LOADERS[loader]
    names = write_files(tmp_path / ".root", extension)
    file = (tmp_path / ".root" / names[0]).read_bytes()
    for hidden in ("a/.ipynb_checkpoints/0-checkpoint", "a/._0", ".c/0", "b/deep/.d/e/0"):
        path = tmp_path / ".root" / f"{hidden}{extension}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file)
    found = read(tmp_path / ".root").file_paths
    assert sorted(found) == [str(tmp_path / ".root" / name) for name in names]


@pytest.mark.parametrize("loader", LOADERS)
def test_only_regular_files_are_read(tmp_path, loader, monkeypatch):
    read, extension = LOADERS[loader]
    names = write_files(tmp_path, extension)
    add_what_is_no_file(tmp_path / "a", extension, monkeypatch)
    dataset = read(tmp_path)
    assert sorted(dataset.file_paths) == [str(tmp_path / name) for name in names]
    assert len(list(dataset.unbatch())) == 4


@pytest.mark.parametrize("on_error", ["raise", "skip", "placeholder"])
@pytest.mark.parametrize(
    "read",
    [
        lambda data, **options: image_dataset_from_frame(data, **options),
        lambda data, **options: text_dataset_from_frame(data, **options),
        lambda data, **options: dataset_from_frame(data, image_column("path"), **options),
        lambda data, on_error: ImageDataGenerator().flow_from_dataframe(
            data, x_col="path", class_mode=None, validate_filenames=False
        ),
    ],
)
def test_paths_of_a_table_lead_to_regular_files(tmp_path, read, on_error):
    path = str(tmp_path / "fifo.png")
    os.mkfifo(path)
    with pytest.raises(ValueError) as error:
        read({"path": [path]}, on_error=on_error)
    assert str(error.value).partition(": ")[2] == (
        f"each path must lead to a regular file, but {path!r} leads to a FIFO, a socket or a "
        "device. Drop its row."
    )
