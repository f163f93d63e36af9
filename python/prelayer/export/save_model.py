"""save_model: writes a `.keras` file atomically."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import keras

from prelayer._core import atomic_write, check, errors
from prelayer._core.owner import public

_SUFFIXES = (".keras", ".h5", ".hdf5")


@public
def save_model(
    model: keras.Model, filepath: str | Path, overwrite: bool = True, **options: Any
) -> None:
    """Save a Keras model; an existing file is replaced only after the new file is complete.

    Args:
        model: a Keras model.
        filepath: the file to write, with the suffix ".keras", ".h5" or ".hdf5"; with `zipped=False`
            a new folder of any name.
        overwrite: whether to replace an existing file.
        options: further arguments of `model.save()`.

    Raises:
        ValueError: if the file has another suffix, exists and `overwrite` is False, or cannot be
            written; an existing file then stays unchanged. A folder is never replaced.
    """
    place = Path(os.path.realpath(os.path.expanduser(filepath)))
    _check(place, filepath, check.flag("overwrite", overwrite), options)

    def write(unfinished: Path) -> None:
        # Keras checks the suffix. If `filepath` is a link, its target may have a different suffix.
        named = unfinished.with_suffix(Path(filepath).suffix)
        model.save(str(named), **options)
        named.rename(unfinished)

    try:
        atomic_write.replace(place, write)
    except OSError as error:
        reason = f"{error.strerror or error}."
        raise errors.invalid(
            "filepath", "a file that can be written", str(filepath), reason
        ) from error


def _check(place: Path, filepath: Any, overwrite: bool, options: dict[str, Any]) -> None:
    given = str(filepath)
    if options.get("zipped") is not False and not given.endswith(_SUFFIXES):
        rule = "a path that ends in {suffixes!o}"
        raise errors.invalid("filepath", rule, given, suffixes=_SUFFIXES)
    if place.is_dir():
        raise errors.invalid("filepath", "a file", given, "There is a folder of this name.")
    if place.exists() and not overwrite:
        rule, remedy = "a file that does not exist yet", "Pass `{overwrite=True}` to replace it."
        raise errors.invalid("filepath", rule, given, remedy)
