"""A server's side: loads what was exported, with TensorFlow alone, and gives it raw input.

Usage: serve.py FOLDER; reads FOLDER/python/, FOLDER/r/ and FOLDER/new/.
"""

import importlib.util
import sys
from pathlib import Path

import tensorflow as tf

REVIEWS = ("A wonderful film, superb actors!", "A boring film, absurd and noisy.")
root = Path(sys.argv[1])
classes = sorted(folder.name for folder in (root / "new").iterdir())
assert importlib.util.find_spec("prelayer") is None, "this environment must not have prelayer"


def load(path: Path):
    """Returns a function from one tensor to one array."""
    loaded = tf.saved_model.load(str(path))
    signature = loaded.signatures["serving_default"]
    (name,) = signature.structured_input_signature[1]

    def predict(values):
        (result,) = signature(**{name: values}).values()
        return result.numpy()

    predict.loaded = loaded  # its variables live as long as it does
    return predict


for language, folder in (("Python", "python"), ("R", "r")):
    predict = load(root / folder / "image")
    answers = []
    for path in sorted((root / "new").glob("*/*.jpg")):
        image = tf.io.decode_jpeg(tf.io.read_file(str(path)), channels=3)
        probabilities = predict(image[tf.newaxis])[0]
        answers.append(
            f"{path.parent.name} -> {classes[probabilities.argmax()]} {probabilities.max():.2f}"
        )
    print(f"Served {language}'s image model on raw files: " + ", ".join(answers))

    predict = load(root / folder / "text")
    probabilities = predict(tf.constant(REVIEWS)[:, tf.newaxis])[:, 0]
    answers = [f'"{text}" {p:.2f}' for text, p in zip(REVIEWS, probabilities)]
    print(f"Served {language}'s text model on raw strings, chance of praise: " + ", ".join(answers))
