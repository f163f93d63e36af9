"""Batches made by Python code: their element spec, and checks that they agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import tensorflow as tf

from prelayer._core import errors
from prelayer._core.dataset_options import disable_autotune
from prelayer._core.message import Message
from prelayer._core.owner import keep_owner_of_items
from prelayer._core.tensors import as_tensor
from prelayer.data.common.aligned_memory import copied, is_numbers

# The parts of a batch in Keras; a tuple has the first one, two or three.
_ENTRIES = ("x", "y", "sample_weight")


def as_element(batch: Any) -> Any:
    """Convert a batch to an element of a dataset: tensors in tuples and dicts.

    A list of arrays becomes a tuple, a list of plain values an array; TensorFlow would convert
    either to one tensor.

    Args:
        batch: (nested) tuples, dicts and lists of values that `as_tensor` accepts.
    """
    if batch is None or (isinstance(batch, (Mapping, tuple)) and not batch):
        raise errors.problem(
            "no part of a batch may be {batch!r}. Leave out what there is not, as in (x, y).",
            batch=batch,
        )
    if isinstance(batch, Mapping):
        return {name: as_element(part) for name, part in batch.items()}
    if _is_several(batch):
        return tuple(as_element(part) for part in batch)
    if is_numbers(batch):
        return copied(batch)
    # Avoids copies to an accelerator and back.
    with tf.device("CPU"):
        return as_tensor(batch)


def check_rows(batch: Any, rows: int, source: str) -> None:
    """Raise if an array has not the expected number of rows.

    Args:
        batch: (nested) tuples, dicts and lists of arrays, as in `as_element`.
        rows: expected number of rows.
        source: source of the arrays in errors, as in "`load()`".
    """
    if isinstance(batch, Mapping):
        parts = list(batch.values())
    elif _is_several(batch):
        parts = list(batch)
    else:
        shape = tuple(batch.shape) if hasattr(batch, "shape") else None
        found = len(batch) if isinstance(batch, list) else shape[0] if shape else rows
        if found != rows:
            described = f"{found} values" if shape is None else f"the shape {shape!s}"
            raise errors.problem(
                "{source} must return arrays of {rows} rows, as many as it got, but one has "
                "{described}. A list of arrays is several features; stack them "
                "to one array for a single feature.",
                source=source,
                rows=rows,
                described=described,
            )
        return
    for part in parts:
        check_rows(part, rows, source)


def _is_several(batch: Any) -> bool:
    """Return whether a batch consists of several arrays: a tuple, or a list of arrays."""
    return isinstance(batch, tuple) or (isinstance(batch, list) and any(map(_is_part, batch)))


def _is_part(item: Any) -> bool:
    return isinstance(item, (Mapping, tuple)) or tf.is_tensor(item) or hasattr(item, "__array__")


def dataset_of(epochs: Callable[[], Iterator[Any]], spec: Any) -> tf.data.Dataset:
    """Return a dataset of batches that a Python function yields.

    Args:
        epochs: function that is called for each epoch and yields its batches as elements.
        spec: the element spec of the batches.
    """
    owned = tf.autograph.experimental.do_not_convert(keep_owner_of_items(epochs))
    return disable_autotune(tf.data.Dataset.from_generator(owned, output_signature=spec))


def checked_signature(signature: Any) -> Any:
    """Return the user's element spec, checked, with lists as tuples, as in `as_element`."""
    if signature is None or isinstance(signature, tf.TypeSpec):
        return signature
    if isinstance(signature, Mapping):
        return {name: checked_signature(part) for name, part in signature.items()}
    if not isinstance(signature, (list, tuple)):
        rule = "tf.TensorSpec, or {dict}s and tuples of them"
        raise errors.invalid("output_signature", rule, signature)
    return tuple(checked_signature(part) for part in signature)


def spec_of(element: Any) -> Any:
    """Return the spec of batches like `element`, with an unknown number of rows."""
    return tf.nest.map_structure(_with_any_rows, element)


def _with_any_rows(tensor: Any) -> Any:
    spec = tf.type_spec_from_value(tensor)
    if not spec.shape.rank:
        return spec
    shape = tf.TensorShape([None, *spec.shape[1:]])
    if isinstance(spec, tf.RaggedTensorSpec):
        return tf.RaggedTensorSpec(shape, spec.dtype, spec.ragged_rank, spec.row_splits_dtype)
    return type(spec)(shape, spec.dtype)


def check_alike(element: Any, spec: Any, batch: Message, model: str) -> None:
    """Raise if a batch does not match the element spec.

    Args:
        element: the batch.
        spec: the required spec, as returned by `spec_of`.
        batch: name of the batch in errors, as in "batch 3".
        model: source of the spec in errors, as in "the first batch".
    """
    try:
        tf.nest.assert_same_structure(spec, element)
    except (TypeError, ValueError):
        raise errors.problem(
            "{batch} must have the structure of {model}, {structure}, but it has {found}.",
            batch=batch,
            model=model,
            structure=_structure(spec),
            found=_structure(element),
        ) from None
    for (path, part), wanted in zip(_parts(element), tf.nest.flatten(spec)):
        if not wanted.is_compatible_with(part):
            raise errors.problem(
                "{path} of {batch} must be {described} as in {model}, not {found}.",
                path=path,
                batch=batch,
                described=_described(wanted),
                model=model,
                found=_described(tf.type_spec_from_value(part)),
            )


def _structure(nested: Any) -> str:
    if isinstance(nested, Mapping):
        return "{" + ", ".join(f"{name!r}: {_structure(nested[name])}" for name in nested) + "}"
    if isinstance(nested, tuple):
        return "(" + ", ".join(map(_structure, nested)) + ")"
    return "tensor"


def _parts(element: Any, path: str = "") -> list[tuple[str, Any]]:
    """Return the tensors of an element in the order of `tf.nest`, each with its path as text."""
    if isinstance(element, Mapping):
        items = [(f"{path or 'x'}[{name!r}]", element[name]) for name in sorted(element)]
    elif isinstance(element, tuple):
        named = not path and len(element) <= len(_ENTRIES)
        places = _ENTRIES if named else [f"{path}[{place}]" for place in range(len(element))]
        items = list(zip(places, element))
    else:
        return [(path or "x", element)]
    return [part for place, item in items for part in _parts(item, place)]


def _described(spec: Any) -> Message:
    kind = {tf.RaggedTensorSpec: "ragged ", tf.SparseTensorSpec: "sparse "}.get(type(spec), "")
    dtype = spec.dtype.name
    return Message("{kind}{dtype} of shape {shape!s}", kind=kind, dtype=dtype, shape=spec.shape)
