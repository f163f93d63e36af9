"""plot_layer: counts of tokens, bins over a histogram, numbers before and after a layer."""

import matplotlib as mpl
import numpy as np
import pytest
import tensorflow as tf

from plotted import titles
from prelayer import (
    Discretization,
    MinMaxScaling,
    Normalization,
    QuantileTransform,
    RandomFlip,
    StringLookup,
    TextVectorization,
    plot_layer,
)

mpl.use("agg")


@pytest.fixture(autouse=True)
def _closes_its_figures():
    yield
    mpl.pyplot.close("all")


def fitted(layer, data):
    layer.adapt(data)
    return layer


def bars(axes):
    return [patch.get_height() for patch in axes.patches]


def lines(axes):
    return [line.get_xdata()[0] for line in axes.lines]


def test_counts_of_tokens():
    layer = fitted(StringLookup(), ["red", "blue", "red", "$x_1$", "blue", "red"])
    figure = plot_layer(layer)
    axes = figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["red", "blue", "$x_1$"]
    assert [patch.get_width() for patch in axes.patches] == [3, 2, 1]
    assert (axes.get_xlabel(), figure.get_suptitle()) == ("count", "StringLookup()")


def test_counts_in_given_data():
    layer = StringLookup(vocabulary=["red", "blue"])
    axes = plot_layer(layer, ["blue", "black", "blue", "red"]).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["blue", "red"]
    assert [patch.get_width() for patch in axes.patches] == [2, 1]
    assert axes.get_title() == "25 % of the tokens are not in the vocabulary"
    dataset = tf.data.Dataset.from_tensor_slices((["blue", "red", "red"], [0, 1, 2])).batch(2)
    axes = plot_layer(layer, dataset).axes[0]
    assert [patch.get_width() for patch in axes.patches] == [2, 1]
    assert axes.get_title() == "0 % of the tokens are not in the vocabulary"


def test_weights_of_a_layer_without_counts():
    layer = StringLookup(vocabulary=["a", "b"], idf_weights=[1.0, 2.0], output_mode="tf_idf")
    axes = plot_layer(layer).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["b", "a"]
    assert axes.get_xlabel() == "inverse document frequency"


def test_many_tokens_are_points_by_rank():
    texts = [" ".join([f"w{number}"] * (30 - number)) for number in range(30)]
    axes = plot_layer(fitted(TextVectorization(), texts)).axes[0]
    ranks, counts = axes.lines[0].get_data()
    np.testing.assert_array_equal(ranks, range(1, 31))
    np.testing.assert_array_equal(counts, range(30, 0, -1))
    assert axes.get_xscale() == axes.get_yscale() == "log"
    assert axes.get_title() == "first: w0, w1, w2"


def test_bins():
    layer = Discretization(bin_boundaries=[1.0, 2.5])
    numbers, counts = plot_layer(layer, [0.0, 1.0, 2.0, 3.0, np.nan]).axes
    assert sum(bars(numbers)) == 4
    assert lines(numbers) == [1.0, 2.5]
    assert bars(counts) == [1, 2, 1]


def test_numbers_before_and_after():
    data = np.array([[0.0, 10.0], [2.0, 30.0]])
    figure = plot_layer(fitted(Normalization(), data), data)
    assert titles(figure) == [
        "feature 0 before", "feature 1 before", "feature 0 after", "feature 1 after",
    ]  # fmt: skip
    assert [lines(axes) for axes in figure.axes] == [[1.0], [20.0], [], []]
    after = [patch for patch in figure.axes[2].patches if patch.get_height()]
    assert after[0].get_x() == -1
    assert after[-1].get_x() + after[-1].get_width() == pytest.approx(1)
    extremes = fitted(MinMaxScaling(axis=None, missing="indicator"), [0.0, 4.0, np.nan])
    figure = plot_layer(extremes, [0.0, 4.0, np.nan])
    assert titles(figure) == ["before", "after"]
    assert lines(figure.axes[0]) == [2.0, 0.0, 4.0]
    wide = np.arange(60.0).reshape(10, 6)
    assert len(plot_layer(fitted(QuantileTransform(), wide), wide).axes) == 8


def test_numbers_of_a_dataset():
    data = np.arange(12.0).reshape(6, 2)
    dataset = tf.data.Dataset.from_tensor_slices((data, data[:, 0])).batch(4)
    layer = fitted(Normalization(), data)
    found, expected = plot_layer(layer, dataset), plot_layer(layer, data)
    assert [bars(axes) for axes in found.axes] == [bars(axes) for axes in expected.axes]


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        (
            RandomFlip(),
            "`layer` must be a layer that learns a vocabulary, bins, or how to scale numbers, not "
            "RandomFlip(). `plot_augmentations()` shows layers of images.",
        ),
        (
            Discretization(bin_boundaries=[1.0]),
            "`data` must be given, because its histogram is drawn, not None.",
        ),
        (
            StringLookup(vocabulary=["a"]),
            "`data` must be given, not None. The layer has no counts, because its tokens were "
            "given or loaded.",
        ),
    ],
)
def test_rejects_what_it_cannot_draw(layer, sentence):
    with pytest.raises(ValueError) as caught:
        plot_layer(layer)
    assert str(caught.value) == f"plot_layer: {sentence}"


def test_rejects_a_layer_that_is_not_fitted():
    with pytest.raises(ValueError, match="has not learned anything yet"):
        plot_layer(Normalization(), [1.0])
