"""A server's side: predicts rentals from raw rows, with TensorFlow and without prelayer.

Usage: python serve.py MODEL ROWS, an exported model and a CSV file.
"""

import csv
import sys
from pathlib import Path

import tensorflow as tf

served = tf.saved_model.load(sys.argv[1])
specs = served.signatures["serving_default"].structured_input_signature[1]
with Path(sys.argv[2]).open(newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))

columns = {}
for name, spec in specs.items():
    values = [row[name] for row in rows]
    if spec.dtype != tf.string:  # an empty field is a missing number, NaN
        values = [float(value or "nan") for value in values]
    columns[name] = tf.constant([[value] for value in values], spec.dtype)
for row, rentals in zip(rows, served.serve(columns).numpy().ravel()):
    print(f"served: {row['started']}, {row['station'] or '?'}: {rentals:.1f} rentals")
assert "prelayer" not in sys.modules
