"""Files listed in a table: their paths, and checks."""

from __future__ import annotations

import os
from collections import Counter

import tensorflow as tf

from prelayer._core import check, errors
from prelayer.data.common.folder_walk import is_hidden, is_special
from prelayer.data.frame.column_checks import called, refuse_gaps
from prelayer.data.frame.table import Table
from prelayer.data.frame.text_columns import text

_MOST_NAMED = 3


def listed_files(table: Table, column: str, directory: str | None, on_error: str) -> list[str]:
    """Return the paths of a column; raise if a file is listed twice or does not exist.

    With `on_error="skip"` or "placeholder", missing files are handled like unreadable files.

    Args:
        table: the table.
        column: its column of paths.
        directory: the folder of relative paths.
        on_error: the policy for unreadable files.
    """
    check.known("path", column, table.names, "column")
    paths = [_normal(path) for path in file_paths(table, column, directory)]
    twice = [path for path, count in Counter(paths).items() if count > 1]
    if twice:
        have = "has" if len(twice) == 1 else "have"
        raise errors.problem(
            "each file must have one row, but {named} {have} more. Drop the others, or join "
            "their labels.",
            named=_named(twice),
            have=have,
        )
    if on_error == "raise":
        refuse_missing_files(paths)
    refuse_special_files(paths)
    return paths


def file_paths(table: Table, name: str, directory: str | None) -> list[str]:
    """Return the paths of a column, in a folder if they are relative."""
    start = os.path.expanduser(directory or "")
    return [os.path.join(start, path) for path in _file_names(table, name)]


def _file_names(table: Table, name: str) -> list[str]:
    """Return a column of paths, which may be text or `pathlib` paths."""
    items = table.items(name)
    if any(isinstance(item, os.PathLike) for item in items):
        refuse_gaps(table, name)
        wrong = [item for item in items if not isinstance(item, (str, os.PathLike))]
        if wrong:
            raise errors.problem(
                "{called} must hold paths, but it holds {wrong!r}.",
                called=called(name),
                wrong=wrong[0],
            )
        return [os.fsdecode(item) for item in items]
    return [os.fsdecode(path) for path in text(table, name).numpy()]


def refuse_special_files(paths: list[str]) -> None:
    """Raise for FIFOs, sockets and devices: reading them may block, so `on_error` cannot apply."""
    special = [path for path in paths if is_special(os.fsencode(path))]
    if special:
        raise errors.problem(
            "each path must lead to a regular file, but {named} {lead} to a FIFO, a socket or "
            "a device. Drop {rows}.",
            named=_named(special),
            lead="leads" if len(special) == 1 else "lead",
            rows="its row" if len(special) == 1 else "their rows",
        )


def refuse_missing_files(paths: list[str]) -> None:
    """Raise if a file does not exist."""
    missing = _missing(paths)
    if missing:
        raise errors.problem(
            "{count} of {files} files do not exist: {named}. Is `directory` right? "
            '`{on_error="skip"}` leaves them out.',
            count=len(missing),
            files=len(paths),
            named=_named(missing),
        )


def found_files(paths: list[str], directory: str | None) -> str:
    """Return a sentence with the number of listed files, and with other files in the folder."""
    found = f"Found {len(paths) - len(_missing(paths))} files of {len(paths)} rows."
    unlisted = _unlisted(paths, directory) if directory is not None else []
    if unlisted:
        found += f" {len(unlisted)} other files of the folder have no row: {_named(unlisted)}."
    return found


def _missing(paths: list[str]) -> list[str]:
    return [path for path in paths if not tf.io.gfile.exists(os.fsencode(path))]


def _unlisted(paths: list[str], directory: str) -> list[str]:
    """Return the files in a folder with the same extensions as listed files, but not listed."""
    kinds = {os.path.splitext(path)[1].lower() for path in paths}
    listed, others = set(paths), []
    for folder, folders, names in os.walk(os.path.expanduser(directory)):
        folders[:] = [name for name in folders if not is_hidden(name)]
        for name in names:
            path = os.path.normpath(os.path.join(folder, name))
            is_wanted = os.path.splitext(name)[1].lower() in kinds and not is_hidden(name)
            if is_wanted and path not in listed and not is_special(path):
                others.append(path)
    return sorted(others)


def _normal(path: str) -> str:
    return path if "://" in path else os.path.normpath(path)


def _named(paths: list[str]) -> str:
    shown = [repr(path) for path in paths[:_MOST_NAMED]]
    more = len(paths) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
