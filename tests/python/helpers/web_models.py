"""A model with an input of each kind, exported to web pages, and what it computes."""

import shutil

import keras
import numpy as np
import pytest
import tensorflow as tf

from prelayer import IntegerLookup, Normalization, Rescaling, StringLookup, TextVectorization
from prelayer.export.web_files import RUNTIME, TEMPLATES

HAS_RUNTIME = all((TEMPLATES / name).is_file() for name in RUNTIME)
CLASS_NAMES = ["ham & <eggs>", "größer", "日本"]

needs_runtime = pytest.mark.skipif(
    not HAS_RUNTIME, reason="tools/web-runtime.sh has not fetched the runtime"
)
needs_node = pytest.mark.skipif(
    not (HAS_RUNTIME and shutil.which("node")), reason="Node.js or the runtime is not installed"
)


def doubled(name="x", dtype="float32"):
    """Return a model that doubles a number."""
    value = keras.Input((1,), dtype=dtype, name=name)
    return keras.Model(value, Rescaling(2.0, name="double")(value))


def mixed_model():
    """Return a model of a text, two categories, a number, a flag and an image of 4 x 4 pixels."""
    price = Normalization()
    price.adapt([[10.0], [14.0], [18.0]])
    layers = {
        "text": TextVectorization(vocabulary=["good", "bad"], output_mode="count"),
        "color": StringLookup(vocabulary=["red", "größe"], output_mode="one_hot"),
        "year": IntegerLookup(vocabulary=[2**62, 1999], output_mode="one_hot"),
        "price": price,
        "sold": Rescaling(1),
        "photo": keras.Sequential([Rescaling(1 / 255), keras.layers.Flatten()]),
    }
    inputs = {
        "text": keras.Input((), dtype="string", name="text"),
        "color": keras.Input((1,), dtype="string", name="color"),
        "year": keras.Input((1,), dtype="int64", name="year"),
        "price": keras.Input((1,), name="price"),
        "sold": keras.Input((1,), dtype="bool", name="sold"),
        "photo": keras.Input((4, 4, 3), dtype="uint8", name="photo"),
    }
    parts = [layers[name](value) for name, value in inputs.items()]
    joined = keras.layers.Concatenate()(parts)
    weights = np.sin(np.arange(joined.shape[-1] * 3)).reshape(-1, 3)
    output = keras.layers.Dense(3, activation="softmax", name="scores")
    model = keras.Model(inputs, output(joined))
    output.set_weights([weights, np.zeros(3)])
    return model


def example(text="a good film", color="red", year=1999, price=12.5, sold=True, photo=None):
    """Return inputs of the model for one example."""
    photo = np.arange(48, dtype="uint8").reshape(4, 4, 3) if photo is None else photo
    return {
        "text": text,
        "color": color,
        "year": year,
        "price": price,
        "sold": sold,
        "photo": photo.tolist(),
    }


def scores(model, **values):
    """Return what the model itself computes for one example."""
    inputs = example(**values)
    dtypes = {one.name: one.dtype for one in model.inputs}
    shapes = {one.name: (1, *one.shape[1:]) for one in model.inputs}
    tensors = {
        name: tf.reshape(tf.constant(value, dtypes[name]), shapes[name])
        for name, value in inputs.items()
    }
    return np.asarray(model(tensors))[0]
