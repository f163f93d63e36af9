"""plot_augmentations: the image as it is, and what a layer makes of it."""

import keras
import matplotlib as mpl
import numpy as np
import pytest
import tensorflow as tf

import prelayer
from plotted import box_of, pixels, titles
from prelayer import plot_augmentations
from prelayer.ops.image.keyed_random import Key

mpl.use("agg")
IMAGE = np.random.default_rng(3).integers(0, 256, (12, 16, 3)).astype("uint8")


@pytest.fixture(autouse=True)
def _closes_its_figures():
    yield
    mpl.pyplot.close("all")


def turn(**options):
    return prelayer.RandomRotation(0.2, **options)


def test_the_original_comes_first_and_then_the_draws():
    layer = turn()
    figure = plot_augmentations(layer, IMAGE, n=5, seed=7)
    assert titles(figure) == ["original", "", "", "", ""]
    assert figure.get_suptitle() == "RandomRotation(factor=0.2)"
    np.testing.assert_allclose(pixels(figure.axes[0]), IMAGE / 255)
    for time in range(1, 5):
        drawn = layer.augment(tf.constant(IMAGE), Key(tf.constant([7, time]))).numpy()
        np.testing.assert_allclose(pixels(figure.axes[time]), np.clip(drawn / 255, 0, 1), atol=1e-5)
    assert len(plot_augmentations(layer, IMAGE).axes) == 8


def test_repeats_by_its_seed():
    def run(seed):
        return [
            pixels(axes) for axes in plot_augmentations(turn(seed=1), IMAGE, n=3, seed=seed).axes
        ]

    np.testing.assert_array_equal(run(4), run(4))
    assert not np.array_equal(run(4), run(5))
    assert not np.array_equal(run(None), run(None))
    # Each draw is another one.
    assert not np.array_equal(*run(4)[1:])


def test_boxes_masks_and_points_move_along():
    data = {
        "images": IMAGE,
        "bounding_boxes": {"boxes": [[2.0, 3.0, 6.0, 9.0]], "labels": [1]},
        "segmentation_masks": np.eye(12, 16, dtype="int32"),
        "keypoints": [[1.0, 2.0]],
    }
    layer = prelayer.RandomFlip("horizontal", bounding_box_format="xyxy")
    figure = plot_augmentations(layer, data, n=9, seed=1, class_names=["cat", "dog"])
    boxes = {tuple(box_of(axes.patches[0])) for axes in figure.axes}
    assert boxes == {(2, 3, 6, 9), (10, 3, 14, 9)}
    for axes in figure.axes:
        (text,) = axes.texts
        assert text.get_text() == "dog"
        flipped = axes.patches[0].get_x() == 10
        points = axes.collections[0].get_offsets()
        np.testing.assert_allclose(points, [[14.5 if flipped else 1.5, 2.5]])
        first = pixels(axes)[0, -1 if flipped else 0]
        assert np.abs(first - IMAGE[0, 0] / 255).max() > 0.1


def test_a_layer_that_does_not_draw_is_shown_once():
    figure = plot_augmentations(prelayer.Resizing(4, 5), IMAGE)
    assert [pixels(axes).shape for axes in figure.axes] == [(12, 16, 3), (4, 5, 3)]


def test_takes_a_pipeline_and_a_sequential_model():
    layers = [prelayer.RandomFlip("horizontal"), turn()]
    pipeline = prelayer.AugmentationPipeline(layers)
    results = [
        [pixels(axes) for axes in plot_augmentations(layer, IMAGE, n=4, seed=2).axes]
        for layer in (pipeline, keras.Sequential([keras.Input((12, 16, 3)), *layers]))
    ]
    np.testing.assert_array_equal(*results)


def test_a_batch_shows_its_first_image():
    batch = np.stack([IMAGE, 255 - IMAGE])
    dataset = tf.data.Dataset.from_tensor_slices((batch, [0, 1])).batch(2)
    for images in (batch, dataset):
        figure = plot_augmentations(prelayer.CenterCrop(12, 16), images, class_names=["a", "b"])
        np.testing.assert_allclose(pixels(figure.axes[0]), IMAGE / 255)
        np.testing.assert_allclose(pixels(figure.axes[1]), IMAGE / 255)
    assert titles(figure) == ["original: a", "a"]


def test_black_and_white_are_those_of_the_image():
    # What overshoots a little does not make all the others black.
    sharp = IMAGE / 255
    larger = prelayer.Resizing(24, 32, interpolation="bicubic")
    assert larger(sharp).numpy().max() > 1.01
    figure = plot_augmentations(larger, sharp)
    np.testing.assert_allclose(pixels(figure.axes[0]), sharp)
    assert pixels(figure.axes[1]).max() == 1
    scaled = prelayer.AugmentationPipeline([prelayer.Rescaling(1 / 255)])
    figure = plot_augmentations(scaled, IMAGE, n=2)
    np.testing.assert_allclose(pixels(figure.axes[1]), IMAGE / 255, atol=1e-6)
    figure = plot_augmentations(scaled, IMAGE, n=2, value_range=(0, 255))
    assert pixels(figure.axes[1]).max() < 0.01


@pytest.mark.parametrize(
    ("layer", "image", "options", "sentence"),
    [
        (
            prelayer.Rescaling(2),
            IMAGE,
            {},
            "plot_augmentations: `layer` must be an image layer of prelayer, or a Sequential model "
            "of some, not Rescaling(scale=2).",
        ),
        (
            turn(),
            IMAGE,
            {"n": 0},
            "plot_augmentations: `n` must be a whole number of at least 1, not 0.",
        ),
        (
            turn(),
            IMAGE,
            {"seed": -1},
            "plot_augmentations: `seed` must be a whole number of at least 0, not -1.",
        ),
        (
            turn(),
            {"images": IMAGE, "bounding_boxes": {"boxes": [[1, 2, 3, 4]], "labels": [0]}},
            {},
            "RandomRotation: `bounding_box_format` is needed, because there are bounding boxes; "
            'for example "xyxy".',
        ),
    ],
)
def test_refuses_what_it_cannot_draw_in_one_sentence(layer, image, options, sentence):
    with pytest.raises(ValueError) as refusal:
        plot_augmentations(layer, image, **options)
    assert str(refusal.value) == sentence
