"""Reading one file inside a dataset, so that a bad file is an error that names it."""

from __future__ import annotations

from collections.abc import Callable

import tensorflow as tf


def naming_the_file(
    read: Callable[[tf.Tensor], tf.Tensor], owner: str, complaint: str
) -> Callable[[tf.Tensor], tf.Tensor]:
    """Return `read` with its failure replaced by one sentence with the file's path.

    A TensorFlow graph cannot catch an error, but a dataset can pass over it. So a path is a
    dataset of one element, which is dropped where `read` fails; then the next one, which reports
    the path, is reached.

    Args:
        read: turns a path into a tensor of one static shape.
        owner: the function that the user called.
        complaint: what is wrong with the file, to stand after its path.
    """

    def guarded(path: tf.Tensor) -> tf.Tensor:
        source = tf.data.Dataset.from_tensors(path)
        attempt = source.map(read)
        spec = attempt.element_spec

        def report(path: tf.Tensor) -> tf.Tensor:
            sentence = tf.strings.join([owner, ": the file ", path, " ", complaint])
            with tf.control_dependencies([tf.debugging.Assert(False, [sentence])]):
                return tf.zeros(spec.shape, spec.dtype)

        result = attempt.ignore_errors().concatenate(source.map(report)).take(1)
        return result.get_single_element()

    return guarded
