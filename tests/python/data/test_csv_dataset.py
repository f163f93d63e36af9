"""CSV files as features by name: rows, columns, order, length, arguments."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

import folders
import tables
from prelayer import csv_dataset, schema


@pytest.fixture
def shops(tmp_path):
    return tables.write(tmp_path / "shops.csv", tables.SHOPS)


def test_rows_become_batches_of_features_by_name_with_a_label(shops):
    dataset = csv_dataset(shops, batch_size=2, label_name="sold", na="mask")
    features, label = next(iter(dataset))
    assert features["shop"].numpy().tolist() == [b"A", b"B"]
    np.testing.assert_array_equal(features["size"], np.float32([1.5, np.nan]))
    assert features["town"].numpy().tolist() == [b"Ulm", b""]
    assert label.numpy().tolist() == [7, 9]
    assert [len(label) for _, label in dataset] == [2, 1]


def test_the_schema_states_names_and_types(shops):
    known = schema(csv_dataset(shops, label_name="sold", na="mask").map(lambda x, y: (x, y)))
    assert known.feature_names == ("shop", "size", "town")
    assert known.target_names == ("sold",)
    assert known.file_paths == [shops]
    features = {"shop": tf.string, "size": tf.float32, "town": tf.string}
    assert known.dtypes == (features, tf.int64)


@pytest.mark.parametrize("name", ["penguins.csv", "diamonds.csv"])
def test_real_tables_equal_those_of_pandas(name):
    path = folders.samples(name)
    if path is None:
        pytest.skip("there are no real samples beside this checkout")
    tables.assert_equals_frame(csv_dataset(path, batch_size=1000, na="mask"), pd.read_csv(path))


def test_a_real_table_without_header_equals_that_of_pandas():
    path = folders.samples("news.csv")
    if path is None:
        pytest.skip("there are no real samples beside this checkout")
    names = ["class", "title", "text"]
    dataset = csv_dataset(path, header=False, column_names=names, batch_size=1000)
    tables.assert_equals_frame(dataset, pd.read_csv(path, header=None, names=names))


def test_a_table_of_every_kind_equals_that_of_pandas(tmp_path):
    rng = np.random.default_rng(1)
    words = np.array(["plain", 'with "quotes"', "a, b", "two\nlines", "Délicieux ☕", ""])
    frame = pd.DataFrame(
        {
            "whole": rng.integers(-(2**62), 2**62, 10_000),
            "decimal": rng.normal(size=10_000).astype("float32"),
            "gaps": np.where(rng.random(10_000) < 0.1, np.nan, rng.integers(0, 99, 10_000)),
            "text": rng.choice(words, 10_000),
        }
    )
    path = tmp_path / "all.csv"
    frame.to_csv(path, index=False)
    read = pd.read_csv(path, dtype={"decimal": "float32"})
    tables.assert_equals_frame(csv_dataset(path, batch_size=333, na="mask"), read)


def test_columns_are_selected_by_name_or_by_place(shops):
    by_name = csv_dataset(shops, select_columns=["sold", "shop"])
    assert tables.columns(by_name).keys() == {"shop", "sold"}
    by_place = csv_dataset(shops, select_columns=[0, 2], label_name="sold")
    assert tables.columns(by_place)["shop"] == ["A", "B", "C"]
    assert schema(by_place).feature_names == ("shop",)


def test_rows_come_in_order_once_unless_asked(shops):
    assert tables.columns(csv_dataset(shops, na="mask"))["shop"] == ["A", "B", "C"]
    twice = csv_dataset(shops, na="mask", num_epochs=2, batch_size=2)
    assert tables.columns(twice)["shop"] == ["A", "B", "C"] * 2
    assert [len(batch["shop"]) for batch in twice] == [2, 1, 2, 1]
    endless = csv_dataset(shops, na="mask", num_epochs=None, batch_size=None).take(7)
    assert [row["shop"].numpy() for row in endless] == [b"A", b"B", b"C", b"A", b"B", b"C", b"A"]


def test_shuffling_draws_another_order_each_epoch(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n,m\n" + "".join(f"{n},{2 * n}\n" for n in range(99)))

    def load():
        return csv_dataset(path, shuffle=True, shuffle_seed=3)

    dataset = load()
    first, second = tables.columns(dataset), tables.columns(dataset)
    for found in (first, second):
        assert sorted(found["n"]) == list(range(99))
        np.testing.assert_array_equal(found["m"], 2 * found["n"])
    assert first["n"].tolist() != second["n"].tolist()
    assert tables.columns(load())["n"].tolist() == first["n"].tolist()


def test_training_does_not_run_out_of_data(tmp_path):
    rows = "".join(f"{number / 8},1\n" for number in range(100))
    path = tables.write(tmp_path / "a.csv", "x,y\n" + rows)
    inputs = keras.Input((1,), name="x")
    model = keras.Model({"x": inputs}, keras.layers.Dense(1)(inputs))
    model.compile(loss="mse")
    parts = csv_dataset(path, label_name="y", split={"train": 0.6, "test": 0.4}, on_error="skip")
    others = csv_dataset(path, label_name="y", num_rows_for_inference=10)
    # Warnings are errors in these tests.
    for dataset in (parts["train"], others):
        model.fit(dataset, epochs=2, validation_data=parts["test"], verbose=0)


def test_trains_a_model_from_a_file(tmp_path):
    rows = "".join(f"{n / 10},{n % 3},{n / 5 - 1}\n" for n in range(40))
    path = tables.write(tmp_path / "a.csv", "x,z,y\n" + rows)
    inputs = {name: keras.Input((1,), name=name) for name in ("x", "z")}
    joined = keras.layers.Concatenate()(list(inputs.values()))
    model = keras.Model(inputs, keras.layers.Dense(1)(joined))
    model.compile("sgd", "mse")
    dataset = csv_dataset(path, label_name="y", batch_size=8)
    dataset = dataset.map(lambda x, y: ({k: v[:, tf.newaxis] for k, v in x.items()}, y))
    history = model.fit(dataset, epochs=3, verbose=0).history["loss"]
    assert history[-1] < history[0]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"label_name": "sole"},
            '`label_name` names the column "sole", which does not exist. Is "sold" meant?',
        ),
        (
            {"select_columns": ["town", "sise"]},
            '`select_columns` names the column "sise", which does not exist. Is "size" meant?',
        ),
        (
            {"select_columns": ["shop"], "label_name": "sold"},
            '`label_name` names the column "sold", which `select_columns` leaves out. '
            "Name it there, too.",
        ),
        (
            {"select_columns": [4]},
            "`select_columns` must be names, or positions from 0 to 3, not 4.",
        ),
        (
            {"column_defaults": [1]},
            "`column_defaults` must have one entry for each of the 4 columns, but it has 1. A dict "
            "can name some of them.",
        ),
        (
            {"column_defaults": {"sold": tf.uint8}},
            "`column_defaults['sold']` must be a number, a string, or one of the types float32, "
            "float64, int32, int64 and string, not tf.uint8.",
        ),
        (
            {"column_names": ["a", "b"]},
            "`column_names` must name each of the 4 columns of {path}, but it has 2 names.",
        ),
        (
            {"column_names": ["a", "b", "c", "a"]},
            '`column_names` names two columns "a". Name all by `column_names`.',
        ),
        ({"header": False}, "`column_names` must be given with `header=False`."),
        ({"field_delim": "::"}, "`field_delim` must be one character of ASCII, not '::'."),
        ({"na": "drop"}, '`na` must be "error", "mask" or "token", not \'drop\'.'),
        ({"num_epochs": 0}, "`num_epochs` must be a whole number of at least 1, not 0."),
        (
            {"encoding": "latin-99"},
            "`encoding` must be the name of an encoding, such as \"latin-1\", not 'latin-99'.",
        ),
    ],
)
def test_reports_bad_arguments_in_one_sentence(shops, arguments, sentence):
    with pytest.raises(ValueError) as error:
        csv_dataset(shops, **arguments)
    assert str(error.value) == f"csv_dataset: {sentence.replace('{path}', shops)}"
