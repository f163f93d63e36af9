"""Datasets of the images below a folder, as tests read them."""

import numpy as np
import pandas as pd

from folders import write_images
from prelayer import image_dataset_from_directory


def load(root, **arguments):
    arguments = {"image_size": (8, 9), "verbose": False, "shuffle": False, **arguments}
    return image_dataset_from_directory(root, **arguments)


def load_unlabeled(root, **arguments):
    return load(root, labels=None, **arguments)


def images_of(dataset):
    """All images of a batched dataset without labels, as an array."""
    return np.concatenate([batch.numpy() for batch in dataset])


def together(dataset):
    """All images and all labels of a batched dataset, as arrays."""
    batches = [tuple(part.numpy() for part in batch) for batch in dataset]
    return tuple(np.concatenate(parts) for parts in zip(*batches))


def labels_of(dataset):
    return together(dataset)[1]


def write_image_table(root):
    """Writes six images; returns a table of paths and labels, shuffled, and {path: array}."""
    images = write_images(root, ["cat", "dog"], count=3)
    paths = [str(path)[len(str(root)) + 1 :] for path in images]
    table = pd.DataFrame({"path": paths, "label": [path[:3] for path in paths]})
    return table.sample(frac=1, random_state=4), images
