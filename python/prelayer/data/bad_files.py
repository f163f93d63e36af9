"""Files that cannot be read: what a loader does about them, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Lock
from typing import Any, NamedTuple

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

    def add(self, path: tf.Tensor) -> None:
        """Note a file that could not be read."""
        name = path.numpy().decode("utf-8", "surrogateescape")
        with self._lock:
            if name in self._reasons:
                return
        reason = self._reason(path)
        with self._lock:
            self._reasons[name] = reason

    def _reason(self, path: tf.Tensor) -> str:
        try:
            self._read(path)
        except (tf.errors.OpError, ValueError) as error:
            return _sentence(error)
        return "It could not be read at first, and could when it was tried again."


def _sentence(error: Exception) -> str:
    """Return what TensorFlow says, without the words on where in the graph it says so."""
    text = getattr(error, "message", None) or str(error)
    text = text.partition(" [Op:")[0].partition("}} ")[2] or text.partition(" [Op:")[0]
    first = next((line for line in text.splitlines() if line.strip()), "It cannot be read.")
    return first.strip()


def guarded(
    read: Read, on_error: str, owner: str, complaint: str
) -> tuple[Callable[[tf.Tensor], tuple[tf.Tensor, tf.Tensor]], BadFiles]:
    """Return `read` so that a bad file is met by a rule, and the list of those that were met.

    A TensorFlow graph cannot catch an error, but a dataset can pass over it. So a path is a
    dataset of one element, which is dropped where `read` fails; then the next one, which follows
    the rule, is reached.

    Args:
        read: turns a path into a tensor of one static shape.
        on_error: "raise" an error that names the file; else return zeros (or an empty string) and
            note the file.
        owner: the function that the user called.
        complaint: what is wrong with the file, to stand after its path.

    Returns:
        A function from a path to what was read and whether it could be read; and the bad files.
    """
    bad_files = BadFiles(read)

    def guarded_read(path: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        source = tf.data.Dataset.from_tensors(path)
        attempt = source.map(lambda path: (read(path), True))
        spec, _ = attempt.element_spec

        def instead(path: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            with tf.control_dependencies([_met(path, on_error, bad_files, owner, complaint)]):
                return tf.zeros(spec.shape, spec.dtype), tf.constant(False)

        result = attempt.ignore_errors().concatenate(source.map(instead)).take(1)
        return result.get_single_element()

    return guarded_read, bad_files


def _met(path: tf.Tensor, on_error: str, bad_files: BadFiles, owner: str, complaint: str) -> Any:
    if on_error == "raise":
        # A message must be text, which the name of a file need not be.
        name = tf.strings.unicode_transcode(path, "UTF-8", "UTF-8")
        sentence = tf.strings.join([owner, ": the file ", name, " ", complaint])
        return tf.debugging.Assert(False, [sentence])
    return tf.py_function(bad_files.add, [path], [])
