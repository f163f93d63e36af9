"""`DataGenerator.load()`, the method that subclasses override."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf
from PIL import Image

from prelayer import DataGenerator, StringLookup, schema


class ImagesWithText(DataGenerator):
    """Images, titles and numbers at once."""

    def load(self, rows):
        images = [np.asarray(Image.open(path).resize((4, 6))) for path in rows["path"]]
        return {"image": np.stack(images), "title": rows["title"], "size": rows["size"]}


def test_images_text_and_numbers_train_a_model_of_several_inputs(tmp_path):
    frame = {"path": [], "title": [], "size": np.arange(12.0), "kind": [0, 1, 2] * 4}
    for number in range(12):
        image = Image.fromarray(np.full((9, 8, 3), number * 20, np.uint8))
        image.save(tmp_path / f"{number}.png")
        frame["path"].append(str(tmp_path / f"{number}.png"))
        frame["title"].append(f"word{number % 2}")
    generator = ImagesWithText(
        pd.DataFrame(frame), ["path", "title", "size"], "kind", batch_size=5, num_classes=3, seed=0
    )
    dataset = generator.as_dataset(workers=4)
    assert schema(dataset).feature_names == ("image", "title", "size")
    assert schema(dataset).target_names == ("kind",)
    seen = {}
    for x, y in dataset:
        assert x["image"].shape[1:] == (6, 4, 3)
        for image, title, size, kind in zip(*(x[key].numpy() for key in x), y.numpy()):
            seen[size] = (image.max(), title, kind.argmax())
    assert seen == {float(row): (row * 20, b"word%d" % (row % 2), row % 3) for row in range(12)}
    image = keras.Input((6, 4, 3), name="image", dtype="uint8")
    title = keras.Input((), name="title", dtype="string")
    size = keras.Input((1,), name="size")
    lookup = StringLookup(vocabulary=["word0", "word1"], output_mode="one_hot")
    flat = keras.layers.Flatten()(keras.layers.Rescaling(1 / 255)(image))
    joined = keras.layers.Concatenate()([flat, lookup(title), size])
    model = keras.Model([image, title, size], keras.layers.Dense(3, "softmax")(joined))
    model.compile("adam", "categorical_crossentropy")
    history = model.fit(dataset, epochs=10, verbose=0).history["loss"]
    assert history[-1] < history[0]


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (np.zeros((2, 3)), "the shape (2, 3)"),
        ([np.zeros((8, 9)), np.zeros((8, 9)), np.zeros((8, 9))], "the shape (8, 9)"),
        ({"a": np.zeros(3), "b": (np.zeros((3, 1)), tf.zeros((1, 3)))}, "the shape (1, 3)"),
        ([1, 2], "2 values"),
    ],
)
def test_what_is_loaded_has_a_row_for_each_row(made, found):
    class Loading(DataGenerator):
        def load(self, rows):
            return made

    generator = Loading({"x": [1, 2, 3], "y": [1, 2, 3]}, "x", "y")
    sentence = (
        "DataGenerator: `load()` must return arrays of 3 rows, as many as it got, but one has "
        f"{found}. A list of arrays is several features; stack them "
        "to one array for a single feature."
    )
    for read in (generator.as_dataset, lambda: generator[0]):
        with pytest.raises(ValueError) as caught:
            read()
        assert str(caught.value) == sentence
