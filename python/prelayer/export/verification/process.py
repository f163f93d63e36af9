"""Runs a runner, a program that answers requests to an exported model."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from prelayer._core import errors

_TIMEOUT = 600  # seconds


def run_process(
    command: Sequence[str], path: Path, results: Path, env: dict[str, str] | None = None
) -> None:
    """Run a runner until it has written its results.

    Args:
        command: the program and its arguments.
        path: the exported model, for errors.
        results: the file that the runner writes.
        env: the environment of the process; None: that of this process.

    Raises:
        ValueError: if the runner writes no results.
    """
    try:
        done = subprocess.run(
            command,
            env=env,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_TIMEOUT,
            check=False,
        )
        lines = done.stderr.strip().splitlines() or ["it ended without a message"]
    except subprocess.TimeoutExpired:
        lines = [f"it took more than {_TIMEOUT} seconds"]
    if not results.exists():
        raise errors.problem(
            "the exported model {path} cannot be run: {reason}.",
            path=str(path),
            reason=lines[-1].rstrip("."),
        )
