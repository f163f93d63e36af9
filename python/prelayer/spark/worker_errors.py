"""Errors that workers of Spark raise, whose text Spark passes on with a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from prelayer._core import errors

_OWN = re.compile(r"^prelayer\.PrelayerError: \w+: (.+)$", re.MULTILINE)
_MISSING = re.compile(r"ModuleNotFoundError: No module named '(\w+)")


@contextmanager
def worker_errors() -> Iterator[None]:
    """Raise the errors of this package, and of a missing package, as if they were raised here."""
    try:
        yield
    except Exception as error:
        found = _translated(str(error))
        if found is None:
            raise
        raise found from error


def _translated(text: str) -> Exception | None:
    own, missing = _OWN.search(text), _MISSING.search(text)
    if own:
        return errors.problem("{sentence}", sentence=own[1])
    if missing:
        return errors.problem(
            "the workers of Spark cannot import {package}. Install `prelayer[spark]` for their "
            "Python, or set the environment variable PYSPARK_PYTHON to one that has it.",
            package=missing[1],
        )
    return None
