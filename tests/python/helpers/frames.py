"""Tables of every kind, and all rows of their datasets."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import tensorflow as tf

DATA = {
    "size": [1.5, 2.5, 0.25, 4.0, 8.0],
    "count": [3, 1, 4, 1, 5],
    "shop": ["B", "A", "B", "ä", "A"],
    "kind": ["old", "new", "new", "old", "new"],
}
TABLES = {
    "dict": lambda: dict(DATA),
    "arrays": lambda: {name: np.array(column) for name, column in DATA.items()},
    "pandas": lambda: pd.DataFrame(DATA),
    "pandas, odd index": lambda: pd.DataFrame(DATA, index=[7, 3, 3, 1, 0]),
    "categories": lambda: pd.DataFrame(DATA).astype({"shop": "category"}),
    "polars": lambda: pl.DataFrame(DATA),
    "polars, categories": lambda: pl.DataFrame(DATA).cast({"shop": pl.Categorical}),
    "arrow": lambda: pa.table(DATA),
    "arrow, dictionary": lambda: pa.table(
        {**DATA, "shop": pa.array(DATA["shop"]).dictionary_encode()}
    ),
}


def rows(dataset):
    """All rows of a dataset of batches, with arrays for tensors."""
    batches = [tf.nest.map_structure(lambda part: part.numpy(), batch) for batch in dataset]
    return tf.nest.map_structure(lambda *parts: np.concatenate(parts), *batches)
