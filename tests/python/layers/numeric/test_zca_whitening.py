"""ZCAWhitening."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras.src.legacy.preprocessing.image import ImageDataGenerator

import cases
import graphs
from image_layers import picture
from prelayer import ZCAWhitening, adapt
from references_whitening import whitened, zca_matrix

SHAPE = (4, 2, 3)
_RANDOM = np.random.default_rng(5)
# Pixels that lean on their neighbors, as those of pictures do.
IMAGES = (np.cumsum(_RANDOM.normal(size=(400, *SHAPE)), axis=1) * 20 + 100).astype("float32")


def adapted(**options):
    layer = ZCAWhitening(**options)
    layer.adapt(IMAGES)
    return layer


@pytest.mark.parametrize("case", cases.load("zca_whitening"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


def test_whitened_pixels_have_variance_1_and_no_correlations():
    rows = adapted()(IMAGES).numpy().reshape(len(IMAGES), -1).astype("float64")
    np.testing.assert_allclose(rows.mean(axis=0), 0, atol=1e-3)
    np.testing.assert_allclose(np.cov(rows.T, bias=True), np.eye(24), atol=1e-3)


@pytest.mark.parametrize("epsilon", [1e-6, 0.1, 100])
def test_equals_the_formula_by_singular_values(epsilon):
    layer = adapted(epsilon=epsilon, dtype="float64")
    np.testing.assert_allclose(layer.matrix, zca_matrix(IMAGES, epsilon), atol=1e-9)
    np.testing.assert_allclose(layer(IMAGES), whitened(IMAGES, IMAGES, epsilon), atol=1e-8)
    narrow = adapted(epsilon=epsilon)
    np.testing.assert_allclose(narrow(IMAGES), whitened(IMAGES, IMAGES, epsilon), atol=1e-3)


def test_float32_layers_whiten_axes_that_hardly_vary():
    smooth = np.repeat(IMAGES[:, :, :1], 2, axis=2)  # pairs of pixels that are nearly the same
    smooth[:, :, 1] += _RANDOM.normal(0, 0.01, smooth[:, :, 1].shape).astype("float32")
    layer = ZCAWhitening()
    layer.adapt(smooth)
    np.testing.assert_allclose(layer(smooth), whitened(smooth, smooth), atol=5e-3)


def test_gives_what_keras_image_data_generator_gives():
    # Keras takes the mean of a channel away, not that of a pixel; here they are the same.
    even = np.concatenate([IMAGES - 100, 100 - IMAGES]).astype("float64")
    old = ImageDataGenerator(zca_whitening=True, featurewise_center=True, dtype="float64")
    old.fit(even)
    layer = ZCAWhitening(dtype="float64")
    layer.adapt(even)
    np.testing.assert_allclose(layer(even), old.standardize(even.copy()), atol=1e-6)


def test_learns_the_same_from_batches_of_any_size():
    whole = adapted()
    dataset = tf.data.Dataset.from_tensor_slices((IMAGES, np.zeros(len(IMAGES))))
    for batches in (dataset.batch(7), dataset.batch(400), iter(np.split(IMAGES, 8))):
        layer = ZCAWhitening()
        report = adapt(layer, batches)
        assert (report.rows, report.passes) == (400, 1)
        np.testing.assert_allclose(layer.matrix, whole.matrix, atol=1e-6)
        np.testing.assert_allclose(layer.mean, whole.mean, atol=1e-4)


def test_states_of_shards_merge_to_what_one_pass_learns():
    first, second = ZCAWhitening(), ZCAWhitening()
    first.adapt(IMAGES[:150])
    second.adapt(IMAGES[150:])
    second.merge(first.state())
    np.testing.assert_allclose(second.matrix, adapted().matrix, atol=1e-6)


def test_learns_exactly_far_from_zero():
    layer = ZCAWhitening(dtype="float64")
    layer.adapt(IMAGES.astype("float64") + 1e7)
    np.testing.assert_allclose(layer.matrix, zca_matrix(IMAGES), atol=1e-6)


def test_fewer_images_than_pixels_are_whitened_in_what_they_span():
    few = IMAGES[:10]
    layer = ZCAWhitening()
    layer.adapt(few)
    rows = layer(few).numpy().reshape(10, -1).astype("float64")
    variances = np.linalg.eigvalsh(np.cov(rows.T, bias=True))
    np.testing.assert_allclose(variances[-9:], 1, atol=1e-3)
    np.testing.assert_allclose(variances[:-9], 0, atol=1e-3)
    assert np.abs(layer(IMAGES)).max() < 100
    np.testing.assert_allclose(layer.inverse(layer(few)), few, atol=1e-2)


def test_gives_the_original_images_back():
    layer = adapted()
    np.testing.assert_allclose(layer.inverse(layer(IMAGES)), IMAGES, atol=1e-2)
    inputs = keras.Input(SHAPE)
    model = keras.Model(inputs, layer.inverse(layer(inputs)))
    np.testing.assert_allclose(model.predict(IMAGES, verbose=0), IMAGES, atol=1e-2)


def test_an_image_with_a_missing_pixel_is_missing():
    gap = IMAGES.copy()
    gap[3, 0, 0, 0] = np.nan
    found = adapted()(gap[:5]).numpy()
    np.testing.assert_array_equal(np.isnan(found).all(axis=(1, 2, 3)), [0, 0, 0, 1, 0])
    np.testing.assert_array_equal(np.isnan(found).any(axis=(1, 2, 3)), [0, 0, 0, 1, 0])
    layer = ZCAWhitening()
    report = adapt(layer, gap)
    assert sum(report.missing.values()) == 1
    others = np.delete(IMAGES, 3, axis=0)
    np.testing.assert_allclose(layer.matrix, zca_matrix(others), atol=1e-6)


def test_refuses_images_that_are_too_large_in_one_sentence():
    with pytest.raises(ValueError) as caught:
        ZCAWhitening().adapt(np.zeros((2, 224, 224, 3), "uint8"))
    assert str(caught.value) == (
        "ZCAWhitening: an image may have 16,384 values, but one of shape (224, 224, 3) has "
        "150,528, whose covariance matrix takes 181 GB. Make images smaller first."
    )
    with pytest.raises(ValueError, match="whose covariance matrix takes 181 GB"):
        ZCAWhitening()(keras.Input((224, 224, 3)))
    with pytest.raises(ValueError, match="the size of images must be known"):
        ZCAWhitening()(keras.Input((None, None, 3)))


def test_refuses_pixels_that_are_infinite():
    bad = IMAGES.copy()
    bad[0, 0, 0, 0] = np.inf
    layer = adapted()
    before = layer(IMAGES).numpy()
    with pytest.raises(ValueError, match="pixels must be finite or NaN, but some are infinite"):
        layer.adapt(bad)
    np.testing.assert_array_equal(layer(IMAGES), before)


def test_adapts_after_a_model_was_built_on_it():
    layer = ZCAWhitening()
    inputs = keras.Input(SHAPE)
    model = keras.Model(inputs, layer(inputs))
    layer.adapt(IMAGES)
    expected = whitened(IMAGES, IMAGES)
    np.testing.assert_allclose(model.predict(IMAGES, verbose=0), expected, atol=1e-3)


def test_is_the_same_in_a_dataset_and_when_compiled():
    layer = adapted()
    expected = layer(IMAGES)
    (mapped,) = tf.data.Dataset.from_tensors(IMAGES).map(layer)
    np.testing.assert_allclose(mapped, expected, atol=1e-3)
    for shape in [(None, *SHAPE), (400, *SHAPE)]:
        signature = [tf.TensorSpec(shape)]
        compiled = tf.function(layer, jit_compile=True, autograph=False, input_signature=signature)
        np.testing.assert_allclose(compiled(IMAGES), expected, atol=1e-3)
        assert not graphs.operations(layer, *signature) & graphs.LOOPS
    half = adapted(dtype="mixed_float16")
    assert half(IMAGES).dtype == tf.float16
    np.testing.assert_allclose(half(IMAGES), expected, atol=5e-3)


def test_whitens_pictures():
    pictures = picture(300, 6, 6, 3)
    layer = ZCAWhitening(epsilon=0.1)
    layer.adapt(pictures)
    np.testing.assert_allclose(layer(pictures), whitened(pictures, pictures, 0.1), atol=1e-2)
