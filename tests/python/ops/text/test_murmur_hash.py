"""MurmurHash3, against scikit-learn."""

import random

import numpy as np
import tensorflow as tf
from sklearn.utils import murmurhash3_32

from prelayer.ops.text.murmur_hash import murmur_hash


def test_equals_scikit_learn():
    characters = random.Random(1)
    texts = [
        "".join(characters.choices("abcé日_0 \U0001f600", k=length))
        for length in range(40)
        for _ in range(10)
    ]
    expected = [murmurhash3_32(text.encode()) for text in texts]
    np.testing.assert_array_equal(murmur_hash(tf.constant(texts)), expected)
    np.testing.assert_array_equal(tf.function(murmur_hash)(tf.constant(texts)), expected)


def test_no_strings_have_no_hashes():
    assert murmur_hash(tf.zeros((0,), tf.string)).shape == (0,)
