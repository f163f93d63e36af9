"""Collection: docstring examples run in an empty namespace, slow tests only when asked for."""

import gc
import os
from pathlib import Path

import pytest

LISTED = Path(__file__).parent / "tests/python/slow_tests.txt"


def pytest_collection_modifyitems(items):
    listed = set(LISTED.read_text(encoding="utf-8").splitlines())
    for item in items:
        # as where a reader pastes the example
        if hasattr(item, "dtest"):
            item.dtest.globs = {"__name__": "__main__"}
        for mark in item.iter_markers("slow"):
            skip_slow(item, **mark.kwargs)
        if item.nodeid in listed:
            skip_slow(item, f"It is in {LISTED.name}.")


def pytest_collection_finish():
    """Collect garbage less often: imported modules are none, and graphs are many objects."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def skip_slow(item, reason=""):
    """Skip a test marked `slow(reason="...")`, a sentence, unless SLOW_TESTS is "true"."""
    if not reason.endswith("."):
        raise pytest.UsageError(f"{item.nodeid}: the mark slow needs a reason, a sentence")
    if os.environ.get("SLOW_TESTS") != "true":
        item.add_marker(pytest.mark.skip(reason=f"slow: {reason}"))
