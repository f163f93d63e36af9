"""`reset`: whether layers that are adapted again keep what they have learned."""

import pytest

from prelayer import StringLookup, adapt
from price_and_cut import COLUMNS, assert_learned, layers


def test_goes_on_learning_without_reset():
    once, twice = layers(), layers()
    adapt(once, COLUMNS)
    adapt(twice, {name: column[:1] for name, column in COLUMNS.items()})
    adapt(twice, {name: column[1:] for name, column in COLUMNS.items()}, reset=False)
    assert_learned(once)
    assert_learned(twice)


def test_forgets_by_default():
    layer = StringLookup()
    layer.adapt(["a"])
    layer.adapt(["b"])
    assert layer.get_vocabulary() == ["[UNK]", "b"]


def test_learns_batch_by_batch():
    layer = StringLookup()
    layer.update_state(["a", "b"])
    layer.update_state(["b"])
    layer.finalize_state()
    assert layer.get_vocabulary() == ["[UNK]", "b", "a"]
    layer.reset_state()
    layer.update_state(["c"])
    layer.finalize_state()
    assert layer.get_vocabulary() == ["[UNK]", "c"]


def test_goes_on_only_from_what_was_learned():
    layer = StringLookup()
    layer.adapt(["a"])
    layer.set_vocabulary(["z"])
    sentence = (
        f"StringLookup: the layer '{layer.name}' cannot go on learning: what it knows was set or "
        "loaded, not learned here. Adapt it with `reset=True`."
    )
    with pytest.raises(ValueError) as caught:
        adapt(layer, ["c"], reset=False)
    assert str(caught.value) == sentence
    assert layer.get_vocabulary() == ["[UNK]", "z"]


def test_forgets_batches_that_were_not_finalized():
    layer = StringLookup()
    layer.adapt(["a"])
    layer.update_state(["b"])
    adapt(layer, ["c"], reset=False)
    assert layer.get_vocabulary() == ["[UNK]", "c", "a"]
