"""What users run, as they would write it."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from prelayer import (
    CenterCrop,
    Normalization,
    RandomFlip,
    RandomRotation,
    RandomZoom,
    Rescaling,
    StringLookup,
    TextVectorization,
)


def test_a_layer_is_a_function():
    rotated = RandomRotation(0.125)(np.eye(5))
    assert rotated.shape == (5, 5)
    assert rotated.dtype == tf.float32
    quarter = RandomRotation((0.25, 0.25))(np.arange(9.0).reshape(3, 3))
    np.testing.assert_allclose(quarter, np.rot90(np.arange(9.0).reshape(3, 3)), atol=1e-4)


def test_a_layer_learns():
    layer = StringLookup()
    layer.adapt(["cyan", "turquoise", "celeste"])
    assert layer.get_vocabulary() == ["[UNK]", "turquoise", "cyan", "celeste"]
    np.testing.assert_array_equal(layer(["azure", "cyan"]), [0, 2])


def test_text_becomes_sequences_and_bigrams():
    training_data = np.array([["This is the 1st sample."], ["And here's the 2nd sample."]])
    vectorizer = TextVectorization(output_mode="int")
    vectorizer.adapt(training_data)
    integers = vectorizer(training_data)
    assert integers.dtype == tf.int64
    np.testing.assert_array_equal(integers, [[4, 5, 2, 9, 3], [7, 6, 2, 8, 3]])
    vectorizer = TextVectorization(output_mode="binary", ngrams=2)
    vectorizer.adapt(training_data)
    bigrams = vectorizer(training_data)
    assert bigrams.dtype == tf.float32
    np.testing.assert_array_equal(
        bigrams,
        [
            [0, 1, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1],
            [0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0],
        ],
    )


def test_images_are_cropped_and_rescaled():
    training_data = np.random.randint(0, 256, size=(64, 200, 200, 3)).astype("float32")
    training_data[0, 30:32, 30:32] = [[0], [255]]
    output = Rescaling(scale=1.0 / 255)(CenterCrop(height=150, width=150)(training_data))
    assert output.shape == (64, 150, 150, 3)
    assert (np.min(output), np.max(output)) == (0.0, pytest.approx(1.0))
    np.testing.assert_allclose(output, training_data[:, 25:175, 25:175] / 255, atol=1e-6)


def image_model():
    inputs = keras.Input(shape=(None, None, 3))
    x = CenterCrop(height=150, width=150)(inputs)
    x = Rescaling(scale=1.0 / 255)(x)
    x = keras.layers.Conv2D(filters=4, kernel_size=(3, 3), activation="relu")(x)
    x = keras.layers.MaxPooling2D(pool_size=(3, 3))(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))


def test_a_model_takes_images_of_any_size():
    model = image_model()
    for size in (150, 200, 100):
        probabilities = model(np.random.randint(0, 256, size=(2, size, size + 20, 3)))
        assert probabilities.shape == (2, 10)
        np.testing.assert_allclose(np.sum(probabilities, axis=1), 1, rtol=1e-5)


def table(rows):
    numbers = np.random.default_rng(0).normal(5, 2, size=(rows, 4)).astype("float32")
    return numbers, (numbers[:, 0] > 5).astype("int32")


def classifier(normalizer):
    inputs = keras.Input((4,))
    hidden = keras.layers.Dense(16, activation="relu")(normalizer(inputs))
    return inputs, keras.layers.Dense(2, activation="softmax")(hidden)


def test_trains_on_arrays_and_on_a_dataset(tmp_path):
    keras.utils.set_random_seed(1)
    x, y = table(512)
    normalizer = Normalization()
    normalizer.adapt(x)
    model = keras.Model(*classifier(normalizer))
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="sparse_categorical_crossentropy",
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="acc")],
    )
    callbacks = [
        keras.callbacks.ModelCheckpoint(tmp_path / "model_{epoch}.keras"),
        keras.callbacks.TensorBoard(tmp_path / "logs"),
    ]
    model.fit(x, y, epochs=2, verbose=0, callbacks=callbacks, validation_data=(x, y))
    dataset = tf.data.Dataset.from_tensor_slices((x, y)).batch(32)
    history = model.fit(dataset, epochs=8, verbose=0, validation_data=dataset).history
    assert set(history) == {"acc", "loss", "val_acc", "val_loss"}
    assert history["val_acc"][-1] > 0.9
    assert model.evaluate(dataset, verbose=0, return_dict=True)["acc"] > 0.9
    saved = keras.saving.load_model(tmp_path / "model_2.keras")
    np.testing.assert_array_equal(saved.layers[1].mean, normalizer.mean)
    assert list((tmp_path / "logs").rglob("events*"))


class OneStep(keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = self.compute_loss(y=y, y_pred=self(x, training=True))
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        return {"step_loss": loss}


def test_trains_with_a_step_of_ones_own():
    keras.utils.set_random_seed(1)
    x, y = table(256)
    normalizer = Normalization()
    model = OneStep(*classifier(normalizer))
    normalizer.adapt(x)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    losses = model.fit(x, y, epochs=5, verbose=0).history["step_loss"]
    assert losses[-1] < losses[0]


def test_augmentation_acts_in_a_dataset_and_in_training_only():
    augmentation = keras.Sequential(
        [RandomFlip("horizontal"), RandomRotation(0.1), RandomZoom(0.1)], name="augmentation"
    )
    images = np.random.default_rng(0).uniform(size=(16, 32, 32, 3)).astype("float32")
    inputs = keras.Input((32, 32, 3))
    model = keras.Model(inputs, augmentation(inputs))
    np.testing.assert_array_equal(model.predict(images, verbose=0), images)
    np.testing.assert_array_equal(model(images), images)
    np.testing.assert_array_equal(augmentation.predict(images, verbose=0), images)
    assert np.abs(model(images, training=True) - images).mean() > 0.01
    mixed = keras.Sequential([RandomFlip("horizontal"), keras.layers.Rescaling(1.0)])
    for acts in (RandomRotation(0.1), augmentation, mixed):
        assert np.abs(acts(images) - images).mean() > 0.01
        (mapped,) = tf.data.Dataset.from_tensors(images).map(acts)
        assert np.abs(mapped - images).mean() > 0.01
