"""schema: names, classes and dtypes of the elements of a dataset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

import tensorflow as tf

from prelayer._core import errors
from prelayer._core.message import describe
from prelayer._core.owner import public
from prelayer._core.types import ClassNames, DTypeLike
from prelayer.data.common.invalid_rows import BadRow, BadRows
from prelayer.data.common.unreadable_files import BadFile, BadFiles

_ATTRIBUTE = "_prelayer_source"
_MOST_SHOWN = 10


@dataclass(frozen=True, repr=False)
class Schema:
    """The names, classes, files and dtypes of the elements of a dataset.

    See also: `schema`, `class_names`, `report`.

    Args:
        feature_names: the names of the features; empty if the only feature has no name.
        target_names: the names of the targets; empty if the only target has no name.
        class_names: the names of the classes in index order; for several targets, a dict of such
            lists; None if there are no classes, or if the sources of the dataset have different
            classes.
        file_paths: the files from which elements are read, in the order before shuffling.
        dtypes: the dtypes of an element, in its structure.

    Example:
        >>> from prelayer import dataset_from_frame, schema
        >>> data = {"size": [1.0, 2.0], "kind": ["cat", "dog"]}
        >>> found = schema(dataset_from_frame(data, target="kind").prefetch(1))
        >>> found.feature_names, found.target_names, found.class_names
        (('size',), ('kind',), ['cat', 'dog'])
    """

    feature_names: tuple[str, ...] = ()
    target_names: tuple[str, ...] = ()
    class_names: ClassNames = None
    file_paths: Sequence[str] | None = None
    dtypes: DTypeLike = None

    def __repr__(self) -> str:
        shown = [f"{field.name}={_shown(getattr(self, field.name))}" for field in fields(self)]
        return f"Schema({', '.join(shown)})"


def _shown(value: Any) -> str:
    """Return a value as text; long lists are abbreviated to their first entries."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_shown(part)}" for key, part in value.items()) + "}"
    if not isinstance(value, (list, tuple)) or len(value) <= _MOST_SHOWN:
        return repr(value)
    first = ", ".join(map(repr, value[:_MOST_SHOWN]))
    return f"[{first}, ... {len(value) - _MOST_SHOWN:,} more]"


class _Source(NamedTuple):
    schema: Schema
    bad_files: tuple[BadFiles | BadRows, ...]


@public
def schema(dataset: tf.data.Dataset) -> Schema:
    """Return the names, classes, files and dtypes of the elements of a dataset.

    Loaders of this package attach the schema to a dataset; it is kept through any number of
    transformations, such as `map`, `batch` or `zip`. The dtypes are those of `dataset` itself.

    See also: `class_names`, `report`.

    Args:
        dataset: a dataset returned by a loader, or derived from one.

    Returns:
        A `Schema` with `feature_names`, `target_names`, `class_names`, `file_paths` and `dtypes`.

    Raises:
        ValueError: if `dataset` is not a dataset.

    Example:
        >>> import tensorflow as tf
        >>> from prelayer import schema
        >>> dataset = tf.data.Dataset.from_tensors({"size": 1.5, "shop": "A"})
        >>> schema(dataset.batch(2)).dtypes
        {'size': tf.float32, 'shop': tf.string}
    """
    return _schema_of(dataset)


@public
def class_names(dataset: tf.data.Dataset) -> ClassNames:
    """Return the names of the classes of a dataset, in index order.

    See also: `schema`, `decode_labels`, `label_column`.

    Args:
        dataset: a dataset returned by a loader, or derived from one.

    Returns:
        A list of strings; a dict of such lists for several targets; None without classes.

    Raises:
        ValueError: if `dataset` is not a dataset, or combines datasets with different classes.

    Example:
        >>> from prelayer import class_names, dataset_from_frame
        >>> data = {"size": [1.0, 2.0, 3.0], "kind": ["cat", "dog", "cat"]}
        >>> dataset = dataset_from_frame(data, target="kind")
        >>> class_names(dataset.prefetch(1))
        ['cat', 'dog']
    """
    known = _known_classes(dataset)
    if len(known) > 1:
        raise errors.problem(
            "the dataset is made of datasets with different classes, {listed}. Ask each of them.",
            listed=" and ".join(map(describe, known)),
        )
    return known[0] if known else None


