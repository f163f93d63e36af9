"""Applying: adapted layers mapped over cached batches, ours beside Keras."""

from __future__ import annotations

import keras
import numpy as np
import pandas as pd
import samples
import tensorflow as tf
from comparing import Row, compare
from learning import cached, read
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

import prelayer

K = keras.layers
Space = keras.utils.FeatureSpace


def mapped(layer, dataset):
    result = dataset.map(layer, num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)
    return lambda: read(result)


def beside_keras(case: str, name: str, options: dict, dataset, aim: str, learns: bool) -> Row:
    ours, theirs = getattr(prelayer, name)(**options), getattr(K, name)(**options)
    if learns:
        ours.adapt(dataset)
        theirs.adapt(dataset)
    return compare(case, mapped(ours, dataset), mapped(theirs, dataset), aim)


def texts() -> list[Row]:
    all_texts, source = samples.news(20_000)
    dataset = cached(all_texts)
    weighed = {"output_mode": "tf_idf", "ngrams": 2, "max_tokens": 20_000}
    hot = {"output_mode": "multi_hot", "max_tokens": 20_000}
    name = "TextVectorization"
    return [
        beside_keras(f"{name} int, 20,000 texts ({source})", name, {}, dataset, "1.0 (1.3)", True),
        beside_keras(f"{name} multi_hot, 20,000 tokens", name, hot, dataset, "1.0", True),
        beside_keras(f"{name} tf_idf bigrams, 20,000 tokens", name, weighed, dataset, "2", True),
    ]


def many_columns() -> list[Row]:
    columns, source = samples.diamonds()
    first = {name: column[:20_480] for name, column in columns.items()}
    numbers = [name for name, column in columns.items() if column.dtype != object]
    words = [name for name in columns if name not in numbers]
    space = Space(
        {name: Space.float_normalized() for name in numbers}
        | {name: Space.string_categorical() for name in words}
    )
    space.adapt(tf.data.Dataset.from_tensor_slices(first).batch(1024))
    layers = {name: prelayer.Normalization() for name in numbers}
    layers |= {name: prelayer.StringLookup(output_mode="one_hot") for name in words}
    prelayer.adapt(layers, first)

    def encode(features):
        parts = [layers[name](features[name][:, tf.newaxis]) for name in layers]
        return tf.concat(parts, -1)

    frame = pd.DataFrame(columns)
    hot = OneHotEncoder(sparse_output=False, handle_unknown="ignore")
    transformer = ColumnTransformer([("n", StandardScaler(), numbers), ("w", hot, words)])
    transformer.fit(frame[:20_480])
    dataset = cached(columns)
    case = "36 columns normalized and one-hot, 215,760 rows"
    return [
        compare(
            f"{case}, beside FeatureSpace ({source})",
            mapped(encode, dataset),
            mapped(space, dataset),
            "1.5",
        ),
        compare(
            f"{case}, beside scikit-learn ({source})",
            mapped(encode, dataset),
            lambda: transformer.transform(frame),
            "1.5",
        ),
    ]


def crossings() -> list[Row]:
    ids = samples.zipf_tokens(1_000_000, 20_000)
    words = np.char.add("token", ids.astype(str)).astype(object)
    rows = []
    for kind, pair in (("strings", (words, words[::-1])), ("numbers", (ids, ids[::-1]))):
        dataset = cached(*pair)
        ours, theirs = (module.HashedCrossing(num_bins=1000) for module in (prelayer, K))
        case = f"HashedCrossing, 1M pairs of {kind}"
        rows.append(compare(case, crossed(ours, dataset), crossed(theirs, dataset), "1.0 (1.5)"))
    return rows


def crossed(layer, dataset):
    return mapped(lambda first, second: layer((first, second)), dataset)


def tokens() -> list[Row]:
    ids = samples.zipf_tokens(1_000_000, 20_000)
    strings = cached(np.char.add("token", ids.astype(str)).astype(object))
    integers = cached(ids)
    floats = cached(np.random.default_rng(0).lognormal(size=(1_000_000, 1)).astype("float32"))
    bins = {"num_bins": 1000}
    return [
        beside_keras("StringLookup, 1M strings", "StringLookup", {}, strings, "1.0", True),
        beside_keras("IntegerLookup, 1M numbers", "IntegerLookup", {}, integers, "1.0", True),
        beside_keras("Hashing, 1M strings", "Hashing", bins, strings, "1.0", False),
        beside_keras(
            "Discretization, 1M numbers", "Discretization", {"num_bins": 100}, floats, "1.0", True
        ),
    ]


def rows() -> list[Row]:
    """Return every row of this benchmark."""
    return [*texts(), *tokens(), *crossings(), *many_columns()]


if __name__ == "__main__":
    rows()
