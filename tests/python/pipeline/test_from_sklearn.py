"""Preprocessor.from_sklearn: pipelines, column transformers and unions; models; errors."""

import re
from pathlib import Path

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf
from sklearn.cluster import KMeans
from sklearn.compose import ColumnTransformer, make_column_selector
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline, make_union
from sklearn.preprocessing import (
    FunctionTransformer,
    KBinsDiscretizer,
    MinMaxScaler,
    Normalizer,
    OneHotEncoder,
    StandardScaler,
)

import prelayer
from prelayer import Preprocessor
from sklearn_equal import assert_equal, expected, made_table

TRAIN, TEST = made_table(), made_table(50, seed=2)
NUMBERS = ["size", "price", "age", "far"]


def whole():
    """Return a transformer of all columns, as users write them."""
    numbers = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler())
    town = make_pipeline(
        SimpleImputer(strategy="most_frequent"),
        OneHotEncoder(handle_unknown="ignore"),
    )
    parts = [
        ("numbers", numbers, NUMBERS),
        ("town", town, ["town"]),
        ("color", OneHotEncoder(drop="first", sparse_output=False), ["color"]),
        ("text", TfidfVectorizer(token_pattern=r"(?u)\b\w\w+\b"), "color"),
    ]
    return ColumnTransformer(parts, remainder="passthrough")


def test_a_whole_pipeline_equals_scikit_learn():
    prep = assert_equal(whole().fit(TRAIN), TEST)
    assert prep.columns == [*NUMBERS, "town", "color", "doors", "big"]


def test_columns_are_those_of_scikit_learn_in_order():
    table = ColumnTransformer(
        [
            ("first", "passthrough", ["doors", "size"]),
            ("gone", "drop", ["price"]),
            ("scaled", MinMaxScaler(), make_column_selector("^far$")),
            ("by_position", StandardScaler(), [0]),
            ("by_slice", "passthrough", slice(0, 2)),
            ("by_mask", StandardScaler(), [True] + [False] * 7),
        ]
    )
    assert_equal(table.fit(TRAIN), TEST)


def test_steps_after_an_encoder_take_its_columns():
    encoded = ColumnTransformer(
        [("color", OneHotEncoder(), ["color"]), ("size", "passthrough", ["size"])]
    )
    assert_equal(make_pipeline(encoded, StandardScaler(with_std=False)).fit(TRAIN), TEST)
    assert_equal(make_pipeline(encoded, MinMaxScaler((-1, 2))).fit(TRAIN), TEST)


def test_a_union_applies_each_part_to_all_columns():
    bins = KBinsDiscretizer(4, encode="ordinal", quantile_method="averaged_inverted_cdf")
    union = make_union(StandardScaler(), bins, "passthrough", "drop")
    assert_equal(union.fit(TRAIN[["size", "price"]]), TEST)
    logs = make_pipeline(FunctionTransformer(np.log1p), make_union(StandardScaler(), PCA(2)))
    assert_equal(logs.fit(TRAIN[["price", "big"]]), TEST)


@pytest.mark.parametrize("model", [PCA(2), PCA(2, whiten=True), TruncatedSVD(2)])
def test_linear_maps_take_several_columns(model):
    data = TRAIN[["size", "price", "far"]]
    assert_equal(model.fit(data), TEST)
    assert_equal(make_pipeline(StandardScaler(), model).fit(data), TEST)


def test_data_without_names_needs_columns():
    data = TRAIN[["size", "price"]].to_numpy()
    scaler = StandardScaler().fit(data)
    names = {"a": data[:, 0], "b": data[:, 1]}
    assert_equal(scaler, data, columns=["a", "b"], feed=names)
    with pytest.raises(ValueError) as caught:
        Preprocessor.from_sklearn(scaler)
    assert str(caught.value) == (
        "Preprocessor.from_sklearn: `columns` must be given, because the transformer was fitted to "
        "data without names. List the names of its columns in their order."
    )


def test_is_the_same_in_a_dataset_a_model_and_a_saved_model(tmp_path):
    transformer = whole().fit(TRAIN)
    wanted = expected(transformer, TEST)
    prep = Preprocessor.from_sklearn(transformer)
    columns = prep.prepare(TEST)
    dataset = tf.data.Dataset.from_tensor_slices(columns).batch(10).map(prep)
    network = keras.Sequential([keras.layers.Rescaling(2.0)])
    network.build((None, wanted.shape[1]))
    model = prep.attach(network)
    model.save(tmp_path / "model.keras")
    again = keras.models.load_model(tmp_path / "model.keras")
    outputs = [np.concatenate(list(dataset)), model(columns) / 2, again(columns) / 2]
    for output in outputs:
        np.testing.assert_allclose(output, wanted, rtol=1e-6, atol=1e-6)
    config = keras.saving.serialize_keras_object(prep)
    twin = keras.saving.deserialize_keras_object(config)
    np.testing.assert_array_equal(twin(TEST), outputs[0])


