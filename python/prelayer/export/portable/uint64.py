"""Unsigned 64-bit integers as pairs of int32, with arithmetic modulo 2^64.

No runtime shifts or combines bits of 64-bit integers in the same way as the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import tensorflow as tf

from prelayer.export.portable.arithmetic import as_int, exact_quotient, floor_mod, to_int32

# Remainders are computed in int64, from numbers below this divisor times 2^32.
LARGEST_DIVISOR = 2**31
_LOWEST = -(2**31)


@dataclass(frozen=True)
class UInt64:
    """Unsigned 64-bit integers; the operations are those of unsigned integers in C.

    Args:
        high: the upper 32 bits, int32.
        low: the lower 32 bits, int32.
    """

    high: tf.Tensor
    low: tf.Tensor

    def __add__(self, other: UInt64) -> UInt64:
        low = self.low + other.low
        return UInt64(self.high + other.high + _is_below(low, self.low), low)

    def __mul__(self, other: UInt64) -> UInt64:
        # The product of the lower parts as signed numbers, from halves of 16 bits, of which only
        # the upper ones have a sign: no product but that of the lower halves exceeds int32.
        (a1, a0), (b1, b0) = _halves(self.low), _halves(other.low)
        (upper_high, upper_low), (lower_high, lower_low) = _halves(a1 * b0), _halves(a0 * b1)
        middle = _shift_right(a0 * b0, 16) + upper_low + lower_low
        high = a1 * b1 + upper_high + lower_high + tf.bitwise.right_shift(middle, 16)
        # A negative number is 2^32 less than the unsigned one.
        a_high, b_high = (
            part.high - tf.bitwise.right_shift(part.low, 31) for part in (self, other)
        )
        return UInt64(high + self.low * b_high + a_high * other.low, self.low * other.low)

    def __xor__(self, other: UInt64) -> UInt64:
        xor = tf.bitwise.bitwise_xor
        return UInt64(xor(self.high, other.high), xor(self.low, other.low))

    def shift_left(self, bits: int) -> UInt64:
        """Return the integers shifted by less than 32 bits."""
        high = self.high * _power_of_2(bits) + _shift_right(self.low, 32 - bits)
        return UInt64(high, self.low * _power_of_2(bits))

    def shift_right(self, bits: int) -> UInt64:
        """Return the integers shifted by more than 32 bits."""
        return UInt64(tf.zeros_like(self.high), _shift_right(self.high, bits - 32))

    def rotate_right(self, bits: int) -> UInt64:
        """Return the integers rotated by some bits, from 1 to 63."""
        high, low = (self.low, self.high) if bits >= 32 else (self.high, self.low)
        rest = bits % 32
        if rest == 0:
            return UInt64(high, low)
        factor = _power_of_2(32 - rest)
        return UInt64(
            _shift_right(high, rest) + low * factor, _shift_right(low, rest) + high * factor
        )

    def remainder(self, divisor: int) -> tf.Tensor:
        """Return the remainder, int64.

        Args:
            divisor: from 1 to `LARGEST_DIVISOR`.
        """
        n = tf.constant(divisor, tf.int64)
        high, low = (_as_unsigned(part) for part in (self.high, self.low))
        return tf.math.floormod(tf.math.floormod(high, n) * 2**32 + low, n)


def constant(number: int) -> UInt64:
    """Return a number, modulo 2^64, which broadcasts."""
    high, low = (int(to_int32(part % 2**32)) for part in (number % 2**64 >> 32, number))
    return UInt64(tf.constant(high), tf.constant(low))


def filled(number: int, like: tf.Tensor) -> UInt64:
    """Return a number, modulo 2^64, in the shape of a tensor."""
    one = constant(number)
    return UInt64(*(tf.zeros_like(like) + part for part in (one.high, one.low)))


def of_int32(bits: tf.Tensor) -> UInt64:
    """Return the bits of int32 as the lower ones, below zeros."""
    return UInt64(tf.zeros_like(bits), bits)


def of_int64(numbers: tf.Tensor) -> UInt64:
    """Return the bits of int64 numbers in two's complement."""
    low = floor_mod(numbers, 2**32)
    high = exact_quotient(numbers - low, 2**32, 2**16)
    is_upper = low >= 2**31
    return UInt64(high, tf.cast(tf.where(is_upper, low - 2**32, low), tf.int32))


def where(condition: tf.Tensor, first: UInt64, second: UInt64) -> UInt64:
    """Return the first where a condition is true, else the second."""
    return UInt64(
        tf.where(condition, first.high, second.high), tf.where(condition, first.low, second.low)
    )


def products(*pairs: tuple[UInt64, UInt64]) -> list[UInt64]:
    """Return the product of each pair, by fewer operations than one multiplication for each.

    Args:
        *pairs: vectors of one length.
    """
    first, second = (joined(*numbers) for numbers in zip(*pairs))
    return split(first * second, len(pairs))


def joined(*numbers: UInt64) -> UInt64:
    """Return vectors of one length as one vector."""
    return UInt64(
        tf.concat([number.high for number in numbers], 0),
        tf.concat([number.low for number in numbers], 0),
    )


def split(numbers: UInt64, count: int) -> list[UInt64]:
    """Return the vectors that `joined` joined."""
    parts = tf.split(numbers.high, count), tf.split(numbers.low, count)
    return [UInt64(*pair) for pair in zip(*parts)]


def while_loop(
    count: tf.Tensor, body: Callable[..., list[UInt64]], state: list[UInt64]
) -> list[UInt64]:
    """Return the state after a number of steps.

    Args:
        count: the number of steps, int32.
        body: returns the next state, from the number of the step and the parts of the state.
        state: the first state, whose parts are vectors of the same length.
    """

    def run(step: tf.Tensor, *parts: tf.Tensor) -> list[Any]:
        return [step + 1, *_flat(body(step, *_pairs(parts)))]

    flat = _flat(state)
    shapes = [tf.TensorShape([]), *[tf.TensorShape([None])] * len(flat)]
    found = tf.while_loop(
        lambda step, *_: step < count, run, [tf.constant(0), *flat], shape_invariants=shapes
    )
    return _pairs(found[1:])


def _flat(numbers: list[UInt64]) -> list[tf.Tensor]:
    return [part for number in numbers for part in (number.high, number.low)]


def _pairs(parts: Any) -> list[UInt64]:
    return [UInt64(*pair) for pair in zip(parts[::2], parts[1::2])]


def _shift_right(values: tf.Tensor, bits: int) -> tf.Tensor:
    """Return the bits of int32 shifted by 1 to 31 positions, filled with 0."""
    # The operation fills with the sign.
    shifted = tf.bitwise.right_shift(values, bits)
    return shifted + tf.where(values < 0, _power_of_2(32 - bits), 0)


def _halves(values: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the upper 16 bits of int32, with the sign, and the lower ones, without a sign."""
    high = tf.bitwise.right_shift(values, 16)
    return high, values - high * 2**16


def _power_of_2(exponent: int) -> int:
    return int(to_int32(1 << exponent))


def _is_below(first: tf.Tensor, second: tf.Tensor) -> tf.Tensor:
    """Return 1 where the bits of int32, as unsigned integers, are less than others, else 0."""
    return as_int(first + _LOWEST < second + _LOWEST)


def _as_unsigned(values: tf.Tensor) -> tf.Tensor:
    wide = tf.cast(values, tf.int64)
    return tf.where(wide < 0, wide + 2**32, wide)
