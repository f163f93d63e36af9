"""Pipeline: any layers one after the other, and how they learn."""

import copy
import pickle

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import (
    Discretization,
    IntegerLookup,
    MinMaxScaling,
    Normalization,
    Pipeline,
    RandomFlip,
    RandomInvert,
    RandomRotation,
    Rescaling,
    StringLookup,
    TextVectorization,
    adapt,
)

NUMBERS = np.array([[1.0], [2.0], [3.0], [6.0]])


@pytest.mark.parametrize("case", cases.load("pipeline"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


def scaled():
    return Pipeline([Normalization(), MinMaxScaling(feature_range=(-1, 1))])


@pytest.mark.parametrize(
    "data",
    [
        NUMBERS,
        NUMBERS[:, 0],
        NUMBERS.tolist(),
        tf.data.Dataset.from_tensor_slices(NUMBERS).batch(3),
        tf.data.Dataset.from_tensor_slices((NUMBERS, NUMBERS)).batch(3),
        [NUMBERS[:1], NUMBERS[1:]],
    ],
    ids=["array", "vector", "list", "dataset", "pairs", "batches"],
)
def test_learns_from_data_of_every_kind(data):
    pipeline = scaled()
    report = adapt(pipeline, data)
    assert (report.rows, report.passes) == (4, 2)
    assert report.layers == tuple(layer.name for layer in pipeline.layers)
    np.testing.assert_allclose(np.ravel(pipeline.layers[0].mean), [3])
    np.testing.assert_allclose(pipeline(NUMBERS), (NUMBERS - 3.5) / 2.5, atol=1e-6)


def test_learns_within_lists_and_dicts_of_layers():
    layers = {"number": scaled(), "word": StringLookup()}
    report = adapt(layers, {"number": NUMBERS[:, 0], "word": ["a", "b", "b", "b"]})
    assert report.passes == 2
    assert layers["word"].get_vocabulary() == ["[UNK]", "b", "a"]
    np.testing.assert_allclose(layers["number"]([[6.0]]), [[1]], atol=1e-6)
    adapt([pipeline := scaled(), other := Normalization()], NUMBERS)
    np.testing.assert_allclose(pipeline([[1.0]]), [[-1]], atol=1e-6)
    np.testing.assert_allclose(other.mean, [[3]])


def test_layers_of_keras_and_pipelines_within_learn():
    inner = Pipeline([keras.layers.Normalization(), Rescaling(2.0)])
    pipeline = Pipeline([Rescaling(0.5), inner, MinMaxScaling()])
    assert adapt(pipeline, NUMBERS).passes == 2
    np.testing.assert_allclose(inner.layers[0].mean, [[1.5]])
    np.testing.assert_allclose(pipeline(NUMBERS), (NUMBERS - 1) / 5, atol=1e-6)


def test_learns_in_a_pipeline_of_keras():
    pipeline = keras.layers.Pipeline([Rescaling(0.5), Normalization()])
    adapt(pipeline, NUMBERS)
    np.testing.assert_allclose(pipeline.layers[1].mean, [[1.5]])


def test_what_was_given_is_kept_and_what_was_learned_is_learned_anew():
    pipeline = Pipeline([Normalization(mean=1, variance=1), Discretization(num_bins=2)])
    assert adapt(pipeline, NUMBERS).passes == 1
    assert pipeline.layers[1].bin_boundaries == [1.5]
    adapt(pipeline, NUMBERS + 10)
    assert pipeline.layers[1].bin_boundaries == [11.5]


def test_random_layers_are_inactive_while_it_learns():
    images = np.zeros((2, 4, 4, 1), "float32")
    pipeline = Pipeline([RandomInvert((1, 1)), Normalization(axis=None)])
    adapt(pipeline, images)
    assert pipeline.layers[1].mean.numpy().item() == 0


def test_reports_what_it_cannot_learn_from():
    with pytest.raises(ValueError, match="on data that can be read again, not on a generator"):
        adapt(scaled(), iter([NUMBERS]))
    adapt(Pipeline([Rescaling(2.0), Normalization()]), iter([NUMBERS]))  # one pass
    inputs = keras.Input((1,))
    inner = scaled()
    model = keras.Model(inputs, Normalization()(inner(inputs)))
    with pytest.raises(ValueError, match=r"inside .* holds layers that learn\. Adapt it by itself"):
        adapt(model, NUMBERS)
    adapt(inner, NUMBERS)
    adapt(model, NUMBERS)
    assert np.abs(model(NUMBERS).numpy().mean()) < 1e-6
    sequential = keras.Sequential([keras.Input((1,)), Normalization()])
    with pytest.raises(ValueError, match=r"the model '.*' inside '.*' holds layers that learn"):
        adapt(Pipeline([sequential, MinMaxScaling()]), NUMBERS)


def test_computes_the_same_in_datasets_models_and_after_saving(tmp_path):
    pipeline = Pipeline([TextVectorization(output_mode="tf_idf"), MinMaxScaling()], name="own")
    texts = np.array(["a b", "b c", "c"], object)
    adapt(pipeline, texts)
    expected = pipeline(texts).numpy()
    dataset = tf.data.Dataset.from_tensor_slices(texts).batch(3).map(pipeline)
    np.testing.assert_array_equal(next(iter(dataset)), expected)
    inputs = keras.Input((), dtype="string")
    model = keras.Model(inputs, pipeline(inputs))
    assert model.output_shape == (None, 4)
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    copies = [
        loaded,
        copy.deepcopy(pipeline),
        pickle.loads(pickle.dumps(pipeline)),
        Pipeline.from_config(pipeline.get_config()),
    ]
    for copied in copies:
        np.testing.assert_array_equal(copied(tf.constant(texts.astype(str))), expected)


def test_is_made_from_a_config_of_keras():
    theirs = keras.layers.Pipeline([keras.layers.Rescaling(2.0), keras.layers.CenterCrop(1, 1)])
    ours = Pipeline.from_config(theirs.get_config())
    images = np.arange(9.0, dtype="float32").reshape(1, 3, 3, 1)
    np.testing.assert_array_equal(ours(images), theirs(images))
    assert ours.compute_output_shape((1, 3, 3, 1)) == (1, 1, 1, 1)


def test_moves_labels_with_images():
    images = np.arange(8.0, dtype="float32").reshape(1, 2, 4, 1)
    batch = {"images": images, "segmentation_masks": images.astype("int32")}
    moved = Pipeline([RandomFlip(), RandomFlip()])(batch)
    np.testing.assert_array_equal(moved["images"], moved["segmentation_masks"])


def test_follows_training_in_a_model():
    pipeline = Pipeline([RandomInvert((1, 1)), keras.layers.Dropout(0.5)])
    images = np.full((1, 8, 8, 1), 255, "float32")
    inputs = keras.Input((8, 8, 1))
    model = keras.Model(inputs, pipeline(inputs))
    np.testing.assert_array_equal(model(images), images)
    np.testing.assert_array_equal(model.predict(images, verbose=0), images)
    np.testing.assert_array_equal(model(images, training=True), 0 * images)
    np.testing.assert_array_equal(pipeline(images), 0 * images)
    np.testing.assert_array_equal(pipeline(images, training=False), images)


def test_each_image_of_a_dataset_is_augmented():
    images = np.random.default_rng(1).uniform(size=(6, 5, 5, 1)).astype("float32")
    pipeline = Pipeline([RandomRotation(0.5, seed=1), Rescaling(2.0)])
    found = next(iter(tf.data.Dataset.from_tensor_slices(images).batch(6).map(pipeline)))
    assert (np.abs(found - 2 * images).max(axis=(1, 2, 3)) > 1e-3).all()


def test_missing_values_follow_the_rule_of_the_first_layer():
    pipeline = Pipeline([StringLookup(mask_token=""), IntegerLookup()])
    adapt(pipeline, np.array(["a", None, "a"], object))
    assert pipeline.layers[0].get_vocabulary() == ["", "[UNK]", "a"]
