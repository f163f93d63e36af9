"""Layers as bytes, with the modules that their user-defined parts need."""

from __future__ import annotations

import importlib
import pickle
from contextlib import suppress
from typing import Any

import keras

_NOT_IMPORTED = ("__main__", "builtins", "keras", "prelayer")


def pack_layers(layers: Any) -> bytes:
    """Return layers as bytes that `unpack_layers` reads in another process.

    User-defined functions and classes have to be registered with
    `keras.saving.register_keras_serializable`, in a module that the other process can import.
    """
    registered = keras.saving.get_custom_objects().values()
    modules = {getattr(part, "__module__", "__main__") for part in registered}
    own = sorted(name for name in modules if name.partition(".")[0] not in _NOT_IMPORTED)
    return pickle.dumps((own, pickle.dumps(layers)))


def unpack_layers(data: bytes) -> Any:
    """Return the layers that `pack_layers` packed, after their modules are imported."""
    modules, layers = pickle.loads(data)
    for name in modules:
        # Keras raises an error if something of a module that is not there is needed.
        with suppress(ImportError):
            importlib.import_module(name)
    return pickle.loads(layers)
