"""Layers that compute colors from the values of images, in LiteRT and ONNX Runtime."""

import keras
import numpy as np
import pytest

from portable import assert_portable, model_of
from prelayer import (
    CLAHE,
    AutoContrast,
    Equalization,
    SamplewiseNormalization,
    ZCAWhitening,
)

FORMATS = [("litert", None), ("onnx", None)]
SLOW = pytest.mark.slow(reason="Each model is converted and run twice, in two runtimes.")
KNOWN, UNKNOWN, FIRST = (24, 32, 3), (None, None, 3), (3, 24, 31)
EXACT, ROUNDED = 0, 1e-5
LAYERS = {
    "contrast": (AutoContrast(), KNOWN, EXACT),
    "contrast_range": (AutoContrast(value_range=(-1, 1)), UNKNOWN, EXACT),
    "equalized": (Equalization(), KNOWN, EXACT),
    "equalized_range": (Equalization(value_range=(0, 1), bins=7), UNKNOWN, EXACT),
    "equalized_first": (Equalization(data_format="channels_first"), FIRST, EXACT),
    "tiles": (CLAHE(), KNOWN, EXACT),
    "tiles_range": (CLAHE(value_range=(0, 1)), KNOWN, EXACT),
    "tiles_unequal": (CLAHE(tile_grid_size=(5, 3), clip_limit=0), KNOWN, EXACT),
    "tiles_unknown": (CLAHE(tile_grid_size=(2, 3)), UNKNOWN, EXACT),
    "normalized": (SamplewiseNormalization(), KNOWN, ROUNDED),
    "scaled": (SamplewiseNormalization(center=False), UNKNOWN, ROUNDED),
}
CHEAP = ("equalized",)


@pytest.mark.parametrize(
    ("layer", "shape", "tolerance"),
    [pytest.param(*LAYERS[key], id=key, marks=[] if key in CHEAP else SLOW) for key in LAYERS],
)
def test_colors_are_the_same(tmp_path, layer, shape, tolerance):
    in_unit_range = getattr(layer, "value_range", (0, 255)) != (0, 255)
    for dtype in ("float32",) if in_unit_range else ("uint8", "float32"):
        model = model_of(layer, shape, dtype)
        assert_portable(model, tmp_path, FORMATS, rows=32, tolerance=tolerance)


@SLOW
@pytest.mark.parametrize(
    "layer", [AutoContrast(), Equalization(), CLAHE(), SamplewiseNormalization()]
)
def test_missing_and_infinite_pixels_are_the_same(tmp_path, layer):
    random = np.random.default_rng(0)
    images = random.random((6, *KNOWN)).astype("float32") * 255
    images[random.random(images.shape) < 0.1] = np.nan
    images[3], images[4, ..., 1], images[5, 0, 0, 0] = np.nan, np.nan, np.inf
    assert_portable(model_of(layer, KNOWN, "float32"), tmp_path, FORMATS, {"x": images})


@SLOW
def test_ties_of_shares_are_rounded_alike(tmp_path):
    # Of 511 pixels, one is black; the others have 510 values: every second share is a tie.
    values = np.linspace(0, 255, 511).astype("float32").reshape(1, 7, 73, 1)
    model = model_of(Equalization(bins=1021), (7, 73, 1), "float32")
    assert_portable(model, tmp_path, FORMATS, {"x": values}, tolerance=EXACT)


@SLOW
def test_images_of_one_color_have_no_noise(tmp_path):
    colors = np.random.default_rng(0).random(20).astype("float32") * 255
    images = np.ones((20, 37, 53, 3), "float32") * colors[:, None, None, None]
    layer = SamplewiseNormalization()
    np.testing.assert_array_equal(layer(images), np.zeros_like(images))
    model = model_of(layer, images.shape[1:], "float32")
    assert_portable(model, tmp_path, FORMATS, {"x": images}, tolerance=EXACT)


@pytest.mark.parametrize(
    "invert", [pytest.param(False, id="whiten"), pytest.param(True, marks=SLOW)]
)
def test_whitened_images_are_the_same(tmp_path, invert):
    images = np.random.default_rng(0).normal(100, 20, (300, 4, 5, 3)).astype("float32")
    layer = ZCAWhitening(epsilon=1e-3, invert=invert)
    layer.adapt(images)
    given = layer(images[:20]).numpy() if invert else images[:20]
    model = model_of(layer, images.shape[1:], "float32")
    assert_portable(model, tmp_path, FORMATS, {"x": given}, tolerance=ROUNDED)


def test_large_integers_are_compared_exactly(tmp_path):
    numbers = keras.Input((3,), dtype="int32", name="x")
    model = keras.Model(numbers, keras.ops.cast(keras.ops.less(numbers, 2**24 + 1), "int32"))
    data = {"x": np.array([[2**24, 2**24 + 1, 2**24 + 2]])}
    assert_portable(model, tmp_path, FORMATS, data)
