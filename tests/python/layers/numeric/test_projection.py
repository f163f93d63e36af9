"""Projection."""

import keras
import numpy as np
import pandas as pd
import pytest
from sklearn.decomposition import PCA

import cases
from prelayer import Normalization, Preprocessor, Projection, feature


@pytest.mark.parametrize("case", cases.load("projection"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


DATA = np.random.default_rng(3).normal(5, 2, size=(60, 4)) @ np.diag([1, 10, 100, 1000])


def test_equals_numpy_in_float64():
    matrix = np.random.default_rng(4).normal(size=(4, 3))
    layer = Projection(matrix, dtype="float64")
    np.testing.assert_allclose(layer(DATA), DATA @ matrix, rtol=1e-12)
    np.testing.assert_allclose(layer(DATA.reshape(6, 10, 4)), (DATA @ matrix).reshape(6, 10, 3))
    np.testing.assert_allclose(Projection(matrix)(DATA), DATA @ matrix, rtol=1e-6, atol=1e-3)


def test_computes_principal_components():
    names = ["a", "b", "c", "d"]
    theirs = PCA(2).fit(DATA)
    columns = {
        name: Normalization(mean=[mean], variance=[1.0], dtype="float64")
        for name, mean in zip(names, theirs.mean_)
    }
    columns = Preprocessor(columns, dtypes=dict.fromkeys(names, "float64"), dtype="float64")
    components = feature(*names, layers=[columns, Projection(theirs.components_.T)])
    ours = Preprocessor({"pc": components}, dtypes=dict.fromkeys(names, "float64"))
    np.testing.assert_allclose(
        ours(pd.DataFrame(DATA, columns=names)), theirs.transform(DATA), rtol=1e-6, atol=1e-4
    )


def test_is_the_same_in_a_model():
    layer = Projection([[1.0], [2.0]])
    inputs = keras.Input((2,))
    model = keras.Model(inputs, layer(inputs))
    assert model.output_shape == (None, 1)
    np.testing.assert_array_equal(model(np.array([[1.0, 1.0], [0.0, 3.0]])), [[3], [6]])


@pytest.mark.parametrize("matrix", [[["a"]], [[np.nan]], [], 3.0, np.zeros((2, 2, 2))])
def test_refuses_what_is_no_matrix(matrix):
    with pytest.raises(
        ValueError, match=r"^Projection: `matrix` must be a matrix of finite numbers"
    ):
        Projection(matrix)
