"""Token types of a vocabulary: strings and integers."""

from __future__ import annotations

import codecs
import os
import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer._core import errors
from prelayer._core.object_arrays import encode
from prelayer._core.tensors import as_tensor
from prelayer.layers.categorical import vocabulary_file
from prelayer.stats.serialization import pack_tokens, unpack_tokens

# How unknown tokens are assigned to OOV indices.
OOV_METHODS = ("floormod", "farmhash")


@dataclass(frozen=True)
class Given:
    """User-supplied keys; if read from a file, also its path and the first line with a token."""

    keys: list[Any]
    path: str | None = None
    first_line: int = 0


class Tokens(ABC):
    """A type of tokens, which are represented internally by keys, the entries of lookup tables."""

    dtype: str
    encoding = "utf-8"

    @abstractmethod
    def key(self, token: Any) -> Any:
        """Return the key of a user-supplied token."""

    @abstractmethod
    def token(self, key: Any) -> Any:
        """Return the user-visible token of a key."""

    @abstractmethod
    def array(self, keys: Sequence[Any]) -> np.ndarray:
        """Return keys as an array."""

    @abstractmethod
    def pack(self, keys: Collection[Any]) -> dict[str, np.ndarray]:
        """Return keys as arrays of numbers, which any file format can store."""

    @abstractmethod
    def unpack(self, arrays: dict[str, np.ndarray]) -> list[Any]:
        """Return the keys from the result of `pack`."""

    @abstractmethod
    def to_line(self, key: Any) -> bytes:
        """Return a key as the bytes of a line in a vocabulary file."""

    @abstractmethod
    def of_line(self, line: bytes) -> Any:
        """Return the key of a line written by `to_line`; a ValueError contains the rule for it."""

    def read(self, vocabulary: Any) -> Given:
        """Return the keys of a list, an array, a column, or a file with one token per line."""
        if isinstance(vocabulary, (str, os.PathLike)):
            return self._read_file(str(vocabulary))
        with tf.init_scope():  # a layer may be created inside a traced function
            keys = np.asarray(as_tensor(vocabulary, self.dtype, self.encoding))
        if keys.ndim != 1 or keys.size == 0:
            raise errors.invalid("vocabulary", "a list of at least one token", vocabulary)
        return Given(keys.tolist())

    def _read_file(self, path: str) -> Given:
        lines, first = vocabulary_file.read(path)
        keys = []
        for number, line in enumerate(lines, first):
            try:
                keys.append(self.of_line(line))
            except ValueError as rule:
                vocabulary_file.refuse_line(path, number, str(rule), line)
        return Given(keys, path, first)


class Strings(Tokens):
    """Strings, with bytes as keys. Bytes invalid in the encoding survive the round trip as str."""

    dtype = "string"

    def __init__(self, encoding: str = "utf-8") -> None:
        self.encoding = encoding

    def key(self, token: str | bytes) -> bytes:
        return token if isinstance(token, bytes) else encode(token, self.encoding)

    def token(self, key: bytes) -> str:
        return key.decode(self.encoding, "surrogateescape")

    def to_line(self, key: bytes) -> bytes:
        return key

    def of_line(self, line: bytes) -> bytes:
        return line

    def array(self, keys: Sequence[bytes]) -> np.ndarray:
        return np.array(keys, dtype=object)

    def pack(self, keys: Collection[bytes]) -> dict[str, np.ndarray]:
        return pack_tokens(keys)

    def unpack(self, arrays: dict[str, np.ndarray]) -> list[bytes]:
        return unpack_tokens(arrays["tokens"], arrays["lengths"])


class Integers(Tokens):
    """Whole numbers, with an int as key."""

    dtype = "int64"

    def key(self, token: Any) -> int:
        return int(token)

    def token(self, key: int) -> int:
        return int(key)

    def to_line(self, key: int) -> bytes:
        return b"%d" % key

    def of_line(self, line: bytes) -> int:
        if not re.fullmatch(rb"[+-]?[0-9]{1,19}", line.strip()) or not _fits(int(line)):
            raise ValueError("a whole number of 64 bits")
        return int(line)

    def array(self, keys: Sequence[int]) -> np.ndarray:
        return np.array(keys, dtype=np.int64)

    def pack(self, keys: Collection[int]) -> dict[str, np.ndarray]:
        return {"tokens": np.array(keys, dtype=np.int64)}

    def unpack(self, arrays: dict[str, np.ndarray]) -> list[int]:
        tokens = arrays["tokens"]
        if (
            tokens.ndim != 1
            or tokens.dtype.kind not in "iu"
            or len(np.unique(tokens)) < len(tokens)
        ):
            raise ValueError("not distinct whole numbers")
        return tokens.astype(np.int64).tolist()


def _fits(number: int) -> bool:
    return -(2**63) <= number < 2**63


def text_encoding(encoding: Any) -> str:
    """Return the name of an encoding, if Python supports it."""
    try:
        codecs.lookup(encoding)
    except (LookupError, TypeError):
        raise errors.invalid(
            "encoding", 'the name of a text encoding, such as "utf-8"', encoding
        ) from None
    return encoding
