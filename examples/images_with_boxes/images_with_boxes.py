"""Images with bounding boxes: augmented together, a detector of one sign, a model for phones.

Usage, in this folder: python images_with_boxes.py FOLDER, where all files are written.
"""

import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pandas as pd

import prelayer

EPOCHS, SIZE = 24, (48, 48)
EDGES = ["left", "top", "right", "bottom"]
folder = Path(sys.argv[1])
subprocess.run([sys.executable, "make_data.py", folder], check=True)

# Files have any size, a batch has one: boxes relative to the image remain true when it is resized.
frame = pd.read_csv(folder / "boxes.csv")
frame[["left", "right"]] = frame[["left", "right"]].div(frame["width"], axis=0)
frame[["top", "bottom"]] = frame[["top", "bottom"]].div(frame["height"], axis=0)


def load(part, shuffle):
    """Returns a dataset of images and their boxes."""
    dataset = prelayer.dataset_from_frame(
        frame[frame["part"] == part],
        features=prelayer.image_column("path", SIZE, directory=folder),
        target={
            "boxes": prelayer.label_column(EDGES, "float"),
            "labels": prelayer.label_column("sign"),
        },
        shuffle=shuffle,
        seed=1,
    )
    # Image layers take any number of boxes per image: an axis, which has one entry here.
    return dataset.map(lambda image, y: (image, {"bounding_boxes": {k: y[k][:, None] for k in y}}))


def one_box(images, y):
    """Returns images and the target of the model."""
    return images, y["bounding_boxes"]["boxes"][:, 0]


train, test = load("train", shuffle=True), load("test", shuffle=False).map(one_box)
signs = prelayer.class_names(train)["labels"]

# All signs to train on are on the left, those to test are not. Boxes move with the pixels, and each
# epoch has other images, reproducibly by the seed.
pipeline = prelayer.AugmentationPipeline(
    [
        prelayer.RandomFlip("horizontal"),
        prelayer.RandomTranslation(0.15, 0.15, fill_mode="nearest"),
        prelayer.RandomZoom((-0.2, 0.2), fill_mode="nearest"),
        prelayer.RandomBrightness(0.2),
    ],
    bounding_box_format="rel_xyxy",
)
augmented = prelayer.augment(train, pipeline, seed=1)
first, labels = next(iter(train))
figure = prelayer.plot_augmentations(
    pipeline, {"images": first, **labels}, n=8, seed=1, class_names=signs
)
figure.savefig(folder / "augmented.png")


def detector(dataset):
    """Returns a fitted model of images with values from 0 to 255."""
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input((*SIZE, 3)), prelayer.Rescaling(1 / 255)], name="box")
    for filters in (16, 32, 64):
        model.add(keras.layers.Conv2D(filters, 3, strides=2, padding="same", activation="relu"))
    for layer in (keras.layers.Flatten(), keras.layers.Dense(64, "relu"), keras.layers.Dense(4)):
        model.add(layer)
    rate = keras.optimizers.schedules.CosineDecay(0.003, EPOCHS * len(dataset))
    model.compile(keras.optimizers.Adam(rate), "huber")
    model.fit(dataset.map(one_box), epochs=EPOCHS, verbose=0)
    return model


truth = np.concatenate([boxes for _, boxes in test])


def mean_iou(boxes):
    """Returns the overlap of each box with the one that was drawn, on average."""
    return np.mean(prelayer.compute_iou(boxes[:, None], truth[:, None], "rel_xyxy"))


model = detector(augmented)
usual = frame.loc[frame["part"] == "train", EDGES].mean().to_numpy()
print("images:", *frame["part"].value_counts().loc[["train", "test"]])
print(f"IoU, augmented: {mean_iou(model.predict(test, verbose=0)):.2f}")
print(f"IoU, as drawn: {mean_iou(detector(train).predict(test, verbose=0)):.2f}")
print(f"IoU, the mean box: {mean_iou(np.tile(usual, (len(truth), 1))):.2f}")

# The phone has frames of one size, and LiteRT; the exported model resizes them.
camera = keras.Input((96, 128, 3), dtype="uint8", name="frame")
whole = keras.Model(camera, model(prelayer.Resizing(*SIZE)(camera)))
prelayer.export_model(whole, folder / "box.tflite", format="litert", overwrite=True)
subprocess.run(
    [sys.executable, "serve.py", folder / "box.tflite", folder / "frames.npz"], check=True
)
