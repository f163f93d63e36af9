"""CSV files as they come: many, packed, in other encodings, with quotes and line ends."""

import csv
import gzip
import io
import json
import os
import re
import zlib

import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

import graphs
import tables
from prelayer import csv_dataset, schema


def refused(*arguments, **options):
    """The sentence that a dataset ends with."""
    with pytest.raises((ValueError, tf.errors.InvalidArgumentError)) as error:
        list(csv_dataset(*arguments, **options))
    return str(error.value)


def test_many_files_are_read_in_order_and_batches_go_across_them(tmp_path):
    paths = [
        tables.write(tmp_path / f"part-{n}.csv", f"n,part\n{n},a\n{n + 10},b\n") for n in (2, 0, 1)
    ]
    dataset = csv_dataset(paths, batch_size=4)
    assert tables.columns(dataset)["n"].tolist() == [2, 12, 0, 10, 1, 11]
    assert [len(batch["n"]) for batch in dataset] == [4, 2]
    assert schema(dataset).file_paths == paths
    pattern = csv_dataset(tmp_path / "part-*.csv")
    assert tables.columns(pattern)["n"].tolist() == [0, 10, 1, 11, 2, 12]


def test_packed_files_are_unpacked(tmp_path):
    text = b"n,word\n1,a\n2,b\n"
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(text, mtime=0))
    (tmp_path / "b.gzipped").write_bytes(gzip.compress(text, mtime=0))
    (tmp_path / "c.csv").write_bytes(zlib.compress(text))
    for dataset in (
        csv_dataset(tmp_path / "a.csv.gz"),
        csv_dataset(tmp_path / "b.gzipped", compression_type="GZIP"),
        csv_dataset(tmp_path / "c.csv", compression_type="ZLIB"),
    ):
        found = tables.columns(dataset)
        assert found["n"].tolist() == [1, 2]
        assert found["word"] == ["a", "b"]


def test_a_packed_file_that_is_cut_off_is_an_error_that_names_it(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"n\n" + b"1234567\n" * 1000, mtime=0)[:-20])
    assert f"csv_dataset: the file {path} cannot be read below line " in refused(path)
    numbers = np.random.default_rng(1).integers(10**9, size=50000)
    packed = gzip.compress(b"n\n" + b"".join(b"%d\n" % number for number in numbers), mtime=0)
    path.write_bytes(packed[: len(packed) // 2])
    sentence = refused(path, num_rows_for_inference=100)
    line = int(re.search(f"the file {path} cannot be read below line (\\d+): ", sentence)[1])
    assert 20000 < line < 30000


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
    message = refused(path, column_defaults={"id": 0})
    assert f"the file {path} has 'x' in line 4 of column \"id\"" in message


def test_quotes_are_characters_where_they_are_none(tmp_path):
    path = tables.write(tmp_path / "a.tsv", 'id\ttext\n1\t"a\n2\tb, c"\n')
    found = tables.columns(csv_dataset(path, field_delim="\t", use_quote_delim=False))
    assert found["text"] == ['"a', 'b, c"']


def test_quotes_that_never_close_are_an_error(tmp_path):
    path = tables.write(tmp_path / "a.csv", 'id,text\n1,a\n2,"open\n3,b\n')
    assert refused(path) == (
        f"csv_dataset: the file {path} ends within the quotes that open in line 3."
    )


def test_other_encodings_come_out_as_utf_8(tmp_path):
    for encoding in ("latin-1", "utf-16", "cp1252"):
        path = tables.write(tmp_path / "a.csv", "n,größe\n1,Délicieux\n", encoding)
        found = tables.columns(csv_dataset(path, encoding=encoding))
        assert found["größe"] == ["Délicieux"]


def test_another_encoding_is_an_error_that_names_the_line(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n,word\n" + "1,a\n" * 3 + "1,é\n", "latin-1")
    assert refused(path) == (
        f"csv_dataset: the file {path} is not utf-8 in line 5. Name its encoding by `encoding`, "
        'such as "latin-1".'
    )
    assert f"the file {path} is not utf-8 in line 5. Name" in refused(
        path, num_rows_for_inference=2
    )
    path = tables.write(tmp_path / "b.csv", b"n\n\xe9\n")
    assert f"the file {path} is not ascii. Name" in refused(path, encoding="ascii")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"n,x\r1,2\r",
            "has a carriage return (CR) alone in line 1. Lines must end in LF or CR LF, and other "
            "line ends must be in quotes.",
        ),
        (gzip.compress(b"n,x\n1,2\n", mtime=0), 'is packed. Pass `compression_type="GZIP"`.'),
        (
            "n,x\n1,2\n".encode("utf-16"),
            'is not utf-8 in line 1. Name its encoding by `encoding`, such as "utf-16".',
        ),
    ],
)
def test_files_of_another_kind_are_told(tmp_path, content, sentence):
    path = tables.write(tmp_path / "a.csv", content)
    assert refused(path) == f"csv_dataset: the file {path} {sentence}"


