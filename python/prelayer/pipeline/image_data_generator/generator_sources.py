"""Image sources of `ImageDataGenerator`: arrays, folders, data frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.tensors import as_numbers, as_tensor
from prelayer.data.common.gather_rows import Order
from prelayer.data.files.file_batches import Contents, file_batches
from prelayer.data.files.file_format import Kind
from prelayer.pipeline.image_data_generator.generator_targets import Target

SUBSETS = ("training", "validation", None)


def order(batch_size: Any, shuffle: Any, seed: Any) -> Order:
    """Return the batch size, shuffling and seed of batches, checked."""
    return Order(
        rows=None,
        batch_size=check.whole("batch_size", batch_size, minimum=1),
        shuffle=check.flag("shuffle", shuffle),
        seed=None if seed is None else check.whole("seed", seed, minimum=0),
        drop_remainder=False,
    )


def held_out(count: int, fraction: float, subset: Any) -> slice:
    """Return the slice of examples in a subset; the first examples are for validation."""
    return held_out_of_each([count], fraction, subset)[0]


def held_out_of_each(counts: Sequence[int], fraction: float, subset: Any) -> list[slice]:
    """Return the slice of each group in a subset; small groups may be in one subset only."""
    check.one_of("subset", subset, SUBSETS)
    if subset is None:
        return [slice(None) for _ in counts]
    if not fraction:
        raise errors.problem("`subset` needs a `validation_split` above 0.")
    first = [int(count * fraction) for count in counts]
    if sum(first) in (0, sum(counts)):
        raise errors.problem(
            "`{validation_split=fraction}` of {number} examples leaves one part empty. Give "
            "more examples or another fraction.",
            fraction=fraction,
            number=sum(counts),
        )
    validation = subset == "validation"
    return [slice(None, place) if validation else slice(place, None) for place in first]


def parts_of(x: Any, y: Any = None, sample_weight: Any = None) -> list[tf.Tensor]:
    """Return images, and labels and weights if given, as tensors."""
    if y is None and sample_weight is not None:
        raise errors.problem("`sample_weight` goes with `y` only.")
    given = {"x": x, "y": y, "sample_weight": sample_weight}
    # Keep the data in host memory, as it may exceed the memory of an accelerator.
    with tf.device("CPU"):
        parts = {
            name: as_numbers(part) if name == "x" else as_tensor(part)
            for name, part in given.items()
            if part is not None
        }
    if parts["x"].shape.rank != 4:
        raise errors.problem(
            "images must have shape (batch, height, width, channels), but their shape is "
            "{shape!s}.",
            shape=parts["x"].shape,
        )
    rows = len(parts["x"])
    for name, part in parts.items():
        if len(part) != rows:
            raise errors.problem(
                "`{name}` must have one row an image, but it has {count} for {rows}.",
                name=name,
                count=len(part),
                rows=rows,
            )
    return list(parts.values())


def array_batches(parts: Sequence[tf.Tensor], ordered: Order) -> tf.data.Dataset:
    """Return a dataset of batches of the rows of arrays, as tuples.

    Args:
        parts: tensors with one row per example.
        ordered: the order and size of batches.
    """
    # Shuffle only row indices, and gather the rows of a batch at once; faster than slices.
    places = _places(len(parts[0]), ordered).batch(ordered.batch_size)
    return places.map(
        lambda place: tuple(tf.gather(part, place) for part in parts),
        num_parallel_calls=tf.data.AUTOTUNE,
    )


def labeled_batches(
    paths: Sequence[str], kind: Kind, targets: Sequence[Target], ordered: Order
) -> tf.data.Dataset:
    """Return a dataset of batches of image files, as tuples of images and targets.

    Args:
        paths: the files.
        kind: the reader of the files.
        targets: functions from file positions to targets.
        ordered: the order and size of batches.
    """

    def element(contents: Contents, places: tf.Tensor) -> tuple[Any, ...]:
        return *contents, *(target(places) for target in targets)

    batches, _ = file_batches([kind.source(paths)], element, ordered, "raise")
    return batches


def _places(count: int, ordered: Order) -> tf.data.Dataset:
    places = tf.data.Dataset.range(count)
    return places.shuffle(count, seed=ordered.seed) if ordered.shuffle else places


def same_labels(labels: tf.Tensor, rows: slice) -> None:
    """Raise if the subsets have different labels."""
    first = rows.stop if rows.start is None else rows.start
    here, there = np.unique(labels[:first].numpy()), np.unique(labels[first:].numpy())
    if not np.array_equal(here, there):
        raise errors.problem(
            "the training and the validation subset hold different labels, as where rows are "
            "sorted by them. Shuffle them first, or say `{ignore_class_split=True}`."
        )
