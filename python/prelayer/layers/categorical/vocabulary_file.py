r"""Files of tokens: one token a line.

This is the rule, for whoever reads or writes such a file in another way.

A file is lines of bytes, in the encoding of the layer. A line ends in LF or in CR LF, the last one
also where the file ends. The tokens stand in the order of their indices; mask and unknown tokens
are not in the file, so that a line that looks like one of them is a token of its own.

Plain: each line is a token as it stands. A backslash is a backslash, spaces belong to the token, a
byte order mark to the first one, and an empty line is the empty token. Keras reads the same, but
refuses an empty line.

Escaped: a token that holds LF or CR, or is the mark and comes first, cannot stand in a plain file.
Then the first line is the mark, the second is empty, and in the lines after it `\n`, `\r` and `\\`
stand for LF, CR and a backslash. Keras refuses the empty line, so it never takes the mark for a
token.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from prelayer._core import check
from prelayer._core.atomic_write import write_file

MARK = b"#prelayer vocabulary: escaped"
_ESCAPES = {b"\n": rb"\n", b"\r": rb"\r", b"\\": rb"\\"}
_MEANINGS = {escape: byte for byte, escape in _ESCAPES.items()}


def write(owner: str, path: Any, tokens: Sequence[bytes]) -> None:
    """Write tokens to a file, all or nothing: a file that was there stays until the new one is.

    Args:
        owner: who asks, for error sentences.
        path: the file, in a folder that exists.
        tokens: the bytes of each token, in the order of their indices.

    Raises:
        ValueError: if the file cannot be written.
    """
    if not isinstance(path, (str, os.PathLike)):
        check.fail(owner, "path", "the path of a file", path)
    if not tokens:
        check.refuse(owner, "there is no token to write: a file must hold at least one.")
    if tokens[0] == MARK or any(b"\n" in token or b"\r" in token for token in tokens):
        tokens = [MARK, b"", *map(_escaped, tokens)]
    content = b"".join(token + b"\n" for token in tokens)
    place = Path(os.path.realpath(os.path.expanduser(path)))
    try:
        write_file(place, content)
    except OSError as error:
        check.fail(owner, "path", "a file that can be written", str(path), f"{error.strerror}.")


def read(owner: str, path: Any) -> tuple[list[bytes], int]:
    """Return the tokens of a file, and the number of the line that the first one stands on.

    Raises:
        ValueError: if there is no such file, no token in it, or an escape that is none.
    """
    place = Path(os.path.expanduser(path))
    if not place.is_file():
        check.fail(owner, "vocabulary", "tokens, or the path of a file that exists", str(path))
    try:
        content = place.read_bytes()
    except OSError as error:
        check.fail(owner, "vocabulary", "a file that can be read", str(path), f"{error.strerror}.")
    lines = [line.removesuffix(b"\r") for line in content.removesuffix(b"\n").split(b"\n")]
    first = 1
    if lines[0] == MARK:
        if lines[1:2] not in ([], [b""]):
            refuse_line(owner, path, 2, "empty, after the mark of an escaped file", lines[1])
        lines, first = lines[2:], 3
        lines = [_unescaped(owner, path, number, line) for number, line in enumerate(lines, first)]
    if not content or not lines:
        check.fail(owner, "vocabulary", "a file of at least one token", str(path))
    return lines, first


def refuse_line(owner: str, path: Any, number: int, rule: str, line: bytes) -> NoReturn:
    """Raise the error of a file in which one line breaks a rule."""
    value = check.describe(line.decode("utf-8", "backslashreplace"))
    place = f"line {number} of the vocabulary file {str(path)!r}"
    check.refuse(owner, f"{place} must be {rule}, but it is {value}.")


def _escaped(token: bytes) -> bytes:
    return re.sub(rb"[\n\r\\]", lambda found: _ESCAPES[found[0]], token)


def _unescaped(owner: str, path: Any, number: int, line: bytes) -> bytes:
    def meaning(found: re.Match[bytes]) -> bytes:
        if found[0] not in _MEANINGS:
            rule = r"a token in which every backslash begins \n, \r or \\"
            refuse_line(owner, path, number, rule, line)
        return _MEANINGS[found[0]]

    return re.sub(rb"\\.?", meaning, line, flags=re.DOTALL)
