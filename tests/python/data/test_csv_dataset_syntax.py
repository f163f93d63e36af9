"""Quotes, delimiters and line ends of CSV files."""

import csv
import io
import json

import pandas as pd
import pytest

import tables
from prelayer import csv_dataset


def test_quotes_hold_delimiters_line_ends_and_quotes(tmp_path):
    text = 'id,text\r\n1,"a ""b"", c"\r\n2,"two\r\nlines\n\nand more"\r\n3, 5" pipe \r\n"4",""\r\n'
    path = tables.write(tmp_path / "a.csv", text)
    dataset = csv_dataset(path, na="mask")
    found = tables.columns(dataset)
    assert found["id"].tolist() == [1, 2, 3, 4]
    assert found["text"] == ['a "b", c', "two\r\nlines\n\nand more", ' 5" pipe ', ""]
    tables.assert_equals_frame(dataset, pd.read_csv(path, keep_default_na=False))


def test_fields_may_be_long(tmp_path):
    usual = csv.field_size_limit()
    words = ["a" * 200_000, "b\n" * 100_000, 'c"' * 100_000, "d"]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["n", "word"], *enumerate(words)])
    found = tables.columns(csv_dataset(tables.write(tmp_path / "a.csv", text.getvalue())))
    assert found["word"] == words
    assert found["n"].tolist() == [0, 1, 2, 3]
    assert csv.field_size_limit() == usual


def test_lines_are_counted_within_quotes(tmp_path):
    path = tables.write(tmp_path / "a.csv", 'id,text\n1,"two\nlines"\nx,b\n')
    message = tables.error_message(path, column_defaults={"id": 0})
    assert f"the file {path} has 'x' in line 4 of column \"id\"" in message


def test_quotes_are_characters_where_they_are_none(tmp_path):
    path = tables.write(tmp_path / "a.tsv", 'id\ttext\n1\t"a\n2\tb, c"\n')
    found = tables.columns(csv_dataset(path, field_delim="\t", use_quote_delim=False))
    assert found["text"] == ['"a', 'b, c"']


def test_quotes_that_never_close_are_an_error(tmp_path):
    path = tables.write(tmp_path / "a.csv", 'id,text\n1,a\n2,"open\n3,b\n')
    assert tables.error_message(path) == (
        f"csv_dataset: the file {path} ends within the quotes that open in line 3."
    )


def test_empty_lines_are_no_rows_but_in_a_single_column(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n,word\n1,a\n\n2,b\n\n")
    assert tables.columns(csv_dataset(path))["n"].tolist() == [1, 2]
    path = tables.write(tmp_path / "b.csv", "word\na\n\nb\n")
    assert tables.columns(csv_dataset(path, na="mask"))["word"] == ["a", "", "b"]


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_another_delimiter_is_an_error_that_names_it(tmp_path, mark):
    path = tables.write(tmp_path / "a.csv", f'"n"{mark}"word"\n1{mark}a\n')
    assert tables.error_message(path) == (
        f"csv_dataset: the first line of {path} has {mark!r} in it, and no ','. Pass "
        f"`field_delim={json.dumps(mark)}`; or `column_names`, if all of it is the name of one "
        "column."
    )
    assert tables.columns(csv_dataset(path, field_delim=mark)) == {"n": [1], "word": ["a"]}
    assert tables.error_message(path, column_names=5) == (
        "csv_dataset: `column_names` must be a list of names, not 5."
    )
    path = tables.write(tmp_path / "b.csv", f"a{mark}b\nc\n")
    assert tables.columns(csv_dataset(path, column_names=["x"])) == {"x": ["c"]}
