"""Files in a folder with one subfolder per class."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.message import Message, alternatives
from prelayer.data.common.folder_walk import files_below, is_hidden, is_remote, join


class Files(NamedTuple):
    """Paths in a fixed order, each with an index into `class_names`, or without classes."""

    paths: list[str]
    classes: list[int] | None
    class_names: list[str] | None


def every_file(directory: str, extensions: Sequence[str], follow_links: bool) -> Files:
    """List the files in `directory` and all its subfolders, without classes."""
    paths = list(files_below(directory, extensions, follow_links))
    if not paths:
        raise errors.invalid(
            "directory", "a folder with {kinds} files", directory, kinds=_kinds(extensions)
        )
    _check_listed_once(paths, follow_links)
    return Files(paths, None, None)


def files_by_class(
    directory: str,
    extensions: Sequence[str],
    class_names: Sequence[str] | None,
    follow_links: bool,
    argument: str = "class_names",
) -> Files:
    """List the files in each class folder; class indices follow the order of `class_names`.

    Args:
        directory: the folder with one folder per class.
        extensions: extensions of the files to list, in lower case.
        class_names: the names of the folders; None: all folders, in alphabetical order.
        follow_links: whether to enter folders that are symbolic links.
        argument: the user's name of `class_names` in errors.
    """
    folders = class_folders(directory)
    if not folders:
        raise errors.invalid(
            "directory",
            "a folder with one folder for each class",
            directory,
            "For files without classes, pass `{labels=None}`.",
        )
    class_names = folders if class_names is None else _chosen(argument, class_names, folders)
    paths: list[str] = []
    classes: list[int] = []
    for index, name in enumerate(class_names):
        found = list(files_below(join(directory, name), extensions, follow_links))
        if not found:
            raise errors.problem(
                "the class folder {listed!r} holds no {kinds} file. Remove it, or leave it out "
                "of `{argument}`.",
                listed=join(directory, name),
                kinds=_kinds(extensions),
                argument=argument,
            )
        paths += found
        classes += [index] * len(found)
    _check_listed_once(paths, follow_links)
    return Files(paths, classes, class_names)


def _chosen(argument: str, class_names: Sequence[str], folders: Sequence[str]) -> list[str]:
    """Return the user's names of class folders as a list; raise for sets, which have no order."""
    names = [class_names] if isinstance(class_names, str) else class_names
    names = list(map(str, names)) if isinstance(names, Iterable) else []
    unordered = isinstance(class_names, (Set, Mapping))
    if unordered or not names or not set(names) <= set(folders) or len(set(names)) < len(names):
        rule = "different names, in order, of the folders {folders!r}"
        raise errors.invalid(argument, rule, class_names, folders=folders)
    return names


def existing_folder(directory: str | os.PathLike[str]) -> str:
    """Return `directory` as a string; raise if it is not an existing folder."""
    if not isinstance(directory, (str, os.PathLike)):
        raise errors.invalid("directory", "the path of a folder", directory)
    path = os.path.expanduser(os.fspath(directory))
    if not tf.io.gfile.isdir(path):
        raise errors.invalid("directory", "a folder that exists", path, _near_folders(path))
    return path


def _near_folders(path: str) -> Message | str:
    """Return a question that suggests similar names of folders next to a missing one."""
    path = path.rstrip("/" + os.sep)
    beside, name = os.path.split(path)
    if not tf.io.gfile.isdir(beside or "."):
        return ""
    return check.near(name, _folders(beside or "."))


def _folders(directory: str) -> list[str]:
    # TensorFlow lists names only if all of them are valid UTF-8.
    listed = tf.io.gfile.listdir if is_remote(directory) else os.listdir
    names = (name.rstrip("/") for name in listed(directory))
    paths = {name: os.fsencode(join(directory, name)) for name in names}
    return sorted(name for name, path in paths.items() if tf.io.gfile.isdir(path))


def _check_listed_once(paths: Sequence[str], follow_links: bool) -> None:
    """Raise if symbolic links make a file appear twice, as it could be in two parts of a split."""
    folders = {os.path.dirname(path) for path in paths}
    if not follow_links and not any(map(os.path.islink, [*folders, *paths])):
        return
    first: dict[str, str] = {}
    for path in paths:
        other = first.setdefault(os.path.realpath(path), path)
        if other != path:
            raise errors.problem(
                "each file must be listed once, but {other!r} and {path!r} are the same one. "
                "Remove the link.",
                other=other,
                path=path,
            )


def class_folders(directory: str) -> list[str]:
    """Return the names of the folders in a folder that are not hidden, in alphabetical order."""
    return [name for name in _folders(directory) if not is_hidden(name)]


def _kinds(extensions: Sequence[str]) -> str:
    return alternatives(extensions).replace('"', "")
