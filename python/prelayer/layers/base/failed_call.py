"""Restores a Keras model after a failed call of `fit()`, `evaluate()` or `predict()`.

Keras creates variables while TensorFlow traces the first batch. If tracing fails, the graph, the
variables that were not initialized, and the shapes of the unsuitable data stay in the model, and
the next call with suitable data fails, too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import keras


class UnbuiltParts:
    """The parts of a model that the next call builds.

    Args:
        model: a Keras model. Functional models are built. The layers of subclassed models cannot
            be replaced.
    """

    def __init__(self, model: keras.Model) -> None:
        self.model = model
        self._steps = _steps(model)
        self._compiled = _has_unbuilt_training(model)
        optimizer = model.optimizer if model.compiled else None
        self._optimizer = optimizer is not None and not optimizer.built
        self._layers = _unbuilt_layers(model)
        self._models = [UnbuiltParts(x) for x in self._layers if isinstance(x, keras.Sequential)]

    def restore(self) -> None:
        """Drop the graphs; if no training step was made, also what the call has built."""
        model = self.model
        _drop_graphs(model)
        if _steps(model) != self._steps:
            return
        for part in self._models:
            part.restore()
        if self._layers:
            _replace_layers(model, self._layers)
        if self._compiled:
            _compile_again(model, with_new_optimizer=self._optimizer)


@contextlib.contextmanager
def restored_after_failure(model: keras.Model) -> Iterator[None]:
    """Restore the model if the block raises."""
    parts = UnbuiltParts(model)
    try:
        yield
    except Exception:
        parts.restore()
        raise


def drop_graphs_of_other_ranks(model: keras.Model, ranks: str) -> None:
    """Drop the graphs of a model if the targets of the last call had other ranks.

    TensorFlow would trace them again for targets of any rank, for which losses fail.

    Args:
        model: a Keras model.
        ranks: the ranks of the targets of this call.
    """
    if getattr(model, "_ranks_of_targets", ranks) != ranks:
        _drop_graphs(model)
    model._ranks_of_targets = ranks


def needs_targets(model: keras.Model) -> bool:
    """Return whether `fit()` and `evaluate()` of a model compare its outputs with targets."""
    kind = type(model)
    if not model.compiled or model._compile_loss is None:
        return False
    own = (kind.train_step, kind.compute_loss)
    return own == (keras.Model.train_step, keras.Model.compute_loss)


def _drop_graphs(model: keras.Model) -> None:
    model.train_function = model.test_function = model.predict_function = None


def _steps(model: keras.Model) -> int | None:
    if not model.compiled or model.optimizer is None:
        return None
    return int(keras.ops.convert_to_numpy(model.optimizer.iterations))


def _has_unbuilt_training(model: keras.Model) -> bool:
    """Return whether loss, metrics or optimizer are unbuilt, and `compile()` can be repeated."""
    if not model.compiled or type(model).compile is not keras.Model.compile:
        return False
    parts = (model.optimizer, model._compile_loss, model._compile_metrics)
    return any(part is not None and not part.built for part in parts)


def _unbuilt_layers(model: keras.Model) -> list[keras.layers.Layer]:
    """Return the layers without weights of a sequential model whose input is not defined."""
    if not isinstance(model, keras.Sequential) or len(model._layers) != len(model.layers):
        return []
    return [layer for layer in model.layers if not layer.built]


def _replace_layers(model: keras.Sequential, unbuilt: list[keras.layers.Layer]) -> None:
    layers = [_unbuilt(layer) if layer in unbuilt else layer for layer in model.layers]
    while model._layers:  # has the inferred input, which `layers` has not
        model.pop(rebuild=False)
    for layer in layers:
        model.add(layer, rebuild=False)


def _unbuilt(layer: keras.layers.Layer) -> keras.layers.Layer:
    """Return a new layer of the same configuration, or the layer if it must or can be kept."""
    has_state = hasattr(layer, "adapt") or isinstance(layer, keras.Sequential)
    if not layer.built or not layer.variables or has_state:
        return layer
    try:
        return type(layer).from_config(layer.get_config())
    except Exception:  # user-defined layers without a configuration
        return layer


def _compile_again(model: keras.Model, with_new_optimizer: bool) -> None:
    arguments = dict(model._compile_config.config)
    arguments["optimizer"] = optimizer = model.optimizer
    if with_new_optimizer:
        arguments["optimizer"] = type(optimizer).from_config(optimizer.get_config())
    model.compile(**arguments)
