"""Import of TensorFlow and Keras without start-up log lines."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL"
_FATAL = 3
_LEVEL_OF_JAX = "1"
_BACKENDS = ("jax", "torch", "openvino")
# The first line of a log message with its level, before and after the log is initialized.
_FIRST_LINE = re.compile(rb"([IWEF])\d{4} [\d:.]+ |[\d-]{10} [\d:.]+: ([IWEF]) ")
_LEVELS = b"I W E F".split()


def is_without_tensorflow() -> bool:
    """Return whether this process only merges partials, and so imports no TensorFlow."""
    return os.environ.get("PRELAYER_WITHOUT_TENSORFLOW") == "1"


def import_tensorflow() -> None:
    """Import TensorFlow, and disable its log if no log level is set.

    TensorFlow applies a log level only after its import; this function applies it to messages
    during the import, too. Messages of an earlier import, such as by Keras, cannot be removed, but
    later ones, about devices and XLA, are disabled, too.
    """
    imported = "tensorflow" in sys.modules
    level = _level_of_user()
    if level is None:
        level = _FATAL
        os.environ[_LOG_LEVEL] = str(level)
        if imported:
            _set_log_level(Path(str(sys.modules["tensorflow"].__file__)).parent)
    if not imported:
        with _standard_error_from(level):
            import tensorflow as tf  # noqa: F401


def import_keras() -> None:
    """Import Keras.

    Raises:
        ModuleNotFoundError: if the configured backend of Keras is not installed.
    """
    try:
        import keras  # noqa: F401
    except ModuleNotFoundError as error:
        if error.name not in _BACKENDS:
            raise
        sentence = (
            f"prelayer: Keras is told to use the backend '{error.name}', by the environment "
            f"variable KERAS_BACKEND or its file keras.json, but {error.name} is not installed. "
            'Install it, or set KERAS_BACKEND to "tensorflow".'
        )
        raise ModuleNotFoundError(sentence, name=error.name) from None


def _level_of_user() -> int | None:
    # Keras imports jax if it is installed, and jax sets this level if it is not set.
    level = os.environ.get(_LOG_LEVEL)
    if level is None or ("jax" in sys.modules and level == _LEVEL_OF_JAX):
        return None
    return int(level) if level.isdecimal() else 0


@contextlib.contextmanager
def _standard_error_from(level: int) -> Iterator[None]:
    """Show only TensorFlow log messages of at least a level; after an error show all of them."""
    if level == 0:
        yield
        return
    sys.stderr.flush()
    kept = os.dup(2)
    # TensorFlow writes to the file descriptor, not to sys.stderr.
    with tempfile.TemporaryFile() as written:
        os.dup2(written.fileno(), 2)
        try:
            yield
        except BaseException:
            level = 0
            raise
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            written.seek(0)
            os.write(2, b"".join(_lines_from(level, written)))


def _lines_from(level: int, lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the messages of a log with at least a level, including their continuation lines."""
    shown = level == 0
    for line in lines:
        first = _FIRST_LINE.match(line)
        if first and level > 0:
            shown = _LEVELS.index(first[1] or first[2]) >= level
        if shown:
            yield line


def _set_log_level(folder: Path) -> None:
    """Set the log level after TensorFlow has read its environment.

    This requires a C++ function of Abseil, the logging library of TensorFlow, whose name contains
    the version of Abseil. If it is not found, the log level does not change.
    """
    with contextlib.suppress(OSError, AttributeError):
        options = (folder / "include/absl/base/options.h").read_text(encoding="utf-8")
        version = re.findall(r"#define ABSL_OPTION_INLINE_NAMESPACE_NAME (\w+)", options)[-1:]
        scope = "".join(f"{len(name)}{name}" for name in ["absl", *version])
        library = ctypes.CDLL(str(folder / "libtensorflow_cc.so.2"), mode=os.RTLD_NOLOAD)
        library[f"_ZN{scope}14SetMinLogLevelENS0_18LogSeverityAtLeastE"](_FATAL)
