"""Waits for the results of calls on the main thread, as long as it can run them."""

from __future__ import annotations

import itertools
import sys
import threading
from concurrent.futures import Future, wait
from typing import Any

from prelayer._core import errors
from prelayer._core.owner import called

# Seconds between checks whether a call can still run.
PATIENCE = 1.0
# As many checks by a thread without progress of the main one mean that it is blocked.
BLOCKED_CHECKS = 10

serving = threading.Event()
# Numbers of the calls that threads wait for, in the order in which they began to.
_numbers, _waiting = itertools.count(), set[int]()


class Progress:
    """Progress of the main thread while it runs calls for others."""

    checks = 0
    in_call = False


def result_of(answer: Future) -> Any:
    """Wait for a result and return it; raise if the main thread cannot run the call."""
    _wait_for(answer)
    return answer.result()


@called("generator_dataset")
def _wait_for(answer: Future) -> None:
    """Wait for a result; stop waiting if the main thread cannot run the call."""
    number = next(_numbers)
    _waiting.add(number)
    try:
        last, unchanged = None, 0
        while not wait([answer], PATIENCE).done:
            now = _progress()
            unchanged = unchanged + 1 if now is not None and now == last else 0
            last = now
            # The oldest call is that of the iterator that the main thread frees, if it is blocked.
            most = BLOCKED_CHECKS if serving.is_set() else 1
            if unchanged >= most and number == min(_waiting) and answer.cancel():
                Progress.checks += 1  # The next call waits as long, as the main thread may go on.
                raise errors.problem(
                    "R cannot make the next batch while Python waits for it. Read the dataset "
                    "with fit(), evaluate(), predict(), adapt(), dataset_collect(), "
                    "dataset_reduce() or as_array_iterator() of prelayer, which let R work "
                    "meanwhile; of a model of keras3, prelayer::keras_model_sequential(model) "
                    "makes one of prelayer."
                )
    finally:
        _waiting.discard(number)


def _progress() -> int | None:
    """Return a number that stays the same while the main thread cannot run calls.

    None means that the call may have to wait: the main thread runs another one, or no Python at
    all, as when R waits for input. While it runs calls for others it can be blocked where it frees
    an iterator, whose threads wait for calls of their own.
    """
    if serving.is_set():
        return None if Progress.in_call else Progress.checks
    return -1 if threading.main_thread().ident in sys._current_frames() else None
