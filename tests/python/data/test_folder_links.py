"""Folders of files: symbolic links to files and to folders."""

import numpy as np
import pytest

import folders
from folder_loaders import LOADERS, write_files
from image_folders import load, together


def test_links_are_followed_when_asked(tmp_path):
    folders.write_images(tmp_path / "elsewhere", ["x"], count=2)
    folders.write_images(tmp_path / "main", ["a"], count=1)
    (tmp_path / "main" / "a" / "link").symlink_to(tmp_path / "elsewhere" / "x")
    assert len(load(tmp_path / "main").file_paths) == 1
    assert len(load(tmp_path / "main", follow_links=True).file_paths) == 3


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


def test_links_to_different_files_are_files(tmp_path):
    folders.write_images(tmp_path / "store", ["x"], count=2)
    (tmp_path / "main" / "a").mkdir(parents=True)
    for number in range(2):
        link = tmp_path / "main" / "a" / f"{number}.png"
        link.symlink_to(tmp_path / "store" / "x" / f"{number}.png")
    images, _ = together(load(tmp_path / "main"))
    expected = [folders.pixels_of(tmp_path / "store" / "x" / f"{n}.png") for n in range(2)]
    np.testing.assert_array_equal(images, expected)


@pytest.mark.parametrize("loader", LOADERS)
def test_a_link_to_a_folder_around_it_is_not_entered_again(tmp_path, loader):
    read, extension = LOADERS[loader]
    names = write_files(tmp_path, extension)
    (tmp_path / "a" / "again").symlink_to(tmp_path / "a")
    (tmp_path / "b" / "deep").mkdir()
    (tmp_path / "b" / "deep" / "up").symlink_to("..")
    assert sorted(read(tmp_path).file_paths) == [str(tmp_path / name) for name in names]


def test_folders_that_link_to_each_other_list_no_file_twice(tmp_path):
    folders.write_images(tmp_path, list("abcdefgh"), count=1)
    for kind in "abcdefgh":
        for other in "abcdefgh".replace(kind, ""):
            (tmp_path / kind / other).symlink_to(tmp_path / other)
    for labels in ("inferred", None):
        with pytest.raises(ValueError, match="are the same one"):
            load(tmp_path, labels=labels, follow_links=True)
    (tmp_path / "a" / "all").symlink_to(tmp_path)
    assert len(load(tmp_path, labels=None).file_paths) == 8


def test_a_link_that_leads_nowhere_is_a_file_that_cannot_be_read(tmp_path):
    folders.write_images(tmp_path, ["a", "b"], count=1)
    for name, target in (("nowhere", "none.png"), ("itself", "itself.png")):
        (tmp_path / "a" / f"{name}.png").symlink_to(target)
    assert len(list(load(tmp_path, on_error="skip").unbatch())) == 2
    with pytest.raises(Exception, match="cannot be read as an image"):
        list(load(tmp_path))
