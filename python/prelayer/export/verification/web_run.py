"""Runs the module of an exported web page in Node.js."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prelayer._core import errors
from prelayer.export.verification.process import run_process
from prelayer.export.web_files import DESCRIPTION
from prelayer.export.web_json import from_json, to_json
from prelayer.export.web_page import as_folder

_RUNNER = Path(__file__).parents[1] / "runners" / "web_runner.mjs"


def run_web(path: Path, requests: Sequence[dict[str, Any]]) -> list[dict[str, Any] | str]:
    """Return the outputs by name, or the text of an error, for each request.

    Args:
        path: the exported folder or page.
        requests: batches of inputs by name.

    Raises:
        ValueError: if Node.js is not installed, or the model cannot be loaded.
    """
    node = shutil.which("node")
    if node is None:
        raise errors.problem(
            "web pages are verified in Node.js, but there is no program `node`. Install it, or "
            "verify the file model.onnx of an exported folder, which needs Python only."
        )
    with as_folder(path) as folder, tempfile.TemporaryDirectory() as work:
        asked, answered = Path(work) / "requests.json", Path(work) / "results.json"
        asked.write_text(json.dumps([_examples(one) for one in requests]), encoding="utf-8")
        command = [node, str(_RUNNER), str(folder.resolve()), str(asked), str(answered)]
        run_process(command, path, answered)
        outputs = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))["outputs"]
        results = json.loads(answered.read_text(encoding="utf-8"))
    return [one if isinstance(one, str) else _arrays(one, outputs) for one in results]


def _examples(batch: dict[str, Any]) -> list[dict[str, Any]]:
    columns = {name: to_json(value) for name, value in batch.items()}
    rows = len(next(iter(columns.values())))
    return [{name: column[row] for name, column in columns.items()} for row in range(rows)]


def _arrays(examples: list[dict[str, Any]], outputs: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        one["name"]: from_json([example[one["name"]] for example in examples], one["dtype"])
        for one in outputs
    }
