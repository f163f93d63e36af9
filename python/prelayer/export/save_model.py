"""What R's `save_model()` calls: a file of Keras, written as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import keras

from prelayer import atomic_write, check


def save_model(model: keras.Model, filepath: str, **options: Any) -> None:
    """Save a model as Keras does. A file that is there is replaced once the new one is complete.

    Args:
        model: a Keras model.
        filepath: the file to write.
        options: more arguments of `model.save()`.

    Raises:
        ValueError: if the file cannot be written; what was there stays then.
    """
    try:
        atomic_write.replace(
            Path(os.path.realpath(filepath)), lambda path: model.save(str(path), **options)
        )
    except OSError as error:
        reason = f"{error.strerror or error}."
        check.fail("save_model", "filepath", "a file that can be written", filepath, reason)
