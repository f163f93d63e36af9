"""The resample that all geometric layers share, against its definition and against TensorFlow's."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

import graphs
import references
from prelayer.ops.image import geometry
from prelayer.ops.image.resample import FILL_MODES, INTERPOLATIONS, resample

SHAPES = [(5, 5, 3), (4, 7, 1), (9, 3, 2), (2, 2, 1), (1, 4, 1), (1, 1, 1)]
ROTATIONS = [0.03, -0.11, 0.33]
ZOOMS = [(1.3, 1.2), (0.7, 1.7), (2.9, 3.3), (0.05, 1.0)]


def images_of(shape: tuple[int, ...], dtype: str = "float32") -> np.ndarray:
    pixels = np.random.default_rng(7).random((2, *shape))
    return (pixels * 255).astype("uint8") if dtype == "uint8" else pixels.astype(dtype)


def rotated(images, turns: float, **options) -> np.ndarray:
    angles = tf.fill([len(images)], np.float32(2 * np.pi * turns))
    return resample(
        tf.constant(images), geometry.rotation(angles, *images.shape[1:3]), **options
    ).numpy()


def zoomed(images, vertical: float, horizontal: float, **options) -> np.ndarray:
    scales = (tf.fill([len(images)], np.float32(scale)) for scale in (vertical, horizontal))
    return resample(
        tf.constant(images), geometry.zoom(*scales, *images.shape[1:3]), **options
    ).numpy()


@pytest.mark.parametrize("fill_mode", FILL_MODES)
@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
@pytest.mark.parametrize("dtype", ["float32", "uint8"])
@pytest.mark.parametrize("shape", SHAPES)
def test_reads_every_pixel_where_the_definition_says(shape, dtype, interpolation, fill_mode):
    images = images_of(shape, dtype)
    options = {"interpolation": interpolation, "fill_mode": fill_mode, "fill_value": 0.4}
    tolerance = 1e-4 * (255 if dtype == "uint8" else 1)

    def expected(matrix):
        return np.stack([references.resample(image, matrix, **options) for image in images])

    for turns in ROTATIONS:
        matrix = references.rotation_matrix(turns, *shape[:2])
        result = rotated(images, turns, **options)
        np.testing.assert_allclose(result, expected(matrix), atol=tolerance)
    for zooms in ZOOMS:
        matrix = references.zoom_matrix(*zooms, *shape[:2])
        result = zoomed(images, *zooms, **options)
        np.testing.assert_allclose(result, expected(matrix), atol=tolerance)


@pytest.mark.parametrize("fill_mode", FILL_MODES)
@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
def test_agrees_with_the_transform_of_tensorflow_itself(interpolation, fill_mode):
    images = images_of((8, 8, 3))
    angles = tf.constant([0.4, -1.1])
    matrices = geometry.rotation(angles, 8, 8)
    expected = tf.raw_ops.ImageProjectiveTransformV3(
        images=images,
        transforms=tf.reshape(matrices, [2, 9])[:, :8],
        output_shape=[8, 8],
        fill_value=0.3,
        interpolation=interpolation.upper(),
        fill_mode=fill_mode.upper(),
    )
    result = resample(tf.constant(images), matrices, interpolation, fill_mode, 0.3)
    np.testing.assert_allclose(result, expected, atol=1e-5)


def test_gives_each_image_its_own_matrix():
    images = images_of((6, 6, 1))
    matrices = geometry.rotation(tf.constant([0.0, np.pi], tf.float32), 6, 6)
    result = resample(tf.constant(images), matrices).numpy()
    np.testing.assert_allclose(result[0], images[0], atol=1e-5)
    np.testing.assert_allclose(result[1], images[1, ::-1, ::-1], atol=1e-5)


@pytest.mark.parametrize("fill_mode", FILL_MODES)
@pytest.mark.parametrize("shift", [(0, 0), (7, -90)])
def test_reads_whole_pixels_without_rounding(fill_mode, shift):
    images = images_of((61, 224, 3), "uint8")
    modes = {"reflect": "symmetric", "wrap": "wrap", "constant": "constant", "nearest": "edge"}
    padded = np.pad(images, [(0, 0), (90, 90), (90, 90), (0, 0)], mode=modes[fill_mode])
    down, right = shift
    expected = padded[:, 90 + down : 151 + down, 90 + right : 314 + right]
    matrices = np.tile(np.array([[1, 0, right], [0, 1, down], [0, 0, 1]], "float32"), (2, 1, 1))
    result = resample(tf.constant(images), tf.constant(matrices), fill_mode=fill_mode)
    np.testing.assert_array_equal(result, expected)


def test_keeps_the_label_set_of_a_mask():
    mask = np.random.default_rng(1).choice([0, 7, 300_000_001], (1, 12, 12, 1)).astype("int32")
    result = rotated(mask, 0.1, interpolation="nearest", fill_mode="constant", dtype=tf.int32)
    assert result.dtype == np.int32
    assert set(np.unique(result)) == {0, 7, 300_000_001}


def test_computes_in_float64_where_that_is_asked_for():
    images = images_of((4, 5, 1), "float64")
    result = rotated(images, 0.25, dtype=tf.float64)
    assert result.dtype == np.float64


@pytest.mark.parametrize("batch_size", [2, None])
@pytest.mark.parametrize("fill_mode", FILL_MODES)
@pytest.mark.parametrize("interpolation", INTERPOLATIONS)
def test_compiles_with_any_batch_size(interpolation, fill_mode, batch_size):
    images = images_of((8, 6, 3))
    matrices = geometry.rotation(tf.constant([0.4, -1.1]), 8, 6)

    def run(images, matrices):
        return resample(images, matrices, interpolation, fill_mode, 0.5)

    signature = [
        tf.TensorSpec((batch_size, 8, 6, 3), tf.float32),
        tf.TensorSpec((batch_size, 3, 3), tf.float32),
    ]
    expected = run(tf.constant(images), matrices)
    for jit_compile in (False, True):
        compiled = tf.function(run, input_signature=signature, jit_compile=jit_compile)
        np.testing.assert_allclose(compiled(images, matrices), expected, atol=1e-4)
    assert not graphs.operations(run, *signature) & {*graphs.LOOPS, "ImageProjectiveTransformV3"}
