"""Atomic writes: files and folders are written under a temporary name, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Write a file atomically: after an error, an existing file is unchanged.

    Args:
        path: the file, in an existing folder.
        content: the bytes of the file.

    Raises:
        OSError: if the file cannot be written; no partial file is left.
    """
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, "It is something else")

    def write(unfinished: Path) -> None:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    replace(path, write)


def replace(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file or a folder atomically: after an error, an existing one is unchanged.

    Args:
        path: the file or folder. An existing one is replaced, a folder with all its contents; the
            new one has the same permissions.
        write: function that creates the file or folder at a temporary path, which has the same
            name as `path`. If it raises, the temporary path is deleted.

    Raises:
        OSError: if `path` cannot be replaced. If an old folder cannot be moved back, the error has
            its temporary path.
    """
    work = Path(tempfile.mkdtemp(prefix=".", dir=path.parent))
    unfinished, replaced = work / "new" / path.name, work / "old"
    try:
        unfinished.parent.mkdir()
        write(unfinished)
        if path.exists():
            shutil.copymode(path, unfinished)
        try:
            # A rename cannot replace a folder that is not empty, so the old one is moved first.
            if path.is_dir():
                path.rename(replaced)
            unfinished.replace(path)
        except BaseException:
            if replaced.exists():
                _move_back(replaced, path)
            raise
    except BaseException:
        shutil.rmtree(work / "new", ignore_errors=True)
        if not replaced.exists():
            shutil.rmtree(work, ignore_errors=True)
        raise
    shutil.rmtree(work, ignore_errors=True)


@contextlib.contextmanager
def new_parents(path: Path) -> Iterator[None]:
    """Create the parent folders of a path, and remove the created ones after an error."""
    made = [folder for folder in path.parents if not folder.exists()]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for folder in made:
            with contextlib.suppress(OSError):  # Another process may use the folder.
                folder.rmdir()
        raise


def _move_back(replaced: Path, path: Path) -> None:
    try:
        replaced.rename(path)
    except OSError as error:
        reason = f"{error.strerror}, and '{path}' is now '{replaced}'"
        raise OSError(error.errno, reason) from error
