"""Conversion of values to class names."""

from __future__ import annotations

from typing import Any

import numpy as np


def to_class_name(value: Any) -> str:
    """Convert a value to a class name: text is unchanged, whole floats have no decimal point.

    A table may contain floats that are integers in a vocabulary, and vice versa.

    Examples:
        >>> from prelayer.data.common.class_names import to_class_name
        >>> to_class_name(b"red"), to_class_name(0.25), to_class_name(2.0), to_class_name(True)
        ('red', '0.25', '2', 'True')
    """
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    is_float = isinstance(value, (float, np.floating))
    whole = is_float and abs(value) < 2**53 and float(value).is_integer()
    return str(int(value)) if whole else str(value)
