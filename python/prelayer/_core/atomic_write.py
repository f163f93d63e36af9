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
    """Write a file, or leave the one that was there as it was.

    Args:
        path: the file, in a folder that exists.
        content: the bytes of the file.

    Raises:
        OSError: if the file cannot be written; nothing is left of it then.
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
    """Write a file or a folder, or leave the one that was there as it was.

    Args:
        path: the file or folder. One that is there is replaced, a folder with all that is in it;
            the new one has its permissions.
        write: makes the file or folder at the path that it is called with, whose name is that of
            `path`. After any error in it nothing is left of that.

    Raises:
        OSError: if `path` cannot be replaced. Where a folder that moved aside for it cannot move
            back, the error says where it is.
    """
    work = Path(tempfile.mkdtemp(prefix=".", dir=path.parent))
    unfinished, replaced = work / "new" / path.name, work / "old"
    try:
        unfinished.parent.mkdir()
        write(unfinished)
        if path.exists():
            shutil.copymode(path, unfinished)
        try:
            # A folder that is not empty cannot be renamed to, so the old one moves aside first.
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
    """Make the folders above a path, and remove those that were made after an error within."""
    made = [folder for folder in path.parents if not folder.exists()]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for folder in made:
            with contextlib.suppress(OSError):  # another process may use it by now
                folder.rmdir()
        raise


def _move_back(replaced: Path, path: Path) -> None:
    try:
        replaced.rename(path)
    except OSError as error:
        reason = f"{error.strerror}, and '{path}' is now '{replaced}'"
        raise OSError(error.errno, reason) from error
