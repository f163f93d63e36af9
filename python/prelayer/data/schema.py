"""schema: names, dtypes, shapes and classes of the elements of a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.message import describe
from prelayer._core.owner import public
from prelayer._core.types import ClassNames
from prelayer.data.common.element_schema import Schema
from prelayer.data.common.invalid_rows import BadRow, BadRows
from prelayer.data.common.unreadable_files import BadFile, BadFiles

_ATTRIBUTE = "_prelayer_source"


class _Source(NamedTuple):
    schema: Schema
    bad_files: tuple[BadFiles | BadRows, ...]


@public
def schema(dataset: tf.data.Dataset, example: bool = False) -> Schema:
    """Describe the elements of a dataset: names, dtypes, shapes, classes, files and an example.

    Loaders of this package attach names, classes and files to a dataset; they are kept through any
    number of transformations, such as `map`, `batch` or `zip`. Dtypes and shapes are those of
    `dataset` itself. The result is printed as a table with a row for each feature.

    See also: `class_names`, `report`.

    Args:
        dataset: a dataset returned by a loader, or derived from one.
        example: whether to read the first element, and to show its first values.

    Returns:
        A `Schema` with `feature_names`, `target_names`, `class_names`, `file_paths`, `dtypes`,
        `shapes` and `examples`; its method `table()` returns the table as columns.

    Raises:
        ValueError: if `dataset` is not a dataset.

    Examples:
        >>> import tensorflow as tf
        >>> from prelayer import schema
        >>> data = {"size": [1.5, 2.5], "shop": ["A", "B"]}
        >>> schema(tf.data.Dataset.from_tensor_slices(data).batch(2), example=True)
        name  role     dtype    shape    example
        size  feature  float32  (None,)  1.5, 2.5
        shop  feature  string   (None,)  'A', 'B'
    """
    found = _schema_of(dataset)
    if not check.flag("example", example):
        return found
    for element in dataset.take(1):
        found = replace(found, examples=element)
    return found


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

    Examples:
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

    Examples:
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
    return replace(found, class_names=known_classes, **_facts_of(dataset.element_spec))


def _known_classes(dataset: Any) -> list[Any]:
    """Return the distinct class names of the datasets from which a dataset is derived."""
    different: list[Any] = []
    for source in _sources(dataset):
        names = source.schema.class_names
        if names and names not in different:
            different.append(names)
    return different


def _facts_of(spec: Any) -> dict[str, Any]:
    return {"dtypes": _of_each(spec, "dtype"), "shapes": _of_each(spec, "shape")}


def _of_each(spec: Any, name: str) -> Any:
    """Return the dtypes or shapes of an element; those of a window are those of its elements."""

    def of_one(part: Any) -> Any:
        is_window = isinstance(part, tf.data.DatasetSpec)
        return _of_each(part.element_spec, name) if is_window else getattr(part, name, None)

    return (
        of_one(spec)
        if isinstance(spec, tf.data.DatasetSpec)
        else tf.nest.map_structure(of_one, spec)
    )


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
