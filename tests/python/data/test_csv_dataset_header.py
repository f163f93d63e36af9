"""Headers of CSV files and the names of columns."""

import tables
from prelayer import csv_dataset


def test_a_label_alone_is_an_error(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n,x\n1,2\n")
    assert tables.error_message(path, label_name="n", select_columns=["n"]) == (
        'csv_dataset: there must be a feature beside the label "n".'
    )


def test_names_replace_those_of_the_header(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n,word\n1,a\n")
    found = tables.columns(csv_dataset(path, column_names=["number", "text"]))
    assert found["number"].tolist() == [1]
    path = tables.write(tmp_path / "b.csv", "1,a\n2,b\n")
    found = tables.columns(csv_dataset(path, column_names=["number", "text"], header=False))
    assert found["text"] == ["a", "b"]


def test_files_must_have_the_same_header(tmp_path):
    first = tables.write(tmp_path / "a.csv", "n,word\n1,a\n")
    second = tables.write(tmp_path / "b.csv", "n,words\n1,a\n")
    assert tables.error_message([first, second]) == (
        f"csv_dataset: all files must have the same header, but {first} has ['n', 'word'] and "
        f"{second} has ['n', 'words']."
    )
    assert f"and {second} has ['n', 'words']." in tables.error_message(
        [first, second], num_rows_for_inference=1
    )


def test_columns_must_have_names_of_their_own(tmp_path):
    path = tables.write(tmp_path / "a.csv", ",word\n1,a\n")
    assert tables.error_message(path) == (
        f"csv_dataset: column 1 has no name in the header of {path}. Name all by `column_names`; "
        "or, where it holds row names, write the file without them, see `index` of to_csv() in "
        "pandas and `row.names` of write.csv() in R."
    )
    path = tables.write(tmp_path / "b.csv", "n,n\n1,a\n")
    assert tables.error_message(path) == (
        f'csv_dataset: the header of {path} names two columns "n". Name all by `column_names`.'
    )


def test_a_header_alone_gives_no_rows(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n,word\n")
    assert list(csv_dataset(path)) == []
