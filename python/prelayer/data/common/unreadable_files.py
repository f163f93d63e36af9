"""Unreadable files: the `on_error` policy and the error report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Lock
from typing import NamedTuple

import numpy as np
import tensorflow as tf

ON_ERROR = ("raise", "skip", "placeholder")

Read = Callable[[tf.Tensor], tf.Tensor]


class BadFile(NamedTuple):
    """An unreadable file and the reason."""

    path: str
    reason: str


class BadFiles:
    """The unreadable files of a dataset so far.

    Args:
        read: function from a path to a tensor; it is called again to find the reason.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._reasons: dict[str, str] = {}
        self._lock = Lock()

    def __iter__(self) -> Iterator[BadFile]:
        return iter([BadFile(*item) for item in sorted(self._reasons.items())])

    def add(self, path: bytes) -> None:
        """Record an unreadable file."""
        name = os.fsdecode(path)
        with self._lock:
            if name in self._reasons:
                return
        reason = self._reason(tf.constant(path))
        with self._lock:
            self._reasons[name] = reason

    def _reason(self, path: tf.Tensor) -> str:
        try:
            self._read(path)
        # A user-defined function may raise any exception.
        except Exception as error:
            return _sentence(error)
        return "It could not be read at first, and could when it was tried again."


def _sentence(error: Exception) -> str:
    """Return the message of an error without TensorFlow's position in the graph."""
    text = getattr(error, "message", None) or str(error)
    if isinstance(error, KeyError):
        text = f"KeyError: {text}"
    if isinstance(error, UnicodeDecodeError) and b"{{function_node" in error.object:
        text = error.object.decode("utf-8", "replace")
    text = text.partition(" [Op:")[0].partition("}} ")[2] or text.partition(" [Op:")[0]
    first = next((line for line in text.splitlines() if line.strip()), "It cannot be read.")
    return first.strip()


def catching(
    read: Read, spec: tf.TensorSpec, on_error: str
) -> tuple[Callable[[Sequence[bytes]], tuple[np.ndarray, np.ndarray]], BadFiles]:
    """Return a function that reads files one by one and catches errors, and the unreadable files.

    Errors are caught in Python, at no cost for readable files. Catching them in a graph requires
    nested graphs, which delay the start of every epoch.

    Args:
        read: function from a path to a tensor with a static shape.
        spec: the spec of that tensor.
        on_error: the policy; unreadable files are recorded unless it is "raise".

    Returns:
        A function from paths to contents, with zeros (or empty strings) for unreadable files, and
        whether each file was read; and the unreadable files.
    """
    bad_files = BadFiles(read)
    dtype = object if spec.dtype == tf.string else spec.dtype.as_numpy_dtype
    nothing = np.full(spec.shape, b"" if dtype is object else 0, dtype)[()]

    def attempt(path: bytes) -> tuple[np.ndarray, bool]:
        try:
            # Datasets read files on the CPU, too.
            with tf.device("CPU:0"):
                return traced()(tf.constant(path)).numpy(), True
        # TensorFlow raises UnicodeDecodeError if the message contains bytes that are not UTF-8.
        except (tf.errors.OpError, UnicodeDecodeError):
            if on_error != "raise":
                bad_files.add(path)
            return nothing, False

    @cache
    def traced() -> Callable[[tf.Tensor], tf.Tensor]:
        path = tf.TensorSpec((), tf.string)
        return tf.function(read, autograph=False).get_concrete_function(path)

    def read_each(paths: Sequence[bytes]) -> tuple[np.ndarray, np.ndarray]:
        traced()
        with ThreadPoolExecutor() as pool:
            found = list(pool.map(attempt, paths))
        contents, goods = zip(*found)
        return np.array(contents, dtype).reshape(-1, *spec.shape), np.array(goods)

    return read_each, bad_files
