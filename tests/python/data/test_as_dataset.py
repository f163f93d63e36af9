"""`as_dataset`: each batch once, in order, in threads; errors, epochs, memory."""

import itertools
import os
import threading

import keras
import numpy as np
import pytest
import tensorflow as tf

from generators import Counting, linear_model
from prelayer import Normalization, adapt, as_dataset, schema


def indices_of(dataset):
    return [int(x[0, 0]) for x, _ in dataset]


@pytest.mark.parametrize("workers, queue", [(1, 1), (1, 10), (8, 1), (8, 3), (8, 100)])
def test_each_batch_comes_once_an_epoch_and_in_order(workers, queue):
    generator = Counting(20)
    dataset = as_dataset(generator, workers=workers, max_queue_size=queue)
    assert dataset.cardinality() == 20
    generator.loads.clear()
    for epoch in range(1, 4):
        assert indices_of(dataset) == list(range(20))
        assert set(generator.loads.values()) == {epoch}
    assert generator.loads.keys() == set(range(20))


def test_order_is_kept_where_later_batches_are_ready_first():
    last_is_there = threading.Event()

    def make(index):
        if index == 3:
            last_is_there.set()
        elif index > 0:
            assert last_is_there.wait(60)
        return np.full((2, 3), index), np.full(2, index)

    assert indices_of(as_dataset(Counting(4, make), workers=3)) == [0, 1, 2, 3]


def test_batches_are_loaded_by_several_threads_and_no_process():
    together = threading.Barrier(4, timeout=60)
    seen = set()

    def make(index):
        if index > 0:
            # Four loads must run at the same time, or this breaks.
            together.wait()
            seen.add((os.getpid(), threading.get_ident()))
        return np.full((2, 3), index), np.full(2, index)

    assert indices_of(as_dataset(Counting(9, make), workers=4)) == list(range(9))
    assert {process for process, _ in seen} == {os.getpid()}
    assert len(seen) == 4


def test_the_queue_is_bounded():
    generator = Counting(1000)
    dataset = as_dataset(generator, workers=2, max_queue_size=5)
    generator.loads.clear()
    iterator = iter(dataset)
    next(iterator)
    del iterator
    # Five in the queue, one that was read, one or two that are handed over.
    assert sum(generator.loads.values()) <= 9


def test_epochs_begin_and_end_once():
    generator = Counting(3)
    dataset = as_dataset(generator, workers=2)
    assert generator.events == []
    for epoch in range(1, 4):
        list(dataset)
        assert generator.events == ["begin", "end"] * epoch
    linear_model().fit(dataset, epochs=2, verbose=0)
    assert generator.events == ["begin", "end"] * 5


def test_the_first_batch_is_loaded_once_where_no_method_may_change_it():
    class Fixed(Counting):
        on_epoch_begin = keras.utils.PyDataset.on_epoch_begin
        on_epoch_end = keras.utils.PyDataset.on_epoch_end

    generator = Fixed(3)
    dataset = as_dataset(generator)
    for epoch in range(1, 3):
        list(dataset)
        assert generator.loads == dict.fromkeys(range(3), epoch)


@pytest.mark.parametrize("method", ["on_epoch_begin", "on_epoch_end"])
def test_a_generator_may_change_its_order_between_epochs(method):
    class Shuffled(keras.utils.PyDataset):
        def __init__(self):
            super().__init__()
            self.numbers, self.random = np.arange(20), np.random.default_rng(1)

        def __len__(self):
            return 20

        def __getitem__(self, index):
            return np.full((1, 3), self.numbers[index]), np.zeros(1)

    setattr(Shuffled, method, lambda self: self.random.shuffle(self.numbers))
    generator = Shuffled()
    one, other = as_dataset(generator), as_dataset(generator)
    found = [indices_of(dataset) for dataset in (one, other, one)]
    assert [sorted(order) for order in found] == [list(range(20))] * 3
    assert len({tuple(order) for order in found}) == 3


def test_an_epoch_ends_when_all_its_batches_are_loaded():
    generator = Counting(10)
    loaded = []
    generator.on_epoch_end = lambda: loaded.append(sum(generator.loads.values()))
    dataset = as_dataset(generator, workers=4)
    generator.loads.clear()
    for _ in range(3):
        list(dataset)
    assert loaded == [10, 20, 30]


def test_an_epoch_that_is_not_read_to_its_end_does_not_end():
    generator = Counting(50)
    dataset = as_dataset(generator, workers=2, max_queue_size=2)
    assert indices_of(dataset.take(3)) == [0, 1, 2]
    assert generator.events == ["begin"]


