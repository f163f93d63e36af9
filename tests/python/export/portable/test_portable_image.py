"""Layers that resize, crop or augment images, in LiteRT and ONNX Runtime."""

import keras
import numpy as np
import pytest

from portable import assert_portable, model_of
from prelayer import (
    AugmentationPipeline,
    CenterCrop,
    CutMix,
    DecodeImage,
    MaxNumBoundingBoxes,
    MixUp,
    RandAugment,
    RandomBrightness,
    RandomCrop,
    RandomErasing,
    RandomFlip,
    RandomRotation,
    Rescaling,
    Resizing,
    Solarization,
    export_model,
    portability,
)

FORMATS = [("litert", None), ("onnx", None)]
SLOW = pytest.mark.slow(reason="Each model is converted and run twice, in two runtimes.")
KNOWN, UNKNOWN, FIRST = (37, 53, 3), (None, None, 3), (3, 20, 31)
# The difference from TensorFlow's kernels, relative to the largest pixel.
EXACT, ROUNDED = 0, 1e-6
SMALL = {"height": 24, "width": 20}
MIXED = {"height": 24, "width": 70}
LARGE = {"height": 50, "width": 70}
METHODS = ("area", "bicubic", "lanczos3", "lanczos5")
RESIZED = {
    "bilinear": (Resizing(**SMALL), KNOWN, EXACT),
    "bilinear_enlarged": (Resizing(**LARGE), KNOWN, EXACT),
    "bilinear_unknown": (Resizing(**SMALL), UNKNOWN, EXACT),
    "bilinear_first": (Resizing(10, 12, data_format="channels_first"), FIRST, EXACT),
    "nearest": (Resizing(**MIXED, interpolation="nearest"), KNOWN, EXACT),
    "nearest_unknown": (Resizing(**MIXED, interpolation="nearest"), UNKNOWN, EXACT),
    "antialias": (Resizing(**MIXED, antialias=True), KNOWN, ROUNDED),
    "antialias_bicubic": (
        Resizing(**SMALL, antialias=True, interpolation="bicubic"),
        KNOWN,
        ROUNDED,
    ),
    "rounded": (Resizing(**MIXED, dtype="uint8"), KNOWN, EXACT),
    "crop": (Resizing(**MIXED, crop_to_aspect_ratio=True), KNOWN, EXACT),
    "crop_unknown": (Resizing(**MIXED, crop_to_aspect_ratio=True), UNKNOWN, EXACT),
    "pad": (Resizing(**MIXED, pad_to_aspect_ratio=True, fill_value=7), KNOWN, EXACT),
    "pad_unknown": (Resizing(**MIXED, pad_to_aspect_ratio=True, fill_value=7), UNKNOWN, EXACT),
    "pad_area": (
        Resizing(**SMALL, pad_to_aspect_ratio=True, interpolation="area"),
        KNOWN,
        ROUNDED,
    ),
    "first_area": (
        Resizing(10, 12, data_format="channels_first", interpolation="area"),
        FIRST,
        ROUNDED,
    ),
    **{name: (Resizing(**MIXED, interpolation=name), KNOWN, ROUNDED) for name in METHODS},
}
CROPPED = {
    "center": (CenterCrop(5, 6), KNOWN),
    "center_resized": (CenterCrop(30, 60), KNOWN),
    "center_unknown": (CenterCrop(5, 6), UNKNOWN),
    "center_resized_unknown": (CenterCrop(5, 16), UNKNOWN),
    "center_first": (CenterCrop(5, 6, data_format="channels_first"), FIRST),
    "random": (RandomCrop(30, 40), KNOWN),
    "random_unknown": (RandomCrop(30, 4), UNKNOWN),
    "random_first": (RandomCrop(30, 40, data_format="channels_first"), FIRST),
}
AT_REST = {
    "brightness": RandomBrightness(0.2),
    "cut_mix": CutMix(),
    "erasing": RandomErasing(),
    "flip": RandomFlip(),
    "mix_up": MixUp(),
    "no_boxes": MaxNumBoundingBoxes(3),
    "policy": RandAugment(),
    "rotation": RandomRotation(0.5),
    "solarization": Solarization(),
    "pipeline": AugmentationPipeline(
        [RandomFlip(), Resizing(10, 12), Rescaling(1 / 255), RandomCrop(8, 9), CenterCrop(4, 4)]
    ),
}


