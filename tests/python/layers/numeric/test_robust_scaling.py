"""RobustScaling."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from sklearn.preprocessing import RobustScaler

import cases
from prelayer import RobustScaling
from rank_error import worst_rank_error


@pytest.mark.parametrize("case", cases.load("robust_scaling"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("with_scaling", [False, True])
@pytest.mark.parametrize("with_centering", [False, True])
def test_equals_scikit_learn(with_centering, with_scaling):
    options = {
        "with_centering": with_centering,
        "with_scaling": with_scaling,
        "quantile_range": (10, 80),
    }
    data = np.random.default_rng(2).lognormal(size=(500, 4))
    data[:9, 1] = np.nan
    data[:, 2] = 5
    ours = RobustScaling(**options, dtype="float64")
    ours.adapt(data)
    theirs = RobustScaler(**options).fit(data)
    np.testing.assert_allclose(ours(data), theirs.transform(data), atol=1e-6)
    np.testing.assert_allclose(ours.inverse(ours(data)), data, atol=1e-6)


def test_ranks_are_within_the_error_for_much_data():
    data = np.random.default_rng(3).lognormal(size=(200_000, 2))
    layer = RobustScaling(dtype="float64")
    layer.adapt(tf.data.Dataset.from_tensor_slices(np.sort(data, axis=0)).batch(1000))
    for column, center, scale in zip(data.T, layer.center.numpy(), layer.scale.numpy()):
        assert worst_rank_error(column, [center], [0.5]) <= 0.002
        shares = [np.quantile(column, [0.25 + off, 0.75 - off]) for off in (0.002, -0.002)]
        assert np.diff(shares[0]) <= scale <= np.diff(shares[1])


def test_skips_missing_numbers_while_it_learns():
    layer = RobustScaling()
    layer.adapt(np.array([[1.0], [np.nan], [2.0], [3.0], [4.0], [5.0]]))
    np.testing.assert_array_equal(layer(np.array([[3.0], [5.0], [np.nan]])), [[0], [1], [np.nan]])


def test_is_hardly_changed_by_outliers():
    data = np.random.default_rng(4).normal(size=(1000, 1))
    spoiled = data.copy()
    spoiled[:5] = 1e12
    layers = [RobustScaling(), RobustScaling()]
    for layer, numbers in zip(layers, (data, spoiled)):
        layer.adapt(numbers)
    np.testing.assert_allclose(layers[0](data), layers[1](data), atol=0.05)


def test_keeps_what_it_knew_when_data_is_refused():
    layer = RobustScaling()
    layer.adapt([[1.0], [2.0], [3.0]])
    with pytest.raises(ValueError) as caught:
        layer.adapt(np.array([[1.0], [np.inf]]))
    assert str(caught.value) == (
        "RobustScaling: numbers to learn from must be finite or NaN, but 1 of a batch of 2 is "
        "infinite, the first in feature 0. Fix or drop them."
    )
    np.testing.assert_array_equal(layer([[2.0]]), [[0]])


def test_adapts_after_a_model_was_built_on_it():
    layer = RobustScaling()
    inputs = keras.Input((1,))
    model = keras.Model(inputs, layer(inputs))
    layer.adapt([[1.0], [2.0], [3.0]])
    np.testing.assert_array_equal(model.predict(np.array([[4.0]]), verbose=0), [[2]])


def test_gives_the_original_numbers_back():
    data = np.random.default_rng(5).normal(size=(50, 3)).astype("float32")
    layer = RobustScaling()
    layer.adapt(data)
    np.testing.assert_allclose(layer.inverse(layer(data)), data, atol=1e-6)
