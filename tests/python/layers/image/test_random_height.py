"""RandomHeight: against hand-worked cases, the definition, Keras, and what it draws."""

from __future__ import annotations

import math

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras.src.legacy import layers as legacy

import cases
from prelayer import RandomHeight, augment
from prelayer.layers.image.random_size import INTERPOLATIONS
from prelayer.ops.image.keyed_random import Key, uniform

CASES = cases.load("random_height")
IMAGES = np.random.default_rng(5).random((3, 10, 7, 3)).astype("float32")
KEY = Key([1, 2])


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def test_refuses_a_height_without_end():
    for factor in (math.inf, (0, math.inf), math.nan):
        with pytest.raises(ValueError, match="must be a number of at least -1, or a pair of them"):
            RandomHeight(factor)


def test_makes_a_matrix_higher():
    higher = RandomHeight((1, 1), "nearest")([[1, 2], [3, 4]])
    np.testing.assert_array_equal(higher, [[1, 2], [1, 2], [3, 4], [3, 4]])


def resized(image, height, interpolation):
    """Return an image of another height, from the definition, row by row."""
    old, rows = image.shape[0], []
    for row in range(height):
        place = (row + 0.5) * old / height
        if interpolation == "nearest":
            rows.append(image[math.floor(place)])
            continue
        place = min(max(place - 0.5, 0), old - 1)
        above, share = math.floor(place), place - math.floor(place)
        rows.append((1 - share) * image[above] + share * image[min(above + 1, old - 1)])
    return np.array(rows)


@pytest.mark.parametrize("interpolation", ["bilinear", "nearest"])
def test_resizes_by_its_definition(interpolation):
    for factor, height in [(0.34, 13), (-0.26, 7), (1.66, 27), (-0.99, 1)]:
        result = RandomHeight((factor, factor), interpolation)(IMAGES).numpy()
        expected = [resized(image, height, interpolation) for image in IMAGES.astype("float64")]
        np.testing.assert_allclose(result, expected, atol=1e-5)


@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
def test_gives_what_keras_gives(interpolation):
    # Keras cuts a height off; here it is just above a whole number, which both give.
    for factor in (0.31, -0.29):
        options = {"factor": (factor, factor), "interpolation": interpolation}
        expected = legacy.RandomHeight(**options)(IMAGES)
        np.testing.assert_allclose(RandomHeight(**options)(IMAGES), expected, atol=1e-5)


def test_draws_evenly_between_its_bounds():
    drawn = (
        RandomHeight((-0.5, 0.3))
        .sample_parameters(uniform(KEY, 20_000, 1), 100, 7)["pixels"]
        .numpy()
    )
    counts = np.bincount(drawn, minlength=131)[50:]
    assert counts.size == 81
    assert counts.sum() == 20_000
    # Half as many are rounded to either end.
    counts[[0, -1]] *= 2
    assert np.abs(counts - 250).max() < 5 * math.sqrt(250) * 1.5


def test_images_of_a_batch_share_one_draw():
    images = np.repeat(IMAGES[:1], 16, axis=0)
    layer = RandomHeight(0.5)
    heights = set()
    for seed in range(8):
        result = layer.augment(tf.constant(images), Key([seed, 1])).numpy()
        np.testing.assert_array_equal(result, np.repeat(result[:1], 16, axis=0))
        one = layer.augment(tf.constant(images[0]), Key([seed, 1]))
        np.testing.assert_array_equal(one, result[0])
        heights.add(result.shape[1])
    assert len(heights) > 3
    assert layer(np.zeros((0, 10, 7, 3), "float32")).shape[0] == 0


def test_is_the_same_in_a_graph_of_any_size():
    layer = RandomHeight(0.5)
    expected = layer.augment(tf.constant(IMAGES), KEY)
    for shape, known in [((None, 10, 7, 3), 7), ((None, None, None, 3), None)]:
        traced = tf.function(
            lambda images: layer.augment(images, KEY), input_signature=[tf.TensorSpec(shape)]
        )
        assert traced.get_concrete_function().output_shapes.as_list() == [None, None, known, 3]
        np.testing.assert_array_equal(traced(IMAGES), expected)


def test_names_its_output_shape():
    layer = RandomHeight(0.5)
    assert layer.compute_output_shape((None, 10, 7, 3)) == (None, None, 7, 3)
    assert layer.compute_output_shape((10, 7)) == (None, 7)
    first = RandomHeight(0.5, data_format="channels_first")
    assert first.compute_output_shape((None, 3, 10, 7)) == (None, 3, None, 7)
    inputs = {"images": keras.Input((10, 7, 3)), "segmentation_masks": keras.Input((10, 7))}
    outputs = layer(inputs)
    assert outputs["images"].shape == (None, None, 7, 3)
    assert outputs["segmentation_masks"].shape == (None, None, 7)


def test_says_that_xla_cannot_compile_it():
    compiled = tf.function(RandomHeight(0.5), jit_compile=True)
    sentence = "RandomHeight: XLA cannot compile it, because the size of its result is drawn"
    with pytest.raises(ValueError, match=sentence):
        compiled(tf.constant(IMAGES))


def test_trains_in_a_model():
    inputs = keras.Input((10, 7, 3))
    pooled = keras.layers.GlobalAveragePooling2D()(RandomHeight(0.5, seed=1)(inputs))
    model = keras.Model(inputs, keras.layers.Dense(1)(pooled))
    model.compile("sgd", "mse")
    history = model.fit(IMAGES, np.ones(3), batch_size=1, epochs=3, verbose=0)
    assert np.isfinite(history.history["loss"]).all()


def test_each_batch_of_a_dataset_has_its_height():
    dataset = tf.data.Dataset.from_tensor_slices(np.repeat(IMAGES, 8, axis=0)).batch(3)
    first, again = (
        [batch.numpy() for batch in augment(dataset, RandomHeight(0.5), seed=3)] for _ in range(2)
    )
    assert len({batch.shape[1] for batch in first}) > 2
    for one, other in zip(first, again, strict=True):
        np.testing.assert_array_equal(one, other)
