"""The kinds of tokens that a vocabulary can hold: how users, tables and files see them."""

from __future__ import annotations

import codecs
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer import check
from prelayer.tensors import as_tensor, encode


class Tokens(ABC):
    """Tokens of one kind. Inside, a token is a key: what a table is looked up with."""

    dtype: str
    encoding = "utf-8"

    @abstractmethod
    def key(self, token: Any) -> Any:
        """Return the key of a token that a user wrote."""

    @abstractmethod
    def token(self, key: Any) -> Any:
        """Return a key as users see it."""

    @abstractmethod
    def array(self, keys: Sequence[Any]) -> np.ndarray:
        """Return keys as an array."""

    @abstractmethod
    def pack(self, keys: Sequence[Any]) -> dict[str, np.ndarray]:
        """Return keys as arrays of numbers, which any file format can hold."""

    @abstractmethod
    def unpack(self, arrays: dict[str, np.ndarray]) -> list[Any]:
        """Return the keys that `pack` packed."""

    @abstractmethod
    def of_line(self, owner: str, line: bytes) -> Any:
        """Return the key that a line of a vocabulary file holds."""

    def read(self, owner: str, vocabulary: Any) -> list[Any]:
        """Return the keys of a list, an array, a column, or of a file with one token a line."""
        if isinstance(vocabulary, (str, Path)):
            return [self.of_line(owner, line) for line in _lines(owner, Path(vocabulary))]
        with tf.init_scope():  # a layer may be made inside a function that is traced
            keys = np.asarray(as_tensor(vocabulary, self.dtype, owner, self.encoding))
        if keys.ndim != 1 or keys.size == 0:
            check.fail(owner, "vocabulary", "a list of at least one token", vocabulary)
        return keys.tolist()


class Strings(Tokens):
    """Strings; a key is their bytes. Bytes that an encoding lacks survive the round trip as str."""

    dtype = "string"

    def __init__(self, encoding: str = "utf-8") -> None:
        self.encoding = encoding

    def key(self, token: str | bytes) -> bytes:
        return token if isinstance(token, bytes) else encode(token, "vocabulary", self.encoding)

    def token(self, key: bytes) -> str:
        return key.decode(self.encoding, "surrogateescape")

    def of_line(self, owner: str, line: bytes) -> bytes:
        del owner
        return line

    def array(self, keys: Sequence[bytes]) -> np.ndarray:
        return np.array(keys, dtype=object)

    def pack(self, keys: Sequence[bytes]) -> dict[str, np.ndarray]:
        return {
            "tokens": np.frombuffer(b"".join(keys), dtype=np.uint8),
            "lengths": np.array([len(key) for key in keys], dtype=np.int64),
        }

    def unpack(self, arrays: dict[str, np.ndarray]) -> list[bytes]:
        joined = arrays["tokens"].astype(np.uint8).tobytes()
        ends = np.cumsum(arrays["lengths"])
        return [joined[end - size : end] for end, size in zip(ends, arrays["lengths"])]


class Integers(Tokens):
    """Whole numbers; a key is an int."""

    dtype = "int64"

    def key(self, token: Any) -> int:
        return int(token)

    def token(self, key: int) -> int:
        return int(key)

    def of_line(self, owner: str, line: bytes) -> int:
        try:
            return int(line)
        except ValueError:
            text = line.decode("utf-8", "replace")
            check.fail(owner, "vocabulary", "a file with one whole number a line", text)

    def array(self, keys: Sequence[int]) -> np.ndarray:
        return np.array(keys, dtype=np.int64)

    def pack(self, keys: Sequence[int]) -> dict[str, np.ndarray]:
        return {"tokens": np.array(keys, dtype=np.int64)}

    def unpack(self, arrays: dict[str, np.ndarray]) -> list[int]:
        return arrays["tokens"].tolist()


def _lines(owner: str, path: Path) -> list[bytes]:
    if not path.is_file():
        check.fail(owner, "vocabulary", "tokens, or the path of a file that exists", str(path))
    content = path.read_bytes()
    if not content:
        check.fail(owner, "vocabulary", "a file of at least one line", str(path))
    lines = content.removesuffix(b"\n").split(b"\n")
    return [line.removesuffix(b"\r") for line in lines]


def text_encoding(owner: str, encoding: Any) -> str:
    """Return the name of an encoding that Python knows."""
    try:
        codecs.lookup(encoding)
    except (LookupError, TypeError):
        check.fail(owner, "encoding", 'the name of a text encoding, such as "utf-8"', encoding)
    return encoding
