"""Rows of CSV files that do not fit: errors that name their place, or left out and listed."""

import pytest
import tensorflow as tf

import tables
from prelayer import csv_dataset, report

REMEDY = (
    '`na="mask"` lets NaN or the empty text stand for those of features; `column_defaults` says '
    "what else does."
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
            "cannot be taken apart in line 5002: ',' expected after '\"'. Mend it, or pass "
            "`use_quote_delim=False` if quotes are part of the text.",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_an_error_that_names_its_place(tmp_path, last, sentence):
    path = tables.late(tmp_path, last)
    with pytest.raises(tf.errors.InvalidArgumentError) as error:
        list(csv_dataset(path, num_rows_for_inference=100))
    assert f"csv_dataset: the file {path} {sentence}" in str(error.value)


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
