"""Preprocessor: values, joined outputs, datasets, frames, and learning."""

import numpy as np
import pandas as pd
import pytest
import tensorflow as tf
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

import prelayer
from passengers import passengers
from prelayer import (
    DatetimeFeatures,
    Discretization,
    HashedCrossing,
    Hashing,
    IntegerLookup,
    Normalization,
    Preprocessor,
    Rescaling,
    StringLookup,
    feature,
)


def some_features():
    return {
        "age": Normalization(missing="mean"),
        "fare": Normalization(),
        "sex": StringLookup(output_mode="one_hot", num_oov_indices=0),
    }


def by_scikit_learn(frame):
    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    age, fare = (numbers.fit_transform(frame[[name]]) for name in ("age", "fare"))
    sex = ColumnTransformer([("sex", OneHotEncoder(categories=[["male", "female"]]), ["sex"])])
    encoded = sex.fit_transform(frame)
    return np.hstack([age, fare, np.asarray(encoded)])


# The gaps of "age" have the mean of the others, which scikit-learn's scaler then sees, too.
def test_values_are_those_of_scikit_learn():
    frame = passengers()
    preprocessor = Preprocessor(some_features())
    preprocessor.adapt(frame)
    expected = by_scikit_learn(frame)
    present = frame["age"].dropna()
    expected[:, 0] = ((frame["age"] - present.mean()) / present.std(ddof=0)).fillna(0)
    np.testing.assert_allclose(preprocessor(frame), expected, rtol=1e-6, atol=1e-6)


def test_all_kinds_of_tables_give_the_same():
    frame = passengers()
    preprocessor = Preprocessor(some_features())
    report = preprocessor.adapt(frame)
    assert (report.rows, report.passes, report.layers) == (80, 1, ("age", "fare", "sex"))
    assert report.missing == {"age": int(frame["age"].isna().sum())}
    assert preprocessor.report is report
    expected = preprocessor(frame).numpy()
    tables = {
        "dict of lists": {name: frame[name].tolist() for name in frame},
        "dict of arrays": {name: frame[name].to_numpy() for name in frame},
    }
    for module, convert in (("polars", "from_pandas"), ("pyarrow", None)):
        library = pytest.importorskip(module)
        tables[module] = (
            getattr(library, convert)(frame) if convert else library.Table.from_pandas(frame)
        )
    for kind, table in tables.items():
        np.testing.assert_array_equal(preprocessor(table), expected, err_msg=kind)
        other = Preprocessor(some_features())
        other.adapt(table)
        np.testing.assert_allclose(other(frame), expected, rtol=1e-6, err_msg=kind)


@pytest.mark.parametrize("drop_remainder", [False, True])
def test_a_dataset_teaches_and_gives_the_same(drop_remainder):
    frame = passengers()
    preprocessor = Preprocessor(some_features())
    preprocessor.adapt(frame)
    dataset = prelayer.dataset_from_frame(
        frame, target="survived", batch_size=16, na="mask", drop_remainder=drop_remainder
    )
    other = Preprocessor(some_features())
    assert other.adapt(dataset).rows == 80
    np.testing.assert_allclose(other(frame), preprocessor(frame), rtol=1e-6, atol=1e-6)
    batches = list(dataset.map(preprocessor))
    np.testing.assert_array_equal(np.concatenate([x for x, _ in batches]), preprocessor(frame))
    np.testing.assert_array_equal(np.concatenate([y for _, y in batches]), frame["survived"])


def test_prelayer_adapt_takes_a_preprocessor():
    preprocessor = Preprocessor(some_features())
    batch = {"age": np.ones(2), "fare": np.ones(2), "sex": np.array(["a", "b"])}
    report = prelayer.adapt(preprocessor, [batch])
    assert report.layers == ("age", "fare", "sex")
    assert preprocessor.is_fitted


