"""The R session of this process: interrupts, and calls of R functions."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any


class _Interrupts:
    """How R suspends interrupts and detects pending ones; outside R, Python raises them itself."""

    suspend: Callable[[Callable[[], Any]], Any] | None = None
    pending: Callable[[], bool] | None = None


def handle_interrupts(
    suspend: Callable[[Callable[[], Any]], Any], pending: Callable[[], bool]
) -> None:
    """Register the functions of R that suspend and detect interrupts.

    Args:
        suspend: calls a function while no interrupt is signaled.
        pending: whether an interrupt has arrived meanwhile; it is no longer pending then.
    """
    _Interrupts.suspend, _Interrupts.pending = suspend, pending


def without_interrupts(function: Callable[[], None]) -> None:
    """Call a function that a KeyboardInterrupt must not leave halfway."""
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
    """Return whether an interrupt arrived that was not signaled, and forget it."""
    return _Interrupts.pending is not None and bool(_Interrupts.pending())


@contextlib.contextmanager
def calls_replaced(by: Callable[[Any], Any]) -> Iterator[None]:
    """Replace the function by which Python calls R.

    Args:
        by: makes the replacement from the function.
    """
    name = "call_r_function"
    with contextlib.ExitStack() as stack:
        # Recent versions of reticulate import it by name from the first into the second.
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
