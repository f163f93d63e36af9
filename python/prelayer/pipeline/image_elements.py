"""Conversion between dataset elements and image batches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prelayer._core import errors
from prelayer.layers.image.image_batch import KEYS

_LABEL_KEYS = tuple(key for key in KEYS if key != "images")


def split_element(element: Any) -> tuple[Any, tuple[Any, ...]]:
    """Split an element into its images, or its dict of images and labels, and its other parts.

    Args:
        element: x, (x, y) or (x, y, weights), of tensors or of their specs.
    """
    x, *others = element if isinstance(element, tuple) else (element,)
    if isinstance(x, Mapping):
        if "images" not in x:
            raise errors.problem(
                'a {dict} must have the key "images", but its keys are {x}.', x=sorted(x)
            )
        data = {key: x[key] for key in KEYS if key in x}
    else:
        data = x
    if not others:
        return data, ()
    y = others[0]
    if isinstance(y, Mapping):
        moved = {key: y[key] for key in _LABEL_KEYS if key in y}
    elif y is None or (isinstance(data, Mapping) and "labels" in data):
        moved = {}
    else:
        moved = {"labels": y}
    if moved:
        data = {**(data if isinstance(data, Mapping) else {"images": data}), **moved}
    return data, tuple(others[1:])


def restored(data: Any, rest: tuple[Any, ...], like: Any) -> Any:
    """Return augmented data in the structure of the original element."""
    x, *others = like if isinstance(like, tuple) else (like,)
    held = data if isinstance(data, Mapping) else {"images": data}
    new_x = {key: held.get(key, x[key]) for key in x} if isinstance(x, Mapping) else held["images"]
    if not others:
        return new_x
    y = others[0]
    if isinstance(y, Mapping):
        new_y: Any = {key: held.get(key, y[key]) for key in y}
    elif (isinstance(x, Mapping) and "labels" in x) or "labels" not in held:
        new_y = y
    else:
        new_y = held["labels"]
    return (new_x, new_y, *rest)
