"""DataGenerator: base class of user-defined generators over the rows of a data frame."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import arrays, check, errors
from prelayer._core.errors import OWNER
from prelayer._core.missing import REFUSED
from prelayer._core.owner import owned_methods
from prelayer._core.types import ElementSpec, FrameLike, Option, Structure
from prelayer.data.as_dataset import as_dataset
from prelayer.data.common.batch_spec import check_rows
from prelayer.data.common.ordered_generator import BatchLoader, OrderedGenerator
from prelayer.data.frame.column_specs import single_target
from prelayer.data.frame.feature_columns import Feature
from prelayer.data.frame.table import Table
from prelayer.data.frame.target_columns import target


@owned_methods("DataGenerator")
class DataGenerator(OrderedGenerator):
    """Base class of generators that load batches of the rows of a data frame.

    A subclass implements `load()`, which converts the columns of some rows to arrays: it reads
    files, pads sequences or augments. The base class assigns rows to batches, shuffles each epoch
    and adds the targets. Keras accepts a generator directly; `as_dataset()` converts it to a
    dataset that several threads load. Each pass over such a dataset, or over the generator by
    `for`, keeps the order of the epoch in which it began, even if another pass ends an epoch
    meanwhile. `fit(generator)` reads batches by index: if a pass over a dataset of the generator
    ends meanwhile, the order changes and rows repeat. Do not run both at once, or fit on a dataset.

    See also: `as_dataset`, `dataset_from_frame`, `ImageDataGenerator`.

    Args:
        data: a pandas or polars data frame, an Arrow table, or a dict of columns.
        x_col: the name of the column that `load()` receives, or a list of names.
        y_col: the name of the target column, or a list of several, whose targets are a dict; None
            for no targets. As in `dataset_from_frame()`, text and levels become class indices,
            int32, whose names `class_names` lists; numbers are not changed.
        batch_size: rows per batch; the last one may have fewer.
        num_classes: number of classes: targets, numbered from 0, become one-hot, float32 of shape
            (batch, num_classes). None keeps the numbers.
        shuffle: whether to shuffle the rows in a new order each epoch.
        seed: whole number that makes shuffling reproducible.
        **kwargs: arguments of `keras.utils.PyDataset`, such as `workers`.

    Raises:
        ValueError: if an argument is invalid, a column does not exist, or a target is missing or
            out of range.

    Examples:
        >>> import numpy as np
        >>> from prelayer import DataGenerator
        >>> class Lengths(DataGenerator):
        ...     def load(self, rows):
        ...         return np.array([len(title) for title in rows["title"]])
        >>> data = {"title": ["one", "three", "four"], "kind": ["a", "b", "b"]}
        >>> generator = Lengths(
        ...     data, "title", "kind", batch_size=2, num_classes=2, shuffle=False
        ... )
        >>> for x, y in generator.as_dataset(workers=2):
        ...     print(x.numpy(), y.numpy().tolist())
        [3 5] [[1.0, 0.0], [0.0, 1.0]]
        [4] [[0.0, 1.0]]
    """

    def __init__(
        self,
        data: FrameLike,
        x_col: str | Sequence[str],
        y_col: str | Sequence[str] | None = None,
        batch_size: int = 32,
        num_classes: int | None = None,
        shuffle: bool = True,
        seed: int | None = None,
        **kwargs: Option,
    ) -> None:
        y_col = single_target(y_col)
        self.x_col, self.y_col = x_col, y_col
        self.batch_size = check.whole("batch_size", batch_size, minimum=1)
        self.num_classes = _whole_or_none("num_classes", num_classes, minimum=1)
        shuffle = check.flag("shuffle", shuffle)
        seed = _whole_or_none("seed", seed, minimum=0)
        table = Table(data)
        super().__init__(table.rows, shuffle, seed, **kwargs)
        self.feature_names = _names("x_col", x_col, table)
        self.target_names = () if y_col is None else _names("y_col", y_col, table)
        if self.num_classes is not None and y_col is None:
            raise errors.problem("`num_classes` needs `y_col`, whose classes it counts.")
        self._features = {
            name: arrays.read(table.column(name), REFUSED) for name in self.feature_names
        }
        targets = {name: target(name, table) for name in self.target_names}
        self._targets = {name: self._rows(name, found) for name, found in targets.items()}
        classes = {name: found.class_names for name, found in targets.items() if found.class_names}
        self.class_names = classes.get(y_col) if isinstance(y_col, str) else classes or None

    def load(self, rows: dict[str, np.ndarray]) -> Structure:
        """Return the features of some rows; to be implemented by a subclass.

        Several threads call this method at the same time, so it must not change the generator.

        Args:
            rows: the columns of `x_col`, by name, each an array with one entry per row.

        Returns:
            An array whose first dimension is the number of rows; or a tuple or dict of such arrays,
            for a model with several inputs. By default: the columns, unchanged.
        """
        return rows[self.x_col] if isinstance(self.x_col, str) else rows

    def __len__(self) -> int:
        """Return the number of batches in an epoch."""
        return math.ceil(self._count / self.batch_size)

    def __getitem__(self, index: int) -> Any:
        """Return a batch: `(x, y)`, or `(x,)` without targets."""
        if not 0 <= index < len(self):
            raise IndexError(
                f"{OWNER.get()}: there is no batch {index}; the last is {len(self) - 1}."
            )
        places = self._order[index * self.batch_size : (index + 1) * self.batch_size]
        x = self.load({name: column[places] for name, column in self._features.items()})
        check_rows(x, len(places), "`load()`")
        if self.y_col is None:
            return (x,)
        y = {name: column[places] for name, column in self._targets.items()}
        return x, y[self.y_col] if isinstance(self.y_col, str) else y

    def __iter__(self) -> Iterator[Any]:
        """Yield the batches of an epoch, in the order of the rows when the iteration begins."""
        return map(BatchLoader(self), range(len(self)))

    def as_dataset(
        self,
        workers: int = 4,
        max_queue_size: int = 10,
        timeout: float | None = None,
        output_signature: ElementSpec = None,
    ) -> tf.data.Dataset:
        """Convert to a dataset that several threads load, see `prelayer.as_dataset`."""
        return as_dataset(self, workers, max_queue_size, timeout, output_signature)

    def _rows(self, name: str, found: Feature) -> np.ndarray:
        if self.num_classes is None:
            return np.asarray(found.rows)
        return _one_hot(name, found, self.num_classes)


def _whole_or_none(argument: str, value: Any, minimum: int) -> int | None:
    return None if value is None else check.whole(argument, value, minimum)


def _names(argument: str, names: Any, table: Table) -> tuple[str, ...]:
    several = (names,) if isinstance(names, str) else names
    if not isinstance(several, (list, tuple)) or not several:
        raise errors.invalid(argument, "the name of a column or a list of names", names)
    return tuple(check.known(argument, name, table.names, "column") for name in several)


def _one_hot(name: str, found: Feature, num_classes: int) -> np.ndarray:
    if found.class_names and len(found.class_names) > num_classes:
        raise errors.problem(
            "the column {name!r} has {count} classes, {class_names!r}, but `num_classes` is "
            "{num_classes}.",
            name=name,
            count=len(found.class_names),
            class_names=found.class_names,
            num_classes=num_classes,
        )
    numbers = found.rows
    wrong = ~np.isin(numbers, np.arange(num_classes))
    if wrong.any():
        place = int(np.argmax(wrong))
        raise errors.problem(
            "the column {name!r} must hold whole numbers from 0 to {last} with "
            "`{num_classes=num_classes}`, but it holds {numbers!r} in row {place!p}.",
            name=name,
            last=num_classes - 1,
            num_classes=num_classes,
            numbers=numbers[place],
            place=place,
        )
    return np.eye(num_classes, dtype=np.float32)[numbers.astype(np.int64)]
