"""`DataGenerator`: the order of rows in each epoch, pass and dataset."""

import keras
import numpy as np

from prelayer import DataGenerator

FRAME = {"number": [0, 1, 2, 3, 4], "name": list("abcde"), "kind": [1, 0, 2, 2, 1]}


def test_each_epoch_has_another_order_and_every_row_once():
    frame = {"number": np.arange(100)}
    generator = DataGenerator(frame, "number", batch_size=7, seed=1)
    epochs = []
    for _ in range(3):
        epochs.append([int(number) for (x,) in generator for number in x])
        generator.on_epoch_end()
    for epoch in epochs:
        assert sorted(epoch) == list(range(100))
    assert len({tuple(epoch) for epoch in [*epochs, range(100)]}) == 4


def numbers_of(dataset):
    return [int(number) for (x,) in dataset for number in x]


def test_every_dataset_of_a_generator_has_every_row_once():
    generator = DataGenerator({"number": np.arange(100)}, "number", batch_size=10, seed=1)
    one, other = generator.as_dataset(), generator.as_dataset()
    orders = [numbers_of(dataset) for dataset in (one, other, one, generator, other)]
    assert [sorted(order) for order in orders] == [list(range(100))] * 5
    assert len({tuple(order) for order in orders}) == 4  # the generator alone ends no epoch


def test_a_dataset_has_every_row_once_after_the_generator_went_on():
    generator = DataGenerator({"number": np.arange(100.0)}, "number", "number", batch_size=10)
    dataset, other = generator.as_dataset(), generator.as_dataset()
    generator.on_epoch_end()
    assert sorted(numbers_of(dataset.map(lambda x, y: (x,)))) == list(range(100))
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(loss="mse")
    model.fit(generator, epochs=2, verbose=0)
    for x, y in other:
        np.testing.assert_array_equal(x, y)
    assert sorted(numbers_of(other.map(lambda x, y: (x,)))) == list(range(100))


def test_passes_that_interleave_keep_their_orders():
    class Doubled(DataGenerator):
        def __getitem__(self, index):
            (x,) = super().__getitem__(index)
            return (2 * x,)

    generator = Doubled({"number": np.arange(100)}, "number", batch_size=5, seed=1)
    datasets = [generator.as_dataset(workers=2, max_queue_size=1) for _ in range(2)]
    passes = [iter(datasets[0]), iter(datasets[1]), iter(datasets[0]), iter(generator)]
    found = [[] for _ in passes]
    for place in [0, 1, 0, 0, 2, 3] + [0] * 17 + [1, 2, 3] * 20:
        (x,) = next(passes[place], ([],))
        found[place] += [int(number) for number in x]
    assert [sorted(numbers) for numbers in found] == [list(range(0, 200, 2))] * 4


def test_an_order_is_kept_where_an_epoch_ends_while_it_is_iterated():
    generator = DataGenerator({"number": np.arange(100)}, "number", batch_size=10, seed=1)
    found = []
    for (x,) in generator:
        found += x.tolist()
        generator.on_epoch_end()
    assert sorted(found) == list(range(100))


def test_a_seed_repeats_the_orders():
    def epochs(seed):
        generator = DataGenerator({"number": np.arange(50)}, "number", batch_size=50, seed=seed)
        dataset = generator.as_dataset(workers=3)
        return [x.numpy().tolist() for _ in range(3) for (x,) in dataset]

    assert epochs(1) == epochs(1)
    assert epochs(1) != epochs(2)
    assert epochs(None) != epochs(None)


def test_targets_follow_their_rows():
    frame = {"number": np.arange(100), "square": np.arange(100) ** 2}
    dataset = DataGenerator(frame, "number", "square", batch_size=9).as_dataset(workers=4)
    for _ in range(2):
        for x, y in dataset:
            np.testing.assert_array_equal(x**2, y)


def test_without_shuffling_the_order_stays():
    dataset = DataGenerator(FRAME, "number", batch_size=5, shuffle=False).as_dataset()
    assert [x.numpy().tolist() for _ in range(2) for (x,) in dataset] == [[0, 1, 2, 3, 4]] * 2


def test_on_epoch_end_is_called_once_an_epoch():
    class Noting(DataGenerator):
        epochs = 0

        def on_epoch_end(self):
            super().on_epoch_end()
            self.epochs += 1

    generator = Noting(FRAME, "number", "kind", batch_size=2)
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(loss="mse")
    model.fit(generator.as_dataset(workers=3), epochs=4, verbose=0)
    assert generator.epochs == 4
