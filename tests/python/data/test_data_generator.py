"""`DataGenerator`: rows, orders, targets, and the one method to fill in."""

import keras
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import tensorflow as tf
from PIL import Image

from prelayer import DataGenerator, StringLookup, as_dataset, class_names, schema

FRAME = {"number": [0, 1, 2, 3, 4], "name": list("abcde"), "kind": [1, 0, 2, 2, 1]}


def rows_of(generator):
    return [batch[0].tolist() for batch in generator]


@pytest.mark.parametrize(
    "make", [dict, pd.DataFrame, lambda frame: pd.DataFrame(frame, index=list("vwxyz")), pa.table]
)
def test_batches_are_the_rows_of_a_frame(make):
    generator = DataGenerator(make(FRAME), "number", "kind", batch_size=2, shuffle=False)
    assert len(generator) == 3
    found = [(x.tolist(), y.tolist()) for x, y in generator]
    assert found == [([0, 1], [1, 0]), ([2, 3], [2, 2]), ([4], [1])]


def test_several_columns_are_a_dict():
    generator = DataGenerator(
        FRAME, ["number", "name"], ["kind", "number"], batch_size=3, shuffle=False
    )
    x, y = generator[1]
    assert {name: column.tolist() for name, column in x.items()} == {
        "number": [3, 4],
        "name": ["d", "e"],
    }
    assert {name: column.tolist() for name, column in y.items()} == {
        "kind": [2, 1],
        "number": [3, 4],
    }


def test_a_list_of_one_target_is_that_target():
    generator = DataGenerator(FRAME, "number", ["number"], batch_size=3, shuffle=False)
    assert generator[1][1].tolist() == [3, 4]


def test_without_targets_batches_are_features_alone():
    (x,) = DataGenerator(FRAME, "number", batch_size=5, shuffle=False)[0]
    assert x.tolist() == [0, 1, 2, 3, 4]
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="ones")])
    generator = DataGenerator(FRAME, "number", batch_size=2, shuffle=False)
    for data in (generator, generator.as_dataset(workers=2)):
        assert model.predict(data, verbose=0).ravel().tolist() == [0, 1, 2, 3, 4]


def test_classes_become_one_hot():
    generator = DataGenerator(FRAME, "number", "kind", batch_size=5, num_classes=3, shuffle=False)
    _, y = generator[0]
    assert y.dtype == np.float32
    np.testing.assert_array_equal(y, keras.utils.to_categorical(FRAME["kind"], 3))


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


class ImagesWithText(DataGenerator):
    """Images, titles and numbers at once."""

    def load(self, rows):
        images = [np.asarray(Image.open(path).resize((4, 6))) for path in rows["path"]]
        return {"image": np.stack(images), "title": rows["title"], "size": rows["size"]}


def test_images_text_and_numbers_train_a_model_of_several_inputs(tmp_path):
    frame = {"path": [], "title": [], "size": np.arange(12.0), "kind": [0, 1, 2] * 4}
    for number in range(12):
        image = Image.fromarray(np.full((9, 8, 3), number * 20, np.uint8))
        image.save(tmp_path / f"{number}.png")
        frame["path"].append(str(tmp_path / f"{number}.png"))
        frame["title"].append(f"word{number % 2}")
    generator = ImagesWithText(
        pd.DataFrame(frame), ["path", "title", "size"], "kind", batch_size=5, num_classes=3, seed=0
    )
    dataset = generator.as_dataset(workers=4)
    assert schema(dataset).feature_names == ("image", "title", "size")
    assert schema(dataset).target_names == ("kind",)
    seen = {}
    for x, y in dataset:
        assert x["image"].shape[1:] == (6, 4, 3)
        for image, title, size, kind in zip(*(x[key].numpy() for key in x), y.numpy()):
            seen[size] = (image.max(), title, kind.argmax())
    assert seen == {float(row): (row * 20, b"word%d" % (row % 2), row % 3) for row in range(12)}
    image = keras.Input((6, 4, 3), name="image", dtype="uint8")
    title = keras.Input((), name="title", dtype="string")
    size = keras.Input((1,), name="size")
    lookup = StringLookup(vocabulary=["word0", "word1"], output_mode="one_hot")
    flat = keras.layers.Flatten()(keras.layers.Rescaling(1 / 255)(image))
    joined = keras.layers.Concatenate()([flat, lookup(title), size])
    model = keras.Model([image, title, size], keras.layers.Dense(3, "softmax")(joined))
    model.compile("adam", "categorical_crossentropy")
    history = model.fit(dataset, epochs=10, verbose=0).history["loss"]
    assert history[-1] < history[0]


def test_a_single_feature_has_its_name_in_the_schema():
    dataset = as_dataset(DataGenerator(FRAME, "number", "kind"))
    assert schema(dataset).feature_names == ("number",)
    assert schema(dataset.map(lambda x, y: (x, y)).take(1)).target_names == ("kind",)


