"""A server's side: predicts from the bytes of photos, titles and facts, without prelayer.

Usage: python serve.py MODEL FOLDER, an exported model and the folder of new.csv.
"""

import csv
import sys
from pathlib import Path

import tensorflow as tf

served, folder = tf.saved_model.load(sys.argv[1]), Path(sys.argv[2])
with (folder / "new.csv").open(newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
columns = {
    "photo": [[(folder / row["photo"]).read_bytes()] for row in rows],
    "title": [[row["title"]] for row in rows],
    "country": [[row["country"]] for row in rows],
}
for name in ("height", "price", "year"):  # an empty field is a missing number, NaN
    columns[name] = [[float(row[name] or "nan")] for row in rows]
probabilities = served.serve({name: tf.constant(column) for name, column in columns.items()})
for row, probability in zip(rows, probabilities.numpy().ravel()):
    print(f"served: {row['title']}, {row['price']}: {probability:.2f}, sold: {row['sold']}")
assert "prelayer" not in sys.modules