def rows(cases, cheap):
    return [pytest.param(*cases[key], id=key, marks=[] if key in cheap else SLOW) for key in cases]


@pytest.mark.parametrize(("layer", "shape", "tolerance"), rows(RESIZED, ["bilinear", "bicubic"]))
def test_resized_images_are_the_same(tmp_path, layer, shape, tolerance):
    for dtype in ("uint8", "float32"):
        model = model_of(layer, shape, dtype)
        assert_portable(model, tmp_path, FORMATS, rows=16, tolerance=tolerance)


@pytest.mark.parametrize(("layer", "shape"), rows(CROPPED, ["center", "center_resized_unknown"]))
def test_cropped_images_are_the_same(tmp_path, layer, shape):
    for dtype in ("uint8", "float32"):
        model = model_of(layer, shape, dtype)
        assert_portable(model, tmp_path, FORMATS, rows=16, tolerance=EXACT)


@SLOW
@pytest.mark.parametrize("name", AT_REST)
def test_random_layers_are_inactive(tmp_path, name):
    for dtype in ("uint8", "float32"):
        model = model_of(AT_REST[name], KNOWN, dtype)
        assert_portable(model, tmp_path, FORMATS, rows=16, tolerance=ROUNDED)


@SLOW
def test_sizes_that_divide_each_other_are_rounded_alike(tmp_path):
    # The centers of new pixels are edges of old ones here.
    random = np.random.default_rng(0)
    model = model_of(Resizing(12, 9, interpolation="nearest"), UNKNOWN, "uint8")
    for size in ((24, 27), (36, 36), (6, 3), (12, 9), (1, 1)):
        data = {"x": random.integers(0, 256, (4, *size, 3))}
        assert_portable(model, tmp_path, FORMATS, data, tolerance=EXACT)


@pytest.mark.parametrize(
    ("layer", "option"),
    [
        (Resizing(8, 8, interpolation="bicubic"), "interpolation"),
        (Resizing(8, 8, antialias=True), "antialias"),
    ],
)
def test_other_methods_need_the_size_of_images(tmp_path, layer, option):
    model = model_of(layer, UNKNOWN, "uint8")
    remedy = f"`{option}`: its weights depend on .* Declare the size of the images."
    with pytest.raises(ValueError, match=remedy):
        export_model(model, tmp_path / "model.onnx", format="onnx")


def test_what_is_not_portable_has_a_reason():
    file = keras.Input((), dtype="string", name="file")
    found = portability(keras.Model(file, DecodeImage(4, 4)(file)))
    assert (found["litert"], found["onnx"]) == (["no"], ["no"])
    assert found["remedy"] == ["Take pixels as the input, and decode files before the model."]
    double = portability(model_of(RandomFlip(dtype="float64"), KNOWN, "float32"))
    assert (double["onnx"], double["option"]) == (["no"], ["dtype"])


def test_boxes_are_not_portable():
    inputs = {
        "images": keras.Input(KNOWN, name="images"),
        "bounding_boxes": {
            "boxes": keras.Input((2, 4), name="boxes"),
            "labels": keras.Input((2,), name="labels"),
        },
    }
    outputs = MaxNumBoundingBoxes(1, bounding_box_format="xyxy")(inputs)
    found = portability(keras.Model(inputs, outputs))
    assert found["litert"] == ["no"]
    assert found["remedy"] == ["Export a model whose inputs are images only."]
