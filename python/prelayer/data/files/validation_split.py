"""Training and validation subsets of files, and their order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from prelayer._core import check, errors
from prelayer.data.files.class_folders import Files

SUBSETS = ("training", "validation", "both", None)


def check_split(
    validation_split: float | None,
    subset: str | None,
    shuffle: bool,
    seed: int | None,
) -> None:
    """Raise if the arguments do not define a subset."""
    check.one_of("subset", subset, SUBSETS)
    if (validation_split is None) != (subset is None):
        raise errors.problem("`validation_split` and `subset` go together: give both or neither.")
    if validation_split is None:
        return
    fraction = check.number("validation_split", validation_split)
    if not 0 < fraction < 1:
        raise errors.invalid("validation_split", "between 0 and 1", validation_split)
    if shuffle and seed is None:
        raise errors.problem(
            "`seed` must be given with `validation_split` and `{shuffle=True}`, or the "
            "training and the validation files would overlap."
        )


def shuffled(files: Files, seed: int) -> Files:
    """Return the files shuffled by `seed`, in the same order as Keras."""
    order = np.arange(len(files.paths))
    np.random.RandomState(seed).shuffle(order)
    return part_of(files, order.tolist())


def split(files: Files, validation_split: float) -> tuple[Files, Files]:
    """Return the training files and the validation files, the last `validation_split` of all."""
    held_out = int(validation_split * len(files.paths))
    if held_out == 0:
        raise errors.problem(
            "`{validation_split=validation_split}` of {count} files leaves none for "
            "validation. Give more files or a larger fraction.",
            validation_split=validation_split,
            count=len(files.paths),
        )
    rows = range(len(files.paths))
    return part_of(files, rows[:-held_out]), part_of(files, rows[-held_out:])


def part_of(files: Files, rows: Sequence[int]) -> Files:
    """Return the files at the indices `rows`, in this order."""
    classes = None if files.classes is None else [files.classes[row] for row in rows]
    return files._replace(paths=[files.paths[row] for row in rows], classes=classes)
