"""fuse_augmentations: replaces runs of image layers in a model by an AugmentationPipeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import keras

from prelayer._core import errors
from prelayer._core.owner import public
from prelayer.layers.image.augmentation_pipeline import AugmentationPipeline
from prelayer.layers.image.image_layer import ImageLayer, is_random
from prelayer.layers.numeric.rescaling import Rescaling


@public
def fuse_augmentations(model: keras.Model) -> keras.Model:
    """Return a model in which each run of image layers is replaced by an `AugmentationPipeline`.

    A run consists of two or more successive image layers, which may include `Rescaling`; at least
    one of them is random. All other layers are shared with the original model, which does not
    change, so that training or adapting one model changes the other one too. The pipeline has the
    seed of the first random layer of its run; its random numbers differ from those of the separate
    layers.

    See also: `AugmentationPipeline`, `augment`.

    Args:
        model: a Sequential or functional model; nested models are fused, too.

    Returns:
        A model of the same kind, with the same inputs and outputs.

    Raises:
        ValueError: if `model` is neither Sequential nor functional, or is not built.

    Examples:
        >>> import keras
        >>> from prelayer import RandomFlip, RandomRotation, fuse_augmentations
        >>> model = keras.Sequential([RandomFlip(), RandomRotation(0.1)])
        >>> fused = fuse_augmentations(model)
        >>> len(model.layers), len(fused.layers)
        (2, 1)
    """
    if isinstance(model, keras.Sequential):
        return _sequential(model)
    if isinstance(model, keras.Model) and hasattr(model, "operations"):
        return _functional(model)
    raise errors.invalid("model", "a Sequential or functional model", model)


def _sequential(model: keras.Sequential) -> keras.Sequential:
    fused = [keras.Input(batch_shape=model.input_shape)] if model.built else []
    following: list[Any] = []
    for layer in [*model.layers, None]:
        if following and not _is_step(layer):
            fused += [_pipeline(following)] if _is_run(following) else following
            following = []
        if _is_step(layer):
            following.append(layer)
        elif layer is not None:
            fused.append(_fused_inside(layer))
    return keras.Sequential(fused, name=model.name)


def _functional(model: keras.Model) -> keras.Model:
    run_of = {id(layer): run for run in _chains(model) if _is_run(run) for layer in run}

    def call(layer: keras.layers.Layer, *args: Any, **kwargs: Any) -> Any:
        run = run_of.get(id(layer))
        if run is None:
            return _fused_inside(layer)(*args, **kwargs)
        return _pipeline(run)(args[0]) if layer is run[-1] else args[0]

    return _rebuilt(model, call)


def _chains(model: keras.Model) -> list[list[keras.layers.Layer]]:
    """Return the image layers of a functional model as chains of successive layers.

    A layer continues the chain of its predecessor if it is the only consumer of the predecessor's
    output.
    """
    calls: list[tuple[keras.layers.Layer, list[int], int]] = []

    def record(layer: keras.layers.Layer, *args: Any, **kwargs: Any) -> Any:
        output = layer(*args, **kwargs)
        if not isinstance(output, (list, tuple, dict)):
            calls.append((layer, _identities((args, kwargs)), id(output)))
        return output

    copy = _rebuilt(model, record)
    taken = Counter(_identities(copy.outputs))
    taken.update(name for _, inputs, _ in calls for name in inputs)
    times = Counter(id(layer) for layer, _, _ in calls)
    chain_ending_at: dict[int, list[keras.layers.Layer]] = {}
    chains = []
    for layer, inputs, output in calls:
        if not _is_step(layer) or times[id(layer)] > 1 or len(inputs) != 1:
            continue
        chain = chain_ending_at.get(inputs[0]) if taken[inputs[0]] == 1 else None
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(layer)
        chain_ending_at[output] = chain
    return chains


def _rebuilt(model: keras.Model, call: Callable[..., Any]) -> keras.Model:
    """Return a model with the same layers, each of which is called by `call`."""
    return keras.models.clone_model(model, call_function=call, clone_function=lambda layer: layer)


def _identities(tensors: Any) -> list[int]:
    return [id(t) for t in keras.tree.flatten(tensors) if isinstance(t, keras.KerasTensor)]


def _pipeline(run: list[Any]) -> AugmentationPipeline:
    first = next(layer for layer in run if is_random(layer))
    return AugmentationPipeline(run, seed=first.seed, data_format=first.data_format)


def _fused_inside(layer: Any) -> Any:
    nested = isinstance(layer, keras.Sequential) or hasattr(layer, "operations")
    return fuse_augmentations(layer) if nested else layer


def _is_step(layer: Any) -> bool:
    return isinstance(layer, (ImageLayer, Rescaling))


def _is_run(layers: list[Any]) -> bool:
    return len(layers) > 1 and any(is_random(layer) for layer in layers)
