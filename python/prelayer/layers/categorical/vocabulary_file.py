r"""Vocabulary files: one token per line.

This is the specification for programs that read or write such files.

A file consists of lines of bytes, in the encoding of the layer. A line ends in LF or CR LF; the end
of the last line may be missing. The tokens are in index order. Mask and OOV tokens are not in the
file: a line that looks like one of them is an ordinary token.

Plain: each line is a token, byte for byte. A backslash is a backslash, spaces belong to the token,
a byte order mark belongs to the first token, and an empty line is the empty token. Keras reads the
same, but rejects an empty line.

Escaped: a token that contains LF or CR, or a first token that equals the marker, cannot be written
to a plain file. In this case the first line is the marker, the second is empty, and in the lines
after it the escape sequences `\n`, `\r` and `\\` represent LF, CR and a backslash. Keras rejects
the empty line, so it never reads the marker as a token.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from prelayer._core import errors
from prelayer._core.atomic_write import write_file

MARK = b"#prelayer vocabulary: escaped"
_ESCAPES = {b"\n": rb"\n", b"\r": rb"\r", b"\\": rb"\\"}
_MEANINGS = {escape: byte for byte, escape in _ESCAPES.items()}


def write(path: Any, tokens: Sequence[bytes]) -> None:
    """Write tokens to a file atomically: an existing file is kept until the new one is complete.

    Args:
        path: the file, in an existing folder.
        tokens: the bytes of each token, in index order.

    Raises:
        ValueError: if the file cannot be written.
    """
    if not isinstance(path, (str, os.PathLike)):
        raise errors.invalid("path", "the path of a file", path)
    if not tokens:
        raise errors.problem("there is no token to write: a file must hold at least one.")
    if tokens[0] == MARK or any(b"\n" in token or b"\r" in token for token in tokens):
        tokens = [MARK, b"", *map(_escaped, tokens)]
    content = b"".join(token + b"\n" for token in tokens)
    place = Path(os.path.realpath(os.path.expanduser(path)))
    try:
        write_file(place, content)
    except OSError as error:
        raise errors.invalid(
            "path", "a file that can be written", str(path), "{strerror}.", strerror=error.strerror
        ) from error


def read(path: Any) -> tuple[list[bytes], int]:
    """Return the tokens of a file, and the line number of the first token.

    Raises:
        ValueError: if the file does not exist or has no token or an invalid escape sequence.
    """
    place = Path(os.path.expanduser(path))
    if not place.is_file():
        raise errors.invalid(
            "vocabulary",
            "tokens, or the path of a file that exists",
            str(path),
            remedy="A single text is a path; a single token is a list of one.",
        )
    try:
        content = place.read_bytes()
    except OSError as error:
        raise errors.invalid(
            "vocabulary",
            "a file that can be read",
            str(path),
            "{strerror}.",
            strerror=error.strerror,
        ) from error
    lines = [line.removesuffix(b"\r") for line in content.removesuffix(b"\n").split(b"\n")]
    first = 1
    if lines[0] == MARK:
        if lines[1:2] not in ([], [b""]):
            refuse_line(path, 2, "empty, after the mark of an escaped file", lines[1])
        lines, first = lines[2:], 3
        lines = [_unescaped(path, number, line) for number, line in enumerate(lines, first)]
    if not content or not lines:
        raise errors.invalid("vocabulary", "a file of at least one token", str(path))
    return lines, first


def refuse_line(path: Any, number: int, rule: str, line: bytes) -> NoReturn:
    """Raise the error for a file in which one line violates a rule."""
    raise errors.problem(
        "line {number} of the vocabulary file {path!r} must be {rule}, not {value!r}.",
        number=number,
        path=str(path),
        rule=rule,
        value=line.decode("utf-8", "backslashreplace"),
    )


def _escaped(token: bytes) -> bytes:
    return re.sub(rb"[\n\r\\]", lambda found: _ESCAPES[found[0]], token)


def _unescaped(path: Any, number: int, line: bytes) -> bytes:
    def meaning(found: re.Match[bytes]) -> bytes:
        if found[0] not in _MEANINGS:
            rule = r"a token in which every backslash begins \n, \r or \\"
            refuse_line(path, number, rule, line)
        return _MEANINGS[found[0]]

    return re.sub(rb"\\.?", meaning, line, flags=re.DOTALL)
