"""Errors of Preprocessor: one sentence each, and nothing changed."""

import keras
import numpy as np
import pytest

import prelayer
from prelayer import (
    Discretization,
    HashedCrossing,
    Normalization,
    Preprocessor,
    StringLookup,
    feature,
)

SHARED = Normalization()


def fitted():
    preprocessor = Preprocessor(
        {"age": Normalization(), "sex": StringLookup(output_mode="one_hot")}
    )
    preprocessor.adapt({"age": [1.0, 3.0], "sex": ["m", "f"]})
    return preprocessor


def dated(dtype):
    data = {"at": np.array(["2024-01-01", "2024-02-02"], dtype)}
    preprocessor = Preprocessor.from_frame(data)
    preprocessor.adapt(data)
    return preprocessor


def head(width):
    return keras.Sequential([keras.Input((width,)), keras.layers.Dense(1)])


def unfitted_in_model():
    part = Preprocessor({"x": Normalization()})
    inputs = {"x": keras.Input((1,), name="x")}
    model = keras.Model(inputs, part(inputs), name="whole")
    prelayer.adapt(model, {"x": [1.0]})


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: Preprocessor({}),
            "`features` must be a dict from the names of features, at least one, to layer",
        ),
        (
            lambda: Preprocessor({"a": None}, dtypes=["int64"]),
            "`dtypes` must be a dict from names of columns to dtypes, not ['int64'].",
        ),
        (
            lambda: Preprocessor({"a": None}, shapes=(3,)),
            "`shapes` must be a dict from names of columns to shapes, not (3,).",
        ),
        (
            lambda: Preprocessor({3: None}),
            "`features` must be a dict whose keys are names of columns, not 3.",
        ),
        (
            lambda: Preprocessor({"a": Normalization}),
            "feature 'a': `features` must be a layer, a list of layers or None, not <clas",
        ),
        (
            lambda: Preprocessor({("a", "b"): HashedCrossing(3), "a_x_b": None}),
            "`features` must be without repeated names, not 'a_x_b'.",
        ),
        (
            lambda: Preprocessor({("a", "b"): None}),
            "the feature 'a_x_b' has 2 columns and no layer, but only a layer can join th",
        ),
        (
            lambda: Preprocessor({"x": feature("a", layers=Preprocessor({"a": None, "b": None}))}),
            "the feature 'x' has the columns ['a'], but its preprocessor also takes ['b']",
        ),
        (
            lambda: Preprocessor({"a": SHARED, "b": SHARED}),
            "the features 'a' and 'b' share the layer Normalization(), which learns. Crea",
        ),
        (
            lambda: Preprocessor({"a": None}, output="one"),
            '`output` must be "concat", "dict", or a dict from the names of groups to lis',
        ),
        (
            lambda: Preprocessor({"a": None, "b": None}, output={"x": ["a"]}),
            "`output` must have every feature in a group, but 'b' is in none.",
        ),
        (
            lambda: Preprocessor({"age": None}, output={"x": ["aeg"]}),
            '`output` names the feature "aeg", which does not exist. Is "age" meant?',
        ),
        (
            lambda: Preprocessor({"age": None}, dtypes={"aeg": "float32"}),
            '`dtypes` names the column "aeg", which does not exist. Is "age" meant?',
        ),
        (lambda: Preprocessor({"age": None}, dtypes={"age": "text"}), "`dtypes` must be"),
        (
            lambda: fitted()({"Age": [1.0], "sex": ["m"]}),
            "the data must have the column 'age', but it has ['Age', 'sex'].",
        ),
        (
            lambda: fitted()([1.0]),
            "`inputs` must be a data frame or a dict of columns by name, not [1.0].",
        ),
        (
            lambda: fitted()({"age": np.zeros((2, 3)), "sex": ["m", "f"]}),
            "feature 'age': one value must have the shape (1,), but the data has",
        ),
        (
            lambda: fitted()({"age": [1.0, 2.0], "sex": ["m", "f", "m"]}),
            "the columns must have the same number of rows, but 'age' has 2 and 'sex' has 3.",
        ),
        (
            lambda: dated("datetime64[s]")({"at": ["2024-02-29"]}),
            "feature 'at': its values must be dates and times, for the dtype int64, not text. "
            "Convert the column, or pass in `dtypes` 'string' for text, 'int64' for dates and",
        ),
        (
            lambda: dated(str)({"at": np.array(["2024-02-29"], "datetime64[s]")}),
            "feature 'at': its values must be text, for the dtype string, not dates and times.",
        ),
        (
            lambda: Preprocessor({"age": Normalization(), "size": None})({"age": 1, "size": 2}),
            "preprocessing needs an adapted preprocessor, but ['age'] have not learned yet. Ca",
        ),
        (
            lambda: fitted().attach(head(3)),
            "The model takes float32 (?, 3), the preprocessor returns float32 (?, 4).",
        ),
        (lambda: fitted().attach("model"), "`model` must be a Keras model, not 'model'."),
        (
            lambda: Preprocessor({"age": Normalization()}).attach(head(1)),
            "attach() needs an adapted preprocessor, but ['age'] have not learned yet. Ca",
        ),
        (
            lambda: (
                Preprocessor(
                    {
                        "sex": StringLookup(vocabulary=["m"]),
                        "words": StringLookup(vocabulary=["m"]),
                    },
                    shapes={"words": (None,)},
                ).outputs
            ),
            "the feature 'words' has the shape (None, None)",
        ),
        (lambda: fitted().map([1.0]), "`dataset` must be a `tf.data.Dataset`, not [1.0]."),
        (
            lambda: fitted().merge(Preprocessor({"x": Normalization()}).state()),
            "has not learned anything yet",
        ),
        (lambda: fitted().merge(b"state"), "the state"),
    ],
)
def test_is_one_sentence_that_names_the_preprocessor(call, message):
    with pytest.raises(ValueError, match=r"^(Preprocessor|Normalization): ") as raised:
        call()
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: Preprocessor({"age": Normalization()}).adapt({"aeg": [1.0]}),
            "Preprocessor: the data must have the column 'age', but it has ['aeg']. Is \"",
        ),
        (
            lambda: Preprocessor({"age": StringLookup()}).adapt({"age": [1]}),
            "StringLookup: feature 'age': strings are needed, but the values are int64. Convert",
        ),
        (
            lambda: Preprocessor({"x": [Normalization(), Discretization(num_bins=2)]}).adapt(
                iter([{"x": np.ones(2)}])
            ),
            "`data` is read 2 times",
        ),
        (
            unfitted_in_model,
            "adapt: the preprocessor 'preprocessor' inside 'whole' holds layers that lear",
        ),
        (lambda: feature("a", 3), "feature: `columns` must be names of columns, not 3."),
        (lambda: feature("a", placement="gpu"), "feature: `placement` must be"),
    ],
)
def test_adapting_names_the_feature(call, message):
    keras.utils.clear_session()
    with pytest.raises(ValueError) as raised:
        call()
    assert message in str(raised.value)


