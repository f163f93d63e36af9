"""A photo, a title and facts of each offer in one model, which takes them as they come.

Usage, in this folder: python image_text_table.py FOLDER, where data and model are written.
"""

import subprocess
import sys
from pathlib import Path

import keras
import pandas as pd
import tensorflow as tf

from prelayer import (
    DecodeImage,
    Log,
    Normalization,
    Preprocessor,
    Rescaling,
    StringLookup,
    TextVectorization,
    dataset_from_frame,
    export_model,
    feature,
    inputs_from,
    map_features,
)

folder = Path(sys.argv[1])
subprocess.run([sys.executable, "make_data.py", folder], check=True)
keras.utils.set_random_seed(1)

# The photos are read as bytes, as a server receives them: decoding them is a layer, too.
offers = pd.read_csv(folder / "offers.csv")
offers["photo"] = [str(folder / path) for path in offers["photo"]]
parts = dataset_from_frame(
    offers,
    target="sold",
    batch_size=50,
    na="mask",  # a gap in a number becomes NaN, in text the empty text
    split={"train": 0.75, "test": 0.25},
    stratify="sold",
    seed=1,
)
read_files = {"photo": lambda paths: tf.map_fn(tf.io.read_file, paths)}
train, test = (map_features(part, read_files) for part in parts.values())

# All layers of all inputs; the result has an entry for photos, and one for everything else.
facts = Preprocessor(
    {
        "title": TextVectorization(output_mode="multi_hot"),
        "height": Normalization(missing="indicator"),
        "price": [Log(), Normalization()],
        "country": StringLookup(mask_token="", output_mode="one_hot"),
        "year": Normalization(),
    }
)
prep = Preprocessor(
    {"pixels": feature("photo", layers=[DecodeImage(32, 32), Rescaling(1 / 255)]), "facts": facts},
    output="dict",
)
print(prep.adapt(train))
print(prep)
cached = prep.map(train)

# A network with two inputs of these names.
inputs = inputs_from(cached)
x = inputs["pixels"]
for filters in (16, 32, 32):
    x = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    x = keras.layers.MaxPooling2D()(x)
x = keras.layers.Concatenate()(
    [keras.layers.Flatten()(x), keras.layers.Dense(32, "relu")(inputs["facts"])]
)
x = keras.layers.Dense(32, "relu")(keras.layers.Dropout(0.3)(x))
sold = keras.layers.Dense(1, "sigmoid", name="sold")(x)
network = keras.Model(inputs, sold)
network.compile("adam", "binary_crossentropy", metrics=["accuracy"])
network.fit(cached.shuffle(24, seed=1), epochs=20, verbose=0)

# With the layers in front, the model takes files, texts and numbers.
model = prep.attach(network)
model.compile(loss="binary_crossentropy", metrics=["accuracy"])


def accuracy(dataset):
    """Returns the share of offers that the model predicts."""
    return model.evaluate(dataset, verbose=0, return_dict=True)["accuracy"]


usual = offers["sold"].value_counts(normalize=True).max()
print(f"offers: {len(offers)}, accuracy: {accuracy(test):.2f}, of the usual answer: {usual:.2f}")
# What each input contributes: the photo of another offer, no title, the usual price.
for name, other in {
    "photo": lambda photo: tf.roll(photo, 1, 0),
    "title": tf.zeros_like,
    "price": lambda price: tf.ones_like(price) * float(offers["price"].median()),
}.items():
    print(f"accuracy without the {name}: {accuracy(map_features(test, {name: other})):.2f}")

export_model(model, folder / "model", overwrite=True)
subprocess.run([sys.executable, "serve.py", folder / "model", folder], check=True)
