"""`generator_dataset`: batches that a function on the main thread makes."""

import numpy as np
import pytest
import tensorflow as tf

from numbered_batches import first_values, linear_model, numbered
from prelayer.r.generator_dataset import generator_dataset
from prelayer.r.main_thread_executor import run_off_main_thread


@pytest.mark.parametrize("prefetch", [0, 1, 2, 3])
def test_the_batches_of_an_epoch_come_once_and_in_order(prefetch):
    dataset = generator_dataset(numbered(4), prefetch=prefetch)
    assert first_values(dataset) == [1, 2, 3, 4]
    assert first_values(dataset) == [6, 7, 8, 9]


def test_an_epoch_has_as_many_batches_as_are_asked_for():
    def endless():
        return np.zeros((2, 3)), np.zeros(2)

    dataset = generator_dataset(endless, num_batches=3)
    assert dataset.cardinality() == 3
    assert len(first_values(dataset)) == 3
    # None may stand between the epochs or not.
    dataset = generator_dataset(numbered(3), num_batches=3)
    assert first_values(dataset) == [1, 2, 3]
    assert first_values(dataset) == [5, 6, 7]


@pytest.mark.parametrize("prefetch", [0, 3])
def test_a_reading_after_an_interrupt_takes_what_is_left(prefetch):
    def each(number):
        if number == 5:
            raise KeyboardInterrupt
        return np.full((2, 3), number), np.full(2, number)

    dataset = generator_dataset(numbered(9, each), prefetch=prefetch)
    with pytest.raises(KeyboardInterrupt):
        first_values(dataset)
    # Of the batches before the interrupt the reading took one or more.
    left = first_values(dataset)
    assert left[-4:] == [6, 7, 8, 9]
    assert left[:-4] == [2, 3, 4][7 - len(left) :]
    assert first_values(dataset) == list(range(11, 20))


def test_a_reading_that_stops_early_leaves_the_rest():
    dataset = generator_dataset(numbered(6), prefetch=3)
    assert first_values(dataset.take(2)) == [1, 2]
    assert first_values(dataset) == [3, 4, 5, 6]
    assert first_values(dataset) == [8, 9, 10, 11, 12, 13]


def test_a_look_at_the_first_batch_does_not_take_it():
    seen = []

    def note(y):
        seen.append(int(y[0]))
        return y

    dataset = generator_dataset(numbered(3), num_batches=3).map(
        lambda x, y: (x, tf.ensure_shape(tf.py_function(note, [y], y.dtype), [None]))
    )
    assert first_values(dataset.take(1)) == [1]
    run_off_main_thread(linear_model().fit, dataset, epochs=1, verbose=0)
    assert seen == [1, 1, 2, 3]
    assert first_values(dataset) == [5, 6, 7]


def test_an_error_ahead_of_what_is_read_comes_when_it_is_reached():
    def each(number):
        if number == 3:
            raise KeyError("the third")
        return np.full((2, 3), number), np.zeros(2)

    dataset = generator_dataset(numbered(9, each))
    assert first_values(dataset.take(2)) == [1, 2]
    with pytest.raises(tf.errors.UnknownError, match="the third"):
        run_off_main_thread(list, dataset)


def test_a_signature_says_what_may_differ():
    spec = tf.TensorSpec((None, None), "float64")
    generate = numbered(3, lambda number: np.zeros((2, number)))
    dataset = generator_dataset(generate, num_batches=3, output_signature=spec)
    assert [tuple(x.shape) for x in run_off_main_thread(list, dataset)] == [(2, 1), (2, 2), (2, 3)]


def test_refuses_batches_that_are_not_like_the_first_one():
    dataset = generator_dataset(numbered(3, lambda number: (np.zeros((2, number)), np.zeros(2))))
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        run_off_main_thread(list, dataset)
    assert (
        "generator_dataset: x of batch 1 must be float64 of shape (None, 1) as in the first batch, "
        "not float64 of shape (2, 2)."
    ) in str(caught.value)


def read_twice(generate, **options):
    dataset = generator_dataset(generate, **options)
    run_off_main_thread(list, dataset)
    run_off_main_thread(list, dataset)


def once():
    batches = iter([np.zeros(2), None, None])
    return lambda: next(batches)


@pytest.mark.parametrize(
    "generate, options, sentence",
    [
        (lambda: None, {}, "the function must return a batch first, but returned None."),
        (
            numbered(1),
            {"num_batches": 0},
            "`num_batches` must be a whole number of at least 1, not 0.",
        ),
        (
            numbered(1),
            {"prefetch": 0.5},
            "`prefetch` must be a whole number of at least 0, not 0.5.",
        ),
        (
            numbered(2),
            {"num_batches": 3},
            "`num_batches` says that an epoch has 3 batches, but the function returned None after "
            "2.",
        ),
        (
            once(),
            {"prefetch": 0},
            "the function must begin another epoch after the end of one, but where its first batch "
            "was asked for it returned None.",
        ),
    ],
)
def test_reports_bad_arguments_in_one_sentence(generate, options, sentence):
    with pytest.raises((ValueError, tf.errors.InvalidArgumentError)) as caught:
        read_twice(generate, **options)
    assert f"generator_dataset: {sentence}" in str(caught.value)


def test_tensorflow_does_not_tune_what_would_hold_up_the_end_of_an_epoch():
    options = generator_dataset(numbered(2)).options()
    assert options.autotune.enabled is False
