"""Arguments that Keras's layers do not have are given by name."""

import inspect

import keras
import pytest

import prelayer

SHARED = [name for name in prelayer.layers.__all__ if hasattr(keras.layers, name)]


@pytest.mark.parametrize("name", SHARED)
def test_takes_by_position_only_what_keras_has(name):
    ours = inspect.signature(getattr(prelayer.layers, name)).parameters
    theirs = inspect.signature(getattr(keras.layers, name)).parameters
    positional = [p.name for p in ours.values() if p.kind is p.POSITIONAL_OR_KEYWORD]
    own = set(ours) - set(theirs)
    assert own.isdisjoint(positional)
    assert positional == list(theirs)[: len(positional)]
