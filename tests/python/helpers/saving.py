"""Every way in which layers and models are written and read again."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import keras


class Way(NamedTuple):
    """How something is written into a folder, and read from there."""

    write: Callable[[Any, Path], Any]
    read: Callable[[Path], Any]


def as_json(config: Any) -> Any:
    """Return a config as it comes back from a file."""
    return json.loads(json.dumps(config))


def without_learned(config: Any) -> Any:
    """Return a config without what its layers have learned."""
    if isinstance(config, dict):
        return {name: without_learned(config[name]) for name in config if name != "learned"}
    return [without_learned(item) for item in config] if isinstance(config, list) else config


def _write_file(model: keras.Model, folder: Path) -> None:
    model.save(folder / "model.keras")


def _read_file(folder: Path) -> keras.Model:
    return keras.saving.load_model(folder / "model.keras")


def _write_weights(model: keras.Model, folder: Path) -> None:
    config = without_learned(json.loads(model.to_json()))
    (folder / "bare.json").write_text(json.dumps(config))
    model.save_weights(folder / "model.weights.h5")


def _read_weights(folder: Path) -> keras.Model:
    model = keras.models.model_from_json((folder / "bare.json").read_text())
    model.load_weights(folder / "model.weights.h5")
    return model


def _write_json(model: keras.Model, folder: Path) -> None:
    (folder / "model.json").write_text(model.to_json())


def _read_json(folder: Path) -> keras.Model:
    return keras.models.model_from_json((folder / "model.json").read_text())


def _write_pickle(anything: Any, folder: Path) -> None:
    (folder / "pickle").write_bytes(pickle.dumps(anything))


def _read_pickle(folder: Path) -> Any:
    return pickle.loads((folder / "pickle").read_bytes())


def _write_clone(model: keras.Model, folder: Path) -> None:
    _write_file(keras.models.clone_model(model), folder)


def _write_configs(layers: list[keras.layers.Layer], folder: Path) -> None:
    configs = [keras.saving.serialize_keras_object(layer) for layer in layers]
    (folder / "layers.json").write_text(json.dumps(configs))


def _read_configs(folder: Path) -> list[keras.layers.Layer]:
    configs = json.loads((folder / "layers.json").read_text())
    return [keras.saving.deserialize_keras_object(config) for config in configs]


WAYS_OF_MODELS = {
    "a keras file": Way(_write_file, _read_file),
    "a weights file": Way(_write_weights, _read_weights),
    "the config of a model": Way(_write_json, _read_json),
    "a clone": Way(_write_clone, _read_file),
    "a pickled model": Way(_write_pickle, _read_pickle),
}

WAYS_OF_LAYERS = {
    "the config of a layer": Way(_write_configs, _read_configs),
    "a pickled layer": Way(_write_pickle, _read_pickle),
}
