"""Unreadable files: the `on_error` policy, and the report of them."""

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
    """A file that could not be read, and why."""

    path: str
    reason: str


class BadFiles:
    """The files that a dataset could not read so far.

    Args:
        read: turns a path into a tensor; reading a bad file once more tells what is wrong.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._reasons: dict[str, str] = {}
        self._lock = Lock()

    def __iter__(self) -> Iterator[BadFile]:
        return iter([BadFile(*item) for item in sorted(self._reasons.items())])

    def add(self, path: bytes) -> None:
        """Note a file that could not be read."""
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
        # A function of the user's may raise anything, and comes through as it is here.
        except Exception as error:
            return _sentence(error)
        return "It could not be read at first, and could when it was tried again."


def _sentence(error: Exception) -> str:
    """Return what TensorFlow says, without the words on where in the graph it says so."""
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
    """Return what reads files one by one, bad ones too, and the list of those that were met.

    A graph cannot catch an error but by graphs around it, which make every epoch start later. So
    this is Python's, and costs nothing until a file is bad.

    Args:
        read: turns a path into a tensor of one static shape.
        spec: of that tensor.
        on_error: whether bad files are noted: those that are to "raise" an error are not.

    Returns:
        A function from paths to what was read, zeros (or empty strings) for bad files, and
        whether each could be read; and the bad files.
    """
    bad_files = BadFiles(read)
    dtype = object if spec.dtype == tf.string else spec.dtype.as_numpy_dtype
    nothing = np.full(spec.shape, b"" if dtype is object else 0, dtype)[()]

    def attempt(path: bytes) -> tuple[np.ndarray, bool]:
        try:
            # Where datasets read files, too.
            with tf.device("CPU:0"):
                return traced()(tf.constant(path)).numpy(), True
        # An error whose message names bytes that are no text turns into this one.
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
