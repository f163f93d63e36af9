"""Lists of batches, for layers of prelayer and of Keras, dicts of layers, and models."""

import keras
import numpy as np
import pytest

from prelayer import Normalization, StringLookup, ZCAWhitening, adapt

X = np.arange(12.0).reshape(6, 2)
Y = np.ones(6)
# Batches of two rows and of four.
PARTS = [(X[:2], Y[:2]), (X[2:], Y[2:])]


@pytest.mark.parametrize("kind", [Normalization, keras.layers.Normalization])
@pytest.mark.parametrize("pairs", [True, False])
def test_a_layer_learns_from_a_list_of_batches(kind, pairs):
    layer = kind()
    report = adapt(layer, PARTS if pairs else [x for x, _ in PARTS])
    assert report.rows == 6
    np.testing.assert_allclose(np.ravel(layer.mean), [5, 6], rtol=1e-6)


@pytest.mark.parametrize("kind", [Normalization, keras.layers.Normalization])
@pytest.mark.parametrize("pairs", [True, False])
def test_layers_by_name_learn_from_a_list_of_dicts(kind, pairs):
    layer = kind()
    batches = [({"size": x}, y) if pairs else {"size": x} for x, y in PARTS]
    assert adapt({"size": layer}, batches).rows == 6
    np.testing.assert_allclose(np.ravel(layer.mean), [5, 6], rtol=1e-6)


@pytest.mark.parametrize("named", [True, False])
def test_a_model_learns_from_a_list_of_batches(named):
    layer, tensor = Normalization(), keras.Input((2,), name="size")
    model = keras.Model({"size": tensor} if named else tensor, layer(tensor))
    batches = [({"size": x}, y) if named else (x, y) for x, y in PARTS]
    assert adapt(model, batches).rows == 6
    np.testing.assert_allclose(np.ravel(layer.mean), [5, 6], rtol=1e-6)


def test_vectors_of_a_list_are_rows():
    layer = Normalization()
    assert adapt(layer, [np.array([1.0, 2.0]), np.array([3.0, 6.0])]).rows == 2
    np.testing.assert_allclose(np.ravel(layer.mean), [2, 4])
    with pytest.raises(ValueError, match="the rows of a list must have the same length"):
        adapt(layer, [np.array([1.0, 2.0]), np.array([3.0, 4.0, 5.0])])


def test_images_of_a_list_are_rows():
    layer = ZCAWhitening()
    images = list(np.random.default_rng(0).normal(size=(5, 2, 2, 1)))
    assert adapt(layer, images).rows == 5


@pytest.mark.parametrize("labels", [np.array(["A", "B", "C"]), np.array([["A", "B"], ["B", "C"]])])
def test_targets_are_not_learned(labels):
    layer = StringLookup()
    with pytest.raises(ValueError) as caught:
        adapt(layer, (np.array([["a"], ["b"], ["c"]]), labels))
    assert str(caught.value) == (
        "adapt: the arrays of a list are batches, whose rows must have one shape, but there are "
        f"{' and '.join(sorted(['(1,)', str(labels.shape[1:])]))}. Give x alone, or a list of "
        "(x, y)."
    )
