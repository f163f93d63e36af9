"""Infers the type of a CSV column: integers, floats or text."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import tensorflow as tf

from prelayer._core import errors

_WHOLE = r" *[+-]?[0-9]+ *"
_NUMBER = (
    r" *[+-]?(?:[0-9]+(?:\.[0-9]*)?(?:e[+-]?[0-9]+)?|\.[0-9]+(?:e[+-]?[0-9]+)?|inf|infinity|nan) *"
)
_WHOLES = re.compile(rf"(?:{_WHOLE}\n)+")
_NUMBERS = re.compile(rf"(?:{_NUMBER}\n)+", re.IGNORECASE)
_ONE_WHOLE, _ONE_NUMBER = re.compile(_WHOLE), re.compile(_NUMBER, re.IGNORECASE)
# Numbers with leading zeros are codes, as in readr: the postal code "01067" is not 1067.
_PADDED = re.compile(r"^ *0[0-9]", re.MULTILINE)
_SPELLED = frozenset(("NA", "N/A", "n/a", "#N/A", "NULL", "null", "None", "?", "-", "."))
_NOTHING, _WHOLE_NUMBERS, _DECIMALS, _TEXT = range(4)
# The largest whole numbers up to which float32, float64 and int64 are exact.
EXACT32, EXACT, LARGEST = 2**24, 2**53, 2**63 - 1


def is_whole(text: str) -> bool:
    """Return whether a field is a whole number."""
    return _ONE_WHOLE.fullmatch(text) is not None


def fits(text: str, dtype: tf.DType) -> bool:
    """Return whether a field is a whole number in the range of an integer dtype."""
    digits = text.strip().lstrip("+-").lstrip("0")
    return is_whole(text) and len(digits) < 20 and dtype.min <= int(text) <= dtype.max


def is_number(text: str) -> bool:
    """Return whether a field is a number."""
    return _ONE_NUMBER.fullmatch(text) is not None


def is_padded(text: str) -> bool:
    """Return whether a field, or a line of a text, begins with a zero and another digit."""
    return _PADDED.search(text) is not None


def changes(text: str, number: float) -> bool:
    """Return whether a field is a whole number that float32 would round.

    Args:
        text: the field.
        number: its value in float64, finite in float32.
    """
    if not math.isfinite(number) or not number.is_integer():
        return False
    exact = int(text) if is_whole(text) and abs(number) >= EXACT else int(number)
    return int(np.float32(number)) != exact


class Place(NamedTuple):
    """File and line of a value."""

    path: str
    line: int


class Guess:
    """The inferred type of a column, from the values added so far.

    Args:
        name: the name of the column.
        na_value: text that marks a missing value, in addition to the empty field.
    """

    def __init__(self, name: str, na_value: str) -> None:
        self.name = name
        self.count, self.missing = 0, 0
        self.first_missing: Place | None = None
        self._absent = {"", na_value}
        self._kind = _NOTHING
        self._largest: float = 0
        self._fractions = False  # Whether a value has a fraction.
        self._changes = False  # Whether float32 would round a number beyond 2^24.
        self._spelled: dict[str, Place] = {}

    def add(self, values: Sequence[str], places: Sequence[Place]) -> None:
        """Add values."""
        self.count += len(values)
        there = [value for value in values if value not in self._absent]
        if len(there) < len(values):
            self.missing += len(values) - len(there)
            if self.first_missing is None:
                self.first_missing = next(p for v, p in zip(values, places) if v in self._absent)
        if self._kind == _TEXT:
            return
        kind = _kind_of(there)
        if kind == _TEXT and _SPELLED & set(there):
            for value, place in zip(values, places):
                if value in _SPELLED - self._absent:
                    self._spelled.setdefault(value, place)
            there = [value for value in there if value not in _SPELLED]
            kind = _kind_of(there)
        self._kind = max(self._kind, kind)
        if kind in (_WHOLE_NUMBERS, _DECIMALS):
            self._note_largest(there)

    def _note_largest(self, values: Sequence[str]) -> None:
        numbers = np.abs(np.array(values, dtype=np.float64))
        finite = numbers[np.isfinite(numbers)]
        largest = finite.max(initial=0)
        if self._kind == _WHOLE_NUMBERS and len(finite) < len(numbers):
            largest = math.inf  # Out of the range of float64.
        elif self._kind == _WHOLE_NUMBERS and largest >= EXACT:
            largest = max(abs(int(value)) for value in values)
        self._largest = max(self._largest, largest)
        self._fractions |= bool(np.mod(finite, 1).any())
        if largest > EXACT32:
            with np.errstate(over="ignore"):
                self._changes |= bool((finite.astype(np.float32) != finite).any())

    @property
    def is_small(self) -> bool:
        """Whether all numbers so far are whole and less than 2^24, so that float32 is exact."""
        return not self._fractions and self._largest < EXACT32

    def dtype(self) -> tf.DType:
        """Return the dtype that can represent all values so far."""
        if self._spelled and self._kind in (_WHOLE_NUMBERS, _DECIMALS):
            value, place = next(iter(self._spelled.items()))
            raise errors.problem(
                'the column "{name}" holds numbers, but "{value}" in line {line} of {path}. '
                "Pass `{na_value=value}` if it means a missing value, or give the type of "
                "the column by `column_defaults`.",
                name=self.name,
                value=value,
                line=place.line,
                path=place.path,
            )
        if self._kind == _NOTHING:
            return tf.string
        if self._kind == _WHOLE_NUMBERS and self._largest > LARGEST:
            return tf.string
        if self._kind == _WHOLE_NUMBERS and not self.missing:
            return tf.int64
        if self._kind == _WHOLE_NUMBERS and self._largest > EXACT:
            return tf.string
        if self._kind == _WHOLE_NUMBERS:
            return tf.float32 if self._largest <= EXACT32 else tf.float64
        if self._kind == _TEXT:
            return tf.string
        # In a column with fractions, whole numbers may be rounded, too.
        changes = self._changes and not self._fractions
        fits = self._largest <= np.finfo(np.float32).max
        return tf.float32 if fits and not changes else tf.float64


def _kind_of(values: Sequence[str]) -> int:
    if not values:
        return _NOTHING
    text = "\n".join(values) + "\n"
    whole = _WHOLES.fullmatch(text) is not None
    if (not whole and not _NUMBERS.fullmatch(text)) or is_padded(text):
        return _TEXT
    return _WHOLE_NUMBERS if whole else _DECIMALS