# 0, 10 and 20 become -1.2247, 0, 1.2247, whose quantiles for 3 bins lie between them.
def test_a_layer_waits_for_those_before_it():
    chain = [Normalization(), Discretization(num_bins=3, output_mode="one_hot")]
    preprocessor = Preprocessor({"x": chain})
    report = preprocessor.adapt({"x": [0.0, 10.0, 20.0]})
    assert report.passes == 2
    assert report.layers == ("x (Normalization)", "x (Discretization)")
    np.testing.assert_array_equal(preprocessor({"x": [0.0, 10.0, 20.0]}), np.eye(3))
    dataset = tf.data.Dataset.from_tensor_slices({"x": [0.0, 10.0, 20.0]}).batch(2)
    other = Preprocessor(
        {"x": [Normalization(), Discretization(num_bins=3, output_mode="one_hot")]}
    )
    other.adapt(dataset)
    np.testing.assert_array_equal(other({"x": [0.0, 10.0, 20.0]}), np.eye(3))


def test_several_columns_go_into_one_layer():
    cross = HashedCrossing(8, output_mode="one_hot")
    preprocessor = Preprocessor({("sex", "deck"): cross, "fare": None})
    data = {"sex": ["m", "f"], "deck": ["A", "B"], "fare": [1.0, 2.0]}
    expected = HashedCrossing(8, output_mode="one_hot")([["m", "f"], ["A", "B"]]).numpy()
    np.testing.assert_array_equal(preprocessor(data), np.hstack([expected, [[1.0], [2.0]]]))
    assert preprocessor.get_feature_names_out()[-2:] == ["sex_x_deck_7", "fare"]


def test_a_preprocessor_is_a_layer_of_its_columns():
    inner = Preprocessor({"a": Normalization(), "b": Normalization()})
    outer = Preprocessor({"both": feature("a", "b", layers=[inner, Rescaling(2.0)]), "c": None})
    report = outer.adapt({"a": [0.0, 2.0], "b": [1.0, 5.0], "c": [7.0, 8.0]})
    assert report.layers == ("both$a", "both$b")
    found = outer({"a": [0.0, 2.0], "b": [1.0, 5.0], "c": [7.0, 8.0]})
    np.testing.assert_allclose(found, [[-2, -2, 7], [2, 2, 8]])


def test_dict_and_groups():
    data = {"age": [1.0, 3.0], "sex": ["m", "f"], "class": [1, 2]}
    features = {
        "age": Normalization(),
        "sex": StringLookup(vocabulary=["m", "f"]),
        "class": IntegerLookup(vocabulary=[1, 2], output_mode="one_hot", num_oov_indices=0),
    }
    outputs = Preprocessor(features, output="dict")
    outputs.adapt(data)
    found = outputs(data)
    np.testing.assert_array_equal(found["sex"], [[1], [2]])
    assert found["sex"].dtype == "int64"
    del features["sex"]
    grouped = Preprocessor(features, output={"deep": ["age"], "wide": ["class", "age"]})
    deep, wide = grouped(data)["deep"], grouped(data)["wide"]
    np.testing.assert_allclose(deep, [[-1], [1]])
    np.testing.assert_allclose(wide, [[1, 0, -1], [0, 1, 1]])
    assert grouped.get_feature_names_out() == ["age", "class_1", "class_2", "age"]


def test_a_frame_has_named_columns():
    frame = passengers().set_index("ticket")
    preprocessor = Preprocessor(
        {**some_features(), "deck": StringLookup(mask_token="", output_mode="one_hot")}
    )
    preprocessor.adapt(frame)
    found = preprocessor(frame, as_frame=True)
    assert list(found) == [
        "age", "fare", "sex_male", "sex_female", "deck_[UNK]", "deck_B", "deck_C", "deck_A",
    ]  # fmt: skip
    pd.testing.assert_index_equal(found.index, frame.index)
    np.testing.assert_array_equal(found["deck_A"], frame["deck"].eq("A"))
    np.testing.assert_array_equal(found.to_numpy(), preprocessor(frame))
    polars = pytest.importorskip("polars")
    same = preprocessor(polars.from_pandas(frame), as_frame=True)
    assert isinstance(same, polars.DataFrame)
    assert same.columns == list(found)


