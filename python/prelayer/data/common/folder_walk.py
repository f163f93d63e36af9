"""Lists the regular files in a folder that are not hidden, each once."""

from __future__ import annotations

import os
import posixpath
import stat
from collections import deque
from collections.abc import Iterator, Sequence

import tensorflow as tf

from prelayer._core import errors


def files_below(directory: str, extensions: Sequence[str], follow_links: bool) -> Iterator[str]:
    """Yield the paths of the files in a folder and its subfolders, ordered by folder and name.

    Skips files and folders whose names begin with a dot, FIFOs, sockets and devices. A link to a
    file is a file; a broken link is included, and reading it raises.

    Args:
        directory: the folder, which may itself be hidden or a link.
        extensions: extensions of the files to list, in lower case.
        follow_links: whether to enter folders that are symbolic links. A link to a folder that
            contains the link is not followed.
    """
    walk = _remote if is_remote(directory) else _local
    for folder, names in sorted(walk(directory, follow_links)):
        for name in sorted(names):
            if name.lower().endswith(tuple(extensions)):
                yield join(folder, name)


def is_hidden(name: str) -> bool:
    """Return whether a file or folder is hidden: its name begins with a dot."""
    return name.startswith(".")


def is_special(path: str | bytes) -> bool:
    """Return whether a path is a FIFO, a socket or a device, which may block the reader forever."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):  # Reading the file reports the error.
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def is_remote(path: str) -> bool:
    """Return whether a path belongs to a remote file system of TensorFlow, such as "gs://"."""
    return "://" in path


def join(folder: str, name: str) -> str:
    """Return the path of a name in a folder, which may be remote."""
    return posixpath.join(folder, name) if is_remote(folder) else os.path.join(folder, name)


def _remote(directory: str, follow_links: bool) -> Iterator[tuple[str, list[str]]]:
    for folder, _, names in tf.io.gfile.walk(directory):
        below = folder[len(directory) :].split("/")
        if not any(map(is_hidden, below)):
            yield folder, [name for name in names if not is_hidden(name)]


def _local(directory: str, follow_links: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield each folder with the names of its files.

    Links are followed after all other folders, so that a folder is listed by its own path if
    possible. The subfolders of a folder that was visited before are not visited again; its files
    are listed, so that an error can name duplicates.
    """
    entered: set[str] = set()
    folders, links = deque([directory]), deque[str]()
    while folders or links:
        folder = folders.popleft() if folders else links.popleft()
        real = os.path.realpath(folder)
        if real in entered and _is_in(folder, real):
            continue
        subfolders, names = _entries(folder)
        yield folder, names
        if real not in entered:
            folders += [path for path in subfolders if not os.path.islink(path)]
            links += [path for path in subfolders if follow_links and os.path.islink(path)]
        entered.add(real)


def _is_in(link: str, folder: str) -> bool:
    """Return whether a link is in a folder, at any depth."""
    parent = os.path.realpath(os.path.dirname(link))
    return os.path.commonpath([parent, folder]) == folder


def _entries(folder: str) -> tuple[list[str], list[str]]:
    """Return the paths of the folders in a folder, and the names of its files."""
    folders, names = [], []
    try:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if is_hidden(entry.name):
                    continue
                if _is_folder(entry):
                    folders.append(entry.path)
                elif entry.is_file(follow_symlinks=False) or not is_special(entry.path):
                    names.append(entry.name)
    except OSError as error:
        raise errors.problem(
            "the folder {filename!r} cannot be read: {strerror}.",
            filename=error.filename,
            strerror=error.strerror,
        ) from error
    return folders, names


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # A link to itself; reading it reports the error.
        return False
