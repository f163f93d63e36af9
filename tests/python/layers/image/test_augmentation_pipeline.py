"""AugmentationPipeline: fused equals unfused, and fusing geometry keeps images sharper."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import graphs
import references
from image_layers import picture
from prelayer import (
    AugmentationPipeline,
    RandomBrightness,
    RandomContrast,
    RandomFlip,
    RandomHeight,
    RandomRotation,
    RandomTranslation,
    RandomWidth,
    RandomZoom,
    Rescaling,
    Resizing,
)
from prelayer.layers.image.fusion import in_runs
from prelayer.ops.image.keyed_random import Key

CASES = cases.load("augmentation_pipeline")
KEY = Key([4, 2])


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


def geometry(**options):
    return [RandomFlip(), RandomRotation(0.1, **options), RandomZoom(0.2, **options)]


def one_by_one(pipeline, images, key=KEY):
    """Return what the layers give one after the other, by the draws of the pipeline."""
    examples = pipeline.to_batch(tf.constant(images))
    for layer, draws in zip(pipeline.layers, pipeline.parameters_for(examples.images, key)):
        examples = layer.transform(draws, examples)
    return examples.images


def test_groups_layers_that_read_alike():
    flip, turn, zoom, shrink = *geometry(), Resizing(4, 4)
    other = RandomZoom(0.1, fill_mode="constant")
    assert in_runs([flip, turn, zoom]) == [[flip, turn, zoom]]
    assert in_runs([turn, other, flip]) == [[turn], [other, flip]]
    assert in_runs([flip, flip]) == [[flip], [flip]]
    assert in_runs([flip, turn, shrink, zoom, turn]) == [[flip, turn], [shrink], [zoom, turn]]


def test_a_run_of_geometry_is_one_resample_by_the_product_of_its_matrices():
    images = picture(3)
    pipeline = AugmentationPipeline(geometry())
    draws = pipeline.parameters_for(tf.constant(images), KEY)
    fused = pipeline.augment(tf.constant(images), KEY).numpy()
    for place, image in enumerate(images):
        flips = [-1 if draws[0][way][place] else 1 for way in ("vertical", "horizontal")]
        turn = float(draws[1]["angle"][place]) / (2 * np.pi)
        zooms = [float(draws[2][way][place]) for way in ("vertical", "horizontal")]
        matrix = references.zoom_matrix(*flips, 12, 10) @ references.rotation_matrix(turn, 12, 10)
        matrix = matrix @ references.zoom_matrix(*zooms, 12, 10)
        np.testing.assert_allclose(fused[place], references.resample(image, matrix), atol=0.02)


def test_layers_draw_in_a_pipeline_as_they_do_one_by_one():
    images = picture(4)
    exact = [RandomFlip(), RandomFlip("vertical"), Resizing(6, 5, "nearest")]
    pipeline = AugmentationPipeline(exact)
    fused = pipeline.augment(tf.constant(images), KEY)
    np.testing.assert_array_equal(fused, one_by_one(pipeline, images))


def test_layers_draw_for_the_sizes_that_were_drawn_before_them():
    images = tf.constant(picture(4))
    down = RandomTranslation((0.25, 0.25), 0.1)
    layers = [RandomHeight((1, 1)), down, Resizing(8, 6), RandomWidth((-0.5, 0.9)), down]
    pipeline = AugmentationPipeline(layers)
    for run in (pipeline.parameters_for, tf.function(pipeline.parameters_for)):
        draws = run(images, KEY)
        np.testing.assert_allclose(draws[1]["down"], [6] * 4)
        np.testing.assert_allclose(draws[4]["down"], [2] * 4)
        width = draws[3]["pixels"].numpy()
        np.testing.assert_array_equal(width, width[:1].repeat(4))
        assert np.abs(draws[4]["right"]).max() <= 0.1 * width[0]
    assert pipeline.compute_output_shape((None, 12, 10, 3)) == (None, 8, None, 3)
    assert AugmentationPipeline(layers[:3]).compute_output_shape((12, 10, 3)) == (8, 6, 3)
    expected = pipeline.augment(images, KEY)
    assert expected.shape == (4, 8, width[0], 3)
    traced = tf.function(lambda images: pipeline.augment(images, KEY))
    np.testing.assert_allclose(traced(images), expected, atol=1e-3)


def test_trains_where_a_size_is_drawn():
    inputs = keras.Input((12, 10, 3))
    pipeline = AugmentationPipeline([RandomFlip(), RandomHeight(0.5), RandomRotation(0.1)])
    pooled = keras.layers.GlobalAveragePooling2D()(pipeline(inputs))
    model = keras.Model(inputs, keras.layers.Dense(1)(pooled))
    model.compile("sgd", "mse")
    history = model.fit(picture(4) / 255, np.ones(4), batch_size=2, verbose=0)
    assert np.isfinite(history.history["loss"]).all()


def test_one_resample_is_sharper_than_three():
    """Turned there and back by three layers, the picture should be what it was."""
    images = picture(4, 48, 48)
    turns = [RandomRotation((share, share), "nearest") for share in (0.06, 0.07, -0.13)]
    pipeline = AugmentationPipeline(turns)
    middle = np.s_[:, 14:-14, 14:-14]
    blurred = np.sqrt(np.mean((one_by_one(pipeline, images)[middle] - images[middle]) ** 2))
    fused = pipeline.augment(tf.constant(images), KEY).numpy()
    np.testing.assert_allclose(fused[middle], images[middle], atol=0.1)
    assert blurred > 5


def test_other_layers_are_called_on_the_images():
    pipeline = AugmentationPipeline([RandomFlip("horizontal"), keras.layers.Rescaling(0.5)])
    images = picture(2)
    result = pipeline.augment(tf.constant(images), KEY)
    flipped = AugmentationPipeline([RandomFlip("horizontal")]).augment(tf.constant(images), KEY)
    np.testing.assert_allclose(result, flipped * 0.5, rtol=1e-6)


def test_takes_the_layers_of_another_pipeline():
    flip, turn, zoom = geometry()
    pipeline = AugmentationPipeline([flip, AugmentationPipeline([turn, zoom])])
    assert pipeline.layers == [flip, turn, zoom]
    assert repr(pipeline) == (
        "AugmentationPipeline(layers=[RandomFlip(), RandomRotation(factor=0.1),\n"
        "    RandomZoom(height_factor=0.2)])"
    )


def test_refuses_a_range_that_the_pixels_contradict():
    pipeline = AugmentationPipeline([RandomFlip(), RandomBrightness(0.1), RandomContrast(0.1)])
    with pytest.raises(ValueError, match=r"^RandomBrightness: `value_range` is \(0, 255\), but"):
        pipeline(picture(top=512))
    with pytest.warns(UserWarning, match="^RandomBrightness: `value_range` is"):
        pipeline(picture(top=1))
    pipeline(picture(top=512), training=False)
    rescaled = AugmentationPipeline([Rescaling(255), RandomBrightness(0.1)])
    assert rescaled(picture(top=1)).numpy().max() > 1


def test_channels_first_images_stay_so():
    images = picture(2)
    layers = [RandomFlip(), RandomRotation(0.1), Rescaling(2)]
    expected = AugmentationPipeline(layers).augment(tf.constant(images), KEY).numpy()
    first = AugmentationPipeline(layers, data_format="channels_first")
    result = first.augment(tf.constant(images.transpose(0, 3, 1, 2)), KEY).numpy()
    np.testing.assert_allclose(result.transpose(0, 2, 3, 1), expected, atol=1e-3)


def test_layers_may_share_one_draw_a_batch():
    images = np.repeat(picture(1), 8, axis=0)
    layers = [RandomRotation(0.1, per="batch"), RandomZoom(0.2)]
    draws = AugmentationPipeline(layers).parameters_for(tf.constant(images), KEY)
    assert len(np.unique(draws[0]["angle"])) == 1
    assert len(np.unique(draws[1]["vertical"])) == 8


def test_moves_labels_once():
    images = picture(2)
    boxes = {"boxes": [[[2.0, 3.0, 6.0, 8.0]]] * 2, "labels": [[1]] * 2}
    data = {
        "images": images,
        "bounding_boxes": boxes,
        "segmentation_masks": (images[..., 0] > 99).astype("uint8"),
        "keypoints": [[[2.0, 3.0, 1.0]]] * 2,
        "labels": np.array(["cat", "dog"]),
    }
    layer = RandomFlip(bounding_box_format="xyxy")
    pipeline = AugmentationPipeline([layer, RandomFlip("vertical")])
    assert pipeline.bounding_box_format == "xyxy"
    result = pipeline.augment(pipeline.prepare(data), KEY)
    expected = (result["images"].numpy()[..., 0] > 99).astype("uint8")
    np.testing.assert_array_equal(result["segmentation_masks"], expected)
    assert result["labels"].numpy().tolist() == [b"cat", b"dog"]
    x, y = result["keypoints"].numpy()[0, 0, :2]
    assert (x in (2, 7), y in (3, 8), result["keypoints"].numpy()[0, 0, 2]) == (True, True, 1)
    left, top = result["bounding_boxes"]["boxes"].numpy()[0, 0, :2]
    assert (left, top) == (2 if x == 2 else 4, 3 if y == 3 else 4)


def test_random_layers_rest_in_predict_and_the_others_act():
    images = picture(4)
    inputs = keras.Input((12, 10, 3))
    pipeline = AugmentationPipeline([RandomFlip(), RandomRotation(0.2), Rescaling(1 / 255)])
    model = keras.Model(inputs, keras.layers.Activation("linear")(pipeline(inputs)))
    np.testing.assert_allclose(model.predict(images, verbose=0), images / 255, rtol=1e-6)
    assert np.abs(model(images, training=True) - images / 255).max() > 0.01


def test_traces_to_one_compiled_graph_without_loops():
    pipeline = AugmentationPipeline([*geometry(), Rescaling(1 / 255)])
    names = graphs.operations(pipeline, tf.TensorSpec((None, 12, 10, 3), tf.float32))
    assert not names & graphs.LOOPS
    images = picture(3)
    expected = pipeline.augment(tf.constant(images), KEY)
    for jit_compile in (False, True):
        run = tf.function(lambda x: pipeline.augment(x, KEY), jit_compile=jit_compile)
        np.testing.assert_allclose(run(tf.constant(images)), expected, atol=1e-4)


def test_survives_saving_and_loading(tmp_path):
    pipeline = AugmentationPipeline(geometry(), seed=3)
    inputs = keras.Input((12, 10, 3))
    model = keras.Model(inputs, pipeline(inputs))
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras").layers[1]
    assert loaded.get_config() == pipeline.get_config()
    images = tf.constant(picture())
    np.testing.assert_array_equal(loaded.augment(images, KEY), pipeline.augment(images, KEY))
