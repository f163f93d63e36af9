"""Inputs for runtimes whose strings are Unicode."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from prelayer.export.portable_model import PortableInput


def valid_texts(given: dict[str, Any], inputs: Sequence[PortableInput]) -> dict[str, Any]:
    """Return inputs by name whose texts are UTF-8: other bytes become U+FFFD."""
    valid = dict(given)
    for one in inputs:
        if one.is_text:
            texts = [text.decode("utf-8", "replace").encode() for text in given[one.name].flat]
            array = np.empty(len(texts), object)
            array[:] = texts
            valid[one.name] = array.reshape(given[one.name].shape)
    return valid
