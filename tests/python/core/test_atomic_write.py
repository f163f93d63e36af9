"""Replacing files and folders: the old one stays until the new one is in its place."""

import os
from pathlib import Path

import pytest

from prelayer._core.atomic_write import new_parents, replace, write_file


def write_folder(content):
    def write(folder):
        folder.mkdir()
        (folder / "file").write_text(content)

    return write


def test_replaces_a_file_and_a_folder(tmp_path):
    for content in ("old", "new"):
        write_file(tmp_path / "file", content.encode())
        replace(tmp_path / "folder", write_folder(content))
    assert (tmp_path / "file").read_text() == "new"
    assert (tmp_path / "folder" / "file").read_text() == "new"
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]


def test_what_cannot_move_back_is_kept(tmp_path, monkeypatch):
    path = tmp_path / "folder"
    replace(path, write_folder("old"))

    def fail(*arguments):
        raise OSError(5, "Input/output error")

    rename = Path.rename

    def move_aside(old, new):
        return rename(old, new) if old == path else fail()

    monkeypatch.setattr(Path, "replace", fail)
    monkeypatch.setattr(Path, "rename", move_aside)
    with pytest.raises(OSError) as caught:
        replace(path, write_folder("new"))
    (work,) = tmp_path.iterdir()
    assert caught.value.strerror == f"Input/output error, and '{path}' is now '{work / 'old'}'"
    assert (work / "old" / "file").read_text() == "old"
    assert os.listdir(work) == ["old"]


def test_a_failure_leaves_the_old_one_alone(tmp_path, monkeypatch):
    path = tmp_path / "folder"
    replace(path, write_folder("old"))

    def fail(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        replace(path, write_folder("new"))
    assert (path / "file").read_text() == "old"
    assert os.listdir(tmp_path) == ["folder"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_keeps_the_permissions_of_a_file(tmp_path, mode):
    path = tmp_path / "file"
    write_file(path, b"old")
    path.chmod(mode)
    write_file(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", mode)


def test_keeps_the_permissions_of_a_folder(tmp_path):
    replace(tmp_path / "folder", write_folder("old"))
    (tmp_path / "folder").chmod(0o700)
    replace(tmp_path / "folder", write_folder("new"))
    assert (tmp_path / "folder").stat().st_mode & 0o777 == 0o700


def test_takes_names_as_long_as_the_system_does(tmp_path):
    path = tmp_path / ("a" * 255)
    write_file(path, b"content")
    assert path.read_bytes() == b"content"


def test_removes_only_the_parents_that_it_made(tmp_path):
    (tmp_path / "old").mkdir()
    with pytest.raises(KeyboardInterrupt), new_parents(tmp_path / "old" / "new" / "deep" / "file"):
        raise KeyboardInterrupt
    assert os.listdir(tmp_path) == ["old"]
    with new_parents(tmp_path / "old" / "new" / "file"):
        pass
    assert os.listdir(tmp_path / "old") == ["new"]
