"""One pass over the data: updates the accumulators of all layers batch by batch."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer.adapt.layer_binding import LayerBinding
from prelayer.adapt.progress import AdaptProgress
from prelayer.adapt.sources import ReadOptions, Summary, summaries
from prelayer.stats.partial import AdaptPartial

_SAME = 1e-5


class OnePass:
    """The state of a pass over the data: its statistics, and the number of batches.

    Args:
        number: number of the pass, from 1.
        bindings: the layers to fit.
        partial: their accumulators, empty.
    """

    def __init__(self, number: int, bindings: list[LayerBinding], partial: AdaptPartial) -> None:
        self.number, self.bindings, self.partial = number, bindings, partial
        self._names = list(partial.parts)
        self.batches = 0
        self.seconds = 0.0
        self.finished = False
        self.fingerprint = np.zeros(0)
        self._last: Summary | None = None

    def read(self, data: Any, options: ReadOptions) -> Iterator[AdaptProgress]:
        """Add the remaining batches to the accumulators, and yield the progress after each."""
        if self.finished:
            return
        found = summaries(self.bindings, data, options, start=max(0, self.batches - 1))
        if self.batches:
            self._check_same_order(next(found, None))
        started = time.perf_counter() - self.seconds
        for summary in found:
            self._add(summary)
            self.seconds = time.perf_counter() - started
            yield AdaptProgress(self.number, self.partial.rows, self.seconds, summary.share)
        self.finished = True

    def _add(self, summary: Summary) -> None:
        for place, part in summary.parts.items():
            with self.bindings[place].named():
                self.partial.parts[self._names[place]].add(**part)
        self.partial.rows += summary.rows
        self.batches += 1
        self._last = summary

    def mark(self) -> None:
        """Record a fingerprint of the last batch, to detect other data or order when resuming."""
        if self._last is not None:
            self.fingerprint = _fingerprint(self._last)

    def _check_same_order(self, summary: Summary | None) -> None:
        found = np.zeros(0) if summary is None else _fingerprint(summary)
        same = found.shape == self.fingerprint.shape and np.allclose(
            found, self.fingerprint, rtol=_SAME, equal_nan=True
        )
        if not same:
            raise errors.problem(
                "the checkpoint was written after batch {batches} of the data, which is "
                "another batch now. Give the same data in the same order (a shuffled dataset "
                "needs a seed), or delete the checkpoint to start anew.",
                batches=self.batches,
            )


def _fingerprint(summary: Summary) -> np.ndarray:
    """Return numbers that identify a batch, also on another machine."""
    arrays = [array for part in summary.parts.values() for array in part.values()]
    numbers = [np.ravel(_as_numbers(np.asarray(array))) for array in arrays]
    return np.concatenate([np.array([summary.rows], np.float64), *numbers])


def _as_numbers(array: np.ndarray) -> np.ndarray:
    if array.dtype.kind != "O":
        return array.astype(np.float64)
    checksum = zlib.crc32(b"\n".join(map(_as_bytes, array.flat)))
    return np.array([array.size, checksum], np.float64)


def _as_bytes(token: str | bytes) -> bytes:
    return token if isinstance(token, bytes) else token.encode("utf-8", "surrogateescape")
