"""Philox for counters in any order: the bits of TensorFlow's kernel, and of Random123."""

import numpy as np
import pytest
import tensorflow as tf

from prelayer.ops.image.keyed_random import Key, uniform
from prelayer.ops.image.philox import philox


def whole(*words):
    return tf.constant(np.array(words, np.uint64))


# From the test vectors of Random123 (kat_vectors): counter, key, result.
ONES = 0xFFFFFFFF
VECTORS = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES,) * 4, (ONES,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize("counter, key, expected", VECTORS)
def test_agrees_with_the_published_vectors(counter, key, expected):
    low, high = (counter[place] | counter[place + 1] << 32 for place in (0, 2))
    found = philox(whole(key[0] | key[1] << 32), whole(low), whole(high))
    np.testing.assert_array_equal(found, np.array([expected], np.uint32))


def test_numbers_are_those_of_the_kernel_for_the_counter_of_an_image_and_block():
    seed = tf.constant([3, 5])
    key, counter = tf.raw_ops.StatelessRandomGetKeyCounter(seed=seed)
    found = uniform(Key(seed, tf.constant([7, -2], tf.int64)), 2, 8).numpy()
    for row, position in zip(found, (7, 2**64 - 2)):
        for block, numbers in enumerate(row.reshape(2, 4)):
            bits = tf.raw_ops.StatelessRandomUniformFullIntV2(
                shape=[4], key=key, counter=counter + whole(position, block), alg=1, dtype="uint32"
            )
            np.testing.assert_array_equal(numbers, (bits.numpy() >> 8) / 2**24)


def test_ids_may_be_any_whole_numbers():
    seed = tf.constant([3, 5])
    ids = tf.constant([-1, 2**62, -(2**63), 2**63 - 1], tf.int64)
    found = uniform(Key(seed, ids), 4, 6).numpy()
    assert len({row.tobytes() for row in found}) == 4
    assert ((found >= 0) & (found < 1)).all()
