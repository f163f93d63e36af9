"""Inputs that differ between runtimes most easily, from the declared inputs of a model."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import keras
import numpy as np

from prelayer.export.portable_model import PortableInput
from prelayer.export.verification.sample_images import pixel_ranges, sample_images
from prelayer.export.verification.sample_sounds import longest_frame, sample_sounds
from prelayer.layers.base.layer import flatten
from prelayer.layers.categorical.lookup_layer import LookupLayer

_SMALLEST, _STEP = 7, 3  # the first of unknown sizes, and the difference to the next one
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    " \t\n\r\x0b\x0c\x1c\u0085\u00a0\u1680\u2028\u3000\ufeff",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~«»“”—…¿、。",
    "ÄÖÜßÉèçñÅøŁžĐĞİ\u0131Ş\u017f\u212a",
    "ΑΒΓΣσςΆΩὈΔΥ",
    "АБВГДЕжзийЯ",
    "日本語中文字かなカナ한국어",
    "😀🎉👩‍👩‍👧🇩🇪👍🏽",
    "\u0300\u0301\u0307\u0327\u0345\u00ad\u200d\u2019·",
    "\x00\x01\x7f\ufffd\ufffe\U0010ffff",
    "ԱႠᏀꭰꚀ𐐀𞤀Ⓐ",
)
_DAMAGED = (b"\xff", b"\x80", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\xaf")
_WHOLE = 0.2  # of the rows of floats have whole numbers only
_NUMBERS = (0.0, -0.0, 1.0, -1.0, 0.5, 1e-6, -1e-6, 1e3, -1e3, 123456.78)


def sample_inputs(
    model: keras.Model, inputs: Sequence[PortableInput], rows: int, seed: int = 0
) -> dict[str, Any]:
    """Return inputs of a model by name: strings as object arrays of bytes, else arrays.

    Args:
        model: the model; texts contain tokens of its vocabularies.
        inputs: its inputs.
        rows: the number of rows.
        seed: the seed of the random numbers.
    """
    random = np.random.default_rng(seed)
    tokens = _tokens(model)
    words = [token for token in tokens if isinstance(token, bytes)]
    numbers = [token for token in tokens if isinstance(token, int)]
    values = {}
    for one in inputs:
        dtype = np.dtype(object if one.is_text else one.dtype)
        frame = 0 if one.is_text else longest_frame(model)
        shape = (rows, *_sizes(one.shape[1:], 2 * frame))
        if 0 < frame <= max(shape[1:], default=0):
            values[one.name] = sample_sounds(shape, dtype, frame, random)
        elif len(shape) > 2 and (dtype.kind == "f" or dtype == np.uint8):
            values[one.name] = sample_images(shape, dtype, pixel_ranges(model), random)
        else:
            values[one.name] = _values(one, shape, random, words, numbers)
    return values


def _sizes(shape: Sequence[int | None], smallest: int) -> list[int]:
    """Return sizes, for unknown ones numbers that differ from each other."""
    unknown = iter(range(max(_SMALLEST, smallest), sys.maxsize, _STEP))
    return [next(unknown) if size is None else size for size in shape]


def _values(
    one: PortableInput,
    shape: tuple[int, ...],
    random: np.random.Generator,
    words: list[bytes],
    numbers: list[int],
) -> np.ndarray:
    if one.is_text:
        texts = np.empty(int(np.prod(shape)), object)
        texts[:] = [_text(random, words) for _ in texts]
        return texts.reshape(shape)
    dtype = np.dtype(one.dtype)
    if dtype.kind == "b":
        return random.random(shape) < 0.5
    if dtype.kind in "iu":
        return _integers(dtype, shape, random, numbers)
    special = random.choice(np.array(_NUMBERS), shape)
    values = np.where(random.random(shape) < 0.3, special, random.normal(0, 30, shape))
    # Lookups and encodings reject rows with a number that is not whole.
    whole = _integers(np.dtype(np.int16), shape, random, numbers)
    is_whole = random.random((len(values), *(1 for _ in shape[1:]))) < _WHOLE
    return np.where(is_whole, whole, values).astype(dtype)


def _integers(
    dtype: np.dtype, shape: tuple[int, ...], random: np.random.Generator, numbers: list[int]
) -> np.ndarray:
    limits = np.iinfo(dtype)
    small = random.integers(0, min(256, int(limits.max) + 1), shape)
    known = [n for n in numbers if limits.min <= n <= limits.max] or [0]
    values = np.where(random.random(shape) < 0.5, random.choice(np.array(known), shape), small)
    if len(shape) <= 2:
        ends = random.choice(np.array([limits.min, limits.max - 1], dtype), shape)
        values = np.where(random.random(shape) < 0.1, ends, values)
    return values.astype(dtype)


def _text(random: np.random.Generator, words: list[bytes]) -> bytes:
    """Return a text of words, of characters of several scripts, or of damaged bytes."""
    kind = random.random()
    if kind < 0.03:
        return b""
    parts = [_part(random, words) for _ in range(int(random.choice([1, 3, 10, 40])))]
    text = b" ".join(parts)
    return text * 50 if kind > 0.98 else text


def _part(random: np.random.Generator, words: list[bytes]) -> bytes:
    kind = random.random()
    if words and kind < 0.5:
        word = words[int(random.integers(len(words)))].decode("utf-8", "surrogateescape")
        changed = random.choice(["", "upper", "title", "!", "()"])
        if changed in ("upper", "title"):
            word = getattr(word, changed)()
        return (
            f"({word})" if changed == "()" else f"{word}{changed if changed == '!' else ''}"
        ).encode("utf-8", "surrogateescape")
    if kind > 0.95:
        return _DAMAGED[int(random.integers(len(_DAMAGED)))]
    alphabet = _ALPHABETS[int(random.integers(len(_ALPHABETS)))]
    # By position: an array of NumPy cannot hold NUL alone.
    places = random.integers(len(alphabet), size=int(random.integers(1, 9)))
    return "".join(alphabet[place] for place in places).encode()


def _tokens(model: keras.Model) -> list[Any]:
    """Return the tokens of all lookups in a model."""
    layers = [layer for layer in flatten(model) if isinstance(layer, LookupLayer)]
    return [key for layer in layers for key in layer._store.vocabulary.keys.tolist()]