def test_a_model_of_layers_that_learn_is_adapted_by_itself():
    model = keras.Sequential([keras.Input((1,)), Normalization()], name="inner")
    with pytest.raises(ValueError) as caught:
        Preprocessor({"size": model}).adapt({"size": [1.0]})
    assert str(caught.value) == (
        "Preprocessor: the model 'inner' of the feature 'size' holds layers that learn. Adapt it "
        "by itself first, or list its layers."
    )


def test_a_chain_of_two_that_learn_cannot_be_merged():
    preprocessor = Preprocessor({"x": [Normalization(), Discretization(num_bins=2)]})
    preprocessor.adapt({"x": [1.0, 2.0]})
    with pytest.raises(ValueError, match="the feature 'x' has several layers that learn"):
        preprocessor.state()


def test_merging_other_features_changes_nothing():
    first, other = fitted(), Preprocessor({"x": Normalization()})
    other.adapt({"x": [1.0]})
    before = first({"age": [5.0], "sex": ["f"]}).numpy()
    with pytest.raises(ValueError, match="Merge states of preprocessors that were made alike"):
        first.merge(other.state())
    np.testing.assert_array_equal(first({"age": [5.0], "sex": ["f"]}), before)


def test_is_not_skipped_among_other_layers():
    inner = keras.Sequential([keras.Input((1,)), Normalization()])
    for part in (Preprocessor({"x": Normalization()}), inner):
        layers = {"x": Normalization(), "y": part}
        sentence = f"adapt: '{part.name}' in `layers` is not one layer, but holds layers that learn"
        with pytest.raises(ValueError, match=sentence):
            prelayer.adapt(layers, {"x": [1.0], "y": [2.0]})
        assert not layers["x"].is_fitted
