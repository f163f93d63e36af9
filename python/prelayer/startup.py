"""TensorFlow without its start-up noise, unless the user asked for that noise; and Keras."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL"
_FATAL = 3
_LEVEL_OF_JAX = "1"
_BACKENDS = ("jax", "torch", "openvino")


def import_tensorflow() -> None:
    """Import TensorFlow, and turn its log off where no log level was set.

    What TensorFlow wrote while it was imported by somebody else, such as Keras, is written. What
    it would log from now on, about devices and XLA, is turned off then, too.
    """
    if _LOG_LEVEL in os.environ and not _set_by_jax():
        return
    os.environ[_LOG_LEVEL] = str(_FATAL)
    if "tensorflow" in sys.modules:
        _set_log_level(Path(str(sys.modules["tensorflow"].__file__)).parent)
        return
    with _standard_error_closed():
        import tensorflow as tf  # noqa: F401


def import_keras() -> None:
    """Import Keras.

    Raises:
        ModuleNotFoundError: if the backend that Keras is told to use is not installed.
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


def _set_by_jax() -> bool:
    # Keras imports jax wherever it is installed, and jax sets this level unless there is one.
    return "jax" in sys.modules and os.environ[_LOG_LEVEL] == _LEVEL_OF_JAX


@contextlib.contextmanager
def _standard_error_closed() -> Iterator[None]:
    # TensorFlow writes its first lines past sys.stderr, before it reads any log level.
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _set_log_level(folder: Path) -> None:
    """Set the log level of a TensorFlow that has read its environment already.

    Only Abseil, which logs for TensorFlow, can do this, by a C++ function whose name has the
    version of Abseil in it. Where it is not found, the log stays as it is.
    """
    with contextlib.suppress(OSError, AttributeError):
        options = (folder / "include/absl/base/options.h").read_text(encoding="utf-8")
        version = re.findall(r"#define ABSL_OPTION_INLINE_NAMESPACE_NAME (\w+)", options)[-1:]
        scope = "".join(f"{len(name)}{name}" for name in ["absl", *version])
        library = ctypes.CDLL(str(folder / "libtensorflow_cc.so.2"), mode=os.RTLD_NOLOAD)
        library[f"_ZN{scope}14SetMinLogLevelENS0_18LogSeverityAtLeastE"](_FATAL)
