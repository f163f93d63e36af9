"""The R session of this process: interrupts, and calls of R functions."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any


class _Interrupts:
    """R's functions that suspend and detect interrupts; outside R, Python raises interrupts."""

    suspend: Callable[[Callable[[], Any]], Any] | None = None
    pending: Callable[[], bool] | None = None


def handle_interrupts(
    suspend: Callable[[Callable[[], Any]], Any], pending: Callable[[], bool]
) -> None:
    """Register the functions of R that suspend and detect interrupts.

    Args:
        suspend: function that calls a function with interrupts suspended.
        pending: function that returns whether an interrupt is pending, and clears it.
    """
    _Interrupts.suspend, _Interrupts.pending = suspend, pending


def without_interrupts(function: Callable[[], None]) -> None:
    """Call a function that a KeyboardInterrupt must not stop halfway."""
    if _Interrupts.suspend is None:
        function()
        return
    # reticulate 1.28 raises interrupts although R has suspended them.
    signals = sys.modules.get("rpytools.signals")
    with contextlib.ExitStack() as stack:
        if hasattr(signals, "_callback"):
            stack.enter_context(_replaced(signals, "_callback", lambda reset: False))
        _Interrupts.suspend(function)


def interrupt_pending() -> bool:
    """Return whether an interrupt is pending that was not signaled, and clear it."""
    return _Interrupts.pending is not None and bool(_Interrupts.pending())


@contextlib.contextmanager
def calls_replaced(by: Callable[[Any], Any]) -> Iterator[None]:
    """Replace the function by which Python calls R.

    Args:
        by: function from the original function to its replacement.
    """
    name = "call_r_function"
    with contextlib.ExitStack() as stack:
        # Recent versions of reticulate import the function from the first module into the second.
        for module in map(sys.modules.get, ("rpycall", "rpytools.call")):
            if hasattr(module, name):
                stack.enter_context(_replaced(module, name, by(getattr(module, name))))
        yield


@contextlib.contextmanager
def _replaced(module: Any, name: str, value: Any) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)