def test_scikit_learn_is_imported_only_to_convert():
    imports = re.compile(r"""^\s*(import|from) sklearn|imported\(["']sklearn""", re.MULTILINE)
    package = Path(prelayer.__file__).parent
    texts = {path: path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    found = {path.parent.name for path, text in texts.items() if imports.search(text)}
    assert found == {"from_sklearn"}


class Doubled(StandardScaler):
    """A user's transformer with the name of none, but the methods of one."""


ONE = TRAIN[["size"]]
REMEDY = "Apply it to the data first, or leave it out of the pipeline."


@pytest.mark.parametrize(
    ("transformer", "sentence"),
    [
        (Normalizer().fit(ONE), f"Normalizer has no equivalent layers. {REMEDY}"),
        (Doubled().fit(ONE), f"Doubled has no equivalent layers. {REMEDY}"),
        (
            Pipeline([("a", StandardScaler()), ("b", KMeans(2))]).fit(ONE),
            f"KMeans has no equivalent layers. {REMEDY}",
        ),
        (
            FeatureUnion([("a", StandardScaler())], transformer_weights={"a": 2}).fit(ONE),
            f"FeatureUnion(transformer_weights={{'a': 2}}) has no equivalent layers. {REMEDY}",
        ),
        (
            FunctionTransformer(np.sqrt).fit(ONE),
            "FunctionTransformer(func=<ufunc 'sqrt'>) has no equivalent layers. Layers compute "
            "np.log, np.log1p, np.log2, np.log10, np.exp and np.expm1.",
        ),
        (
            StandardScaler(),
            "`transformer` must be fitted. Call its `fit()` first, with the training data.",
        ),
        (
            ColumnTransformer([("a", "drop", ["size"])]).fit(ONE),
            "`transformer` must have an output, but it drops all columns.",
        ),
    ],
)
def test_names_what_it_cannot_convert(transformer, sentence):
    with pytest.raises(ValueError) as caught:
        Preprocessor.from_sklearn(transformer)
    assert str(caught.value) == f"Preprocessor.from_sklearn: {sentence}"


def test_other_objects_are_no_transformers():
    with pytest.raises(ValueError, match="`transformer` must be a fitted transformer of scikit"):
        Preprocessor.from_sklearn("scaler")


def test_text_that_is_not_encoded_is_refused():
    imputer = SimpleImputer(strategy="most_frequent").fit(TRAIN[["town"]])
    with pytest.raises(ValueError) as caught:
        Preprocessor.from_sklearn(imputer)
    assert str(caught.value) == (
        "Preprocessor.from_sklearn: the output 'town' is text, which must be encoded: add a "
        "OneHotEncoder or an OrdinalEncoder after the imputer."
    )


def test_a_column_is_text_or_numbers():
    table = ColumnTransformer(
        [("a", OneHotEncoder(), ["color"]), ("b", FunctionTransformer(), ["color"])]
    )
    with pytest.raises(ValueError, match="'color' is used as text and as numbers"):
        Preprocessor.from_sklearn(table.fit(TRAIN))


def test_columns_are_unique_names():
    scaler = StandardScaler().fit(TRAIN[["size", "price"]])
    for columns in (["a"], ["a", "a"], ["a", 2]):
        with pytest.raises(ValueError, match="`columns` must be the names of the 2 columns"):
            Preprocessor.from_sklearn(scaler, columns)


def test_takes_columns_without_pandas():
    data = {"size": [1.0, 3.0]}
    prep = Preprocessor.from_sklearn(StandardScaler().fit(pd.DataFrame(data)))
    np.testing.assert_array_equal(prep(data), [[-1], [1]])


def test_a_nested_preprocessor_is_one_line_of_the_table(monkeypatch):
    monkeypatch.setenv("COLUMNS", "1000")
    data = pd.DataFrame({"size": [1.0, 2.0, 4.0], "age": [3.0, 1.0, 7.0]})
    prep = Preprocessor.from_sklearn(make_pipeline(StandardScaler(), PCA(2)).fit(data))
    assert len(repr(prep).splitlines()) == 3
    assert prep.table()["layers"][0].startswith("Preprocessor of 2 features > Normalization(")
