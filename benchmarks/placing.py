"""Placement: training with the layers where `placement()` puts them, beside both places by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import keras
import numpy as np
import tensorflow as tf
from comparing import Row, compare

import prelayer

EPOCHS, REPEATS = 3, 4


class Case(NamedTuple):
    """What is trained: features by column, their preprocessor, a new head, rows per batch."""

    name: str
    data: dict[str, np.ndarray]
    preprocessor: prelayer.Preprocessor
    head: Callable[[], keras.Model]
    batch: int


def table(numbers: int, texts: int, levels: int) -> Case:
    """Return a table of 20,000 rows of numbers and of texts with a number of levels."""
    rng = np.random.default_rng(0)
    words = np.array([f"level {level}" for level in range(levels)], object)
    data = {f"number{place}": rng.normal(size=20_000).astype("float32") for place in range(numbers)}
    data |= {f"text{place}": rng.choice(words, 20_000) for place in range(texts)}
    layers = {name: prelayer.Normalization() for name in data if name.startswith("number")}
    layers |= {
        name: prelayer.StringLookup(output_mode="one_hot") for name in data if name not in layers
    }

    def head() -> keras.Model:
        return keras.Sequential([keras.layers.Dense(32, "relu"), keras.layers.Dense(1)])

    name = f"a table of {numbers} numbers and {texts} texts of {levels} levels"
    return Case(name, data, prelayer.Preprocessor(layers), head, 64)


def text() -> Case:
    """Return texts of 60 words, for an embedding and a recurrent layer."""
    rng = np.random.default_rng(0)
    words = [f"w{rank}" for rank in range(5000)]
    data = {"text": np.array([" ".join(rng.choice(words, 60)) for _ in range(4000)], object)}
    vectorization = prelayer.TextVectorization(max_tokens=5000, output_sequence_length=64)

    def head() -> keras.Model:
        layers = [keras.layers.Embedding(5000, 16), keras.layers.GRU(16), keras.layers.Dense(1)]
        return keras.Sequential(layers)

    return Case("texts, embedded", data, one_feature("text", vectorization), head, 64)


def image() -> Case:
    """Return images of 96 x 96 pixels, resized for convolutions."""
    pixels = np.random.default_rng(0).integers(0, 256, (1024, 96, 96, 3)).astype("uint8")
    layers = [prelayer.Resizing(64, 64), prelayer.Rescaling(1 / 255)]

    def head() -> keras.Model:
        return keras.Sequential(
            [
                keras.layers.Conv2D(16, 3, strides=2, activation="relu"),
                keras.layers.Conv2D(32, 3, strides=2),
                keras.layers.GlobalAveragePooling2D(),
                keras.layers.Dense(1),
            ]
        )

    preprocessor = one_feature(
        "image", layers, dtypes={"image": "uint8"}, shapes={"image": (96, 96, 3)}
    )
    return Case("images, resized", {"image": pixels}, preprocessor, head, 32)


def one_feature(name: str, layers: object, **columns: object) -> prelayer.Preprocessor:
    """Return a preprocessor of one feature, whose output is not joined."""
    return prelayer.Preprocessor({name: layers}, output="dict", **columns)


def plans(case: Case) -> dict[str, Callable[[], object]]:
    """Return functions that train: with placement by itself, in the dataset, in the model."""
    preprocessor = case.preprocessor
    preprocessor.adapt(case.data)
    rows = len(next(iter(case.data.values())))
    target = np.zeros((rows, 1), "float32")
    dataset = tf.data.Dataset.from_tensor_slices((case.data, target)).batch(case.batch).cache()
    in_dataset, in_model = preprocessor.split(dataset)
    parts = {
        "auto": (in_dataset.map(dataset), lambda ds, head: in_model.attach(head, ds)),
        "dataset": (preprocessor.map(dataset, cache=False), direct),
        "model": (dataset.prefetch(tf.data.AUTOTUNE), lambda _, head: preprocessor.attach(head)),
    }
    return {name: trainer(train, model, case) for name, (train, model) in parts.items()}


def direct(dataset: tf.data.Dataset, head: keras.Model) -> keras.Model:
    """Return a model that takes what a dataset has, by name where it has names."""
    spec = dataset.element_spec[0]
    if not isinstance(spec, dict):
        return head
    inputs = {name: keras.Input(part.shape[1:], dtype=part.dtype) for name, part in spec.items()}
    (only,) = inputs.values()
    return keras.Model(inputs, head(only))


def trainer(dataset: tf.data.Dataset, model: Callable[..., keras.Model], case: Case):
    """Return a function that trains for some epochs; the graphs are traced before."""
    head = case.head()
    if isinstance(case.preprocessor.outputs, dict):
        (symbol,) = case.preprocessor.outputs.values()
        symbols = keras.Input(symbol.shape[1:], dtype=symbol.dtype, name=next(iter(case.data)))
        head = keras.Model({next(iter(case.data)): symbols}, head(symbols))
    whole = head if model is direct else model(dataset, head)
    whole.compile("adam", "mse")
    whole.fit(dataset, verbose=0)
    return lambda: whole.fit(dataset, epochs=EPOCHS, verbose=0)


def rows() -> list[Row]:
    """Return a row for each case and each place by hand."""
    found = []
    for case in (table(6, 4, 10), table(4, 8, 100), table(20, 0, 0), text(), image()):
        train = plans(case)
        for place in ("dataset", "model"):
            title = f"{case.name}, {EPOCHS} epochs, beside all in the {place}"
            found.append(compare(title, train["auto"], train[place], "1.0", REPEATS))
    return found


if __name__ == "__main__":
    rows()
