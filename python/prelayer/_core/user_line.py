"""The line of the user's code that a warning is about."""

from __future__ import annotations

import os
import sys
import warnings

# The packages whose code calls a layer for the user.
_PACKAGES = ("prelayer", "keras", "tensorflow")


def warn(message: str) -> None:
    """Warn at the user's line, outside the code of this package, Keras and TensorFlow.

    Python shows a warning once for each line. In R all lines are that of reticulate, so that this
    shows every warning; the caller counts.
    """
    folders = tuple(
        os.path.join(os.path.dirname(str(sys.modules[name].__file__)), "")
        for name in _PACKAGES
        if name in sys.modules
    )
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(folders):
        frame = frame.f_back
    place = frame.f_code.co_filename, frame.f_lineno, frame.f_globals.get("__name__")
    warnings.warn_explicit(message, UserWarning, *place)
