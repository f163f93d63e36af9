"""Rows of CSV files that do not fit: errors that name their place, or left out and listed."""

import numpy as np
import pytest
import tensorflow as tf

import tables
from prelayer import PrelayerError, StringLookup, adapt, csv_dataset, report

REMEDY = (
    '`na="mask"` reads those of features as NaN or the empty text; `column_defaults` sets '
    "another value."
)


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
            "cannot be taken apart in line 5002: ',' expected after '\"'. Fix it, or pass "
            "`use_quote_delim=False` if quotes are part of the text.",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_an_error_that_names_its_place(tmp_path, last, sentence):
    path = tables.late(tmp_path, last)
    with pytest.raises(tf.errors.InvalidArgumentError) as error:
        list(csv_dataset(path, num_rows_for_inference=100))
    assert f"csv_dataset: the file {path} {sentence}" in str(error.value)
    assert "Traceback" not in str(error.value)


def test_a_row_that_does_not_fit_is_one_sentence_where_adapt_reads_it(tmp_path):
    path = tables.late(tmp_path, "B,many")
    dataset = csv_dataset(path, num_rows_for_inference=100)
    with pytest.raises(PrelayerError) as error:
        adapt({"shop": StringLookup()}, dataset)
    assert str(error.value) == (
        f"csv_dataset: the file {path} has 'many' in line 5002 of column \"sold\", which holds "
        "whole numbers. `column_defaults` gives the column another type; `num_rows_for_inference` "
        "looks at more rows."
    )


BAD = 'shop,sold\nA,1\nB\nC,3\nD,x\nE,5\n"F"G,6\n'


@pytest.mark.parametrize("rule", [{"on_error": "skip"}, {"ignore_errors": True}])
def test_rows_with_errors_are_left_out_and_listed(tmp_path, rule):
    path = tables.write(tmp_path / "a.csv", BAD)
    dataset = csv_dataset(
        path, label_name="sold", column_defaults={"sold": 0}, batch_size=2, **rule
    )
    assert report(dataset) == []
    for _ in range(2):
        found = tables.columns(dataset)
        assert found["shop"] == ["A", "C", "E"]
        assert found["label"].tolist() == [1, 3, 5]
    assert report(dataset.prefetch(1)) == [
        (path, 3, "It has 1 field in line 3, but there are 2 columns."),
        (
            path,
            5,
            "It has 'x' in line 5 of column \"sold\", which holds whole numbers. "
            "`column_defaults` gives the column another type; `num_rows_for_inference` looks at "
            "more rows.",
        ),
        (
            path,
            7,
            "It cannot be taken apart in line 7: ',' expected after '\"'. Fix it, or pass "
            "`use_quote_delim=False` if quotes are part of the text.",
        ),
    ]


def test_skipping_keeps_features_and_labels_together_in_any_order(tmp_path):
    rows = [f"{n},{3 * n},r{n}" if n % 7 else f"{n},many,r{n}" for n in range(10_000)]
    paths = [
        tables.write(tmp_path / "a.csv", "n,m,text\n" + "\n".join(rows[:6000]) + "\n"),
        tables.write(tmp_path / "b.csv", "n,m,text\n" + "\n".join(rows[6000:]) + "\n"),
    ]
    dataset = csv_dataset(
        paths, label_name="m", column_defaults={"m": 0}, on_error="skip", shuffle=True
    )
    for _ in range(2):
        found = tables.columns(dataset)
        assert sorted(found["n"]) == [n for n in range(10_000) if n % 7]
        np.testing.assert_array_equal(found["label"], 3 * found["n"])
        assert found["text"] == [f"r{n}" for n in found["n"]]
    bad = report(dataset)
    assert [row[:2] for row in bad[:2]] == [(paths[0], 2), (paths[0], 9)]
    assert len(bad) == len(range(0, 10_000, 7))


def test_a_row_that_is_not_utf_8_is_left_out_and_listed(tmp_path):
    text = b'n,text\n1,a\n2,\xe9\n3,"two\nl\xefnes"\n4,d\n'
    path = tables.write(tmp_path / "a.csv", text)
    dataset = csv_dataset(path, on_error="skip")
    assert tables.columns(dataset)["n"].tolist() == [1, 4]
    assert [(row.line, row.reason.partition(". ")[0]) for row in report(dataset)] == [
        (3, "It is not utf-8 in line 3"),
        (4, "It is not utf-8 in line 5"),
    ]


def test_a_file_that_cannot_be_read_is_an_error_under_any_rule(tmp_path):
    path = tables.write(tmp_path / "a.csv", 'id,text\n1,a\n2,"open\n3,b\n')
    with pytest.raises(ValueError, match="ends within the quotes that open in line 3"):
        csv_dataset(path, on_error="skip")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"on_error": "placeholder"},
            '`on_error="placeholder"` means nothing for rows: nobody could tell one that is made '
            'up from data. Use "skip", which leaves it out and lists it in `report()`.',
        ),
        ({"on_error": "drop"}, '`on_error` must be "raise" or "skip", not \'drop\'.'),
        (
            {"on_error": "raise", "ignore_errors": True},
            '`ignore_errors=True` contradicts `on_error="raise"`, whose older name it is. Give one '
            "of them.",
        ),
        (
            {"on_error": "skip", "ignore_errors": False},
            '`ignore_errors=False` contradicts `on_error="skip"`, whose older name it is. Give one '
            "of them.",
        ),
    ],
)
def test_rules_that_do_not_suit_rows_are_refused(tmp_path, arguments, sentence):
    path = tables.write(tmp_path / "a.csv", "n\n1\n")
    with pytest.raises(ValueError) as error:
        csv_dataset(path, **arguments)
    assert str(error.value) == f"csv_dataset: {sentence}"


def test_a_file_of_errors_alone_gives_nothing(tmp_path):
    path = tables.write(tmp_path / "a.csv", "shop,sold\nA\nB\n")
    assert list(csv_dataset(path, on_error="skip")) == []
