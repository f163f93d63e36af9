"""Files and folders written under another name first, so that a failure leaves what was there."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4


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
        path: the file or folder. One that is there is replaced, a folder with all that is in it.
        write: makes the file or folder at the path that it is called with, which ends as `path`.
            After any error in it nothing is left of that.
    """
    unfinished, replaced = _beside(path), _beside(path)
    try:
        write(unfinished)
        try:
            # A folder that is not empty cannot be renamed to, so the old one moves aside first.
            if path.is_dir():
                path.rename(replaced)
            unfinished.replace(path)
        except BaseException:
            if replaced.exists() and not path.exists():
                replaced.rename(path)
            raise
    finally:
        _remove(unfinished)
        _remove(replaced)


def _beside(path: Path) -> Path:
    return path.with_name(f".{uuid4().hex}.{path.name}")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
