"""Preprocessor.from_sklearn: scalers, imputers, bins and functions."""

import numpy as np
import pandas as pd
import pytest
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    KBinsDiscretizer,
    MaxAbsScaler,
    MinMaxScaler,
    OneHotEncoder,
    PowerTransformer,
    QuantileTransformer,
    RobustScaler,
    StandardScaler,
)

from prelayer import Preprocessor
from sklearn_equal import assert_equal, made_table

NUMBERS = ["size", "price", "age", "far", "doors", "big"]
TRAIN, TEST = made_table()[NUMBERS], made_table(80, seed=2)[NUMBERS]
CONSTANT = TRAIN.assign(doors=3, big=1e-12)

SCALERS = [
    StandardScaler(),
    StandardScaler(with_mean=False),
    StandardScaler(with_std=False),
    MinMaxScaler(),
    MinMaxScaler((-2, 3), clip=True),
    MaxAbsScaler(),
    RobustScaler(),
    RobustScaler(with_centering=False, quantile_range=(5, 90), unit_variance=True),
    RobustScaler(with_scaling=False),
    QuantileTransformer(n_quantiles=50),
    QuantileTransformer(n_quantiles=300, output_distribution="normal"),
    PowerTransformer(),
    PowerTransformer(standardize=False),
]


@pytest.mark.parametrize("scaler", SCALERS, ids=repr)
def test_scalers_equal_scikit_learn(scaler):
    assert_equal(scaler.fit(TRAIN), TEST)


@pytest.mark.parametrize("scaler", SCALERS[:9], ids=repr)
def test_scalers_of_constant_columns_equal_scikit_learn(scaler):
    assert_equal(scaler.fit(CONSTANT), TEST)


def test_box_cox_equals_scikit_learn():
    positive = ["price", "age", "doors"]
    assert_equal(PowerTransformer("box-cox").fit(TRAIN[positive]), TEST[positive])


@pytest.mark.parametrize("strategy", ["mean", "median", "most_frequent", "constant"])
@pytest.mark.parametrize("add_indicator", [False, True])
def test_imputers_equal_scikit_learn(strategy, add_indicator):
    imputer = SimpleImputer(strategy=strategy, add_indicator=add_indicator)
    assert_equal(imputer.fit(TRAIN), TEST)
    assert_equal(make_pipeline(imputer, StandardScaler()).fit(TRAIN), TEST)


@pytest.mark.filterwarnings("ignore:Skipping features")
@pytest.mark.parametrize("keep", [False, True])
def test_columns_without_values_are_dropped_or_kept(keep):
    data = TRAIN.assign(age=np.nan)
    imputer = SimpleImputer(keep_empty_features=keep, add_indicator=True)
    assert_equal(imputer.fit(data), TEST)


@pytest.mark.parametrize("encode", ["ordinal", "onehot", "onehot-dense"])
@pytest.mark.parametrize("strategy", ["uniform", "kmeans"])
def test_bins_equal_scikit_learn(encode, strategy):
    columns = ["size", "price", "doors"]
    bins = KBinsDiscretizer(4, encode=encode, strategy=strategy, random_state=0)
    bins.fit(TRAIN[columns])
    assert_equal(bins, TEST[columns])
    edges = np.concatenate(bins.bin_edges_)
    assert_equal(bins, pd.DataFrame(dict.fromkeys(columns, edges)))


@pytest.mark.filterwarnings("ignore")
def test_a_constant_column_has_one_bin():
    bins = KBinsDiscretizer(3, encode="onehot-dense", strategy="uniform")
    assert_equal(bins.fit(CONSTANT[["doors", "size"]]), TEST)


@pytest.mark.parametrize("function", [None, np.log, np.log1p, np.log2, np.log10])
def test_functions_equal_numpy(function):
    columns = ["price", "doors"]
    assert_equal(FunctionTransformer(function).fit(TRAIN[columns]), TEST[columns])


@pytest.mark.parametrize("function", [np.exp, np.expm1])
def test_exponentials_equal_numpy(function):
    assert_equal(FunctionTransformer(function).fit(TRAIN[["size"]]), TEST[["size"]])


@pytest.mark.parametrize(
    ("transformer", "sentence"),
    [
        (
            SimpleImputer(missing_values=-1).fit(TRAIN.fillna(0)),
            "SimpleImputer(missing_values=-1) has no equivalent layers. Apply it to the data "
            "first, or leave it out of the pipeline.",
        ),
        (
            make_pipeline(OneHotEncoder(sparse_output=False), OneHotEncoder()).fit(
                TRAIN[["doors"]]
            ),
            "OneHotEncoder has no equivalent layers. It must be the first step of the pipeline, or "
            "come after an imputer.",
        ),
    ],
)
def test_names_options_that_it_cannot_convert(transformer, sentence):
    with pytest.raises(ValueError) as caught:
        Preprocessor.from_sklearn(transformer)
    assert str(caught.value) == f"Preprocessor.from_sklearn: {sentence}"
