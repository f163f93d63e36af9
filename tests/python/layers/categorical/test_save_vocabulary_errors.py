"""Vocabulary files that cannot be written, and damaged ones."""

import pytest

from prelayer import IntegerLookup, StringLookup

MARK = "#prelayer vocabulary: escaped"
HEADER = f"{MARK}\n\n".encode()


def test_refuses_to_write_what_is_no_file(tmp_path):
    layer = StringLookup(vocabulary=["a"], name="s")
    refused = {
        str(tmp_path): f"not '{tmp_path}'. It is something else.",
        str(tmp_path / "no" / "a"): f"not '{tmp_path}/no/a'. No such file or directory.",
    }
    for path, sentence in refused.items():
        with pytest.raises(ValueError) as caught:
            layer.save_vocabulary(path)
        rule = "StringLookup: `path` must be a file that can be written, "
        assert str(caught.value) == rule + sentence
    with pytest.raises(ValueError, match="`path` must be the path of a file, not None"):
        layer.save_vocabulary(None)
    with pytest.raises(ValueError, match="the layer 'n' has not learned anything yet"):
        StringLookup(name="n").save_vocabulary(tmp_path / "a")
    empty = StringLookup()
    empty.adapt(["[UNK]"])
    with pytest.raises(ValueError, match="there is no token to write"):
        empty.save_vocabulary(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


REFUSED = [
    (b"", {}, "`vocabulary` must be a file of at least one token, not '{path}'."),
    (HEADER, {}, "`vocabulary` must be a file of at least one token, not '{path}'."),
    (
        f"{MARK}\na\n".encode(),
        {},
        "line 2 of the vocabulary file '{path}' must be empty, after the mark of an escaped file, "
        "not 'a'.",
    ),
    (
        HEADER + b"a\nb\\c\n",
        {},
        "line 4 of the vocabulary file '{path}' must be a token in which every backslash begins "
        "\\n, \\r or \\\\, not 'b\\\\c'.",
    ),
    (
        HEADER + b"a\\\n",
        {},
        "line 3 of the vocabulary file '{path}' must be a token in which every backslash begins "
        "\\n, \\r or \\\\, not 'a\\\\'.",
    ),
    (
        b"a\nb\n\nb\n",
        {},
        "the vocabulary file '{path}' must not repeat tokens, but \"b\" is on line 2 and again "
        "on line 4. Remove the repeats.",
    ),
    (
        HEADER + b"a\\n\nm\n",
        {"mask_token": "m"},
        "the vocabulary file '{path}' holds the special token 'm' on line 4. Leave special tokens "
        "out of files.",
    ),
    (
        b"a\nb\nc\n",
        {"max_tokens": 3},
        "`vocabulary` must be of at most 3 tokens (`max_tokens`) with the 1 special ones, "
        "not 4. It was read from '{path}'.",
    ),
]


@pytest.mark.parametrize(("content", "options", "sentence"), REFUSED)
def test_refuses_a_damaged_file(tmp_path, content, options, sentence):
    path = tmp_path / "tokens.txt"
    path.write_bytes(content)
    with pytest.raises(ValueError) as caught:
        StringLookup(vocabulary=path, **options)
    assert str(caught.value) == "StringLookup: " + sentence.format(path=path)


@pytest.mark.parametrize("line", ["twelve", "1_0", "", "1.0", "9223372036854775808"])
def test_refuses_lines_that_are_no_numbers(tmp_path, line):
    path = tmp_path / "numbers.txt"
    path.write_text(f"12\n{line}\n")
    with pytest.raises(ValueError) as caught:
        IntegerLookup(vocabulary=path)
    assert str(caught.value) == (
        f"IntegerLookup: line 2 of the vocabulary file '{path}' must be a whole number of 64 bits, "
        f"not '{line}'."
    )
