"""What a layer shares with Keras's of the same name, besides the results: name, config, state."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

import prelayer
from prelayer import Discretization, IntegerLookup, StringLookup
from saved_layers import KINDS, LESSONS

UNDER_ANOTHER_NAME = {"ContrastLimitedAdaptiveHistogramEqualization": "CLAHE"}
# Keras writes a factor x as (-x, x), which its own RandomShear rejects, as all three do here.
BEYOND_THE_BOUNDS = {"RandomColorDegeneration", "RandomSaturation", "RandomShear"}
SHARED = [name for name in KINDS if hasattr(keras.layers, name)]


def layers_of_keras(name: str) -> list[Any]:
    """Return Keras's layers of a name, with each set of arguments that it takes."""
    made = getattr(keras.layers, name)
    return [made(**options) for options in options_of_keras(name, inspect.signature(made))]


def options_of_keras(name: str, signature: inspect.Signature) -> Iterator[dict[str, Any]]:
    for kind in KINDS[name]:
        for options in kind.options:
            has_steps = isinstance(options.get("standardize"), list)
            if has_steps or options.keys() - {*signature.parameters, "dtype"}:
                continue
            yield {**kind.learning, **options}
            if not kind.learning and options.get("output_mode") != "tf_idf":
                yield {**kind.given, **options}


def test_every_layer_of_keras_has_a_twin():
    layers = {
        name: layer
        for name, layer in vars(keras.layers).items()
        if inspect.isclass(layer) and ".preprocessing." in layer.__module__
    }
    names = {UNDER_ANOTHER_NAME.get(name, name) for name in layers}
    assert names <= set(prelayer.__all__)
    for theirs, ours in UNDER_ANOTHER_NAME.items():
        if theirs in layers:  # Keras 3.9 lacks some
            first = arguments(layers[theirs])
            assert arguments(getattr(prelayer, ours))[: len(first)] == first


def arguments(made: Callable[..., Any]) -> list[tuple[str, Any]]:
    parameters = inspect.signature(made).parameters.values()
    return [(p.name, p.default) for p in parameters if p.kind is not p.VAR_KEYWORD]


@pytest.mark.parametrize("name", [name for name in SHARED if name not in BEYOND_THE_BOUNDS])
def test_is_made_from_a_config_of_keras(name):
    layers = layers_of_keras(name)
    assert layers
    for layer in layers:
        config = layer.get_config()
        ours = getattr(prelayer, name).from_config(config)
        lacking = config.keys() - ours.get_config().keys()
        assert lacking <= ({"oov_method"} if name == "StringLookup" else set())


def test_a_method_for_unknown_integers_means_nothing_to_strings():
    layers = [
        StringLookup(num_oov_indices=50, vocabulary=["a"], **options)
        for options in ({}, {"oov_method": "farmhash"}, {"oov_method": "floormod"})
    ]
    words = np.array(["a", "b", "c", "d"])
    for layer in layers:
        np.testing.assert_array_equal(layer(words), layers[0](words))
    with pytest.raises(ValueError, match='`oov_method` must be "floormod" or "farmhash"'):
        StringLookup(oov_method="md5")


WEIGHTED = [name for name, kinds in KINDS.items() if "numbers" in {kind.lesson for kind in kinds}]


@pytest.mark.parametrize("name", WEIGHTED)
def test_is_built_once_it_has_learned(name):
    layer = getattr(prelayer, name)(**KINDS[name][0].learning)
    assert not layer.built
    layer.adapt(LESSONS["numbers"])
    assert layer.built
    built = layer.count_params()
    layer(LESSONS["numbers"])
    assert layer.count_params() == built


@pytest.mark.parametrize("name", [n for n in SHARED if hasattr(getattr(keras.layers, n), "adapt")])
def test_methods_that_learn_have_the_signatures_of_keras(name):
    ours, theirs = getattr(prelayer, name), getattr(keras.layers, name)
    for method in ("adapt", "update_state", "set_vocabulary", "get_vocabulary"):
        if hasattr(theirs, method):
            first = arguments(getattr(theirs, method))
            assert arguments(getattr(ours, method))[: len(first)] == first, method


@pytest.mark.parametrize("layer", [StringLookup(), IntegerLookup(), Discretization(num_bins=2)])
def test_the_second_argument_of_adapt_is_a_number_of_batches(layer):
    ids = np.arange(6)
    words = ids.astype(str) if isinstance(layer, StringLookup) else ids
    layer.adapt(tf.data.Dataset.from_tensor_slices(words).batch(2), 1)
    if isinstance(layer, Discretization):
        assert layer.bin_boundaries == [0.5]
    else:
        assert sorted(layer.get_vocabulary()[1:]) == words[:2].tolist()
