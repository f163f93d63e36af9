"""The path of an exported model, which must not replace anything else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from prelayer._core import errors
from prelayer.export import saved_model, web_files
from prelayer.export.formats import SUFFIXES

Kind = Literal["file", "folder"]


def artifact_kind(format: str, single_file: bool) -> Kind:  # noqa: A002
    """Return whether a format is a file or a folder."""
    is_folder = format == "saved_model" or (format == "web" and not single_file)
    return "folder" if is_folder else "file"


def checked_path(path: Any, overwrite: bool, format: str, single_file: bool) -> Path:  # noqa: A002
    """Return the path to write; raise if that would delete anything but an exported model."""
    kind = artifact_kind(format, single_file)
    if not isinstance(path, (str, Path)):
        raise errors.invalid("path", f"the path of a {kind}", path)
    suffix = ".html" if single_file else SUFFIXES.get(format, "")
    if not str(path).endswith(suffix):
        rule = "a path that ends in {suffix!r} where `format` is {format!r}"
        if single_file:
            rule = "a path that ends in {suffix!r} with `{single_file=True}`"
        raise errors.invalid("path", rule, str(path), suffix=suffix, format=format)
    for other, ending in {**SUFFIXES, "web": ".html"}.items():
        if not suffix and str(path).endswith(ending):
            rule = "a folder, whose name does not end in {ending!r}, where `format` is {format!r}"
            needed = [] if format == other else [f'`{{format="{other}"}}`']
            needed += ["`{single_file=True}`"] if other == "web" else []
            remedy = f"Pass {' and '.join(needed)} for a file."
            raise errors.invalid("path", rule, str(path), remedy, ending=ending, format=format)
    place = Path(os.path.realpath(os.path.expanduser(path)))
    if not os.path.lexists(place):
        return place
    if kind == "file" and place.is_dir():
        raise errors.invalid("path", "a file", str(path), "There is a folder of this name.")
    others = _others(place, format) if kind == "folder" else []
    if not overwrite:
        remedy = "" if others else "Pass `{overwrite=True}` to replace it."
        raise errors.invalid("path", f"a {kind} that does not exist yet", str(path), remedy)
    if others:
        rule = "a new folder or that of an exported model"
        remedy = "'{other}' would be lost." if place.is_dir() else ""
        raise errors.invalid("path", rule, str(path), remedy, other=others[0])
    return place


def _others(place: Path, format: str) -> list[str]:  # noqa: A002
    """Return what is not part of an exported model of the format."""
    if not place.is_dir():
        return [place.name]
    return (web_files if format == "web" else saved_model).other_files(place)
