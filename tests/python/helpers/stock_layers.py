"""Layers that this package and Keras share, with data on which both must return the same."""

import keras
import numpy as np
import tensorflow as tf

TEXTS = [["hello, World!"], ["a a  b"], [""], ["[UNK] x\tb"], ["A-b's (a) b"], ["zz"]]
UNICODE = [["Été à"], ["ΑΣ\u3000ß"], ["日本 語"], ["b\u0301 İ"], ["a\x00b"]]
WORDS = [["a"], ["b"], [""], ["zz"], ["[UNK]"], ["é"]]
WHOLE = [[1], [2], [-1], [0], [5], [-7], [2**40]]
NUMBERS = np.array([[0.1, -3.0, 0.7], [2.0, np.nan, 99.9], [0.5, np.inf, -50.0], [1e5, 0, 0.3]])
PIXELS = np.random.default_rng(0).integers(0, 256, (2, 9, 7, 3))
SOUNDS = np.random.default_rng(1).normal(size=(2, 1000, 1))

TOKENS = ["a", "b", "hello", "world", "à", "日本"]
IDF = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
# Without differences.
TEXT_OPTIONS = [
    {"standardize": None, "split": None},
    {"standardize": None, "split": "character", "ngrams": (1, 2)},
    {"standardize": None, "split": "character", "output_mode": "multi_hot"},
    {"standardize": None, "split": None, "output_mode": "count", "max_tokens": 20}
    | {"pad_to_max_tokens": True},
    {"standardize": None, "split": "character", "output_mode": "tf_idf", "idf_weights": IDF},
    {"standardize": None, "split": "character", "output_sequence_length": 3},
]
# Without differences on ASCII.
ASCII_OPTIONS = [
    {},
    {"standardize": "lower", "split": "whitespace"},
    {"standardize": "strip_punctuation", "split": "character"},
    {"ngrams": 2, "output_mode": "count"},
    {"output_mode": "multi_hot"},
    {"output_mode": "tf_idf", "idf_weights": IDF},
    {"output_sequence_length": 2},
]
LOOKUP_OPTIONS = [
    {},
    {"num_oov_indices": 3},
    {"num_oov_indices": 3, "mask_token": True},
    {"mask_token": True, "output_mode": "one_hot"},
    {"mask_token": True, "output_mode": "multi_hot", "num_oov_indices": 2},
    {"output_mode": "count", "max_tokens": 9, "pad_to_max_tokens": True},
    {"output_mode": "tf_idf", "idf_weights": [0.5, 1.5, 2.5]},
]
VECTORS = ("one_hot", "multi_hot", "count")


def stock_layers():
    """Yield the name of a class, its options and data, for layers without differences."""
    for options in TEXT_OPTIONS:
        yield "TextVectorization", {"vocabulary": TOKENS, **options}, np.array(TEXTS + UNICODE)
    for options in LOOKUP_OPTIONS:
        masked = {"mask_token": ""} if options.get("mask_token") else {}
        yield "StringLookup", {"vocabulary": ["a", "b", "é"], **options, **masked}, np.array(WORDS)
        masked = {"mask_token": 0} if options.get("mask_token") else {}
        yield "IntegerLookup", {"vocabulary": [1, 5, -7], **options, **masked}, np.array(WHOLE)
    for mode in ("int", *VECTORS):
        yield "Hashing", {"num_bins": 9, "output_mode": mode}, np.array(WORDS)
        hashed = {"num_bins": 9, "mask_value": 5, "salt": (3, 4), "output_mode": mode}
        yield "Hashing", hashed, np.array(WHOLE)
        bins = {"bin_boundaries": [-50.0, 0.1, 0.3, 0.7, 99.9], "output_mode": mode}
        yield "Discretization", bins, NUMBERS.astype("float32")
    for mode in VECTORS:
        indices = np.array([[0, 2], [3, 3]])
        yield "CategoryEncoding", {"num_tokens": 4, "output_mode": mode}, indices
    yield "Rescaling", {"scale": 1 / 255, "offset": -1.0}, PIXELS.astype("uint8")
    yield "Rescaling", {"scale": [1.0, 2.0, 3.0]}, NUMBERS.astype("float32")
    moments = {"mean": [3.0, 1.0, 2.0], "variance": [1.0, 0.0, 3.0]}
    yield "Normalization", moments, NUMBERS.astype("float32")
    yield "Normalization", {**moments, "invert": True}, NUMBERS.astype("float32")
    yield "Normalization", {"axis": None, "mean": 3.0, "variance": 4.0}, PIXELS.astype("int32")
    yield "STFTSpectrogram", {"mode": "magnitude", "frame_length": 64}, SOUNDS.astype("float32")
    yield from images()


def images():
    """Yield the same for layers of images; random ones are at rest."""
    floats = PIXELS.astype("float32")
    for size in ((4, 5), (12, 3), (12, 12), (8, 7)):
        yield "CenterCrop", dict(zip(("height", "width"), size)), floats
    for interpolation in ("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5"):
        resized = {"height": 5, "width": 12, "interpolation": interpolation}
        yield "Resizing", resized, floats
        yield "Resizing", {**resized, "antialias": True, "crop_to_aspect_ratio": True}, floats
    yield "Resizing", {"height": 4, "width": 9, "pad_to_aspect_ratio": True}, floats
    yield "AutoContrast", {}, floats
    yield "RandomFlip", {"mode": "horizontal"}, floats
    for name in ("RandomBrightness", "RandomHue", "RandomRotation", "RandomZoom"):
        yield name, {("height_factor" if name == "RandomZoom" else "factor"): 0.2}, floats
    yield "RandomTranslation", {"height_factor": 0.2, "width_factor": 0.1}, floats
    for name in ("RandomErasing", "RandomGrayscale", "RandomPerspective", "RandomShear"):
        yield name, {}, floats


def model_of(layer, data):
    """Return the functional model of a layer on an input like the data."""
    dtype = "string" if data.dtype.kind in "UO" else data.dtype.name
    value = keras.Input(data.shape[1:], dtype=dtype, name="x")
    return keras.Model(value, layer(value))


def values(model, data):
    """Return what a model computes at inference."""
    given = tf.constant(data.astype(object) if data.dtype.kind == "U" else data)
    return model(given, training=False).numpy()


def assert_same(one, other, data):
    """Check that two models compute the same, up to the rounding of float32."""
    found, expected = values(one, data), values(other, data)
    assert found.shape == expected.shape
    if found.dtype.kind in "iu" and expected.dtype.kind in "iu":
        np.testing.assert_array_equal(found, expected)
    else:
        np.testing.assert_allclose(found, expected, rtol=2e-5, atol=1e-4)
