"""The image workflow in Python: files, dataset, augmentation, model, picture, export.

Usage: image.py FOLDER; reads FOLDER/images, writes FOLDER/python/.
"""

import sys
from pathlib import Path

import keras
import numpy as np
from keras import layers

from prelayer import (
    RandomFlip,
    RandomRotation,
    RandomZoom,
    Rescaling,
    Resizing,
    export_model,
    image_dataset_from_directory,
)

SIZE = (64, 64)
root = Path(sys.argv[1])
output = root / "python"
output.mkdir(exist_ok=True)
keras.utils.set_random_seed(1)

train, held_out = image_dataset_from_directory(
    root / "images",
    image_size=SIZE,
    validation_split=0.2,
    subset="both",
    seed=1,
    verbose=False,
)
augmentation = keras.Sequential(
    [RandomFlip("horizontal"), RandomRotation(0.05), RandomZoom(0.15)], name="augmentation"
)

# The picture: a class a row, first an image as it is, then augmented.
one_of_each = {int(label): image for image, label in train.unbatch()}
images = np.stack([image for _, image in sorted(one_of_each.items())])
columns = [images] + [augmentation(images, training=True) for _ in range(7)]
framed = [
    np.pad(column, ((0, 0), (2, 2), (2, 2), (0, 0)), constant_values=255) for column in columns
]
grid = np.concatenate([np.concatenate(list(column)) for column in framed], axis=1)
keras.utils.save_img(output / "augmented.png", grid.repeat(2, 0).repeat(2, 1), scale=False)

inputs = keras.Input((*SIZE, 3))
x = augmentation(Rescaling(1 / 255)(inputs))
for filters in (16, 32, 64):
    x = layers.Conv2D(filters, 3, activation="relu")(x)
    x = layers.MaxPooling2D()(x)
x = layers.Dense(64, activation="relu")(layers.Flatten()(x))
outputs = layers.Dense(len(train.class_names), activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(train, validation_data=held_out, epochs=25, verbose=0).history

# One artifact for deployment, that takes images of any size as they are decoded.
raw = keras.Input((None, None, 3), dtype="uint8")
export_model(keras.Model(raw, model(Resizing(*SIZE)(raw))), str(output / "image"))

first, last = history["accuracy"][0], history["accuracy"][-1]
print(
    f"Python, images: accuracy {first:.2f} in the first epoch, {last:.2f} in the last, "
    f"{history['val_accuracy'][-1]:.2f} on held-out files"
)
