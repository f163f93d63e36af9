"""Power."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from scipy import stats
from sklearn.preprocessing import PowerTransformer

import cases
from prelayer import Power


@pytest.mark.parametrize("case", cases.load("power"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


def table(rows=2000):
    random = np.random.default_rng(2)
    columns = [random.lognormal(size=rows), random.normal(-2, 3, rows), random.gamma(2, size=rows)]
    data = np.stack([*columns, -100 * random.lognormal(size=rows)], axis=1)
    data[:9, 1] = np.nan
    return data


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("method", ["yeo_johnson", "box_cox"])
def test_equals_scikit_learn(method, dtype):
    data = table() if method == "yeo_johnson" else np.abs(table()) + 0.1
    ours = Power(method, dtype=dtype)
    ours.adapt(data)
    theirs = PowerTransformer(method.replace("_", "-"), standardize=False).fit(data)
    np.testing.assert_allclose(ours.lambdas, theirs.lambdas_, rtol=1e-6, atol=1e-6)
    expected = theirs.transform(data)
    scale = np.maximum(1, np.abs(expected))
    np.testing.assert_allclose(ours(data) / scale, expected / scale, atol=1e-6)
    tolerance = 1e-9 if dtype == "float64" else 1e-4
    np.testing.assert_allclose(ours.inverse(ours(data)), data, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("power", [-2, -0.5, 0, 1e-9, 0.7, 1, 2, 2 + 1e-9, 5])
def test_given_lambdas_equal_scipy(power):
    values = np.array([-30, -1, -1e-9, 0, 1e-9, 0.5, 20])
    layer = Power(lambdas=power, dtype="float64")
    np.testing.assert_allclose(layer(values), stats.yeojohnson(values, power), rtol=1e-7)
    positive = values[values > 0]
    layer = Power("box_cox", lambdas=power, dtype="float64")
    np.testing.assert_allclose(layer(positive), stats.boxcox(positive, power), rtol=1e-7)


def test_lambdas_of_much_data_are_close_to_exact_ones():
    data = np.concatenate([table(12_000), table(12_000)[::2]])
    layers = [Power(dtype="float64") for _ in range(3)]
    layers[0].adapt(tf.data.Dataset.from_tensor_slices(data).batch(1000))
    layers[1].adapt(data[:5_000])
    layers[2].adapt(data[5_000:])
    layers[1].merge(layers[2].state())
    for layer in layers[:2]:
        for column, found in zip(data.T, layer.lambdas.numpy()):
            expected = stats.yeojohnson_normmax(column[~np.isnan(column)])
            assert found == pytest.approx(expected, abs=1e-5)


def test_merged_shards_equal_one_pass():
    data = table()
    whole, first, second = (Power(dtype="float64") for _ in range(3))
    whole.adapt(data)
    first.adapt(data[:700])
    second.adapt(data[700:])
    first.merge(second.state())
    np.testing.assert_allclose(first.lambdas, whole.lambdas, rtol=1e-9)


def test_numbers_far_from_zero_do_not_overflow():
    years = np.random.default_rng(3).integers(1990, 2020, size=(500, 1)) + 0.0
    layer = Power(dtype="float64")
    layer.adapt(years)
    power = float(layer.lambdas[0])

    def likelihood(power):
        return stats.yeojohnson_llf(power, years[:, 0])

    assert np.isfinite(layer(years)).all()
    assert likelihood(power) >= max(likelihood(power - 0.1), likelihood(power + 0.1))


def test_numbers_beyond_the_range_have_no_inverse():
    # With lambda -1, transformed numbers lie below 1.
    np.testing.assert_array_equal(Power(lambdas=-1).inverse([0.5, 3.0]), [1, np.nan])


def test_is_the_same_in_a_model_and_a_dataset():
    data = table(30).astype("float32")
    for layer in (Power(), Power(lambdas=[0.1, 1.5, 0.2, 1.9])):
        if not layer.is_fitted:
            layer.adapt(data)
        inputs = keras.Input((4,))
        model = keras.Model(inputs, [layer(inputs), layer.inverse(layer(inputs))])
        changed, back = model(data)
        np.testing.assert_array_equal(changed, layer(data))
        np.testing.assert_allclose(back, data, rtol=1e-4, atol=1e-4)
        dataset = tf.data.Dataset.from_tensor_slices(data).batch(30).map(layer)
        np.testing.assert_array_equal(next(iter(dataset)), layer(data))


def test_given_lambdas_cannot_adapt():
    with pytest.raises(ValueError) as caught:
        Power(lambdas=1).adapt([[1.0]])
    assert str(caught.value) == "Power: a layer that was given its lambdas cannot adapt."
