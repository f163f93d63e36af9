"""Whole workflows of users, from raw data to a model, as they would write them."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from prelayer import (
    RandomFlip,
    RandomRotation,
    RandomZoom,
    Rescaling,
    TextVectorization,
    export_model,
)


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
