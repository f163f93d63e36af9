"""The rules that hold for every image layer, each one run over the table of all of them."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf

import graphs
import prelayer
from image_layers import CASES, is_image_layer, keyed, picture, with_policy
from prelayer.ops.image.keyed_random import Key

RANDOM = [case for case in CASES if case.random]
GEOMETRIC = [case for case in CASES if case.geometric]
OTHER_POLICIES = pytest.mark.slow(
    reason="Each policy takes every layer through six dtypes; the fast ones are the default and a "
    "mixed one."
)
POLICIES = [
    "float32",
    "mixed_float16",
    pytest.param("float64", marks=OTHER_POLICIES),
    pytest.param("mixed_bfloat16", marks=OTHER_POLICIES),
]
DTYPES = ["uint8", "int32", "float16", "bfloat16", "float32", "float64"]
PIXELS = picture()


def test_every_image_layer_is_in_the_table():
    public = {name for name in prelayer.__all__ if is_image_layer(name)}
    assert {case.name for case in CASES} == public - {"AugmentationPipeline"}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_images_of_every_layout_are_transformed_alike(case):
    layer = case.make()
    batch = keyed(layer, PIXELS[:1]).numpy()
    single = keyed(layer, PIXELS[0]).numpy()
    np.testing.assert_allclose(single, batch[0], atol=1e-4)
    first = case.make(data_format="channels_first")
    turned = keyed(first, PIXELS[:1].transpose(0, 3, 1, 2)).numpy()
    np.testing.assert_allclose(turned.transpose(0, 2, 3, 1), batch, atol=1e-4)
    if 1 in case.channels:
        gray = keyed(layer, PIXELS[:1, :, :, :1]).numpy()
        np.testing.assert_allclose(keyed(layer, PIXELS[0, :, :, 0]), gray[0, :, :, 0], atol=1e-4)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_takes_the_numbers_of_channels_that_it_says(case):
    for channels in case.channels:
        images = picture(channels=channels)
        assert keyed(case.make(), images).shape[-1] == channels


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_dtypes_follow_the_table(case, policy):
    layer = with_policy(policy, case.make)
    exact = keyed(case.make(dtype="float64"), PIXELS.astype("float64")).numpy()
    for dtype in DTYPES:
        images = tf.cast(PIXELS, dtype)
        result = keyed(layer, images)
        keeps = case.keeps_integers and "int" in dtype
        expected = dtype if keeps else layer.compute_dtype
        assert result.dtype.name == expected, (dtype, policy)
        inputs = keras.Input(PIXELS.shape[1:], dtype=dtype)
        assert keras.backend.standardize_dtype(layer(inputs).dtype) == expected, (dtype, policy)
        steps = {"bfloat16": 2.0, "float16": 0.25}
        tolerance = max(steps.get(name, 0.01) for name in (dtype, result.dtype.name))
        if dtype not in steps:
            np.testing.assert_allclose(
                tf.cast(result, "float64"), exact, atol=max(tolerance, 1 if "int" in dtype else 0)
            )


@pytest.mark.parametrize("case", CASES, ids=str)
def test_traces_to_a_graph_without_loops(case):
    for shape in [(None, 12, 10, 3), (None, None, None, 3)]:
        names = graphs.operations(case.make(), tf.TensorSpec(shape, tf.float32))
        assert not names & {*graphs.LOOPS, "ImageProjectiveTransformV3"}  # XLA lacks the latter


EVERY_WAY = pytest.mark.slow(
    reason="Each way is one more trace, and in most XLA compiles; the fast ways are those without "
    "a known size, and with all but the size of the batch."
)


@pytest.mark.parametrize(
    ("shape", "jit_compile"),
    [
        ((None, None, None, 3), False),
        ((None, 12, 10, 3), True),
        pytest.param((None, 12, 10, 3), False, marks=EVERY_WAY),
        pytest.param(PIXELS.shape, False, marks=EVERY_WAY),
        pytest.param(PIXELS.shape, True, marks=EVERY_WAY),
    ],
)
@pytest.mark.parametrize("case", [case for case in CASES if case.static], ids=str)
def test_is_the_same_eager_in_a_graph_and_compiled(case, shape, jit_compile):
    layer = case.make()

    def run(images):
        return layer.augment(images, Key([5, 1])) if case.random else layer(images)

    traced = tf.function(run, [tf.TensorSpec(shape)], jit_compile=jit_compile)
    np.testing.assert_allclose(traced(PIXELS), keyed(layer, PIXELS), atol=0.05)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_call_that_comes_back_gives_the_same(case):
    layer = case.make()
    results = [keyed(layer, PIXELS).numpy() for _ in range(5)]
    for result in results[1:]:
        np.testing.assert_allclose(result, results[0], atol=0.05)


@pytest.mark.parametrize("case", [case for case in RANDOM if case.alone and case.per], ids=str)
def test_each_image_draws_or_all_share_one_draw(case):
    images = np.repeat(picture(1, 16, 16), 64, axis=0)
    counts = {}
    for per in ("image", "batch"):
        results = case.make(per=per, seed=3)(images).numpy()
        counts[per] = len({result.tobytes() for result in results})
    assert counts["batch"] == 1
    assert counts["image"] == case.outcomes


@pytest.mark.parametrize("case", [case for case in RANDOM if case.alone and case.per], ids=str)
def test_draws_by_place_whatever_the_batch(case):
    layer, images = case.make(), picture(6)
    whole = layer.augment(tf.constant(images), Key([1, 2])).numpy()
    parts = [layer.augment(tf.constant(images[i : i + 2]), Key([1, 2], i)) for i in (0, 2, 4)]
    np.testing.assert_allclose(np.concatenate(parts), whole, atol=0.05)


@pytest.mark.parametrize("case", RANDOM, ids=str)
def test_repeats_by_its_seed_and_goes_on_drawing(case):
    first, second = case.make(seed=9), case.make(seed=9)
    images = picture(8)
    results = [first(images).numpy() for _ in range(3)]
    for result in results:
        np.testing.assert_array_equal(second(images), result)
    # Two sizes that are drawn may be the same.
    assert any(not np.array_equal(results[0], result) for result in results[1:])


@pytest.mark.parametrize("case", RANDOM, ids=str)
def test_acts_in_training_and_rests_in_predict(case):
    images = picture(8)
    inputs = keras.Input(images.shape[1:])
    layer = case.make()
    model = keras.Model(inputs, keras.layers.Activation("linear")(layer(inputs)))
    resting = model.predict(images, verbose=0)
    np.testing.assert_allclose(resting, model(images), atol=1e-3)
    if resting.shape == images.shape:
        np.testing.assert_array_equal(resting, images)
    acted = model(images, training=True)
    assert acted.shape != resting.shape or np.abs(acted - resting).max() > 0.01


def test_acts_in_a_dataset_and_differs_between_epochs():
    layers = {case.name: case.make(seed=2) for case in RANDOM}

    def transform(images):
        return {name: layer(images) for name, layer in layers.items()}

    dataset = tf.data.Dataset.from_tensors(picture(8)).map(transform)
    epochs = [next(iter(dataset)) for _ in range(3)]
    for name in layers:
        first, *others = [epoch[name].numpy() for epoch in epochs]
        assert not np.array_equal(first, picture(8)), name
        assert any(not np.array_equal(first, other) for other in others), name


@pytest.mark.parametrize("with_channel", [False, True])
@pytest.mark.parametrize("data_format", ["channels_last", "channels_first"])
@pytest.mark.parametrize("case", GEOMETRIC, ids=str)
def test_shapes_are_known_before_anything_is_computed(case, data_format, with_channel):
    images = tf.constant(PIXELS)
    masks = tf.ones((*images.shape[:3], 1), tf.uint8)
    if data_format == "channels_first":
        images, masks = (tf.transpose(part, (0, 3, 1, 2)) for part in (images, masks))
    if not with_channel:
        masks = tf.reshape(masks, PIXELS.shape[:3])
    batch = {"images": images, "segmentation_masks": masks}
    layer = case.make(data_format=data_format)
    spec = layer.compute_output_spec(
        {key: keras.KerasTensor(part.shape, part.dtype.name) for key, part in batch.items()}
    )
    for key, part in layer(batch).items():
        assert len(spec[key].shape) == len(part.shape), key
        for said, was in zip(spec[key].shape, part.shape):
            assert said in (None, was), key
        assert spec[key].dtype == part.dtype.name


@pytest.mark.parametrize("case", RANDOM, ids=str)
def test_leaves_no_random_operation_in_a_model_that_infers(case):
    inputs = keras.Input((12, 10, 3))
    model = keras.Model(inputs, case.make()(inputs))
    names = graphs.operations(
        lambda images: model(images, training=False), tf.TensorSpec((None, 12, 10, 3))
    )
    assert not [name for name in names if "Random" in name or "Stateless" in name]


@pytest.mark.parametrize("case", [case for case in CASES if case.alone], ids=str)
def test_nan_stays_where_it_is(case):
    images = PIXELS.copy()
    images[0, 3, 4] = np.nan
    result, clean = keyed(case.make(), images).numpy(), keyed(case.make(), PIXELS).numpy()
    np.testing.assert_array_equal(result[1], clean[1])
    gone = np.isnan(result[0]).any(axis=-1)
    assert gone.sum() <= 30, "NaN spreads no further than an op reads around a pixel"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_survives_saving_and_loading(case, tmp_path):
    options = {"seed": 4} if case.random else {}
    layer = case.make(**options)
    inputs = keras.Input(PIXELS.shape[1:])
    model = keras.Model(inputs, layer(inputs))
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    assert loaded.layers[1].get_config() == layer.get_config()
    np.testing.assert_array_equal(keyed(loaded.layers[1], PIXELS), keyed(layer, PIXELS))
    np.testing.assert_array_equal(loaded(PIXELS), model(PIXELS))
