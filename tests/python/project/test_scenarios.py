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
    export_model,
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


def test_preprocessing_works_in_the_input_pipeline():
    scale = Rescaling(1.0 / 255)
    dataset = tf.data.Dataset.from_tensor_slices((np.full((4, 2, 2, 3), 51), [0, 1, 0, 1])).batch(2)
    for images, labels in dataset.map(lambda x, y: (scale(x), y)):
        np.testing.assert_allclose(images, np.full((2, 2, 2, 3), 0.2), rtol=1e-6)
        np.testing.assert_array_equal(labels, [0, 1])
    vectorizer = TextVectorization(output_mode="multi_hot")
    vectorizer.adapt(["good", "bad"])
    texts = tf.data.Dataset.from_tensor_slices((["good", "bad", "good"], [1, 0, 1])).batch(3)
    texts = texts.map(lambda x, y: (vectorizer(x), y), num_parallel_calls=tf.data.AUTOTUNE)
    model = keras.Sequential(
        [keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros")]
    )
    model.compile(loss="binary_crossentropy")
    ((vectors, _),) = texts
    np.testing.assert_array_equal(vectors, [[0, 1, 0], [0, 0, 1], [0, 1, 0]])
    losses = model.fit(texts.prefetch(tf.data.AUTOTUNE), verbose=0).history["loss"]
    np.testing.assert_allclose(losses, [np.log(2)], rtol=1e-6)


def test_preprocessing_works_in_the_model():
    inputs = keras.Input((4, 4, 3))
    model = keras.Model(inputs, keras.layers.GlobalAveragePooling2D()(Rescaling(1.0 / 255)(inputs)))
    images = np.random.default_rng(0).uniform(0, 255, size=(2, 4, 4, 3)).astype("float32")
    np.testing.assert_allclose(model(images), images.mean(axis=(1, 2)) / 255, rtol=1e-5)


def small_network(weights, input_shape, classes):
    del weights
    inputs = keras.Input(input_shape)
    colors = keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(4, 3)(inputs))
    return keras.Model(inputs, keras.layers.Dense(classes, activation="softmax")(colors))


RESNET = pytest.param(
    keras.applications.ResNet50,
    marks=pytest.mark.slow(
        reason="ResNet50 is traced for training and for prediction, which takes half a minute."
    ),
)


@pytest.mark.parametrize("make_network", [small_network, RESNET])
def test_the_image_workflow_runs(make_network):
    x_train = np.random.default_rng(0).integers(0, 256, size=(32, 32, 32, 3)).astype("uint8")
    y_train = (np.arange(32) % 10)[:, np.newaxis]
    dataset = tf.data.Dataset.from_tensor_slices((x_train, y_train)).batch(16).repeat()
    network = make_network(weights=None, input_shape=(32, 32, 3), classes=10)
    augmentation = keras.Sequential(
        [RandomFlip("horizontal"), RandomRotation(0.1), RandomZoom(0.1)]
    )
    inputs = keras.Input((32, 32, 3))
    model = keras.Model(inputs, network(augmentation(Rescaling(1 / 255)(inputs))))
    model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy")
    history = model.fit(dataset, steps_per_epoch=2, verbose=0).history
    assert np.isfinite(history["loss"]).all()
    probabilities = model.predict(x_train[:2], verbose=0)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-5)
    plain = network(x_train[:2] / np.float32(255), training=False)
    np.testing.assert_allclose(probabilities, plain, atol=1e-4)


def test_the_text_workflow_ends_in_one_artifact_that_takes_strings(tmp_path):
    keras.utils.set_random_seed(1)
    vectorizer = TextVectorization(output_mode="int")
    vectorizer.adapt(
        [
            "From each according to his ability, to each according to his needs!",
            "Act that you use humanity, whether in your own person or in the person of any other, "
            "always at the same time as an end, never merely as a means.",
            "Reason is, and ought only to be the slave of the passions, and can never pretend to "
            "any other office than to serve and obey them.",
        ]
    )
    np.testing.assert_array_equal(
        vectorizer("To each according to his needs"), [2, 11, 14, 2, 10, 35]
    )
    inputs = keras.Input((None,), dtype="int64")
    x = keras.layers.Embedding(vectorizer.vocabulary_size(), 16)(inputs)
    x = keras.layers.GRU(8)(x)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(x))
    texts = ["From each according to his ability", "There is nothing higher than reason."]
    dataset = tf.data.Dataset.from_tensor_slices((texts, [1, 0])).batch(2)
    dataset = dataset.map(lambda x, y: (vectorizer(x), y), num_parallel_calls=tf.data.AUTOTUNE)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(dataset, verbose=0)
    raw = keras.Input((1,), dtype="string")
    end_to_end = keras.Model(raw, model(vectorizer(raw)))
    np.testing.assert_allclose(end_to_end(tf.constant(texts)), model(vectorizer(texts)), rtol=1e-6)
    served = tf.saved_model.load(export_model(end_to_end, tmp_path / "end_to_end"))
    np.testing.assert_allclose(
        served.serve(tf.constant(texts)[:, tf.newaxis]), end_to_end(tf.constant(texts)), rtol=1e-6
    )
