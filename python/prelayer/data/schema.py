"""schema: names, classes and dtypes of the elements of a dataset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

import tensorflow as tf

from prelayer._core import check
from prelayer.data.common.invalid_rows import BadRow, BadRows
from prelayer.data.common.unreadable_files import BadFile, BadFiles

_ATTRIBUTE = "_prelayer_source"
_MOST_SHOWN = 10


@dataclass(frozen=True, repr=False)
class Schema:
    """What the elements of a dataset mean.

    Args:
        feature_names: the names of the features; empty where the only one has no name.
        target_names: the names of the targets, likewise.
        class_names: the names of the classes in the order that numbers them; for several targets, a
            dict of such lists; None where there are no classes, or different ones.
        file_paths: the files that elements are read from, in the order before any shuffling.
        dtypes: the dtypes of an element, in its structure.
    """

    feature_names: tuple[str, ...] = ()
    target_names: tuple[str, ...] = ()
    class_names: Any = None
    file_paths: Sequence[str] | None = None
    dtypes: Any = None

    def __repr__(self) -> str:
        shown = [f"{field.name}={_shown(getattr(self, field.name))}" for field in fields(self)]
        return f"Schema({', '.join(shown)})"


def _shown(value: Any) -> str:
    """Return a value as text, of which long lists of names show their first ones only."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_shown(part)}" for key, part in value.items()) + "}"
    if not isinstance(value, (list, tuple)) or len(value) <= _MOST_SHOWN:
        return repr(value)
    first = ", ".join(map(repr, value[:_MOST_SHOWN]))
    return f"[{first}, ... {len(value) - _MOST_SHOWN:,} more]"


class _Source(NamedTuple):
    schema: Schema
    bad_files: tuple[BadFiles | BadRows, ...]


def schema(dataset: tf.data.Dataset) -> Schema:
    """Return what the elements of a dataset mean.

    A loader of this package writes it down; it is found again after any verb, such as `map`,
    `batch` or `zip`, however many follow each other. The dtypes are those of the dataset as it is.

    Args:
        dataset: what a loader returned, or a dataset made from that.

    Returns:
        A `Schema` with `feature_names`, `target_names`, `class_names`, `file_paths` and `dtypes`.

    Raises:
        ValueError: if `dataset` is no dataset.

    Example:
        >>> import tensorflow as tf
        >>> from prelayer import schema
        >>> schema(tf.data.Dataset.from_tensors({"size": 1.5, "shop": "A"}).batch(2)).dtypes
        {'size': tf.float32, 'shop': tf.string}
    """
    return _schema_of(dataset, "schema")


def class_names(dataset: tf.data.Dataset) -> Any:
    """Return the names of a dataset's classes, in the order that numbers them.

    Args:
        dataset: what a loader returned, or a dataset made from that.

    Returns:
        A list of strings; a dict of such lists for several targets; None without classes.

    Raises:
        ValueError: if `dataset` is no dataset, or made of datasets with different classes.

    Example:
        >>> import tensorflow as tf
        >>> from prelayer import class_names
        >>> class_names(tf.data.Dataset.range(3)) is None
        True
    """
    known = _known_classes(dataset, "class_names")
    if len(known) > 1:
        check.refuse(
            "class_names",
            "the dataset is made of datasets with different classes, "
            f"{' and '.join(map(check.describe, known))}. Ask each of them.",
        )
    return known[0] if known else None


def report(dataset: tf.data.Dataset) -> list[BadFile | BadRow]:
    """Return the files, and rows of tables, that were skipped or replaced so far.

    Args:
        dataset: what a loader returned with `on_error="skip"` or "placeholder", or a dataset made
            from that, after it was read.

    Returns:
        A list of `BadFile`, each with a `path` and a `reason`, in the order of the paths; for rows
        of `csv_dataset()` of `BadRow`, which also has the `line` that the row begins in.

    Raises:
        ValueError: if `dataset` is no dataset.

    Example:
        >>> import tensorflow as tf
        >>> from prelayer import report
        >>> report(tf.data.Dataset.range(3))
        []
    """
    found = [files for source in _sources(dataset, "report") for files in source.bad_files]
    return sorted({bad for files in found for bad in files}, key=_place)


def _place(bad: BadFile | BadRow) -> tuple[str, int]:
    return bad.path, getattr(bad, "line", 0)


def with_schema(
    dataset: tf.data.Dataset, schema: Schema, *bad_files: BadFiles | BadRows
) -> tf.data.Dataset:
    """Write down what the elements of a dataset mean, and return the dataset."""
    setattr(dataset, _ATTRIBUTE, _Source(schema, bad_files))
    dataset.class_names, dataset.file_paths = schema.class_names, schema.file_paths
    return dataset


def as_of(dataset: tf.data.Dataset, origin: tf.data.Dataset) -> tf.data.Dataset:
    """Return a dataset that means what `origin` does, where TensorFlow does not know of that."""
    sources = list(_sources(origin, "schema"))
    if sources:
        setattr(dataset, _ATTRIBUTE, sources[0])
    return dataset


def _schema_of(dataset: Any, owner: str) -> Schema:
    found = Schema()
    for source in _sources(dataset, owner):
        known = {name: value for name, value in vars(found).items() if value}
        found = replace(source.schema, **known)
    classes = _known_classes(dataset, owner)
    known_classes = classes[0] if len(classes) == 1 else None
    return replace(found, class_names=known_classes, dtypes=_dtypes(dataset.element_spec))


def _known_classes(dataset: Any, owner: str) -> list[Any]:
    """Return the different names of classes of what a dataset is made of."""
    different: list[Any] = []
    for source in _sources(dataset, owner):
        names = source.schema.class_names
        if names and names not in different:
            different.append(names)
    return different


def _dtypes(spec: Any) -> Any:
    windows = isinstance(spec, tf.data.DatasetSpec)
    return _dtypes(spec.element_spec) if windows else tf.nest.map_structure(_dtype, spec)


def _dtype(spec: Any) -> Any:
    return _dtypes(spec) if isinstance(spec, tf.data.DatasetSpec) else getattr(spec, "dtype", None)


def _sources(dataset: Any, owner: str) -> Iterator[_Source]:
    """Yield what was written down on the datasets that a dataset is made of, the nearest first."""
    if not isinstance(dataset, tf.data.Dataset):
        check.fail(owner, "dataset", "a tf.data.Dataset", dataset)
    waiting = [dataset]
    for current in waiting:
        source = getattr(current, _ATTRIBUTE, None)
        if source is None:
            # Every dataset of TensorFlow knows what it was made from, under this name alone.
            waiting += current._inputs()
        else:
            yield source
