"""A table with dates, gaps and rare categories: from CSV to served predictions.

Usage, in this folder: python tables.py FOLDER, where the data and the model are written.
"""

import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pandas as pd

from prelayer import DatetimeFeatures, Preprocessor, csv_dataset, export_model

folder = Path(sys.argv[1])
subprocess.run([sys.executable, "make_data.py", folder], check=True)
keras.utils.set_random_seed(1)

# The file is streamed, as if it were larger than memory. Rows of one hour are in the same part.
parts = csv_dataset(
    folder / "rentals.csv",
    label_name="rentals",
    na="mask",  # a gap in a number becomes NaN, in text the empty text
    batch_size=128,
    split={"train": 0.8, "test": 0.2},
    split_by="started",
    shuffle=True,
    shuffle_seed=1,
)

# The first rows suffice to choose layers: numbers are normalized, and gaps get the mean; text
# becomes one-hot vectors, in which a gap is all zeros. By default, dates also become the time since
# the first one, which a model would extrapolate: only the calendar is wanted here.
head = pd.read_csv(folder / "rentals.csv", nrows=1000)
calendar = DatetimeFeatures(["month", "weekday", "hour"], cyclic=["month", "weekday", "hour"])
prep = Preprocessor.from_frame(head, target="rentals", overrides={"started": calendar})

# All training rows decide what the layers learn. `map` caches what they compute, in the order of
# the first epoch.
prep.adapt(parts["train"])
train, test = prep.map(parts["train"]), prep.map(parts["test"])
print(prep)

# Counts: the loss is that of a Poisson distribution, whose mean the network returns.
network = keras.Sequential(
    [
        keras.layers.Dense(64, "relu"),
        keras.layers.Dense(32, "relu"),
        keras.layers.Dense(1, "exponential", name="rentals"),
    ]
)
network.compile(keras.optimizers.Adam(0.003), "poisson", metrics=["mean_absolute_error"])
network.fit(train.shuffle(200, seed=1), epochs=12, verbose=0)

learned, held_out = (np.concatenate([y for _, y in part]) for part in (train, test))
baseline = np.abs(held_out - learned.mean()).mean()
error = network.evaluate(test, verbose=0, return_dict=True)["mean_absolute_error"]
print(f"rows: {len(learned)} to train, {len(held_out)} to test")
print(f"mean absolute error: {error:.2f}; of the mean as a prediction: {baseline:.2f}")

# The exported model takes raw columns. The server has TensorFlow, and not this package.
export_model(prep.attach(network), folder / "model", overwrite=True)
subprocess.run([sys.executable, "serve.py", folder / "model", folder / "new.csv"], check=True)
