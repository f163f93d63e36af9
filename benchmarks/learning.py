"""Learning: adapting layers, ours beside Keras and scikit-learn."""

from __future__ import annotations

import keras
import numpy as np
import pandas as pd
import samples
import tensorflow as tf
from comparing import Row, compare
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import OrdinalEncoder, StandardScaler

import prelayer

K = keras.layers


def cached(*columns: np.ndarray) -> tf.data.Dataset:
    dataset = tf.data.Dataset.from_tensor_slices(columns if len(columns) > 1 else columns[0])
    dataset = dataset.batch(1024).cache()
    read(dataset)
    return dataset


def read(dataset: tf.data.Dataset) -> None:
    for _ in dataset:
        pass


def adapted(layer, data):
    return lambda: layer().adapt(data)


def many_columns() -> list[Row]:
    columns, source = samples.diamonds()
    dataset = tf.data.Dataset.from_tensor_slices(columns).batch(1024)
    numbers = [name for name, column in columns.items() if column.dtype != object]
    words = [name for name in columns if name not in numbers]

    def layers():
        made = {name: prelayer.Normalization() for name in numbers}
        return made | {name: prelayer.StringLookup() for name in words}

    space = keras.utils.FeatureSpace
    features = {name: space.float_normalized() for name in numbers}
    features |= {name: space.string_categorical() for name in words}
    frame = pd.DataFrame(columns)
    transformer = [("n", StandardScaler(), numbers), ("w", OrdinalEncoder(), words)]
    return [
        compare(
            f"36 columns from a dataset, beside one bare reading ({source})",
            lambda: prelayer.adapt(layers(), dataset),
            lambda: read(dataset),
            "0.67",
            repeats=3,
        ),
        compare(
            f"36 columns from a data frame, beside scikit-learn ({source})",
            lambda: prelayer.adapt(layers(), frame),
            lambda: ColumnTransformer(transformer).fit(frame),
            "1.0",
            repeats=3,
        ),
        compare(
            f"36 columns from a dataset, beside Keras's FeatureSpace ({source})",
            lambda: prelayer.adapt(layers(), dataset),
            lambda: space(features).adapt(dataset),
            "26",
            repeats=1,
            note="one run of each: Keras takes a minute",
            warm_up=False,
        ),
    ]


def numbers() -> list[Row]:
    data = np.random.default_rng(0).normal(1000, 1, size=(1_000_000, 10)).astype("float32")
    dataset = cached(data)
    return [
        compare(
            "Normalization, 1M x 10 float32, dataset",
            adapted(prelayer.Normalization, dataset),
            adapted(K.Normalization, dataset),
            "4",
        ),
        compare(
            "Normalization, 1M x 10 float32, array, beside scikit-learn",
            adapted(prelayer.Normalization, data),
            lambda: StandardScaler().fit(data),
            "1.0",
            note=exactness(data),
        ),
    ]


def exactness(data: np.ndarray) -> str:
    exact = data.astype("float64")
    worst = []
    for layer in (prelayer.Normalization(), K.Normalization()):
        layer.adapt(data)
        variance = np.ravel(np.asarray(layer.variance))
        worst.append(np.abs(variance / exact.var(axis=0) - 1).max())
    return f"variance off by {worst[0]:.1e} (Keras: {worst[1]:.1e})"


def quantiles() -> list[Row]:
    data = np.random.default_rng(0).lognormal(size=1_000_000).astype("float32")
    dataset = cached(data[:, np.newaxis])
    worst = [rank_error(layer, data, dataset) for layer in (prelayer, K)]
    return [
        compare(
            "Discretization, 100 bins, 1M lognormal, dataset",
            adapted(lambda: prelayer.Discretization(num_bins=100), dataset),
            adapted(lambda: K.Discretization(num_bins=100), dataset),
            "1.0",
            note=f"rank error {worst[0]:.4f} (Keras: {worst[1]:.4f}; to reach: 0.002)",
        )
    ]


def rank_error(module, data: np.ndarray, dataset: tf.data.Dataset) -> float:
    layer = module.Discretization(num_bins=100)
    layer.adapt(dataset)
    boundaries = np.ravel(np.asarray(layer.bin_boundaries))
    ranks = np.searchsorted(np.sort(data), boundaries) / len(data)
    return float(np.abs(ranks - np.arange(1, len(ranks) + 1) / 100).max())


def tokens() -> list[Row]:
    ids = samples.zipf_tokens()
    strings = cached(np.char.add("token", ids.astype(str)).astype(object))
    integers = cached(ids)
    return [
        compare(
            "StringLookup, 2M tokens, 500,000 distinct, dataset",
            adapted(prelayer.StringLookup, strings),
            adapted(K.StringLookup, strings),
            "2 (4)",
        ),
        compare(
            "IntegerLookup, 2M numbers, 500,000 distinct, dataset",
            adapted(prelayer.IntegerLookup, integers),
            adapted(K.IntegerLookup, integers),
            "4",
        ),
    ]


def texts() -> list[Row]:
    all_texts, source = samples.news(100_000)
    dataset, first = cached(all_texts), cached(all_texts[:10_240])
    weighed = {"output_mode": "tf_idf", "ngrams": 2}
    return [
        compare(
            f"TextVectorization int, 100,000 texts ({source})",
            adapted(prelayer.TextVectorization, dataset),
            adapted(K.TextVectorization, dataset),
            "1.5 (2.5)",
            repeats=3,
        ),
        compare(
            f"TextVectorization tf_idf bigrams, 10,240 texts ({source})",
            adapted(lambda: prelayer.TextVectorization(**weighed), first),
            adapted(lambda: K.TextVectorization(**weighed), first),
            "10 (20)",
            repeats=3,
        ),
    ]


def rows() -> list[Row]:
    """Return every row of this benchmark."""
    return [*many_columns(), *numbers(), *quantiles(), *tokens(), *texts()]


if __name__ == "__main__":
    rows()
