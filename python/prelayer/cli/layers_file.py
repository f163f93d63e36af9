"""Files of layers, as the command line reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import keras

from prelayer._core import errors


def read_layers(path: str) -> Any:
    """Return the layers in a file.

    Args:
        path: a `.keras` file of a model, a layer or a `Preprocessor`; or a `.json` file with the
            result of `keras.saving.serialize_keras_object()` for a dict of layers.
    """
    file = Path(path).expanduser()
    if not file.is_file() or file.suffix not in (".keras", ".json"):
        raise errors.invalid("layers", "a .keras or .json file of layers", path)
    if file.suffix == ".keras":
        return keras.saving.load_model(file, compile=False)
    return keras.saving.deserialize_keras_object(json.loads(file.read_text(encoding="utf-8")))
