"""What users run to bring data in, as they would write it."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf
from PIL import Image

from prelayer import (
    CenterCrop,
    DataGenerator,
    ImageDataGenerator,
    Normalization,
    Rescaling,
    TextVectorization,
    class_names,
    csv_dataset,
    export_model,
    image_dataset_from_directory,
    map_features,
    schema,
    text_dataset_from_directory,
)

GRAYS = {"class_a": 50, "class_b": 200}


@pytest.fixture
def images(tmp_path):
    """A folder of 40 plain images in each of two folders, darker and lighter ones."""
    for name, gray in GRAYS.items():
        (tmp_path / "main_directory" / name).mkdir(parents=True)
        for number in range(40):
            pixels = np.full((30, 20, 3), gray + number, np.uint8)
            Image.fromarray(pixels).save(tmp_path / "main_directory" / name / f"{number}.png")
    return tmp_path / "main_directory"


def test_folders_of_images_become_datasets(images):
    dataset = image_dataset_from_directory(images, batch_size=64, image_size=(200, 200))
    data, labels = next(iter(dataset))
    assert (data.shape, data.dtype) == ((64, 200, 200, 3), tf.float32)
    assert (labels.shape, labels.dtype) == ((64,), tf.int32)
    np.testing.assert_array_equal(labels, data[:, 0, 0, 0] > 100)
    names = ["class_b", "class_a"]
    dataset = image_dataset_from_directory(images, image_size=(200, 200), class_names=names)
    for data, labels in dataset:
        np.testing.assert_array_equal(labels, data[:, 0, 0, 0] < 100)
    assert class_names(dataset) == names


def test_folders_of_texts_become_datasets(tmp_path):
    for name in ("class_a", "class_b"):
        (tmp_path / "main_directory" / name).mkdir(parents=True)
        for number in range(40):
            text = f"text {number} of {name}"
            (tmp_path / "main_directory" / name / f"{number}.txt").write_text(text)
    dataset = text_dataset_from_directory(tmp_path / "main_directory", batch_size=64)
    data, labels = next(iter(dataset))
    assert (data.shape, data.dtype) == ((64,), tf.string)
    assert (labels.shape, labels.dtype) == ((64,), tf.int32)
    assert [text.endswith(b"class_b") for text in data.numpy()] == labels.numpy().tolist()


def test_a_csv_file_becomes_a_dataset(tmp_path):
    frame = pd.DataFrame({"x": np.arange(100) / 8, "kind": ["u", "v"] * 50, "target": range(100)})
    frame.to_csv(tmp_path / "data.csv", index=False)
    dataset = csv_dataset(tmp_path / "data.csv", batch_size=64, label_name="target")
    features, target = next(iter(dataset))
    assert list(features) == ["x", "kind"]
    np.testing.assert_array_equal(target, np.arange(64))
    np.testing.assert_array_equal(features["x"], np.arange(64, dtype="float32") / 8)
    assert features["kind"].numpy().tolist() == [b"u", b"v"] * 32


class Homes(DataGenerator):
    """Photo, text and number of the rows of a batch."""

    epochs = 0

    def load(self, rows):
        photos = [np.asarray(Image.open(path).resize((10, 10))) for path in rows["path"]]
        return {"photo": np.stack(photos), "note": rows["note"], "area": rows["area"][:, None]}

    def on_epoch_end(self):
        super().on_epoch_end()
        self.epochs += 1


@pytest.fixture
def homes(images):
    """A data frame whose rows tell their number in every column."""
    places = [(name, number) for name in GRAYS for number in range(40)]
    return pd.DataFrame(
        {
            "path": [str(images / name / f"{number}.png") for name, number in places],
            "note": [f"gray {GRAYS[name] + number}" for name, number in places],
            "area": [float(GRAYS[name] + number) for name, number in places],
            "kind": [name for name, _ in places],
        }
    )


def several_inputs():
    """Images and numbers are prepared in the model, text in the dataset."""
    photo = keras.Input((10, 10, 3), name="photo")
    note = keras.Input((2,), name="note", dtype="int64")
    area = keras.Input((1,), name="area")
    seen = keras.layers.Flatten()(CenterCrop(4, 4)(Rescaling(1 / 255)(photo)))
    read = keras.layers.Flatten()(keras.layers.Embedding(200, 4)(note))
    inputs = {"photo": photo, "note": note, "area": area}
    joined = keras.layers.Concatenate()([seen, read, Normalization(mean=120, variance=6000)(area)])
    return inputs, keras.layers.Dense(2, "softmax")(joined)


def test_a_generator_of_ones_own_trains_a_model_of_several_inputs_with_workers(homes):
    generator = Homes(homes, ["path", "note", "area"], "kind", batch_size=32, num_classes=2, seed=1)
    assert len(generator) == 3
    x, y = generator[0]
    assert (x["photo"].shape, y.shape) == ((32, 10, 10, 3), (32, 2))
    dataset = generator.as_dataset(workers=4)
    orders = []
    for _ in range(2):
        order = []
        for x, y in dataset:
            grays = x["photo"].numpy()[:, 0, 0, 0]
            np.testing.assert_array_equal(x["area"][:, 0], grays)
            assert x["note"].numpy().tolist() == [f"gray {gray}".encode() for gray in grays]
            np.testing.assert_array_equal(np.argmax(y, axis=1), grays >= GRAYS["class_b"])
            order.extend(grays.tolist())
        orders.append(order)
    assert sorted(orders[0]) == sorted(orders[1]) == sorted(homes["area"].tolist())
    assert orders[0] != orders[1]
    assert generator.epochs == 2
    assert schema(dataset).feature_names == ("photo", "note", "area")

    vectorizer = TextVectorization(output_sequence_length=2)
    vectorizer.adapt(homes["note"])
    keras.utils.set_random_seed(1)
    model = keras.Model(*several_inputs())
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(map_features(dataset, {"note": vectorizer}), epochs=15, verbose=0).history
    assert history["accuracy"][-1] > 0.9


EVERY_OPTION = {
    "featurewise_center": True,
    "featurewise_std_normalization": True,
    "samplewise_center": True,
    "samplewise_std_normalization": True,
    "zca_whitening": True,
    "rotation_range": 20,
    "width_shift_range": 0.1,
    "height_shift_range": 0.1,
    "brightness_range": (0.8, 1.2),
    "shear_range": 10.0,
    "zoom_range": 0.1,
    "channel_shift_range": 10.0,
    "fill_mode": "reflect",
    "horizontal_flip": True,
    "vertical_flip": True,
    "rescale": 1 / 255,
    "preprocessing_function": lambda image: image + 0.0,
    "validation_split": 0.25,
}


def test_the_old_generator_of_images_does_all_that_it_did(images, homes):
    generator = ImageDataGenerator(**EVERY_OPTION)
    x = np.random.default_rng(1).integers(0, 256, (80, 10, 10, 3)).astype("float32")
    y = np.arange(80) % 2
    generator.fit(x)
    files = {"target_size": (10, 10), "batch_size": 16, "class_mode": "sparse", "verbose": False}
    for subset, rows in (("training", 60), ("validation", 20)):
        for dataset in (
            generator.flow(x, y, batch_size=16, subset=subset),
            generator.flow_from_directory(images, subset=subset, **files),
            generator.flow_from_dataframe(
                homes, x_col="path", y_col="kind", subset=subset, **files
            ),
        ):
            batches = list(dataset)
            assert sum(len(labels) for _, labels in batches) == rows
            assert all(np.isfinite(found).all() for found, _ in batches)
            assert batches[0][0].shape[1:] == (10, 10, 3)
    model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(2, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    training, validation = (
        generator.flow_from_directory(images, subset=subset, **files)
        for subset in ("training", "validation")
    )
    history = model.fit(training, validation_data=validation, epochs=2, verbose=0).history
    assert np.isfinite(history["val_loss"]).all()


def test_text_is_prepared_in_the_dataset_and_the_deployed_model_has_all_of_it(tmp_path, homes):
    vectorizer = TextVectorization(output_sequence_length=2)
    vectorizer.adapt(homes["note"])
    inputs, outputs = several_inputs()
    model = keras.Model(inputs, outputs)
    raw = {**inputs, "note": keras.Input((), name="note", dtype="string")}
    deployed = keras.Model(raw, model({**raw, "note": vectorizer(raw["note"])}))
    generator = Homes(homes, ["path", "note", "area"], batch_size=80, shuffle=False)
    ((x,),) = generator.as_dataset(workers=2)
    x = {**x, "photo": tf.cast(x["photo"], tf.float32), "area": tf.cast(x["area"], tf.float32)}
    expected = model.predict({**x, "note": vectorizer(x["note"])}, verbose=0)
    served = tf.saved_model.load(export_model(deployed, tmp_path / "served"))
    (found,) = served.signatures["serving_default"](**x).values()
    np.testing.assert_allclose(found, expected, rtol=1e-5)
