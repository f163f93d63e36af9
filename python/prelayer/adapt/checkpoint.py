"""Checkpoints of an unfinished `adapt()`, to resume from after a crash."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from prelayer._core import errors
from prelayer._core.atomic_write import write_file
from prelayer.adapt.one_pass import OnePass
from prelayer.adapt.sources import ReadOptions
from prelayer.stats.serialization import pack, unpack

SECONDS_BETWEEN_WRITES = 10.0
LARGEST_SHARE_OF_TIME = 0.05
_KIND = "adapt checkpoint"


class Checkpoint:
    """A file with the accumulators of all passes so far, which is replaced atomically.

    Args:
        path: path of the file, which may not exist yet.
        options: options for reading the data, which must be those of the existing file.
        max_memory: memory limit of counting, which must be that of the existing file.
    """

    def __init__(self, path: Any, options: ReadOptions, max_memory: int | None) -> None:
        self.path = _checked(path)
        self._reading = [options.batch_size, options.steps, max_memory]
        self._parts = self._stored() if self.path.exists() else {}
        self._current: OnePass | None = None
        self._written = time.monotonic()
        self._pause = SECONDS_BETWEEN_WRITES

    def resume(self, one_pass: OnePass) -> None:
        """Restore the state of a pass from the file, if the file contains the pass.

        Args:
            one_pass: the pass, with empty accumulators; the previous pass is finished.
        """
        if self._current is not None:
            self._keep(self._current)
        self._current = one_pass
        number = one_pass.number
        if f"{number}_job" not in self._parts:
            return
        if str(self._parts[f"{number}_job"]) != self._job(one_pass):
            raise errors.problem(
                "the checkpoint '{path}' is of other layers or options. Give the layers and "
                "options that it was written for, give another path, or delete it to start "
                "anew.",
                path=self.path,
            )
        try:
            self._restore(one_pass)
        except Exception:  # Invalid arrays may raise any exception.
            self._refuse_damaged()

    def _restore(self, one_pass: OnePass) -> None:
        number = one_pass.number
        restored = {
            name: type(accumulator).from_bytes(self._parts[f"{number}_{place}"].tobytes())
            for place, (name, accumulator) in enumerate(one_pass.partial.parts.items())
        }
        rows, batches, finished = self._parts[f"{number}_position"].tolist()
        seconds, witness = self._parts[f"{number}_seconds"], self._parts[f"{number}_witness"]
        if min(rows, batches) < 0 or not np.isfinite(seconds) or witness.dtype != np.float64:
            raise ValueError("not the position of a pass")
        one_pass.partial.parts.update(restored)
        one_pass.partial.rows = rows
        one_pass.batches, one_pass.finished = batches, bool(finished)
        one_pass.seconds, one_pass.fingerprint = float(seconds), witness

    def note(self, one_pass: OnePass) -> None:
        """Write the state of a pass, if enough time has passed since the last write."""
        started = time.monotonic()
        if started - self._written < self._pause:
            return
        self._keep(one_pass)
        try:
            write_file(self.path, pack(_KIND, **self._parts))
        except OSError as error:
            rule, reason = "a file that can be written", f"{error.strerror}."
            raise errors.invalid("checkpoint", rule, str(self.path), reason) from error
        self._written = time.monotonic()
        self._pause = max(SECONDS_BETWEEN_WRITES, (self._written - started) / LARGEST_SHARE_OF_TIME)

    def remove(self) -> None:
        """Delete the file after the last pass."""
        self.path.unlink(missing_ok=True)

    def _keep(self, one_pass: OnePass) -> None:
        one_pass.mark()
        number = one_pass.number
        for place, accumulator in enumerate(one_pass.partial.parts.values()):
            self._parts[f"{number}_{place}"] = np.frombuffer(accumulator.to_bytes(), np.uint8)
        position = [one_pass.partial.rows, one_pass.batches, one_pass.finished]
        self._parts[f"{number}_position"] = np.array(position, np.int64)
        self._parts[f"{number}_seconds"] = np.array(one_pass.seconds)
        self._parts[f"{number}_witness"] = one_pass.fingerprint
        self._parts[f"{number}_job"] = np.array(self._job(one_pass))

    def _job(self, one_pass: OnePass) -> str:
        layers = [
            [list(map(str, binding.path)), type(binding.layer).__name__, binding.learner.options]
            for binding in one_pass.bindings
        ]
        return json.dumps([layers, self._reading])

    def _stored(self) -> dict[str, Any]:
        try:
            return unpack(_KIND, self.path.read_bytes())
        except (ValueError, OSError):
            self._refuse_damaged()

    def _refuse_damaged(self) -> NoReturn:
        raise errors.problem(
            "the checkpoint '{path}' is cut off, or was not written by `adapt()`. Give another "
            "path, or delete it to start anew.",
            path=self.path,
        )


def _checked(path: Any) -> Path:
    if not isinstance(path, (str, os.PathLike)):
        raise errors.invalid("checkpoint", "the path of a file, or {None}", path)
    path = Path(path).expanduser()
    if path.is_dir() or not path.parent.is_dir():
        raise errors.invalid("checkpoint", "the path of a file in a folder that exists", str(path))
    return path
