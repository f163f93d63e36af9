"""Expands paths and patterns of tabular files."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Sequence
from typing import Any

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.message import Message
from prelayer.data.common.folder_walk import is_hidden, is_special

_PATTERN = frozenset("*?[")


def table_files(paths: Any) -> list[str]:
    """Return the files of paths and patterns; the matches of a pattern are sorted by name.

    Raises:
        ValueError: if no file is found, or a file appears twice.
    """
    one = isinstance(paths, (str, os.PathLike))
    given: Sequence[Any] = [paths] if one else paths
    if not isinstance(given, (list, tuple)) or not given:
        raise errors.invalid("paths", "a path, a pattern or a list of them", paths)
    found = [path for item in given for path in _files(item)]
    files = [path if "://" in path else os.path.realpath(path) for path in found]
    counts = Counter(files)
    twice = next((path for path, file in zip(found, files) if counts[file] > 1), None)
    if twice is not None:
        raise errors.problem('`paths` names the file "{twice}" twice.', twice=twice)
    return found


def _files(given: Any) -> list[str]:
    if not isinstance(given, (str, os.PathLike)):
        raise errors.invalid("paths", "a path, a pattern or a list of them", given)
    path = os.path.expanduser(os.fspath(given))
    if tf.io.gfile.isdir(path):
        rule, remedy = "a file or a pattern, not a folder", '"{pattern}" names the files in it.'
        pattern = posixpath.join(path, "*.csv")
        raise errors.invalid("paths", rule, path, remedy, pattern=pattern)
    if is_special(path):
        raise errors.invalid("paths", "a regular file, not a FIFO, a socket or a device", path)
    if tf.io.gfile.exists(path):
        return [path]
    if _PATTERN & set(path):
        matches = _matches(path)
        if not matches:
            raise errors.invalid("paths", "a pattern that matches files", path)
        return matches
    near = _near(path)
    template = '`paths` names the file "{path}", which does not exist.' + " {remedy}" * bool(near)
    raise errors.problem(template, path=path, remedy=near)


def _matches(pattern: str) -> list[str]:
    """Return the files that match a pattern; as in a shell, "*" does not match a leading dot."""
    found = []
    for path in sorted(tf.io.gfile.glob(pattern)):
        parts = zip(_parts(path), _parts(pattern))
        hidden = any(is_hidden(part) and not is_hidden(mark) for part, mark in parts)
        if not hidden and not tf.io.gfile.isdir(path) and not is_special(path):
            found.append(path)
    return found


def _parts(path: str) -> list[str]:
    return [part for part in path.replace(os.sep, "/").split("/") if part]


def _near(path: str) -> Message | str:
    folder = os.path.dirname(path)
    if not tf.io.gfile.isdir(folder or "."):
        return f'There is no folder "{folder}".'
    names = [posixpath.join(folder, name) for name in tf.io.gfile.listdir(folder or ".")]
    where = "" if os.path.isabs(path) or folder else f'The working directory is "{os.getcwd()}".'
    return check.near(path, names) or where
