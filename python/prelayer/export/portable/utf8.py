"""UTF-8: bytes to code points and back, on vectors of symbols.

Symbols that are neither, such as `END` and separators, are unchanged.
"""

from __future__ import annotations

import tensorflow as tf

from prelayer.export.portable.arithmetic import as_int, scatter_add, shifted
from prelayer.export.portable.text import END, NOTHING

REPLACEMENT = 0xFFFD
# A byte that is not part of a character becomes this plus the byte, which is no code point.
ESCAPE = 0x120000


def decode(run: tf.Tensor, escape: bool = False) -> tf.Tensor:
    """Return the code points of bytes, each in the place of its first byte; `NOTHING` elsewhere.

    Args:
        run: bytes and `END`, int32.
        escape: whether a byte that is not part of a character becomes `ESCAPE` plus the byte, and
            surrogates are characters, as they are in regular expressions of RE2. Else each sequence
            that begins like a character, and each other byte, becomes U+FFFD, as TensorFlow and
            Unicode's recommended practice have it.
    """
    first, second, third = (shifted(run, steps, END) for steps in (1, 2, 3))
    # The bytes that must follow; 0 for ASCII and for bytes that cannot begin a character.
    follow = as_int(run >= 0xC2) + as_int(run >= 0xE0) + as_int(run >= 0xF0)
    follow = tf.where(run >= 0xF5, 0, follow)
    low = tf.where(run == 0xE0, 0xA0, tf.where(run == 0xF0, 0x90, 0x80))
    high = tf.where(run == 0xED, 0xBF if escape else 0x9F, tf.where(run == 0xF4, 0x8F, 0xBF))
    has_first = (follow >= 1) & (first >= low) & (first <= high)
    has_second = has_first & (follow >= 2) & _continues(second)
    has_third = has_second & (follow >= 3) & _continues(third)
    found = as_int(has_first) + as_int(has_second) + as_int(has_third)
    is_valid = (follow > 0) & (found == follow)

    two = (run - 0xC0) * 64 + first - 0x80
    three = (run - 0xE0) * 4096 + (first - 0x80) * 64 + second - 0x80
    four = (run - 0xF0) * 262144 + (first - 0x80) * 4096 + (second - 0x80) * 64 + third - 0x80
    point = tf.where(follow == 1, two, tf.where(follow == 2, three, four))
    invalid = run + ESCAPE if escape else tf.fill(tf.shape(run), REPLACEMENT)
    point = tf.where(is_valid, point, invalid)
    point = tf.where((run < 0x80) | (run > 0xFF), run, point)

    covers = is_valid if escape else tf.ones_like(is_valid)
    covered = (
        shifted(as_int(has_first & covers), -1, 0)
        + shifted(as_int(has_second & covers), -2, 0)
        + shifted(as_int(has_third & covers), -3, 0)
    )
    return tf.where(covered == 0, point, NOTHING)


def escaped_points(text: bytes) -> list[int]:
    """Return the code points of one text, as `decode` with `escape` does."""
    points: list[int] = []
    for point in map(ord, text.decode("utf-8", "surrogateescape")):
        points.append(point - 0xDC00 + ESCAPE if 0xDC80 <= point < 0xDD00 else point)
        lead, second, third = ([0, 0, 0, *points])[-3:]
        follow = 0x80 + ESCAPE <= third < 0xC0 + ESCAPE
        if lead == 0xED + ESCAPE and 0xA0 + ESCAPE <= second < 0xC0 + ESCAPE and follow:
            surrogate = 0xD000 + (second - ESCAPE - 0x80) * 64 + third - ESCAPE - 0x80
            points[-3:] = [surrogate]
    return points


def encode(run: tf.Tensor) -> tf.Tensor:
    """Return the bytes of code points; a symbol from `ESCAPE` returns its byte."""
    is_escaped = run >= ESCAPE
    is_single = (run < 0x80) | (run > 0x10FFFF) | is_escaped
    single = tf.where(is_escaped, run - ESCAPE, run)
    more = tf.where(
        is_single, 0, as_int(run >= 0x80) + as_int(run >= 0x800) + as_int(run >= 0x10000)
    )
    lead = tf.gather(tf.constant([0, 0xC0, 0xE0, 0xF0]), more)
    positive = tf.maximum(run, 0)
    shifts = tf.gather(tf.constant([1, 64, 4096, 262144]), more)
    start = tf.cumsum(more + 1, exclusive=True)
    size = tf.reduce_sum(more + 1)
    bytes_ = scatter_add(start, tf.where(is_single, single, lead + positive // shifts), size)
    for place in (1, 2, 3):
        # The last byte has the low six bits, the one before it the next six, and so on.
        divisor = tf.gather(tf.constant([1, 64, 4096]), tf.maximum(more - place, 0))
        rest = positive // divisor
        follower = 0x80 + rest - rest // 64 * 64
        at = tf.where(more >= place, start + place, size)
        bytes_ += scatter_add(at, tf.where(more >= place, follower, 0), size + 1)[:-1]
    return bytes_


def _continues(byte: tf.Tensor) -> tf.Tensor:
    return (byte >= 0x80) & (byte < 0xC0)
