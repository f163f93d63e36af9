"""The text workflow in Python: files, vocabulary, dataset, model, export.

Usage: text.py FOLDER; reads FOLDER/texts, writes FOLDER/python/.
"""

import sys
from pathlib import Path

import keras
import tensorflow as tf
from keras import layers

from prelayer import TextVectorization, export_model, text_dataset_from_directory

root = Path(sys.argv[1])
output = root / "python"
output.mkdir(exist_ok=True)
keras.utils.set_random_seed(1)

train, held_out = text_dataset_from_directory(
    root / "texts", validation_split=0.2, subset="both", seed=1, verbose=False
)
vectorizer = TextVectorization(output_mode="int")
vectorizer.adapt(train)


def as_indices(texts, labels):
    return vectorizer(texts), labels


inputs = keras.Input((None,), dtype="int64")
x = layers.Embedding(vectorizer.vocabulary_size(), 16, mask_zero=True)(inputs)
outputs = layers.Dense(1, activation="sigmoid")(layers.GRU(8)(x))
model = keras.Model(inputs, outputs)
model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy", metrics=["accuracy"])
history = model.fit(
    train.map(as_indices, num_parallel_calls=tf.data.AUTOTUNE).prefetch(2),
    validation_data=held_out.map(as_indices),
    epochs=10,
    verbose=0,
).history

# One artifact for deployment, that takes strings.
strings = keras.Input((1,), dtype="string")
export_model(keras.Model(strings, model(vectorizer(strings))), str(output / "text"))

first, last = history["accuracy"][0], history["accuracy"][-1]
print(
    f"Python, texts:  accuracy {first:.2f} in the first epoch, {last:.2f} in the last, "
    f"{history['val_accuracy'][-1]:.2f} on held-out files"
)
