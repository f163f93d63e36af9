"""Runs an exported model in a process of its own, without TensorFlow or without prelayer."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prelayer.export.verification.process import run_process

_PACKAGE = Path(__file__).parents[2]
_RUNNERS = _PACKAGE / "export" / "runners"


def run_exported(
    path: Path,
    target: str,
    requests: Sequence[dict[str, Any]],
) -> list[dict[str, Any] | str]:
    """Return the outputs of an exported model by name, or the text of an error, for each request.

    Args:
        path: the exported model.
        target: its format.
        requests: inputs by name.

    Raises:
        ValueError: if the model cannot be loaded.
    """
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "requests", Path(folder) / "results"
        asked.write_bytes(pickle.dumps(list(requests)))
        runner = _RUNNERS / f"{target}_runner.py"
        command = [sys.executable, str(runner), str(path), str(asked), str(answered)]
        run_process(command, path, answered, _environment(target))
        return pickle.loads(answered.read_bytes())


def _environment(target: str) -> dict[str, str]:
    # R sets the library path to its own folders, which is wrong for other programs.
    kept = {name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"}
    if target == "keras":
        # R imports this package from a folder that other processes do not search.
        kept["PYTHONPATH"] = os.pathsep.join([str(_PACKAGE.parent), *_search_path()])
    return {**kept, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}


def _search_path() -> list[str]:
    return [folder for folder in [os.environ.get("PYTHONPATH", "")] if folder]
