"""Encodings of CSV files."""

import tables
from prelayer import csv_dataset, schema


def test_other_encodings_come_out_as_utf_8(tmp_path):
    for encoding in ("latin-1", "utf-16", "cp1252"):
        path = tables.write(tmp_path / "a.csv", "n,größe\n1,Délicieux\n", encoding)
        found = tables.columns(csv_dataset(path, encoding=encoding))
        assert found["größe"] == ["Délicieux"]


def test_another_encoding_is_an_error_that_names_the_line(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n,word\n" + "1,a\n" * 3 + "1,é\n", "latin-1")
    assert tables.error_message(path) == (
        f"csv_dataset: the file {path} is not utf-8 in line 5. Name its encoding by `encoding`, "
        'such as "latin-1".'
    )
    assert f"the file {path} is not utf-8 in line 5. Name" in tables.error_message(
        path, num_rows_for_inference=2
    )
    path = tables.write(tmp_path / "b.csv", b"n\n\xe9\n")
    assert f"the file {path} is not ascii. Name" in tables.error_message(path, encoding="ascii")


def test_an_encoding_is_one_of_text(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n\n1\n")
    assert tables.error_message(path, encoding="rot13") == (
        "csv_dataset: `encoding` must be the name of an encoding, such as \"latin-1\", not 'rot13'."
    )


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path):
    path = tables.write(tmp_path / "a.csv", "\ufeffn,word\n1,a\n")
    assert schema(csv_dataset(path)).feature_names == ("n", "word")
