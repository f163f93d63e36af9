"""Seeds of random layers: none is drawn twice, from however many threads and kinds of graphs."""

import threading

import numpy as np
import pytest
import tensorflow as tf

from prelayer import RandomBrightness, augment
from prelayer.layers.image.counter_seed_generator import CounterSeedGenerator

THREADS, CALLS = 8, 200


def from_threads(function, calls=CALLS):
    """Return what a function returns to threads that call it at the same time."""
    found, barrier = [[] for _ in range(THREADS)], threading.Barrier(THREADS)

    def call(own):
        barrier.wait()
        own.extend(np.asarray(function()) for _ in range(calls))

    threads = [threading.Thread(target=call, args=(own,)) for own in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [output for own in found for output in own]


def distinct(outputs):
    return len({output.tobytes() for output in outputs})


@pytest.mark.parametrize("kind", ["eager", "graph", "xla"])
def test_threads_get_different_seeds(kind):
    counter = CounterSeedGenerator(1)
    function = counter.next
    if kind != "eager":
        function = tf.function(counter.next, jit_compile=kind == "xla")
        function()  # traced before the threads start
    assert distinct(from_threads(function)) == THREADS * CALLS


def test_parallel_maps_get_different_seeds():
    counter = CounterSeedGenerator(1)
    seeds = tf.data.Dataset.range(2000).map(lambda _: counter.next(), num_parallel_calls=THREADS)
    assert distinct(seeds.as_numpy_iterator()) == 2000


def test_one_seed_gives_the_same_sequence_and_another_one_another():
    def first_three(seed):
        counter = CounterSeedGenerator(seed)
        return [counter.next().numpy().tolist() for _ in range(3)]

    assert first_three(5) == first_three(5)
    assert distinct(map(np.array, first_three(5) + first_three(6))) == 6
    assert first_three(2**70 + 5) == first_three(5)


def test_a_layer_called_from_threads_draws_anew_each_time():
    layer = RandomBrightness(0.5, seed=1)
    image = np.full((1, 1, 1, 1), 128.0, np.float32)
    layer(image)
    # Of 160 numbers with 24 random bits two are alike in 1 of 1,000 runs; the seed is fixed.
    assert distinct(from_threads(lambda: layer(image), calls=20)) == THREADS * 20


def test_passes_that_start_at_the_same_time_are_different_epochs():
    images = tf.data.Dataset.from_tensors(np.full((1, 1, 1, 1), 128.0, np.float32))
    augmented = augment(images, RandomBrightness(0.5), seed=1)
    first_epochs = augment(images, RandomBrightness(0.5), seed=1)
    passes = from_threads(lambda: next(iter(augmented)), calls=4)
    expected = [next(iter(first_epochs)).numpy() for _ in range(THREADS * 4)]
    np.testing.assert_array_equal(np.sort(passes, axis=0), np.sort(expected, axis=0))
