"""Preprocessor: adapting, applying and placing, beside the layers alone and the peers."""

from __future__ import annotations

import keras
import pandas as pd
import samples
import tensorflow as tf
from comparing import Row, compare
from learning import cached, read
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

import prelayer

Space = keras.utils.FeatureSpace


def layers_of(columns: dict) -> dict:
    """Return the layer of each column."""
    return {
        name: prelayer.StringLookup(output_mode="one_hot")
        if column.dtype == object
        else prelayer.Normalization()
        for name, column in columns.items()
    }


def adapting() -> Row:
    """Adapt a preprocessor to a data frame, beside the same layers by adapt()."""
    columns, source = samples.diamonds()
    frame = pd.DataFrame(columns)
    return compare(
        f"adapt() to 36 columns of a data frame, beside the layers alone ({source})",
        lambda: prelayer.Preprocessor(layers_of(columns)).adapt(frame),
        lambda: prelayer.adapt(layers_of(columns), frame),
        "0.91",
    )


def applying() -> list[Row]:
    """Apply a preprocessor in a dataset, beside FeatureSpace and scikit-learn."""
    columns, source = samples.diamonds()
    first = {name: column[:20_480] for name, column in columns.items()}
    numbers = [name for name, column in columns.items() if column.dtype != object]
    words = [name for name in columns if name not in numbers]
    space = Space(
        {name: Space.float_normalized() for name in numbers}
        | {name: Space.string_categorical() for name in words}
    )
    space.adapt(tf.data.Dataset.from_tensor_slices(first).batch(1024))
    preprocessor = prelayer.Preprocessor(layers_of(columns))
    preprocessor.adapt(first)
    frame = pd.DataFrame(columns)
    hot = OneHotEncoder(sparse_output=False, handle_unknown="ignore")
    transformer = ColumnTransformer([("n", StandardScaler(), numbers), ("w", hot, words)])
    transformer.fit(frame[:20_480])
    dataset = cached(columns)
    ours = preprocessor.map(dataset, cache=False)
    theirs = dataset.map(space, num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)
    case = "36 columns of 215,760 rows in a dataset, beside"
    return [
        compare(f"{case} FeatureSpace ({source})", lambda: read(ours), lambda: read(theirs), "1.3"),
        compare(
            f"{case} scikit-learn's transform ({source})",
            lambda: read(ours),
            lambda: transformer.transform(frame),
            "2",
        ),
    ]


def rows() -> list[Row]:
    """Return every row about preprocessors."""
    return [adapting(), *applying()]


if __name__ == "__main__":
    rows()
