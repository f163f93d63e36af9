"""A table like the lists of passengers in tutorials: numbers, categories, texts, with gaps."""

import numpy as np
import pandas as pd

ROWS = 80


def passengers(rows=ROWS):
    """Return a data frame whose values are a fixed function of the row."""
    row = np.arange(rows)
    age = np.where(row % 7 == 3, np.nan, 18.0 + (row * 13) % 50)
    deck = np.array(["A", "B", "C"], object)[row % 3]
    deck[row % 5 == 0] = None
    return pd.DataFrame(
        {
            "age": age,
            "fare": (row * 37 % 101) / 4 + 1,
            "siblings": row % 4,
            "sex": np.where(row % 2 == 0, "male", "female"),
            "deck": deck,
            "alone": row % 3 == 0,
            "name": [f"Mr. {word} number {number}" for number, word in zip(row, "abcd" * rows)],
            "ticket": [f"T-{number:05d}" for number in row],
            "ship": "Titanic",
            "cabin": [None] * rows,
            "survived": (row * 11 % 3 == 0).astype(int),
        }
    )
