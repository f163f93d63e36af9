"""The engine: one pass for any number of layers, over data of every kind."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from counting_dataset import counting
from prelayer import MinMaxScaling, Normalization, Rescaling, StringLookup, TextVectorization, adapt
from price_and_cut import COLUMNS, assert_learned, layers


@pytest.mark.parametrize("kind", ["dict", "frame", "dataset", "labeled", "weighted", "batches"])
def test_adapts_a_dict_of_layers_to_data_of_every_kind(kind):
    dataset = tf.data.Dataset.from_tensor_slices(COLUMNS)
    label = tf.data.Dataset.range(3)
    data = {
        "dict": COLUMNS,
        "frame": pd.DataFrame(COLUMNS),
        "dataset": dataset.batch(2),
        "labeled": tf.data.Dataset.zip(dataset, label).batch(2),
        "weighted": tf.data.Dataset.zip(dataset, label, label).batch(2),
        "batches": ({name: column[[row]] for name, column in COLUMNS.items()} for row in range(3)),
    }[kind]
    adapted = layers()
    adapt(adapted, data)
    assert_learned(adapted)


def test_reads_the_data_once_for_all_layers():
    batch = {f"c{i}": tf.constant([[1.0 * i], [2.0 * i]]) for i in range(200)}
    dataset, reads = counting([batch, batch])
    adapted = {name: Normalization() for name in batch}
    report = adapt(adapted, dataset)
    assert len(reads) == 1
    assert (report.passes, report.rows, len(report.layers)) == (1, 4, 200)
    np.testing.assert_allclose(adapted["c4"].mean, 6)


def test_gives_a_list_of_layers_the_same_data():
    words, characters = TextVectorization(), TextVectorization(split="character")
    adapt([words, characters], ["ab ab", "b"])
    assert words.get_vocabulary() == ["", "[UNK]", "ab", "b"]
    assert characters.get_vocabulary() == ["", "[UNK]", "b", "a", " "]


def test_finds_nested_features():
    layer = Normalization()
    adapt({"a": {"b": layer}}, {"a": {"b": [1.0, 3.0]}, "c": [0.0, 0.0]})
    np.testing.assert_allclose(layer.mean, 2)


def test_equals_separate_adapts():
    together, apart = layers(), layers()
    adapt(together, COLUMNS)
    for name, layer in apart.items():
        layer.adapt(COLUMNS[name])
    assert together["cut"].get_vocabulary() == apart["cut"].get_vocabulary()
    np.testing.assert_array_equal(together["price"].mean, apart["price"].mean)


def test_reads_a_number_of_steps():
    layer = Normalization()
    dataset = tf.data.Dataset.from_tensors(np.array([[1.0], [3.0]])).repeat()
    assert adapt(layer, dataset, steps=3).rows == 6
    np.testing.assert_allclose(layer.mean, 2)


def test_batches_a_dataset_that_is_not_batched():
    layer = StringLookup()
    adapt(layer, tf.data.Dataset.from_tensor_slices(["a", "b", "a"]), batch_size=2)
    assert layer.get_vocabulary() == ["[UNK]", "a", "b"]


class Rows(keras.utils.PyDataset):
    def __len__(self):
        return 2

    def __getitem__(self, index):
        return np.array([[1.0], [3.0]]) + index, np.zeros(2)


def test_reads_a_py_dataset():
    layer = Normalization()
    layer.adapt(Rows())
    np.testing.assert_allclose(layer.mean, 2.5)


def test_tells_what_it_did():
    report = adapt(Normalization(name="price"), [1.0, 2.0])
    assert str(report).startswith("adapted price in 1 pass over 2 rows, ")
    assert report.seconds > 0
    gaps = adapt(
        [MinMaxScaling(name="a", missing="mean"), Normalization(name="b")],
        [[1.0, np.nan], [np.nan, np.nan], [2.0, 3.0]],
    )
    assert gaps.missing == {"a": 3, "b": 3}


def test_reports_each_feature():
    report = adapt(
        {"size": Normalization(), "color": StringLookup()},
        {"size": [1.0, 3.0, np.nan], "color": ["red", "blue", "red"]},
    )
    table = report.table()
    assert list(table) == ["name", "rows", "missing", "seconds", "learned"]
    assert (table["rows"], table["missing"]) == ([3, 3], [1, 0])
    assert table["learned"] == ["mean 2, variance 1", "2 tokens: red, blue"]
    assert 0 < table["seconds"][0] <= report.seconds
    assert table["name"] == ["size", "color"]
    first, title, *rows = str(report).splitlines()
    assert " in 1 pass over 3 rows, " in first
    assert title.split() == list(table)
    assert rows[1].split()[1:3] == ["3", "0"]
    assert rows[1].endswith("2 tokens: red, blue")


def test_counts_layers_if_they_are_many():
    layers = [Normalization(name=f"layer_{number}") for number in range(40)]
    lines = str(adapt(layers, [1.0, 2.0])).splitlines()
    assert lines[0].startswith("adapted 40 layers in 1 pass over 2 rows, ")
    assert len(lines) == 32
    assert lines[-1] == "... 11 more"
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        (
            lambda: adapt(layers(), {"price": [1.0]}),
            "adapt: the data must have a part 'cut', as the layers do. The layers are "
            "{price: Normalization, cut: StringLookup}, the data is {price: a list of 1}.",
        ),
        (
            lambda: adapt(layers(), [1.0]),
            "adapt: the data must have a part 'price', as the layers do. The layers are "
            "{price: Normalization, cut: StringLookup}, the data is a list of 1.",
        ),
        (
            lambda: adapt(layers(), {"price": [1.0, 2.0], "cut": ["a"]}),
            "adapt: all columns must have the same length, but there are [1, 2].",
        ),
        (
            lambda: adapt(keras.layers.Dense(1), [1.0]),
            "adapt: `layers` must be a layer that learns, or a list or dict of such layers, "
            "not <Dense name=dense, built=False>.",
        ),
        (
            lambda: adapt(Normalization(), tf.data.Dataset.from_tensors([[1.0]]).repeat()),
            "adapt: the dataset never ends. Say with `steps` how many batches to read.",
        ),
        (
            lambda: adapt(Normalization(), [1.0], steps=1.5),
            "adapt: `steps` must be a whole number of at least 1, not 1.5.",
        ),
        (
            lambda: adapt(Normalization(), [1.0], batch_size=0),
            "adapt: `batch_size` must be a whole number of at least 1, not 0.",
        ),
    ],
    ids=["feature", "names", "lengths", "layer", "endless", "steps", "batch_size"],
)
def test_refuses_what_does_not_fit_in_one_sentence(refused, sentence):
    keras.utils.clear_session()
    with pytest.raises(ValueError) as caught:
        refused()
    assert str(caught.value) == sentence


def test_changes_no_layer_when_one_of_them_cannot_learn():
    adapted = layers()
    adapt(adapted, COLUMNS)
    with pytest.raises(ValueError, match="holds no value to learn from"):
        adapt(adapted, {"price": [7.0, 7.0], "cut": np.empty((2, 0), dtype=object)})
    assert_learned(adapted)


def test_lets_all_layers_learn_or_none_of_them():
    first, second = Normalization(), Normalization()
    first.adapt([[5.0]])
    second.adapt([[1.0, 2.0]])
    with pytest.raises(ValueError, match="was built for a `mean` of shape"):
        adapt([first, second], np.arange(4.0)[:, np.newaxis])
    np.testing.assert_array_equal(first.mean, 5)


def test_picks_features_out_of_a_tuple():
    dataset = tf.data.Dataset.from_tensor_slices((([1.0, 3.0], [5.0, 7.0]), [0, 1])).batch(2)
    adapted = {0: Normalization(), 1: Normalization()}
    adapt(adapted, dataset)
    np.testing.assert_allclose(adapted[0].mean, 2)
    np.testing.assert_allclose(adapted[1].mean, 6)


def test_learns_from_sparse_and_ragged_data():
    words = StringLookup()
    words.adapt(tf.sparse.from_dense(tf.constant([["a", "b"], ["a", ""], ["c", "a"]])))
    assert words.get_vocabulary() == ["[UNK]", "a", "c", "b"]
    numbers = Normalization(axis=None)
    numbers.adapt(tf.ragged.constant([[1.0], [2.0, 3.0]]))
    np.testing.assert_allclose(numbers.mean, 2)
    with pytest.raises(ValueError, match="only `axis=None` learns from ragged numbers"):
        Normalization().adapt(tf.ragged.constant([[1.0], [2.0, 3.0]]))


def test_reads_memory_at_once_as_it_reads_slices():
    columns = {
        "price": np.array([[1.0, np.nan], [3.0, 4.0], [5.0, 6.0]]),
        "cut": pd.Series(["é", "good", "é"]),
        "text": ["a b", "b", "c"],
    }
    at_once, sliced = [
        {"price": Normalization(), "cut": StringLookup(), "text": TextVectorization()}
        for _ in range(2)
    ]
    assert adapt(at_once, columns).rows == 3
    assert adapt(sliced, columns, batch_size=2).rows == 3
    np.testing.assert_array_equal(at_once["price"].mean, sliced["price"].mean)
    np.testing.assert_array_equal(at_once["price"].variance, sliced["price"].variance)
    for name in ("cut", "text"):
        assert at_once[name].get_vocabulary() == sliced[name].get_vocabulary()


def test_layers_have_no_fit_and_say_so():
    layer = Normalization()
    assert not hasattr(layer, "fit")
    with pytest.raises(AttributeError) as caught:
        layer.fit([1.0])
    assert str(caught.value) == (
        "Normalization: layers learn by `adapt(data)`, and are then called; `fit` trains models."
    )
    with pytest.raises(AttributeError, match="no attribute 'unheard_of'"):
        layer.unheard_of  # noqa: B018
    for name in ("fit", "fit_transform"):
        assert not hasattr(Rescaling(2.0), name)
        with pytest.raises(AttributeError) as caught:
            getattr(Rescaling(2.0), name)
        assert str(caught.value) == (
            "Rescaling: this layer learns nothing, and is called on data; `fit` trains models."
        )
