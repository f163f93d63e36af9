"""Messages as JSON, which the R package formats in R's syntax."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from prelayer._core.message import Described, Message, Part

# Larger integers are not exact in R.
_LARGEST_NUMBER = 2**53


def message_parts(messages: Sequence[str | Message]) -> str:
    """Return the parts of several messages, some of which may be plain texts, as JSON."""
    given = (one if isinstance(one, Message) else Message("{text}", text=one) for one in messages)
    return json.dumps([parts_of(message) for message in given])


def parts_of(message: Message) -> list[dict[str, Any]]:
    """Return the parts of a message for JSON, see `Message`."""
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
