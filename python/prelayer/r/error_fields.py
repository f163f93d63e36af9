"""Exceptions as JSON, which the R package formats in R's syntax."""

from __future__ import annotations

import json
import math
from typing import Any

from prelayer._core import errors
from prelayer._core.message import Described, Message, Part
from prelayer.r.plain_message import plain_message

# Larger integers are not exact in R.
_LARGEST_NUMBER = 2**53


def error_fields(error: BaseException | str) -> str:
    """Return the fields of an exception.

    Args:
        error: the exception, or its text, which older versions of reticulate have only.

    Returns:
        JSON with the owner and argument, or null, and the parts of the message; see `Message`. The
        owner of an exception of another package is null.
    """
    found = error if isinstance(error, errors.PrelayerError) else errors.find(str(error))
    if found is None:
        message: Message = Message("{text}", text=plain_message(str(error)))
        return json.dumps({"owner": None, "argument": None, "parts": _parts(message)})
    fields = {"owner": found.owner, "argument": found.argument, "parts": _parts(found.message)}
    return json.dumps(fields)


def _parts(message: Message) -> list[dict[str, Any]]:
    return [{"kind": part.kind, "content": _content(part)} for part in message.parts()]


def _content(part: Part) -> Any:
    if part.kind == "setting":
        name, value = part.content
        return [name, _plain(value)]
    return _plain(part.content)


def _plain(value: Any) -> Any:
    """Return a value for JSON: dicts as pairs, and values without a form in JSON as text."""
    if isinstance(value, Described):
        return {"text": str(value)}
    if isinstance(value, (list, tuple)):
        return list(map(_plain, value))
    if isinstance(value, dict):
        return {"pairs": [[str(key), _plain(item)] for key, item in value.items()]}
    if isinstance(value, float) and not math.isfinite(value):
        return {"number": str(value)}
    if isinstance(value, int) and abs(value) > _LARGEST_NUMBER:
        return {"text": str(value)}
    return {"text": repr(value)} if isinstance(value, bytes) else value
