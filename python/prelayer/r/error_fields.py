"""Exceptions as JSON, which the R package formats in R's syntax."""

from __future__ import annotations

import json

from prelayer._core import errors
from prelayer._core.message import Message
from prelayer.r.message_parts import parts_of
from prelayer.r.plain_message import plain_message


def error_fields(error: BaseException | str) -> str:
    """Return the fields of an exception.

    Args:
        error: the exception, or its text, which older versions of reticulate have only.

    Returns:
        JSON with the owner and argument, the parts of the message, and those of rule, value and
        remedy, or null; see `Message`. An exception of another package has no owner.
    """
    found = error if isinstance(error, errors.PrelayerError) else errors.find(str(error))
    if found is None:
        message: Message = Message("{text}", text=plain_message(str(error)))
        return json.dumps({"owner": None, "argument": None, "parts": parts_of(message)})
    value = Message("{value!v}", value=found.value) if found.rule else None
    parts = {"rule": found.rule, "value": value, "remedy": found.remedy}
    return json.dumps(
        {
            "owner": found.owner,
            "argument": found.argument,
            "parts": parts_of(found.message),
            **{name: parts_of(part) if part else None for name, part in parts.items()},
        }
    )
