"""`as_dataset`: what goes wrong while batches are loaded, and what is refused."""

import threading

import numpy as np
import pytest
import tensorflow as tf

from generators import Counting, linear_model
from prelayer import as_dataset


def failing(index):
    if index == 3:
        return {}["no such image"]
    return np.full((2, 3), index), np.full(2, index)


def test_an_error_in_a_worker_ends_fit_with_its_traceback():
    never = threading.Event()

    def make(index):
        if index > 3:
            # Others that are being loaded are not waited for.
            never.wait(60)
        return failing(index)

    try:
        with pytest.raises(tf.errors.InvalidArgumentError) as caught:
            linear_model().fit(as_dataset(Counting(9, make), workers=4), epochs=3, verbose=0)
        assert not never.is_set()
    finally:
        never.set()
    text = str(caught.value)
    assert "as_dataset: batch 3 could not be loaded: KeyError: 'no such image'" in text
    assert 'return {}["no such image"]' in text
    assert "in failing" in text


def test_an_error_in_the_first_batch_comes_at_once_and_as_it_is():
    with pytest.raises(KeyError, match="no such image"):
        as_dataset(Counting(9, lambda _: failing(3)))


def test_an_error_that_would_end_an_iterator_is_an_error():
    def make(index):
        return next(iter([])) if index == 2 else np.zeros((2, 3))

    with pytest.raises(tf.errors.InvalidArgumentError, match="batch 2 could not be loaded: Stop"):
        list(as_dataset(Counting(4, make)))


@pytest.mark.parametrize(
    "third, sentence",
    [
        (
            lambda: (np.zeros((2, 4)), np.zeros(2)),
            "x of batch 2 must be float64 of shape (None, 3) as in the first batch, "
            "not float64 of shape (2, 4).",
        ),
        (
            lambda: (np.zeros((2, 3)), np.zeros(2, "int64")),
            "y of batch 2 must be float64 of shape (None,) as in the first batch, "
            "not int64 of shape (2,).",
        ),
        (
            lambda: (np.zeros((2, 3, 1)), np.zeros(2)),
            "x of batch 2 must be float64 of shape (None, 3) as in the first batch, "
            "not float64 of shape (2, 3, 1).",
        ),
        (
            lambda: np.zeros((2, 3)),
            "batch 2 must have the structure of the first batch, (tensor, tensor), "
            "but it has tensor.",
        ),
        (
            lambda: ({"a": np.zeros((2, 3))}, np.zeros(2)),
            "batch 2 must have the structure of the first batch, (tensor, tensor), "
            "but it has ({'a': tensor}, tensor).",
        ),
        (
            lambda: (np.zeros((2, 3)), None),
            "no part of a batch may be None. Leave out what there is not, as in (x, y).",
        ),
        (
            lambda: (np.zeros((2, 3)), {}),
            "no part of a batch may be {}. Leave out what there is not, as in (x, y).",
        ),
        (
            lambda: (np.array([None, "a"]), np.zeros(2)),
            "values must not be missing, but 1 of 2 are, the first (None) at position 0. "
            "Replace or drop them first.",
        ),
    ],
)
def test_refuses_batches_that_are_not_like_the_first(third, sentence):
    def make(index):
        return third() if index == 2 else (np.zeros((2, 3)), np.zeros(2))

    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        list(as_dataset(Counting(4, make)))
    assert f"as_dataset: {sentence}" in str(caught.value)


def test_a_signature_says_what_may_differ():
    def make(index):
        return {"text": np.zeros((2, index + 1)), "size": np.zeros(2)}

    generator = Counting(3, make)
    signature = {
        "text": tf.TensorSpec((None, None), "float64"),
        "size": tf.TensorSpec((None,), "float64"),
    }
    dataset = as_dataset(generator, output_signature=signature)
    assert sum(generator.loads.values()) == 0
    assert [x["text"].shape[1] for x in dataset] == [1, 2, 3]
    listed = as_dataset(
        Counting(1, lambda index: [np.zeros(2), np.ones(2)]),
        output_signature=[tf.TensorSpec((None,), "float64")] * 2,
    )
    assert [part.numpy().tolist() for part in next(iter(listed))] == [[0, 0], [1, 1]]
    signature["size"] = tf.TensorSpec((3,), "float64")
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        list(as_dataset(generator, output_signature=signature))
    assert (
        "as_dataset: x['size'] of batch 0 must be float64 of shape (3,) as in `output_signature`, "
        "not float64 of shape (2,)."
    ) in str(caught.value)


def test_a_batch_that_is_stuck_is_named():
    released = threading.Event()

    def make(index):
        if index == 2:
            assert released.wait(60)
        return np.zeros((2, 3))

    try:
        with pytest.raises(tf.errors.InvalidArgumentError) as caught:
            list(as_dataset(Counting(4, make), workers=2, timeout=0.1))
        text = "as_dataset: batch 2 is not there after 0.1 seconds. It is stuck."
        assert text in str(caught.value)
    finally:
        released.set()


def test_the_number_of_batches_must_stay():
    generator = Counting(3)
    dataset = as_dataset(generator)
    list(dataset)
    generator.count = 2
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        list(dataset)
    text = "as_dataset: the number of batches must stay 3, but it has become 2."
    assert text in str(caught.value)


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (
            {"generator": [1]},
            "`generator` must be a keras.utils.PyDataset, not [1]. dataset_from_frame() "
            "makes a dataset of a table.",
        ),
        ({"generator": Counting(0)}, "`generator` must have a batch, but it has none."),
        ({"workers": 0}, "`workers` must be a whole number of at least 1, not 0."),
        (
            {"max_queue_size": 0.5},
            "`max_queue_size` must be a whole number of at least 1, not 0.5.",
        ),
        ({"timeout": 0}, "`timeout` must be a number above 0, not 0."),
        (
            {"output_signature": {"x": (None, 3)}},
            "`output_signature` must be tf.TensorSpec, or dicts and tuples of them, not 3.",
        ),
    ],
)
def test_refuses_bad_arguments_in_one_sentence(arguments, sentence):
    with pytest.raises(ValueError) as caught:
        as_dataset(**{"generator": Counting(3), **arguments})
    assert str(caught.value) == f"as_dataset: {sentence}"