def test_batches_are_arrays_tuples_dicts_and_lists():
    def make(index):
        x = {"image": np.zeros((2, 4, 4, 3), np.uint8), "title": ["a", "b"], "sizes": [[1.5], [2]]}
        return [x, [np.zeros(2, np.int64), np.zeros((2, 3))], np.ones(2, np.float32)]

    x, y, weight = as_dataset(Counting(2, make)).element_spec
    assert x == {
        "image": tf.TensorSpec((None, 4, 4, 3), tf.uint8),
        "title": tf.TensorSpec((None,), tf.string),
        "sizes": tf.TensorSpec((None, 1), tf.float32),
    }
    assert y == (tf.TensorSpec((None,), tf.int64), tf.TensorSpec((None, 3), tf.float64))
    assert weight == tf.TensorSpec((None,), tf.float32)


def test_a_batch_may_be_x_alone_and_ragged_or_sparse():
    ragged = as_dataset(Counting(3, lambda index: tf.ragged.constant([[1] * index, [2, 3]])))
    assert [x.to_list() for x in ragged] == [[[], [2, 3]], [[1], [2, 3]], [[1, 1], [2, 3]]]
    sparse = as_dataset(Counting(2, lambda index: tf.sparse.eye(index + 1, 3)))
    assert [tf.sparse.to_dense(x).numpy().tolist() for x in sparse] == [
        [[1, 0, 0]],
        [[1, 0, 0], [0, 1, 0]],
    ]


def test_a_batch_may_be_made_in_the_array_of_the_one_before():
    array = np.zeros((2, 3), np.float32)

    def make(index):
        array[:] = index
        return array, array[:, 0]

    dataset = as_dataset(Counting(9, make), workers=1, max_queue_size=9)
    assert [(float(x[1, 2]), float(y[1])) for x, y in dataset] == [(n, n) for n in range(9)]


def test_missing_entries_of_masked_arrays_are_nan():
    masked = np.ma.MaskedArray([[1.0, 2.0], [3.0, 4.0]], [[False, True], [False, False]])
    ((x,),) = as_dataset(Counting(1, lambda index: (masked,)))
    np.testing.assert_array_equal(x, [[1, np.nan], [3, 4]])


def test_tensorflow_does_not_tune_what_would_hold_up_the_end_of_an_epoch():
    assert as_dataset(Counting(1)).options().autotune.enabled is False


def test_the_last_batch_may_have_fewer_rows():
    dataset = as_dataset(Counting(3, lambda index: np.zeros((2 if index < 2 else 1, 3))))
    assert [len(x) for x in dataset] == [2, 2, 1]


def test_a_generator_may_have_no_end():
    class Endless(keras.utils.PyDataset):
        num_batches = None

        def __getitem__(self, index):
            return np.full((1, 3), index), np.full(1, index)

    dataset = as_dataset(Endless(), workers=3)
    assert dataset.cardinality() == tf.data.INFINITE_CARDINALITY
    assert indices_of(dataset.take(7)) == list(range(7))


def test_what_is_learned_is_what_the_batches_teach():
    generator = Counting(5)
    by_dataset, by_hand = Normalization(), Normalization()
    adapt(by_dataset, as_dataset(generator, workers=3))
    adapt(by_hand, np.concatenate([generator[index][0] for index in range(5)]).astype("float32"))
    np.testing.assert_allclose(by_dataset.mean, np.full((1, 3), 2))
    np.testing.assert_array_equal(by_dataset.variance, by_hand.variance)


def test_training_is_that_on_the_arrays():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 3)).astype("float32"), rng.normal(size=40).astype("float32")
    batches = Counting(5, lambda index: (x[8 * index :][:8], y[8 * index :][:8]))
    losses = []
    for data in ((as_dataset(batches, workers=4),), (x, y)):
        keras.utils.set_random_seed(1)
        fit = linear_model().fit(*data, epochs=3, batch_size=8, shuffle=False, verbose=0)
        losses.append(fit.history["loss"])
    np.testing.assert_allclose(losses[0], losses[1], rtol=1e-5)


def test_names_are_in_the_schema():
    named = as_dataset(Counting(1, lambda _: ({"b": [1], "a": [2]}, {"t": [1]}))).batch(2)
    assert schema(named).feature_names == ("b", "a")
    assert schema(named).target_names == ("t",)
    assert schema(as_dataset(Counting(1))).feature_names == ()


def resident_bytes():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="Linux tells the memory in use")
def test_twenty_epochs_of_eight_workers_leak_nothing():
    # 20 batches of a megabyte: what stayed of an epoch would be seen.
    generator = Counting(20, lambda index: (np.ones((8, 2**15), "float32"), np.ones(8)))
    model = linear_model(2**15)
    dataset = as_dataset(generator, workers=8)
    generator.loads.clear()
    model.fit(dataset, epochs=5, verbose=0)
    before = resident_bytes()
    model.fit(dataset, epochs=20, verbose=0)
    assert resident_bytes() < 1.05 * before
    assert set(generator.loads.values()) == {25}
    assert not any(thread.name.startswith("as_dataset") for thread in threading.enumerate())
    assert generator.events == list(itertools.chain(*[["begin", "end"]] * 25))
