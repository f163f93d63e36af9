"""Datasets that know how often they were read."""

import tensorflow as tf


def counting(batches):
    """Return a dataset that counts how often it is read, and the counter."""
    reads = []

    def generate():
        reads.append(1)
        yield from batches

    signature = tf.nest.map_structure(tf.type_spec_from_value, batches[0])
    return tf.data.Dataset.from_generator(generate, output_signature=signature), reads