def test_indicators_have_names():
    preprocessor = Preprocessor({"age": Normalization(missing="indicator")})
    preprocessor.adapt({"age": [1.0, np.nan, 3.0]})
    assert preprocessor.get_feature_names_out() == ["age", "age_missing"]
    np.testing.assert_allclose(preprocessor({"age": [np.nan]}), [[0, 1]])


def test_vectors_and_lists():
    data = {"point": [[1.0, 2.0], [3.0, 6.0]], "tags": tf.ragged.constant([["a", "b"], ["b"]])}
    preprocessor = Preprocessor(
        {
            "point": Normalization(),
            "tags": StringLookup(vocabulary=["a", "b"], output_mode="multi_hot"),
        },
        shapes={"point": (2,), "tags": (None,)},
    )
    preprocessor.adapt(data)
    np.testing.assert_allclose(preprocessor(data), [[-1, -1, 0, 1, 1], [1, 1, 0, 0, 1]])


def test_whole_numbers_keep_their_digits_in_float64():
    data = {"id": [2**40, 2**40 + 1, 2**40 + 2]}
    preprocessor = Preprocessor({"id": Normalization()}, dtypes={"id": "float64"})
    preprocessor.adapt(data)
    np.testing.assert_allclose(preprocessor(data)[:, 0], [-(1.5**0.5), 0, 1.5**0.5], rtol=1e-6)


def test_merging_is_adapting_to_all_data():
    frame = passengers()
    whole, first, second = (Preprocessor(some_features()) for _ in range(3))
    whole.adapt(frame)
    first.adapt(frame[:30])
    second.adapt(frame[30:])
    first.merge(second.state())
    np.testing.assert_allclose(first(frame), whole(frame), rtol=1e-6, atol=1e-7)
    lookup = first.features["sex"].layers[0]
    assert lookup.get_vocabulary() == whole.features["sex"].layers[0].get_vocabulary()


def test_adapting_again_replaces_what_was_learned():
    preprocessor = Preprocessor({"x": Normalization()})
    preprocessor.adapt({"x": [0.0, 2.0]})
    preprocessor.adapt({"x": [10.0, 14.0]})
    np.testing.assert_allclose(preprocessor({"x": [12.0]}), [[0.0]])
    preprocessor.adapt({"x": [0.0, 2.0]}, reset=False)
    assert preprocessor.features["x"].layers[0].mean.numpy().item() == 6.5


def test_layers_that_learn_nothing_need_no_data():
    preprocessor = Preprocessor({"x": Rescaling(2.0), "word": Hashing(3, output_mode="one_hot")})
    assert preprocessor.is_fitted
    report = preprocessor.adapt({"x": [1.0], "word": ["a"]})
    assert (report.passes, report.layers) == (0, ())
    assert preprocessor({"x": [1.0], "word": ["a"]}).shape == (1, 4)


# Noon on a Thursday, February 29 2024, is 59.5 days after the earliest time.
def test_dates_of_any_kind_give_the_same():
    times = ["2024-01-01T00:00", None, "2024-02-29T12:00"]
    texts = {"at": times}
    frame = pd.DataFrame({"at": pd.to_datetime(times)})
    expected = [[0, 0.0], [np.nan, np.nan], [3, 59.5]]
    for data in (texts, frame):
        preprocessor = Preprocessor(
            {"at": DatetimeFeatures(["weekday", "elapsed"], cyclic=())},
            dtypes={"at": "string" if data is texts else "int64"},
        )
        preprocessor.adapt(data)
        np.testing.assert_allclose(preprocessor(data), expected)
        assert preprocessor.get_feature_names_out() == ["at_weekday", "at_elapsed"]
        assert "origin 2024-01-01" in repr(preprocessor)