def test_keras_takes_its_own_options_of_a_generator():
    generator = DataGenerator(FRAME, "number", workers=3, max_queue_size=2)
    assert (generator.workers, generator.max_queue_size) == (3, 2)


def test_refuses_a_batch_that_is_not_there():
    with pytest.raises(IndexError) as caught:
        DataGenerator(FRAME, "number", batch_size=2)[3]
    assert str(caught.value) == "DataGenerator: there is no batch 3; the last is 2."


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (
            {"x_col": "nmae"},
            '`x_col` names the column "nmae", which does not exist. Is "name" or "number" meant?',
        ),
        (
            {"y_col": ["kind", "shop"]},
            '`y_col` names the column "shop", which does not exist. '
            'Is "number", "name" or "kind" meant?',
        ),
        (
            {"x_col": []},
            "`x_col` must be the name of a column or a list of names, not [].",
        ),
        (
            {"batch_size": 0},
            "`batch_size` must be a whole number of at least 1, not 0.",
        ),
        ({"shuffle": "yes"}, "`shuffle` must be True or False, not 'yes'."),
        ({"seed": 1.5}, "`seed` must be a whole number of at least 0, not 1.5."),
        (
            {"num_classes": 2},
            "the column 'kind' must hold whole numbers from 0 to 1 with `num_classes=2`, "
            "but it holds 2 in row 2.",
        ),
        (
            {"y_col": "name", "num_classes": 2},
            "the column 'name' has 5 classes, ['a', 'b', 'c', 'd', 'e'], but `num_classes` is 2.",
        ),
        (
            {"num_classes": 3, "y_col": None},
            "`num_classes` needs `y_col`, whose classes it counts.",
        ),
        (
            {"data": {"name": ["a", "b"], "kind": [1]}, "x_col": "name"},
            "the columns must have one length, but 'name' has 2 rows and 'kind' has 1.",
        ),
        ({"data": {"number": [], "kind": []}}, "`data` must have rows, but it has none."),
        (
            {"data": [1, 2]},
            "`data` must be a data frame (pandas, polars), an Arrow table or a dict of columns, "
            "not [1, 2].",
        ),
    ],
)
def test_refuses_bad_arguments_in_one_sentence(arguments, sentence):
    with pytest.raises(ValueError) as caught:
        DataGenerator(**{"data": FRAME, "x_col": "number", "y_col": "kind", **arguments})
    assert str(caught.value) == f"DataGenerator: {sentence}"


def test_refuses_targets_that_are_missing():
    frame = pd.DataFrame({"x": [1, 2], "y": ["a", None]})
    with pytest.raises(ValueError) as caught:
        DataGenerator(frame, "x", "y")
    assert str(caught.value) == (
        "DataGenerator: the column 'y' misses 1 of 2 values, the first in row 1. Drop those rows."
    )


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (np.zeros((2, 3)), "the shape (2, 3)"),
        ([np.zeros((8, 9)), np.zeros((8, 9)), np.zeros((8, 9))], "the shape (8, 9)"),
        ({"a": np.zeros(3), "b": (np.zeros((3, 1)), tf.zeros((1, 3)))}, "the shape (1, 3)"),
        ([1, 2], "2 values"),
    ],
)
def test_what_is_loaded_has_a_row_for_each_row(made, found):
    class Loading(DataGenerator):
        def load(self, rows):
            return made

    generator = Loading({"x": [1, 2, 3], "y": [1, 2, 3]}, "x", "y")
    sentence = (
        "DataGenerator: `load()` must return arrays of 3 rows, as many as it got, but one has "
        f"{found}. A list of arrays is several features; numpy.stack() makes it one."
    )
    for read in (generator.as_dataset, lambda: generator[0]):
        with pytest.raises(ValueError) as caught:
            read()
        assert str(caught.value) == sentence


def test_text_and_levels_are_numbered_classes():
    kinds = pd.Categorical(["mid", "low", "low"], categories=["low", "mid", "high"])
    frame = pd.DataFrame({"x": [1, 2, 3], "level": kinds, "text": ["b", "c", "a"]})
    level = DataGenerator(frame, "x", "level", shuffle=False)
    assert level[0][1].tolist() == [1, 0, 0]
    assert class_names(level.as_dataset()) == ["low", "mid", "high"]
    one_hot = DataGenerator(frame, "x", "level", num_classes=4, shuffle=False)
    np.testing.assert_array_equal(one_hot[0][1], np.eye(4)[[1, 0, 0]])
    both = DataGenerator(frame, "x", ["text", "x"], shuffle=False)
    assert both[0][1]["text"].tolist() == [1, 2, 0]
    assert class_names(both.as_dataset()) == {"text": ["a", "b", "c"]}


def test_a_row_may_be_a_vector():
    frame = {"point": np.arange(12.0).reshape(4, 3), "kind": [True, False, True, True]}
    x, y = next(iter(DataGenerator(frame, "point", "kind", shuffle=False).as_dataset()))
    np.testing.assert_array_equal(x, frame["point"])
    assert y.dtype == tf.bool
