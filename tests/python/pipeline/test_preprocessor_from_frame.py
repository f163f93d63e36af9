"""Preprocessor.from_frame: the layers chosen for each kind of column, overrides and selectors."""

import warnings
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from passengers import passengers
from prelayer import (
    MinMaxScaling,
    Normalization,
    Preprocessor,
    RobustScaling,
    StringLookup,
    TextVectorization,
    dataset_from_frame,
    selector,
)


def chosen(data, **options):
    """Return the layers for each column, as text, without the warning of those left out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        preprocessor = Preprocessor.from_frame(data, **options)
    return {
        name: " > ".join(" ".join(repr(layer).split()) for layer in part.layers)
        for name, part in preprocessor.features.items()
    }


NORMALIZATION = "Normalization(missing='mean')"
WITH_GAPS = "Normalization(missing='mean')"
DATES = (
    "DatetimeFeatures(components=('month', 'weekday', 'elapsed'), cyclic=('month', 'weekday')) > "
    + WITH_GAPS
)
TIMES = "DatetimeFeatures(components=('month', 'weekday', 'hour', 'elapsed')) > " + WITH_GAPS
ONE_HOT = "StringLookup(mask_token='', output_mode='one_hot')"


def test_each_kind_of_column_has_its_layers():
    frame = passengers()
    with pytest.warns(UserWarning, match="leaves out columns") as caught:
        preprocessor = Preprocessor.from_frame(frame, target="survived")
    assert preprocessor.skipped == {
        "ticket": "it is an identifier: almost every value is different",
        "ship": "it is constant",
        "cabin": "all its values are missing",
    }
    assert all(name in str(caught[0].message) for name in preprocessor.skipped)
    assert caught[0].filename == __file__
    assert chosen(frame, target="survived") == {
        "age": WITH_GAPS,
        "fare": NORMALIZATION,
        "siblings": NORMALIZATION,
        "sex": ONE_HOT,
        "deck": ONE_HOT,
        "alone": "",
        "name": "TextVectorization(max_tokens=256, output_mode='multi_hot', min_count=2)",
    }


def test_missing_categories_are_zeros_and_new_ones_have_a_column():
    preprocessor = Preprocessor.from_frame({"deck": ["A", "B", None, "B"], "n": [1, 2, 3, 4]})
    preprocessor.adapt({"deck": ["A", "B", None, "B"], "n": [1, 2, 3, 4]})
    found = preprocessor({"deck": [None, "Z", "B", "A"], "n": [2.5] * 4})[:, :3]
    np.testing.assert_array_equal(found, [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])


def words(count, length):
    return [
        " ".join(f"w{(row * 7 + place) % 90}" for place in range(length)) for row in range(count)
    ]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ([True, False, None, True], WITH_GAPS),
        ([[1.0, 2.0], [3.0, 4.0]], NORMALIZATION),
        ([["a", "b"], ["b"]], "StringLookup(mask_token='', output_mode='multi_hot')"),
        (pd.Categorical(list("abca")), ONE_HOT),
        (pd.Series([1, None, 3], dtype="Int64"), WITH_GAPS),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), NORMALIZATION),
        (["2024-01-01", "2024-02-29", None], DATES),
        (np.array(["2024-01-01T10", "2024-02-29T11"], "M8[us]"), TIMES),
        ([f"{row % 41}" for row in range(820)],
         "StringLookup(max_tokens=41, mask_token='', output_mode='one_hot', min_count=2)"),
        (words(80, 4), "TextVectorization(max_tokens=256, output_mode='multi_hot', min_count=2)"),
        (words(80, 2), "TextVectorization(max_tokens=256, output_mode='multi_hot', min_count=2)"),
    ],
)  # fmt: skip
def test_the_first_rule_that_applies_decides(column, expected):
    assert chosen({"x": column}) == {"x": expected}


def test_a_dict_takes_indices():
    data = {"rare": [f"{row % 41}" for row in range(820)], "text": words(820, 4)}
    assert chosen(data, output="dict") == {
        "rare": "StringLookup(mask_token='', min_count=2)",
        "text": "TextVectorization(max_tokens=10000, min_count=2)",
    }


def test_whole_numbers_beyond_float32_have_float64_inputs():
    preprocessor = Preprocessor.from_frame({"id": [2**24 + 1, 5], "n": [2**24, 5]})
    assert {name: part.dtype for name, part in preprocessor._set.columns.items()} == {
        "id": "float64",
        "n": "float32",
    }


def test_overrides_by_name_and_selector():
    frame = passengers()[["age", "fare", "sex", "deck", "survived"]]
    lookup = StringLookup(output_mode="count", mask_token="")
    overrides = {
        selector(dtype_include="number"): MinMaxScaling,
        selector("^a"): RobustScaling,
        "age": [Normalization(missing="indicator")],
        "sex": "skip",
        "deck": lookup,
    }
    preprocessor = Preprocessor.from_frame(frame, target="survived", overrides=overrides)
    layers = {name: part.layers for name, part in preprocessor.features.items()}
    assert repr(layers["age"][0]) == "Normalization(missing='indicator')"
    assert repr(layers["fare"][0]) == "MinMaxScaling()"
    assert layers["deck"] == (lookup,)
    assert preprocessor.skipped == {"sex": '`overrides` says "skip"'}


def test_more_categories():
    data = {"code": [f"c{row % 50}" for row in range(500)]}
    assert chosen(data, max_categories=50) == {"code": ONE_HOT}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"target": "survivd"}, 'the column "survivd", which does not exist. Is "survived" meant?'),
        ({"overrides": {"agee": None}}, 'the column "agee", which does not exist. Is "age" meant?'),
        ({"overrides": {selector("zz"): None}}, "`overrides` has a selector without a column"),
        ({"target": list(passengers())}, "must have a column that is a feature, but it has none."),
        (
            {"overrides": {"age": "norm"}},
            "must be a layer, a list of layers, None or \"skip\", not 'norm'.",
        ),
        ({"max_categories": 0}, "`max_categories` must be"),
        ({"overrides": ["age"]}, "dict from names of columns, or selectors, to layers, not ['age'"),
        ({"overrides": "age"}, "to layers, not 'age'."),
        ({"overrides": Normalization()}, "to layers, not Normalization()."),
    ],
)  # fmt: skip
def test_bad_arguments_are_one_sentence(options, message):
    with pytest.raises(ValueError, match=r"^Preprocessor\.from_frame: ") as raised:
        Preprocessor.from_frame(passengers(), **options)
    assert message in str(raised.value)


def test_numbers_that_float32_would_change_have_float64_inputs():
    columns = {
        "whole": [1e8, 1e8 + 1, 1e8 + 2],
        "narrow": [1e6 + 0.1, 1e6 + 0.2, 1e6 + 0.3],
        "small": [0.1, 0.2, 0.3],
        "wide": [0.1, 0.2, 1e9],
        "gaps": [0.1, float("nan"), 0.3],
    }
    found = Preprocessor.from_frame(columns).table()["type"]
    assert found == ["float64", "float64", "float32", "float32", "float32"]
    preprocessor = Preprocessor.from_frame({"whole": columns["whole"]})
    preprocessor.adapt(columns)
    expected = np.array([-1, 0, 1]) * np.sqrt(1.5)
    np.testing.assert_allclose(preprocessor(columns)[:, 0], expected, rtol=1e-5)


def test_categories_of_numbers_are_text_as_in_datasets():
    frame = pd.DataFrame({"c": pd.Categorical([3, 1, None, 3]), "b": pd.Categorical([True] * 4)})
    preprocessor = Preprocessor.from_frame(frame, overrides={"b": StringLookup()})
    preprocessor.adapt(frame)
    expected = [[0, 1, 0, 1], [0, 0, 1, 1], [0, 0, 0, 1], [0, 1, 0, 1]]
    np.testing.assert_array_equal(preprocessor(frame), expected)
    (batch,) = dataset_from_frame(frame, batch_size=4, na="mask")
    np.testing.assert_array_equal(preprocessor(batch), expected)
    assert preprocessor.get_feature_names_out() == ["c_[UNK]", "c_3", "c_1", "b"]


def test_a_column_of_mixed_types_is_named():
    message = "the column 'x' must have values of one type, but it holds number and text"
    with pytest.raises(ValueError, match=message):
        Preprocessor.from_frame({"x": [1, "a", 2]})


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (pd.to_timedelta([1, 2], unit="h"), "not values of the type timedelta64["),
        ([Decimal(1), Decimal(2)], "not values of the type Decimal"),
        ([[1.0], [1.0, 2.0]], "must have lists of text, or lists of numbers of one length"),
    ],
)
def test_a_column_of_another_type_is_named_and_can_be_left_out(column, message):
    data = {"x": column, "n": [1.0, 2.0]}
    with pytest.raises(ValueError, match=r"^Preprocessor\.from_frame: the column 'x'") as raised:
        Preprocessor.from_frame(data)
    assert message in str(raised.value)
    assert chosen(data, overrides={"x": "skip"}) == {"n": NORMALIZATION}


def test_text_is_text_vectorization():
    (layer,) = Preprocessor.from_frame({"x": words(80, 5)}).features["x"].layers
    assert isinstance(layer, TextVectorization)


@pytest.mark.parametrize(
    ("dates", "components"),
    [
        (["2024-03-01", "2024-03-12", None], ("weekday",)),
        (["2024-03-04T10:00", "2024-04-01T10:30", None], ("month",)),
        (["2024-03-04 10:00", "2024-03-04 11:00", None], ("hour",)),
    ],
)
@pytest.mark.parametrize("as_dates", [False, True])
def test_constant_components_of_dates_are_left_out(dates, components, as_dates):
    column = np.array(dates, "datetime64[us]") if as_dates else dates
    chosen = Preprocessor.from_frame({"when": column, "y": [0, 1, 0]}, target="y")
    layer = chosen.features["when"].layers[0]
    assert tuple(layer.cyclic) == components
    assert tuple(layer.components) == (*components, "elapsed")


def test_a_measure_with_one_value_is_left_out_also_with_gaps():
    data = {"n": [2.0, None, 2.0], "when": ["2024-03-01", None, "2024-03-01"], "x": [1.0, 2.0, 3.0]}
    with pytest.warns(UserWarning, match="it is constant"):
        chosen = Preprocessor.from_frame(data)
    assert list(chosen.features) == ["x"]
    assert dict(chosen.skipped) == {"n": "it is constant", "when": "it is constant"}


def test_ten_values_that_differ_are_no_categories():
    names = [f"P{number}" for number in range(10)]
    notes = [f"it was {name} who came to the house" for name in names]
    data = {"id": names, "note": notes, "x": np.arange(10.0)}
    with pytest.warns(UserWarning, match="identifier"):
        chosen = Preprocessor.from_frame(data)
    assert type(chosen.features["note"].layers[0]) is TextVectorization
    assert list(chosen.skipped) == ["id"]
    few = Preprocessor.from_frame({name: column[:9] for name, column in data.items()})
    assert type(few.features["id"].layers[0]) is StringLookup
