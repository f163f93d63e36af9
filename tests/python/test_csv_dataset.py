"""CSV files as features: values, types, what is missing, what does not fit."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

import folders
import tables
from prelayer import csv_dataset, report, schema

SHOPS = "shop,size,sold,town\nA,1.5,7,Ulm\nB,,9,\nC,-2e3,11,Bonn\n"


@pytest.fixture
def shops(tmp_path):
    return tables.write(tmp_path / "shops.csv", SHOPS)


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


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        (["1", "-2", "+3", " 4 ", "007"], tf.int64),
        (["9223372036854775807", "-9223372036854775807"], tf.int64),
        (["1", "2.5", ".5", "1e-3", "inf", "NaN"], tf.float32),
        (["1", "", "16777216"], tf.float32),
        (["1", "", "16777217"], tf.float64),
        (["1.5", "1e39"], tf.float64),
        (["", ""], tf.float32),
        (["18446744073709551616", "1"], tf.string),
        (["1", "two"], tf.string),
        (["1_000", "2"], tf.string),
        (["0x1A", "2"], tf.string),
        (["True", "False"], tf.string),
        (["NA", "Ulm"], tf.string),
    ],
)
def test_types_follow_from_the_values(tmp_path, values, dtype):
    path = tables.write(tmp_path / "a.csv", "row,x\n" + "".join(f"r,{v}\n" for v in values))
    dataset = csv_dataset(path, na="mask")
    assert schema(dataset).dtypes["x"] == dtype
    found = tables.columns(dataset)["x"]
    if dtype == tf.string:
        assert found == values
    else:
        expected = np.array([value or "nan" for value in values])
        kind = np.int64 if dtype == tf.int64 else np.float64
        np.testing.assert_array_equal(found, expected.astype(kind).astype(dtype.as_numpy_dtype))


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


def test_defaults_give_types_and_stand_for_missing_values(shops):
    defaults = {"size": 0.5, "sold": tf.float64, "town": "nowhere"}
    found = tables.columns(csv_dataset(shops, column_defaults=defaults))
    np.testing.assert_array_equal(found["size"], np.float32([1.5, 0.5, -2000]))
    assert found["sold"].dtype == np.float64
    assert found["town"] == ["Ulm", "nowhere", "Bonn"]
    whole = csv_dataset(shops, select_columns=["size", "sold"], column_defaults=[-1.0, tf.int32])
    assert schema(whole).dtypes == {"size": tf.float32, "sold": tf.int32}
    assert tables.columns(whole)["size"][1] == -1


REMEDY = (
    '`na="mask"` lets NaN or the empty text stand for those of features; `column_defaults` says '
    "what else does."
)


def test_missing_values_are_an_error_unless_there_is_a_rule(shops):
    with pytest.raises(ValueError) as error:
        csv_dataset(shops)
    assert str(error.value) == (
        'csv_dataset: the column "size" must not have missing values, but 1 of 3 are, the first '
        f"in line 3 of {shops}. {REMEDY}"
    )
    given = {"size": 0.0, "town": ""}
    found = tables.columns(csv_dataset(shops, column_defaults=given))
    np.testing.assert_array_equal(found["size"], np.float32([1.5, 0, -2000]))
    found = tables.columns(csv_dataset(shops, na="token"))
    np.testing.assert_array_equal(found["size"], np.float32([1.5, np.nan, -2000]))
    assert found["town"] == ["Ulm", "[NA]", "Bonn"]


def test_missing_labels_are_always_an_error(shops):
    with pytest.raises(ValueError) as error:
        csv_dataset(shops, label_name="size", na="mask")
    assert 'the column "size" must not have missing values' in str(error.value)
    found = tables.columns(
        csv_dataset(shops, label_name="size", na="mask", column_defaults={"size": 0.0})
    )
    np.testing.assert_array_equal(found["label"], np.float32([1.5, 0, -2000]))


def test_one_word_can_mean_missing(tmp_path):
    path = tables.write(tmp_path / "a.csv", "age,town\n1,NA\nNA,Ulm\n,\n")
    with pytest.raises(ValueError) as error:
        csv_dataset(path, na="mask")
    assert str(error.value) == (
        f'csv_dataset: the column "age" holds numbers, but "NA" in line 3 of {path}. Pass '
        '`na_value="NA"` if it means a missing value, or give the type of the column by '
        "`column_defaults`."
    )
    found = tables.columns(csv_dataset(path, na_value="NA", na="mask"))
    np.testing.assert_array_equal(found["age"], np.float32([1, np.nan, np.nan]))
    assert found["town"] == ["", "Ulm", ""]
    given = {"age": "", "town": ""}
    assert tables.columns(csv_dataset(path, column_defaults=given))["age"] == ["1", "NA", ""]


def late(tmp_path, last):
    return tables.write(tmp_path / "late.csv", "shop,sold\n" + "A,1\n" * 5000 + last + "\n")


@pytest.mark.parametrize(
    ("last", "sentence"),
    [
        ("B", "has 1 field in line 5002, but there are 2 columns."),
        ("B,2,3", "has 3 fields in line 5002, but there are 2 columns."),
        (
            "B,many",
            "has 'many' in line 5002 of column \"sold\", which holds whole numbers. "
            "`column_defaults` gives the column another type; `num_rows_for_inference` looks at "
            "more rows.",
        ),
        (
            "B,",
            'has no value in line 5002 of column "sold", which holds whole numbers. ' + REMEDY,
        ),
        (
            'B,"2"3',
            "cannot be taken apart in line 5002: ',' expected after '\"'. Mend it, or pass "
            "`use_quote_delim=False` if quotes are part of the text.",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_an_error_that_names_its_place(tmp_path, last, sentence):
    path = late(tmp_path, last)
    with pytest.raises(tf.errors.InvalidArgumentError) as error:
        list(csv_dataset(path, num_rows_for_inference=100))
    assert f"csv_dataset: the file {path} {sentence}" in str(error.value)


def test_a_number_too_large_for_its_dtype_is_an_error(tmp_path):
    path = tables.write(tmp_path / "a.csv", "x\n1.5\n-inf\n1e39\n")
    found = tables.columns(csv_dataset(path))
    np.testing.assert_array_equal(found["x"], [1.5, -np.inf, 1e39])
    with pytest.raises(tf.errors.InvalidArgumentError, match="has '1e39' in line 4 of column"):
        list(csv_dataset(path, column_defaults={"x": tf.float32}))
    path = tables.write(tmp_path / "b.csv", "x\n2147483648\n")
    with pytest.raises(tf.errors.InvalidArgumentError, match="has '2147483648' in line 2"):
        list(csv_dataset(path, column_defaults={"x": tf.int32}))


def test_more_rows_tell_the_type_of_a_column_that_changes(tmp_path):
    path = late(tmp_path, "B,2.5")
    assert schema(csv_dataset(path)).dtypes["sold"] == tf.float32
    assert schema(csv_dataset(path, num_rows_for_inference=None)).dtypes["sold"] == tf.float32
    assert schema(csv_dataset(path, num_rows_for_inference=5000)).dtypes["sold"] == tf.int64


def test_rows_with_errors_are_left_out_and_listed(tmp_path):
    path = tables.write(tmp_path / "a.csv", 'shop,sold\nA,1\nB\nC,3\nD,x\nE,5\n"F"G,6\n')
    types = {"sold": 0}
    dataset = csv_dataset(path, ignore_errors=True, column_defaults=types, batch_size=2)
    for _ in range(2):
        found = tables.columns(dataset)
        assert found["shop"] == ["A", "C", "E"]
        assert found["sold"].tolist() == [1, 3, 5]
    assert sorted(report(dataset)) == [
        (
            path,
            "It cannot be taken apart in line 7: ',' expected after '\"'. Mend it, or pass "
            "`use_quote_delim=False` if quotes are part of the text.",
        ),
        (
            path,
            "It has 'x' in line 5 of column \"sold\", which holds whole numbers. "
            "`column_defaults` gives the column another type; `num_rows_for_inference` looks at "
            "more rows.",
        ),
        (path, "It has 1 field in line 3, but there are 2 columns."),
    ]


def test_a_file_of_errors_alone_gives_nothing(tmp_path):
    path = tables.write(tmp_path / "a.csv", "shop,sold\nA\nB\n")
    assert list(csv_dataset(path, ignore_errors=True)) == []


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


def test_the_length_is_known_where_all_rows_were_seen(shops):
    assert csv_dataset(shops, na="mask", batch_size=2).cardinality() == 2
    assert csv_dataset(shops, na="mask", num_epochs=3, batch_size=None).cardinality() == 9
    unknown = tf.data.UNKNOWN_CARDINALITY
    assert csv_dataset(shops, na="mask", num_rows_for_inference=2).cardinality() == unknown
    assert csv_dataset(shops, na="mask", ignore_errors=True).cardinality() == unknown


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
            '`label_name` names the column "sold", which does not exist. Is "shop" meant?',
        ),
        (
            {"select_columns": [4]},
            "`select_columns` must be names, or places from 0 to 3, but it is 4.",
        ),
        (
            {"column_defaults": [1]},
            "`column_defaults` must have one entry for each of the 4 columns, but it has 1. A dict "
            "can name some of them.",
        ),
        (
            {"column_defaults": {"sold": tf.uint8}},
            "`column_defaults['sold']` must be a number, a string, or one of the types float32, "
            "float64, int32, int64 and string, but it is tf.uint8.",
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
        ({"field_delim": "::"}, "`field_delim` must be one character of ASCII, but it is '::'."),
        ({"na": "drop"}, '`na` must be "error", "mask" or "token", but it is \'drop\'.'),
        ({"num_epochs": 0}, "`num_epochs` must be a whole number of at least 1, but it is 0."),
        (
            {"encoding": "latin-99"},
            '`encoding` must be the name of an encoding, such as "latin-1", but it is '
            "'latin-99'.",
        ),
    ],
)
def test_reports_bad_arguments_in_one_sentence(shops, arguments, sentence):
    with pytest.raises(ValueError) as error:
        csv_dataset(shops, **arguments)
    assert str(error.value) == f"csv_dataset: {sentence.replace('{path}', shops)}"
