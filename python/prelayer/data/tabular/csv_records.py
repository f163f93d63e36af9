"""Splits CSV files into records and fields."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import IO, Any, NamedTuple, NoReturn

import tensorflow as tf

from prelayer._core import errors
from prelayer.data.tabular.zlib_file import ZlibFile

COMPRESSIONS = ("", "GZIP", "ZLIB", None)
_LIMIT = Lock()
_PACKED = b"\x1f\x8b"


class Dialect(NamedTuple):
    """The dialect of CSV files.

    Args:
        delimiter: the character between fields.
        quoted: whether a field may be quoted, so that it can contain delimiters and line breaks.
        encoding: the encoding of the files.
        compression: "GZIP", "ZLIB", "" for none, or None to infer it from the file name.
    """

    delimiter: str
    quoted: bool
    encoding: str
    compression: str | None

    @property
    def is_utf8(self) -> bool:
        return codecs.lookup(self.encoding).name == "utf-8"


def records_of(path: str, dialect: Dialect) -> Iterator[tuple[int, bytes]]:
    """Yield the line in which each record of a file begins, and the record as UTF-8, without EOL.

    Raises:
        ValueError: if the file cannot be read, or ends within quotes.
    """
    number = 0
    try:
        with _opened(path, _compression(path, dialect)) as file:
            lines = enumerate(_utf8_lines(file, dialect), start=1)
            for number, line in lines:
                if dialect.quoted and line.count(b'"') % 2 and _is_open(line, dialect):
                    line += _rest(lines, path, number, dialect)
                yield number, line.rstrip(b"\r\n")
    except (OSError, EOFError, zlib.error, tf.errors.OpError) as error:
        reason = getattr(error, "message", None) or str(error)
        where = f" below line {number}" if number else ""
        raise errors.problem(
            "the file {path} cannot be read{where}: {reason}.",
            path=path,
            where=where,
            reason=reason,
        ) from error
    except UnicodeDecodeError:
        refuse_encoding(path, None, dialect)


def fields_of(record: bytes, path: str, line: int, dialect: Dialect) -> list[str]:
    """Return the fields of a record.

    Raises:
        ValueError: if quotes are misplaced, or bytes are not valid UTF-8.
    """
    try:
        text = record.decode()
    except UnicodeDecodeError:
        if line == 1 and record.startswith(_PACKED):
            raise errors.problem(
                'the file {path} is packed. Pass `{compression_type="GZIP"}`.', path=path
            ) from None
        refuse_encoding(path, line, dialect, _marked_encoding(record) if line == 1 else "latin-1")
    try:
        return _taken_apart(text, dialect)
    except csv.Error as error:
        if "new-line" in str(error):
            raise errors.problem(
                "the file {path} has a carriage return (CR) alone in line {line}. Lines must "
                "end in LF or CR LF, and other line ends must be in quotes.",
                path=path,
                line=line,
            ) from error
        raise errors.problem(
            "the file {path} cannot be taken apart in line {line}: {error}. Fix it, or pass "
            "`{use_quote_delim=False}` if quotes are part of the text.",
            path=path,
            line=line,
            error=error,
        ) from error


def refuse_encoding(
    path: str, line: int | None, dialect: Dialect, other: str = "latin-1"
) -> NoReturn:
    """Raise an error that a file has another encoding, such as `other`."""
    where = "" if line is None else f" in line {line}"
    raise errors.problem(
        "the file {path} is not {encoding}{where}. Name its encoding by `encoding`, such as "
        '"{other}".',
        path=path,
        encoding=dialect.encoding,
        where=where,
        other=other,
    )


def _marked_encoding(record: bytes) -> str:
    """Return the encoding for the byte order mark of a file; "latin-1" without a mark."""
    return "utf-16" if record.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "latin-1"


def _taken_apart(text: str, dialect: Dialect) -> list[str]:
    """Return the fields of a record, of any length."""
    if len(text) <= csv.field_size_limit():
        return next(_reader(text, dialect))
    with _LIMIT:  # The field size limit is global to the process.
        usual = csv.field_size_limit(len(text))
        try:
            return next(_reader(text, dialect))
        finally:
            csv.field_size_limit(usual)


def _reader(text: str, dialect: Dialect) -> Iterator[list[str]]:
    if not dialect.quoted:
        return csv.reader([text], delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE, strict=True)
    return csv.reader([text], delimiter=dialect.delimiter, strict=True)


def _is_open(line: bytes, dialect: Dialect) -> bool:
    """Return whether a line ends within a quoted field; a quote inside other fields is text."""
    try:
        _taken_apart(line.decode("utf-8", "replace"), dialect)
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _rest(lines: Iterator[tuple[int, bytes]], path: str, number: int, dialect: Dialect) -> bytes:
    """Return the lines up to and including the one with the closing quote."""
    rest, closed = [], False
    while not closed:
        _, line = next(lines, (0, b""))
        if not line:
            raise errors.problem(
                "the file {path} ends within the quotes that open in line {number}.",
                path=path,
                number=number,
            )
        rest.append(line)
        closed = line.count(b'"') % 2 == 1
    return b"".join(rest)


def _utf8_lines(file: IO[bytes], dialect: Dialect) -> Iterator[bytes]:
    if not dialect.is_utf8:
        with io.TextIOWrapper(file, dialect.encoding, newline="\n") as text:
            yield from map(str.encode, text)
        return
    for line in file:
        yield line.removeprefix(codecs.BOM_UTF8)
        break
    yield from file


def _compression(path: str, dialect: Dialect) -> str:
    if dialect.compression is None:
        return "GZIP" if path.lower().endswith(".gz") else ""
    return dialect.compression


@contextmanager
def _opened(path: str, compression: str) -> Iterator[Any]:
    with tf.io.gfile.GFile(path, "rb") if "://" in path else open(path, "rb") as file:
        if compression == "GZIP":
            yield gzip.GzipFile(fileobj=file)
        elif compression == "ZLIB":
            yield io.BufferedReader(ZlibFile(file))
        else:
            yield file
