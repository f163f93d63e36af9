"""Image sources of `ImageDataGenerator`: arrays, folders, data frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check
from prelayer._core.tensors import as_numbers, as_tensor
from prelayer.data.common.gather_rows import Order
from prelayer.data.files.file_batches import Contents, Policy, file_batches
from prelayer.data.files.file_format import Kind
from prelayer.pipeline.image_data_generator.generator_options import OWNER
from prelayer.pipeline.image_data_generator.generator_targets import Target

SUBSETS = ("training", "validation", None)


def order(batch_size: Any, shuffle: Any, seed: Any) -> Order:
    """Return how examples are put into batches, as the user says it."""
    return Order(
        rows=None,
        batch_size=check.whole(OWNER, "batch_size", batch_size, minimum=1),
        shuffle=check.flag(OWNER, "shuffle", shuffle),
        seed=None if seed is None else check.whole(OWNER, "seed", seed, minimum=0),
        drop_remainder=False,
    )


def held_out(count: int, fraction: float, subset: Any) -> slice:
    """Return which of some examples a subset holds: the first ones are for validation."""
    return held_out_of_each([count], fraction, subset)[0]


def held_out_of_each(counts: Sequence[int], fraction: float, subset: Any) -> list[slice]:
    """Return which examples of each group a subset holds; a small group may be in one part only."""
    check.one_of(OWNER, "subset", subset, SUBSETS)
    if subset is None:
        return [slice(None) for _ in counts]
    if not fraction:
        check.refuse(OWNER, "`subset` needs a `validation_split` above 0.")
    first = [int(count * fraction) for count in counts]
    if sum(first) in (0, sum(counts)):
        check.refuse(
            OWNER,
            f"`validation_split={fraction:g}` of {sum(counts)} examples leaves one part empty. "
            "Give more examples or another fraction.",
        )
    validation = subset == "validation"
    return [slice(None, place) if validation else slice(place, None) for place in first]


def parts_of(x: Any, y: Any = None, sample_weight: Any = None) -> list[tf.Tensor]:
    """Return images, and what belongs to them where it is given, as tensors."""
    if y is None and sample_weight is not None:
        check.refuse(OWNER, "`sample_weight` goes with `y` only.")
    given = {"x": x, "y": y, "sample_weight": sample_weight}
    # Data is fed from the memory of the host, where an accelerator's may be too small for it.
    with tf.device("CPU"):
        parts = {
            name: as_numbers(part, OWNER) if name == "x" else as_tensor(part, owner=OWNER)
            for name, part in given.items()
            if part is not None
        }
    if parts["x"].shape.rank != 4:
        check.refuse(
            OWNER,
            "images must have shape (batch, height, width, channels), but their shape is "
            f"{parts['x'].shape}.",
        )
    rows = len(parts["x"])
    for name, part in parts.items():
        if len(part) != rows:
            check.refuse(
                OWNER, f"`{name}` must have one row an image, but it has {len(part)} for {rows}."
            )
    return list(parts.values())


def array_batches(parts: Sequence[tf.Tensor], ordered: Order) -> tf.data.Dataset:
    """Return the rows of arrays in batches, as tuples.

    Args:
        parts: tensors with one row an example.
        ordered: how they are put into batches.
    """
    # Not slices: the rows of a batch are gathered at once, and only their places are shuffled.
    places = _places(len(parts[0]), ordered).batch(ordered.batch_size)
    return places.map(
        lambda place: tuple(tf.gather(part, place) for part in parts),
        num_parallel_calls=tf.data.AUTOTUNE,
    )


def labeled_batches(
    paths: Sequence[str], kind: Kind, targets: Sequence[Target], ordered: Order
) -> tf.data.Dataset:
    """Return image files in batches, as tuples of images and what the targets say of each.

    Args:
        paths: the files.
        kind: how they are read.
        targets: functions from the places of files to what belongs to them.
        ordered: how they are put into batches.
    """

    def element(contents: Contents, places: tf.Tensor) -> tuple[Any, ...]:
        return *contents, *(target(places) for target in targets)

    batches, _ = file_batches([kind.source(paths)], element, ordered, Policy("raise", OWNER))
    return batches


def _places(count: int, ordered: Order) -> tf.data.Dataset:
    places = tf.data.Dataset.range(count)
    return places.shuffle(count, seed=ordered.seed) if ordered.shuffle else places


def same_labels(labels: tf.Tensor, rows: slice) -> None:
    """Refuse subsets that hold different labels."""
    first = rows.stop if rows.start is None else rows.start
    here, there = np.unique(labels[:first].numpy()), np.unique(labels[first:].numpy())
    if not np.array_equal(here, there):
        check.refuse(
            OWNER,
            "the training and the validation subset hold different labels, as where rows are "
            "sorted by them. Shuffle them first, or say `ignore_class_split=True`.",
        )