@public
def report(dataset: tf.data.Dataset) -> list[BadFile | BadRow]:
    """Return the files and table rows that were skipped or replaced so far.

    See also: `schema`, `image_dataset_from_directory`, `csv_dataset`.

    Args:
        dataset: a dataset returned by a loader with `on_error="skip"` or "placeholder", or derived
            from one, after it was read.

    Returns:
        A list of `BadFile`, each with a `path` and a `reason`, ordered by path; for rows of
        `csv_dataset()`, a list of `BadRow`, which also has the `line` in which the row begins.

    Raises:
        ValueError: if `dataset` is not a dataset.

    Example:
        >>> import os, tempfile
        >>> import tensorflow as tf
        >>> from prelayer import csv_dataset, report
        >>> path = os.path.join(tempfile.mkdtemp(), "sizes.csv")
        >>> tf.io.write_file(path, "size,town\\n1,Ely\\n2\\n3,Bath\\n")
        >>> dataset = csv_dataset(path, on_error="skip")
        >>> next(iter(dataset))["size"].numpy()
        array([1, 3])
        >>> [(row.line, row.reason) for row in report(dataset)]
        [(3, 'It has 1 field in line 3, but there are 2 columns.')]
    """
    found = [files for source in _sources(dataset) for files in source.bad_files]
    return sorted({bad for files in found for bad in files}, key=_place)


def _place(bad: BadFile | BadRow) -> tuple[str, int]:
    return bad.path, getattr(bad, "line", 0)


def with_schema(
    dataset: tf.data.Dataset, schema: Schema, *bad_files: BadFiles | BadRows
) -> tf.data.Dataset:
    """Attach a schema and lists of unreadable files or rows to a dataset, and return it."""
    setattr(dataset, _ATTRIBUTE, _Source(schema, bad_files))
    dataset.class_names, dataset.file_paths = schema.class_names, schema.file_paths
    return dataset


def as_of(dataset: tf.data.Dataset, origin: tf.data.Dataset) -> tf.data.Dataset:
    """Copy the schema of `origin` to a dataset whose origin TensorFlow does not record."""
    sources = list(_sources(origin))
    if sources:
        setattr(dataset, _ATTRIBUTE, sources[0])
    return dataset


def is_loaded(dataset: tf.data.Dataset) -> bool:
    """Return whether a loader of this package returned a dataset, or one it is derived from."""
    return any(True for _ in _sources(dataset))


def _schema_of(dataset: Any) -> Schema:
    found = Schema()
    for source in _sources(dataset):
        known = {name: value for name, value in vars(found).items() if value}
        found = replace(source.schema, **known)
    classes = _known_classes(dataset)
    known_classes = classes[0] if len(classes) == 1 else None
    return replace(found, class_names=known_classes, dtypes=_dtypes(dataset.element_spec))


def _known_classes(dataset: Any) -> list[Any]:
    """Return the distinct class names of the datasets from which a dataset is derived."""
    different: list[Any] = []
    for source in _sources(dataset):
        names = source.schema.class_names
        if names and names not in different:
            different.append(names)
    return different


def _dtypes(spec: Any) -> Any:
    windows = isinstance(spec, tf.data.DatasetSpec)
    return _dtypes(spec.element_spec) if windows else tf.nest.map_structure(_dtype, spec)


def _dtype(spec: Any) -> Any:
    return _dtypes(spec) if isinstance(spec, tf.data.DatasetSpec) else getattr(spec, "dtype", None)


def _sources(dataset: Any) -> Iterator[_Source]:
    """Yield the sources attached to the datasets from which a dataset is derived, nearest first."""
    if not isinstance(dataset, tf.data.Dataset):
        raise errors.invalid("dataset", "a tf.data.Dataset", dataset)
    waiting = [dataset]
    for current in waiting:
        source = getattr(current, _ATTRIBUTE, None)
        if source is None:
            # TensorFlow has no public method that returns the inputs of a dataset.
            waiting += current._inputs()
        else:
            yield source
