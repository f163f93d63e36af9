"""Keras's own layers that learn, adapted by Keras alone or together with layers of prelayer."""

import keras
import numpy as np
import pytest
import tensorflow as tf

import prelayer

NUMBERS = np.array([1.0, 3.0, 8.0])  # of mean 4 and variance 26 / 3
WORDS = ["x", "y", "x"]


def learned(layer):
    if isinstance(layer, keras.layers.Normalization):
        return [*np.float64(layer.mean).flat], [*np.round(np.float64(layer.variance), 4).flat]
    return layer.get_vocabulary()


LAYERS = [
    (keras.layers.Normalization, {}, NUMBERS, ([4.0], [8.6667])),
    (keras.layers.Normalization, {"axis": None}, NUMBERS, ([4.0], [8.6667])),
    (keras.layers.StringLookup, {}, WORDS, ["[UNK]", "x", "y"]),
    (keras.layers.IntegerLookup, {}, np.array([7.0, 9.0, 9.0]), [-1, 9, 7]),
    (keras.layers.TextVectorization, {}, ["b A", "b"], ["", "[UNK]", "b", "a"]),
]


@pytest.mark.parametrize(("layer", "options", "data", "expected"), LAYERS)
def test_adapts_each_layer_of_keras(layer, options, data, expected):
    layer = layer(**options)
    report = prelayer.adapt(layer, data)
    assert learned(layer) == expected
    assert (report.rows, report.passes, report.layers) == (len(data), 1, (layer.name,))


def test_discretization_of_keras_keeps_the_bins_of_keras():
    data = np.linspace(0.0, 9.0, 50) ** 2
    ours, theirs = (keras.layers.Discretization(num_bins=4) for _ in range(2))
    prelayer.adapt(ours, data)
    theirs.adapt(data)
    assert ours.bin_boundaries == theirs.bin_boundaries


class Batches(keras.utils.PyDataset):
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return {"size": NUMBERS[index : index + 1], "word": np.array(WORDS[index : index + 1])}, 0


def columns():
    return {"size": NUMBERS, "word": WORDS}


def dataset():
    return tf.data.Dataset.from_tensor_slices((columns(), [0, 1, 0]))


@pytest.mark.parametrize(
    "data",
    [columns, lambda: dataset().batch(2), Batches],
    ids=["memory", "dataset", "generator"],
)
def test_adapts_layers_of_both_packages_by_name(data):
    layers = {
        "size": [keras.layers.Normalization(), prelayer.Normalization()],
        "word": [keras.layers.StringLookup(), prelayer.StringLookup()],
    }
    report = prelayer.adapt(layers, data())
    for layer in layers["size"]:
        np.testing.assert_allclose(layer(np.float32([[4.0]])), [[0.0]], atol=1e-6)
    for layer in layers["word"]:
        assert layer.get_vocabulary() == ["[UNK]", "x", "y"]
    assert (report.rows, report.passes, len(report.layers)) == (3, 3, 4)


def test_reads_a_number_of_steps_for_layers_of_keras():
    layer = keras.layers.Normalization()
    assert prelayer.adapt({"size": layer}, dataset().repeat(), batch_size=2, steps=1).rows == 2
    assert learned(layer) == ([2.0], [1.0])
    prelayer.adapt(layer, NUMBERS, batch_size=1, steps=2)
    assert learned(layer) == ([2.0], [1.0])


def test_adapts_a_model_of_layers_of_both_packages():
    inputs = keras.Input((1,))
    first, second = keras.layers.Normalization(), prelayer.MinMaxScaling()
    given = keras.layers.Normalization(mean=0.0, variance=1.0)
    model = keras.Model(inputs, given(second(first(inputs))))
    report = prelayer.adapt(model, NUMBERS)
    np.testing.assert_allclose(
        model.predict(NUMBERS[:, np.newaxis], verbose=0), [[0.0], [2 / 7], [1.0]], atol=1e-6
    )
    assert report.layers == (first.name, second.name)


GIVEN = keras.layers.Normalization(mean=1.0, variance=1.0, name="given")


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        (
            lambda layer: prelayer.adapt(layer, iter([NUMBERS])),
            "the data must be arrays or a dataset for the layer 'of_keras' of Keras, not "
            "list_iterator. Give it as a `tf.data.Dataset`, or take the layer of prelayer with "
            "the same name.",
        ),
        (
            lambda layer: prelayer.adapt(layer, NUMBERS, reset=False),
            "the layer 'of_keras' of Keras cannot go on learning. Say `reset=True`, or take the "
            "layer of prelayer with the same name.",
        ),
        (
            lambda layer: prelayer.adapt([GIVEN], NUMBERS),
            "the layer 'given' of Keras was given what it would learn, so it cannot be adapted.",
        ),
        (
            lambda layer: prelayer.adapt({"size": layer}, {"word": WORDS}),
            "the data must have a part 'size', as the layers do. The layers are "
            "{size: Normalization}, the data is {word: a list of 3}.",
        ),
    ],
)
def test_refuses_what_layers_of_keras_cannot_do_in_one_sentence(refused, sentence):
    with pytest.raises(ValueError, match=r"^adapt: ") as error:
        refused(keras.layers.Normalization(name="of_keras"))
    assert str(error.value) == f"adapt: {sentence}"


@pytest.mark.parametrize("numbers", [[1.5, 2.0], [np.nan, 2.0], np.array([2**64 - 1], "uint64")])
def test_does_not_truncate_numbers_of_a_dataset(numbers):
    layer = keras.layers.IntegerLookup()
    dataset = tf.data.Dataset.from_tensor_slices(numbers).batch(2)
    with pytest.raises(ValueError, match=r"^IntegerLookup: whole numbers .*are needed, but"):
        prelayer.adapt(layer, dataset)


def test_layers_of_prelayer_and_of_keras_learn_or_neither():
    theirs, ours = keras.layers.Normalization(), prelayer.Normalization()
    prelayer.adapt([theirs, ours], [[200.0], [200.0]])
    with pytest.raises(ValueError, match="has no finite mean"):
        prelayer.adapt([theirs, ours], [[np.inf], [1.0]])
    np.testing.assert_array_equal(theirs.mean, [[200]])
    np.testing.assert_array_equal(ours.mean, [[200]])
