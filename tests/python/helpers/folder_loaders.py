"""The loaders that read files below a folder, and folders for them."""

import folders
import sounds
from image_folders import load
from prelayer import ImageDataGenerator, audio_dataset_from_directory, text_dataset_from_directory


def load_images(root):
    return load(root, follow_links=True)


def load_flow(root):
    generator = ImageDataGenerator(validation_split=0.5)
    return generator.flow_from_directory(root, (8, 9), follow_links=True, verbose=False)


def load_texts(root):
    return text_dataset_from_directory(root, follow_links=True, verbose=False)


def load_sounds(root):
    return audio_dataset_from_directory(root, follow_links=True, verbose=False)


LOADERS = {
    "images": (load_images, ".png"),
    "images without classes": (lambda root: load(root, labels=None), ".png"),
    "flow": (load_flow, ".png"),
    "texts": (load_texts, ".txt"),
    "sounds": (load_sounds, ".wav"),
}


def write_files(root, extension):
    """Writes two files a class; returns their paths below `root`."""
    names = [f"{kind}/{number}{extension}" for kind in "ab" for number in range(2)]
    if extension == ".png":
        folders.write_images(root, ["a", "b"], count=2)
    elif extension == ".txt":
        folders.write_texts(root, dict.fromkeys(names, "text"))
    else:
        sounds.write_sounds(root, dict.fromkeys(names, 100))
    return names
