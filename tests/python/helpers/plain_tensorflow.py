"""A process with TensorFlow and without this package; tests share one, as it starts in seconds."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from types import TracebackType
from typing import Any


class PlainTensorFlow:
    """Runs code in a process that cannot import prelayer; each piece has names of its own."""

    def __enter__(self) -> PlainTensorFlow:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def __call__(self, code: str, *arguments: Any) -> Any:
        """Return the value of `answer` that the code assigns; `arguments` are its sys.argv[1:]."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([code, arguments]) + "\n")
        self._process.stdin.flush()
        answer, failed = json.loads(self._process.stdout.readline())
        assert not failed, failed
        return answer


def _serve() -> None:
    sys.modules["prelayer"] = None  # type: ignore[assignment]
    for line in sys.stdin:
        code, arguments = json.loads(line)
        names: dict[str, Any] = {}
        sys.argv[1:] = arguments
        failed = ""
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                exec(code, names)
            except Exception as error:
                failed = repr(error)
        sys.stdout.write(json.dumps([names.get("answer"), failed]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
