"""DecodeImage."""

import io

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

import cases
from encoded_images import encoded, gif, jpeg, pixels, png
from prelayer import DecodeImage, Preprocessor, Resizing, image_dataset_from_directory


@pytest.mark.parametrize("case", cases.load("decode_image"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("dtype", ["float32", "uint8"])
@pytest.mark.parametrize("file_format", ["PNG", "BMP"])
def test_lossless_files_of_the_size_give_their_pixels(file_format, dtype):
    images = [pixels(seed=seed) for seed in range(3)]
    layer = DecodeImage(6, 8, dtype=dtype)
    found = layer([encoded(image, file_format) for image in images])
    assert found.dtype == dtype
    np.testing.assert_array_equal(found, images)


def test_jpeg_and_the_first_frame_of_gif_equal_pillow():
    for contents, tolerance in ((jpeg(), 3), (gif(), 0)):
        expected = np.asarray(Image.open(io.BytesIO(contents)).convert("RGB"), "float32")
        np.testing.assert_allclose(DecodeImage(6, 8)([contents])[0], expected, atol=tolerance)


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_has_the_channels_it_is_given(channels):
    contents = [encoded(pixels(channels=given), "PNG") for given in (1, 3, 4)]
    found = DecodeImage(6, 8, channels)(contents).numpy()
    assert found.shape == (3, 6, 8, channels)
    if channels == 1:
        np.testing.assert_array_equal(found[0, ..., 0], pixels(channels=1))
        gray = np.asarray(Image.fromarray(pixels()).convert("L"), "float32")
        np.testing.assert_allclose(found[1, ..., 0], gray, atol=1)
    if channels == 4:
        np.testing.assert_array_equal(found[1, ..., 3], 255)
        np.testing.assert_array_equal(found[2], pixels(channels=4))


@pytest.mark.parametrize("options", [{}, {"crop_to_aspect_ratio": True}, {"antialias": True}])
def test_resizes_as_the_loader_of_files_does(tmp_path, options):
    (tmp_path / "a.png").write_bytes(png())
    (tmp_path / "b.jpg").write_bytes(jpeg())
    loaded = image_dataset_from_directory(
        tmp_path, labels=None, image_size=(3, 5), shuffle=False, **options
    )
    found = DecodeImage(3, 5, **options)([png(), jpeg()])
    np.testing.assert_array_equal(found, next(iter(loaded)))


def test_pads_with_zeros_to_the_aspect_ratio():
    white = encoded(np.full((4, 8, 3), 255, "uint8"), "PNG")
    found = DecodeImage(4, 4, pad_to_aspect_ratio=True)([white]).numpy()[0, :, 0, 0]
    np.testing.assert_array_equal(found, [0, 255, 255, 0])


def test_rounds_for_uint8():
    contents = encoded(np.array([[[0] * 3, [5] * 3]], "uint8"), "PNG")
    options = {"interpolation": "bilinear", "antialias": True}
    exact = DecodeImage(1, 1, **options)([contents]).numpy().ravel()
    rounded = DecodeImage(1, 1, dtype="uint8", **options)([contents]).numpy().ravel()
    np.testing.assert_array_equal(rounded, np.round(exact))


def test_shapes_follow_the_input():
    layer = DecodeImage(2, 3, 1)
    assert layer(png()).shape == (2, 3, 1)
    assert layer([[png()], [jpeg()]]).shape == (2, 2, 3, 1)
    assert layer(np.zeros((0, 1), object)).shape == (0, 2, 3, 1)
    assert DecodeImage(2, 3, 1, data_format="channels_first")([png()]).shape == (1, 1, 2, 3)


def test_takes_vectors_of_bytes():
    vectors = [np.frombuffer(contents, "uint8") for contents in (png(), jpeg())]
    layer = DecodeImage(2, 2)
    np.testing.assert_array_equal(layer(vectors), layer([png(), jpeg()]))
    np.testing.assert_array_equal(layer(vectors[0]), layer(png()))


def test_is_the_same_in_a_model_a_dataset_and_a_saved_model(tmp_path):
    contents = np.array([[png()], [jpeg()], [gif()]], object)
    layer = DecodeImage(4, 4)
    expected = layer(contents).numpy()
    inputs = keras.Input((1,), dtype="string")
    model = keras.Model(inputs, Resizing(2, 2)(layer(inputs)))
    model.save(tmp_path / "model.keras")
    again = keras.models.load_model(tmp_path / "model.keras")
    model.export(tmp_path / "served", verbose=False)
    served = tf.saved_model.load(str(tmp_path / "served")).serve(tf.constant(contents))
    for output in (model(contents), again(contents), served):
        np.testing.assert_array_equal(output, Resizing(2, 2)(expected))
    dataset = tf.data.Dataset.from_tensor_slices(contents[:, 0]).batch(2).map(layer)
    np.testing.assert_array_equal(np.concatenate(list(dataset)), expected)
    assert dataset.element_spec.shape == (None, 4, 4, 3)


def test_is_a_feature_of_a_preprocessor():
    prep = Preprocessor({"photo": [DecodeImage(2, 2), Resizing(1, 1)]}, output="dict")
    assert prep.inputs["photo"].dtype == "string"
    assert prep({"photo": [png(), jpeg()]})["photo"].shape == (2, 1, 1, 3)


_WORDS = (
    "DecodeImage: images must be the bytes of BMP, GIF, JPEG, PNG or WebP files, but the one at "
    "position 1 cannot be decoded. Pass the contents of files, not their paths."
)


@pytest.mark.parametrize(
    "bad", [b"", b"text", png()[:50], jpeg()[:200], b"RIFF\0\0\0\0WEBP", b"BM"]
)
def test_names_the_file_that_cannot_be_decoded(bad):
    with pytest.raises(ValueError) as caught:
        DecodeImage(2, 2)([png(), bad])
    assert str(caught.value) == _WORDS


def test_names_the_positions_in_a_dataset():
    dataset = tf.data.Dataset.from_tensors([png(), b"text"])
    with pytest.raises(tf.errors.InvalidArgumentError, match="those at these positions are not"):
        list(dataset.map(DecodeImage(2, 2)))