def test_a_file_is_read_once_whatever_its_path(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n\n1\n")
    (tmp_path / "link.csv").symlink_to(path)
    (tmp_path / "b").mkdir()
    for other in (tmp_path / "link.csv", tmp_path / "b" / ".." / "a.csv"):
        assert refused([path, other]) == f'csv_dataset: `paths` names the file "{path}" twice.'


def test_an_encoding_is_one_of_text(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n\n1\n")
    assert refused(path, encoding="rot13") == (
        "csv_dataset: `encoding` must be the name of an encoding, such as \"latin-1\", not 'rot13'."
    )


def test_a_label_alone_is_an_error(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n,x\n1,2\n")
    assert refused(path, label_name="n", select_columns=["n"]) == (
        'csv_dataset: there must be a feature beside the label "n".'
    )


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path):
    path = tables.write(tmp_path / "a.csv", "\ufeffn,word\n1,a\n")
    assert schema(csv_dataset(path)).feature_names == ("n", "word")


def test_empty_lines_are_no_rows_but_in_a_single_column(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n,word\n1,a\n\n2,b\n\n")
    assert tables.columns(csv_dataset(path))["n"].tolist() == [1, 2]
    path = tables.write(tmp_path / "b.csv", "word\na\n\nb\n")
    assert tables.columns(csv_dataset(path, na="mask"))["word"] == ["a", "", "b"]


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
    assert refused([first, second]) == (
        f"csv_dataset: all files must have the same header, but {first} has ['n', 'word'] and "
        f"{second} has ['n', 'words']."
    )
    assert f"and {second} has ['n', 'words']." in refused([first, second], num_rows_for_inference=1)


def test_columns_must_have_names_of_their_own(tmp_path):
    path = tables.write(tmp_path / "a.csv", ",word\n1,a\n")
    assert refused(path) == (
        f"csv_dataset: column 1 has no name in the header of {path}. Name all by `column_names`; "
        "or, where it holds row names, write the file without them, see `index` of to_csv() in "
        "pandas and `row.names` of write.csv() in R."
    )
    path = tables.write(tmp_path / "b.csv", "n,n\n1,a\n")
    assert refused(path) == (
        f'csv_dataset: the header of {path} names two columns "n". Name all by `column_names`.'
    )


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_another_delimiter_is_an_error_that_names_it(tmp_path, mark):
    path = tables.write(tmp_path / "a.csv", f'"n"{mark}"word"\n1{mark}a\n')
    assert refused(path) == (
        f"csv_dataset: the first line of {path} has {mark!r} in it, and no ','. Pass "
        f"`field_delim={json.dumps(mark)}`; or `column_names`, if all of it is the name of one "
        "column."
    )
    assert tables.columns(csv_dataset(path, field_delim=mark)) == {"n": [1], "word": ["a"]}
    assert refused(path, column_names=5) == (
        "csv_dataset: `column_names` must be a list of names, not 5."
    )
    path = tables.write(tmp_path / "b.csv", f"a{mark}b\nc\n")
    assert tables.columns(csv_dataset(path, column_names=["x"])) == {"x": ["c"]}


def test_reports_files_that_are_not_there(tmp_path):
    path = tables.write(tmp_path / "shops.csv", "n\n1\n")
    assert refused(tmp_path / "shop.csv") == (
        f'csv_dataset: `paths` names the file "{tmp_path}/shop.csv", which does not exist. Is '
        f'"{path}" meant?'
    )
    assert refused("no shops at all") == (
        'csv_dataset: `paths` names the file "no shops at all", which does not exist. The working '
        f'directory is "{os.getcwd()}".'
    )
    assert refused(tmp_path / "nowhere" / "shops.csv") == (
        f'csv_dataset: `paths` names the file "{tmp_path}/nowhere/shops.csv", which does not '
        f'exist. There is no folder "{tmp_path}/nowhere".'
    )
    assert refused(tmp_path / "none-*.csv") == (
        f"csv_dataset: `paths` must be a pattern that matches files, not '{tmp_path}/none-*.csv'."
    )
    assert refused(tmp_path) == (
        f"csv_dataset: `paths` must be a file or a pattern, not a folder, not '{tmp_path}'. "
        f'"{tmp_path}/*.csv" names the files in it.'
    )
    assert refused([path, path]) == f'csv_dataset: `paths` names the file "{path}" twice.'
    assert refused([]) == (
        "csv_dataset: `paths` must be a path, a pattern or a list of them, not []."
    )
    empty = tables.write(tmp_path / "empty.csv", "")
    assert refused(empty) == f"csv_dataset: the file {empty} is empty."


def test_a_header_alone_gives_no_rows(tmp_path):
    path = tables.write(tmp_path / "a.csv", "n,word\n")
    assert list(csv_dataset(path)) == []


def test_many_rows_keep_their_places(tmp_path):
    rows = np.arange(20_000)
    path = tables.write(tmp_path / "a.csv", "n,m\n" + "".join(f"{n},r{n}\n" for n in rows))
    found = tables.columns(csv_dataset(path, batch_size=777))
    np.testing.assert_array_equal(found["n"], rows)
    assert found["m"] == [f"r{n}" for n in rows]


def test_a_pattern_matches_regular_files_that_are_not_hidden(tmp_path):
    for name in ("one.csv", "two.csv", ".hidden.csv"):
        tables.write(tmp_path / name, "x\n1\n")
    os.mkfifo(tmp_path / "fifo.csv")
    (tmp_path / "folder.csv").mkdir()
    found = schema(csv_dataset(tmp_path / "*.csv")).file_paths
    assert found == [str(tmp_path / name) for name in ("one.csv", "two.csv")]
    assert schema(csv_dataset(tmp_path / ".*.csv")).file_paths == [str(tmp_path / ".hidden.csv")]
    assert refused(tmp_path / "fifo.csv") == (
        "csv_dataset: `paths` must be a regular file, not a FIFO, a socket or a device, not "
        f"'{tmp_path}/fifo.csv'."
    )


@pytest.mark.parametrize("value", ["1.5", "7", "word"])
def test_the_graph_of_a_wide_file_grows_with_its_columns(tmp_path, value):
    def edges(count):
        names = ",".join(f"c{number}" for number in range(count))
        path = tables.write(tmp_path / "wide.csv", f"{names}\n" + ",".join([value] * count) + "\n")
        return graphs.edges(csv_dataset(path))

    few, more, most = edges(10), edges(40), edges(70)
    assert most - more == more - few


def test_numbers_are_read_exactly_in_every_column(tmp_path):
    values = {"whole": "16777217.0", "small": "0.25", "large": "1e300", "id": "9007199254740993"}
    late = ",".join(values.values())
    path = tables.write(
        tmp_path / "late.csv", ",".join(values) + "\n" + "1.0,0.5,1e299,3\n" * 4100 + late + "\n"
    )
    found = tables.columns(csv_dataset(path, num_rows_for_inference=None))
    for name, value in values.items():
        exact = int(value) if name == "id" else float(value)
        assert found[name][-1] == exact, name
    with pytest.raises(tf.errors.InvalidArgumentError, match='column "whole"'):
        list(csv_dataset(path, num_rows_for_inference=4096))
