"""Datasets that need the main thread: detection, and iteration in another thread."""

import threading

import tensorflow as tf

from prelayer.r.main_thread_datasets import mark_for_main_thread, needs_main_thread
from prelayer.r.main_thread_executor import iterate_off_main_thread, on_main_thread


def thread_of(*args):
    return threading.current_thread()


def test_a_dataset_is_known_by_what_it_is_made_of():
    plain, special = tf.data.Dataset.range(3), mark_for_main_thread(tf.data.Dataset.range(3))
    assert needs_main_thread(special)
    assert needs_main_thread(special.map(lambda x: x).batch(2))
    assert needs_main_thread(None, {"validation_data": [1, tf.data.Dataset.zip(plain, special)]})
    assert not needs_main_thread(plain, plain.batch(2), [1, "a"])


def test_items_are_read_one_by_one_while_the_main_thread_answers():
    question = on_main_thread(thread_of)

    def items():
        for _ in range(3):
            yield thread_of(), question()

    found = list(iterate_off_main_thread(items()))
    assert len(found) == 3
    for reader, answerer in found:
        assert reader is not threading.main_thread()
        assert answerer is threading.main_thread()
