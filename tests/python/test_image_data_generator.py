"""ImageDataGenerator."""

import inspect

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras.src.legacy.preprocessing import image as legacy

import graphs
from image_layers import picture
from prelayer import ImageDataGenerator, Rescaling
from prelayer.layers.examples import Examples
from prelayer.layers.fusion import transform_run
from prelayer.ops.chance import Key, chances
from prelayer.pipeline.generator_layers import RandomExposure, RandomShift, RandomSlant
from references_whitening import whitened

IMAGES = picture(24, 8, 8)
LABELS = np.arange(24) % 3


def collected(dataset):
    """Return the parts of a dataset, each as one array."""
    batches = [batch if isinstance(batch, tuple) else (batch,) for batch in dataset]
    return [np.concatenate([np.asarray(part) for part in parts]) for parts in zip(*batches)]


def marked(count=24, size=(4, 5)):
    """Return images that say their row in every pixel, and rows as labels."""
    rows = np.arange(count)
    return np.broadcast_to(rows[:, None, None, None], (count, *size, 3)).astype("float32"), rows


def test_takes_the_arguments_of_keras_image_data_generator():
    ours, theirs = (
        [(p.name, p.default) for p in inspect.signature(made).parameters.values()]
        for made in (ImageDataGenerator, legacy.ImageDataGenerator)
    )
    assert ours[: len(theirs)] == theirs
    assert [name for name, _ in ours[len(theirs) :]] == ["value_range"]


STANDARDIZATIONS = [
    {},
    {"rescale": 1 / 255},
    {"samplewise_center": True},
    {"samplewise_center": True, "samplewise_std_normalization": True, "rescale": 0.5},
    {"featurewise_center": True},
    {"featurewise_center": True, "featurewise_std_normalization": True},
    {"featurewise_center": True, "featurewise_std_normalization": True, "rescale": 1 / 255},
    {"preprocessing_function": lambda image: image[..., ::-1] * 2 - 1, "rescale": 0.1},
]


@pytest.mark.parametrize("options", STANDARDIZATIONS, ids=str)
@pytest.mark.parametrize("data_format", ["channels_last", "channels_first"])
def test_standardizes_as_keras_does(options, data_format):
    images = IMAGES.transpose(0, 3, 1, 2) if data_format == "channels_first" else IMAGES
    old = legacy.ImageDataGenerator(**options, data_format=data_format)
    new = ImageDataGenerator(**options, data_format=data_format)
    old.fit(images)
    new.fit(images)
    expected = np.stack([old.standardize(image.copy()) for image in images])
    np.testing.assert_allclose(new.standardize(images), expected, atol=1e-3)
    np.testing.assert_allclose(new.standardize(images[0]), expected[0], atol=1e-3)
    (found,) = collected(new.flow(images, shuffle=False))
    np.testing.assert_allclose(found, expected, atol=1e-3)


def test_whitens_by_what_fit_learned():
    generator = ImageDataGenerator(zca_whitening=True, zca_epsilon=0.1, rescale=1 / 255)
    report = generator.fit(IMAGES)
    assert (report.rows, report.passes) == (24, 1)
    expected = whitened(IMAGES / 255, IMAGES / 255, 0.1)
    np.testing.assert_allclose(generator.standardize(IMAGES), expected, atol=1e-3)


@pytest.mark.filterwarnings("ignore:Please import")  # by Keras, of SciPy
def test_moves_images_as_keras_does():
    generator = ImageDataGenerator(
        rotation_range=30, width_shift_range=3.0, height_shift_range=2.0, shear_range=20,
        zoom_range=0.3,
    )  # fmt: skip
    layers = generator.augmentation.layers
    images = tf.constant(IMAGES)
    draws = generator.augmentation.draws_for(images, Key([3, 4]))
    found = transform_run(layers, draws, Examples(images)).images
    turn, shift, slant, zoom = ({name: d.numpy() for name, d in draw.items()} for draw in draws)
    for row, image in enumerate(IMAGES):
        parameters = {
            "theta": np.degrees(turn["angle"][row]),
            # Keras's last version shifts along the other axis.
            "tx": -shift["right"][row],
            "ty": -shift["down"][row],
            "shear": np.degrees(slant["angle"][row]),
            "zx": zoom["horizontal"][row],
            "zy": zoom["vertical"][row],
        }
        expected = legacy.ImageDataGenerator().apply_transform(image, parameters)
        np.testing.assert_allclose(found[row], expected, atol=1)


def test_shifts_by_parts_pixels_and_lists():
    numbers = chances(Key([1, 2]), 4000, 4)
    part = RandomShift(0.25, 3.0).draw(numbers, 8, 10)
    assert 1.9 < np.abs(part["down"]).max() <= 2
    assert 2.9 < np.abs(part["right"]).max() <= 3
    whole = RandomShift(3, [0.1, 0.2]).draw(numbers, 8, 10)
    assert sorted(set(np.asarray(whole["down"]) + 0.0)) == [-2, -1, 0, 1, 2]
    assert sorted(set(np.asarray(whole["right"]))) == [-2, -1, 1, 2]
    _, counts = np.unique(whole["right"], return_counts=True)
    assert np.abs(counts - 1000).max() < 150


def test_is_made_of_the_layers_of_the_table():
    generator = ImageDataGenerator(
        rotation_range=18, width_shift_range=0.1, zoom_range=(0.8, 1.1), vertical_flip=True,
        channel_shift_range=51, samplewise_center=True, rescale=0.5, fill_mode="wrap", cval=9,
    )  # fmt: skip
    common = "fill_mode='wrap', fill_value=9.0, data_format='channels_last')"
    assert list(map(repr, generator.augmentation.layers)) == [
        f"RandomRotation(factor=0.05, {common}",
        "RandomTranslation(height_factor=0.0, width_factor=0.1, fill_mode='wrap', fill_value=9.0, "
        "data_format='channels_last')",
        "RandomZoom(height_factor=(-0.2, 0.1), width_factor=(-0.2, 0.1), " + common,
        "RandomFlip(mode='vertical', data_format='channels_last')",
        "RandomChannelShift(factor=0.2, data_format='channels_last')",
    ]
    assert list(map(repr, generator.standardization)) == [
        "Rescaling(scale=0.5)",
        "SamplewiseNormalization(scale=False, data_format='channels_last')",
    ]


def test_a_width_shift_moves_images_along_the_width():
    images = picture(8, 6, 6)
    moved = ImageDataGenerator(width_shift_range=[2]).random_transform(images, seed=1).numpy()
    for image, result in zip(images, moved):
        left = np.concatenate([image[:, 2:], np.repeat(image[:, -1:], 2, axis=1)], axis=1)
        right = np.concatenate([np.repeat(image[:, :1], 2, axis=1), image[:, :-2]], axis=1)
        assert min(np.abs(result - left).max(), np.abs(result - right).max()) < 0.01


def test_brightness_multiplies_the_light():
    generator = ImageDataGenerator(brightness_range=(0.5, 0.5))
    np.testing.assert_allclose(generator.random_transform(IMAGES), IMAGES / 2, atol=1e-3)
    brighter = ImageDataGenerator(brightness_range=(2, 2)).random_transform(IMAGES)
    np.testing.assert_allclose(brighter, np.minimum(IMAGES * 2, 255), atol=1e-3)
    old = legacy.apply_brightness_shift(IMAGES[0], 0.5, scale=False)
    np.testing.assert_allclose(generator.random_transform(IMAGES[0]), old, atol=1)


def test_shifts_channels_within_the_range():
    generator = ImageDataGenerator(channel_shift_range=40)
    difference = generator.random_transform(np.full((64, 2, 2, 3), 100.0), seed=1) - 100
    assert 35 < np.abs(difference).max() <= 40
    assert len(np.unique(np.round(difference, 3))) > 64 * 2
    small = ImageDataGenerator(channel_shift_range=40 / 255, value_range=(0, 1))
    moved = small.random_transform(np.full((64, 2, 2, 3), 100 / 255), seed=1)
    np.testing.assert_allclose(moved * 255 - 100, difference, atol=1e-3)


def test_all_that_moves_pixels_is_one_resample_that_compiles():
    generator = ImageDataGenerator(
        rotation_range=20, width_shift_range=2, height_shift_range=0.1, shear_range=10,
        zoom_range=(0.8, 1.1), horizontal_flip=True, vertical_flip=True, channel_shift_range=9,
        brightness_range=(0.9, 1.2), interpolation_order=0,
    )  # fmt: skip
    layer = generator.augmentation
    expected = layer.augment(tf.constant(IMAGES), Key([1, 2]))
    compiled = tf.function(lambda images: layer.augment(images, Key([1, 2])), jit_compile=True)
    np.testing.assert_allclose(compiled(IMAGES), expected, atol=0.05)
    for shape in [(None, 8, 8, 3), (None, None, None, 3)]:
        names = graphs.operations(layer, tf.TensorSpec(shape))
        assert not names & graphs.LOOPS


def test_the_layers_of_a_model_do_what_the_generator_does(tmp_path):
    generator = ImageDataGenerator(
        featurewise_std_normalization=True, rotation_range=20, height_shift_range=[1, 2],
        shear_range=10, brightness_range=(0.5, 1.5),
    )  # fmt: skip
    generator.fit(IMAGES)
    inputs = keras.Input((8, 8, 3))
    outputs = generator.augmentation(inputs)
    for layer in generator.standardization:
        outputs = layer(outputs)
    model = keras.Model(inputs, outputs)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    expected = generator.standardize(IMAGES)
    for either in (model, loaded):
        np.testing.assert_allclose(either.predict(IMAGES, verbose=0), expected, atol=1e-4)
    kinds = [type(layer) for layer in loaded.layers[1].layers[1:]]
    assert kinds == [RandomShift, RandomSlant, RandomExposure]
    key = Key([5, 6])
    np.testing.assert_array_equal(
        loaded.layers[1].augment(tf.constant(IMAGES), key),
        generator.augmentation.augment(tf.constant(IMAGES), key),
    )


def test_flow_gives_every_row_once_an_epoch_with_what_belongs_to_it():
    images, rows = marked()
    weights = rows / 100
    dataset = ImageDataGenerator(dtype="float64").flow(images, rows, 7, True, weights, seed=2)
    orders = []
    for _ in range(2):
        found, labels, weighed = collected(dataset)
        assert found.dtype == np.float64
        assert sorted(labels) == list(rows)
        np.testing.assert_array_equal(found[:, 0, 0, 0], labels)
        np.testing.assert_allclose(weighed, labels / 100)
        orders.append(labels)
    assert (orders[0] != orders[1]).any()
    assert [len(batch[0]) for batch in dataset] == [7, 7, 7, 3]
    (in_order,) = collected(ImageDataGenerator().flow(images, shuffle=False))
    np.testing.assert_array_equal(in_order, images)


def test_repeats_by_its_seed_and_augments_anew_each_epoch():
    generator = ImageDataGenerator(rotation_range=30, channel_shift_range=20)
    first, again = (generator.flow(IMAGES, LABELS, 8, seed=3) for _ in range(2))
    epochs = [collected(first) for _ in range(2)]
    for epoch in epochs:
        for ours, theirs in zip(epoch, collected(again)):
            np.testing.assert_array_equal(ours, theirs)
    assert np.abs(epochs[0][0] - epochs[1][0]).max() > 1
    constant = generator.flow(IMAGES, shuffle=False, seed=3)
    ones = [collected(constant)[0] for _ in range(2)]
    assert (np.abs(ones[0] - ones[1]).max(axis=(1, 2, 3)) > 0.5).all()


def test_validation_images_are_others_and_are_not_augmented():
    images, rows = marked()
    generator = ImageDataGenerator(
        validation_split=0.25, channel_shift_range=50, rotation_range=40, rescale=0.5
    )
    parts = {
        subset: collected(
            generator.flow(images, rows, subset=subset, ignore_class_split=True, seed=1)
        )
        for subset in ("training", "validation")
    }
    assert sorted(parts["validation"][1]) == list(range(6))
    assert sorted(parts["training"][1]) == list(range(6, 24))
    found, labels = parts["validation"]
    np.testing.assert_array_equal(found[:, 0, 0, 0], labels / 2)
    found, labels = parts["training"]
    assert np.abs(found[:, 0, 0, 0] - labels / 2).max() > 1


def test_learns_from_what_comes_before_and_from_augmented_images():
    generator = ImageDataGenerator(
        featurewise_center=True,
        preprocessing_function=lambda image: image + 1,
        rescale=2,
        brightness_range=(0.5, 0.5),
    )
    for data in (IMAGES, tf.data.Dataset.from_tensor_slices((IMAGES, LABELS)).batch(5)):
        assert generator.fit(data).rows == 24
        mean = generator.standardization[-1].mean
        np.testing.assert_allclose(mean, 2 * (IMAGES.mean(axis=(0, 1, 2)) + 1), rtol=1e-5)
    assert generator.fit(IMAGES, augment=True, rounds=3, seed=1).rows == 72
    mean = generator.standardization[-1].mean
    np.testing.assert_allclose(mean, 2 * (IMAGES.mean(axis=(0, 1, 2)) / 2 + 1), rtol=1e-5)
    assert ImageDataGenerator(rescale=2).fit(IMAGES) is None


@pytest.mark.parametrize("option", ["featurewise_center", "zca_whitening"])
def test_refuses_to_flow_before_it_has_learned(option):
    generator = ImageDataGenerator(**{option: True})
    for use in (generator.flow, generator.standardize):
        with pytest.raises(ValueError) as caught:
            use(IMAGES)
        assert str(caught.value) == (
            f"ImageDataGenerator: `{option}` needs statistics. Call `fit()` with some images first."
        )


def test_a_function_gets_each_image_after_augmenting():
    seen = []

    def in_numpy(image):
        seen.append((type(image), image.shape))
        return image - image.min()

    traced = tf.function(lambda image: image - tf.reduce_min(image))
    results = [
        collected(
            ImageDataGenerator(
                preprocessing_function=function, rescale=0.5, brightness_range=(0.5, 0.5)
            ).flow(IMAGES, shuffle=False)
        )[0]
        for function in (in_numpy, traced)
    ]
    expected = (IMAGES - IMAGES.min(axis=(1, 2, 3), keepdims=True)) / 4
    for result in results:
        np.testing.assert_allclose(result, expected, atol=1e-3)
    assert set(seen) == {(np.ndarray, (8, 8, 3))}
    with_layer = ImageDataGenerator(preprocessing_function=Rescaling(0.5)).standardize(IMAGES)
    np.testing.assert_allclose(with_layer, IMAGES / 2, atol=1e-4)
    smaller = ImageDataGenerator(preprocessing_function=lambda image: image[:2])
    with pytest.raises(tf.errors.InvalidArgumentError, match="must keep the shape of an image"):
        collected(smaller.flow(IMAGES))


def test_trains_a_model():
    generator = ImageDataGenerator(
        rescale=1 / 255, horizontal_flip=True, rotation_range=10, validation_split=0.25
    )
    model = keras.Sequential(
        [keras.Input((8, 8, 3)), keras.layers.Flatten(), keras.layers.Dense(3)]
    )
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    history = model.fit(
        generator.flow(IMAGES, LABELS, 8, subset="training"),
        validation_data=generator.flow(IMAGES, LABELS, 8, subset="validation"),
        epochs=2,
        verbose=0,
    )
    assert np.isfinite(history.history["val_loss"]).all()


REFUSED = [
    ({"rotation_range": -1}, "`rotation_range` must be a number from 0 to 360, but it is -1"),
    ({"shear_range": "a"}, "`shear_range` must be a number from 0 to 90, but it is 'a'"),
    ({"width_shift_range": -0.1}, "`width_shift_range` must be a number of at least 0"),
    ({"height_shift_range": []}, "`height_shift_range` must be a number, or a list of at least"),
    ({"zoom_range": 1}, "`zoom_range` must be a number from 0 to below 1, or a pair of numbers"),
    ({"zoom_range": (0.5, 3)}, "above 0 and at most 2, but it is \\(0.5, 3\\)"),
    ({"brightness_range": 0.5}, "`brightness_range` must be two numbers of at least 0"),
    ({"channel_shift_range": -2}, "`channel_shift_range` must be a number of at least 0"),
    ({"fill_mode": "mirror"}, '`fill_mode` must be "reflect", "wrap", "constant" or "nearest"'),
    ({"cval": None}, "`cval` must be a number, but it is None"),
    ({"interpolation_order": 3}, "must be 0 \\(nearest\\) or 1 \\(bilinear\\), but it is 3"),
    ({"horizontal_flip": 1}, "`horizontal_flip` must be True or False, but it is 1"),
    ({"samplewise_center": "yes"}, "`samplewise_center` must be True or False, but it is 'yes'"),
    ({"rescale": "1/255"}, "`rescale` must be a number, but it is '1/255'"),
    ({"preprocessing_function": 5}, "must be a function of one image, a tf.function or a layer"),
    ({"data_format": "first"}, '`data_format` must be "channels_last", "channels_first" or None'),
    ({"validation_split": 1}, "`validation_split` must be from 0 to below 1, but it is 1"),
    ({"dtype": "uint8"}, "`dtype` must be the name of floats, as float32, but it is 'uint8'"),
    ({"value_range": (1, 0)}, "`value_range` must be two numbers, the smaller one first"),
    ({"zca_whitening": True, "zca_epsilon": 0}, "`epsilon` must be above 0, but it is 0"),
]


@pytest.mark.parametrize(("options", "sentence"), REFUSED, ids=[str(row[0]) for row in REFUSED])
def test_refuses_arguments_in_one_sentence(options, sentence):
    with pytest.raises(ValueError, match=sentence):
        ImageDataGenerator(**options)


def test_refuses_data_that_does_not_fit():
    generator = ImageDataGenerator(validation_split=0.25, channel_shift_range=20)
    without = ImageDataGenerator()
    refused = [
        (lambda: generator.flow(IMAGES[0]), "images must have shape \\(batch, height, width"),
        (
            lambda: generator.flow(IMAGES, LABELS[:5]),
            "one row an image, but it has 5 for 24",
        ),
        (lambda: generator.flow(IMAGES, sample_weight=LABELS), "goes with `y` only"),
        (
            lambda: generator.flow(IMAGES, subset="test"),
            '`subset` must be "training", "validation"',
        ),
        (lambda: generator.flow(IMAGES, batch_size=0), "`batch_size` must be a whole number of at"),
        (lambda: generator.flow(IMAGES, np.sort(LABELS), subset="training"), "different labels"),
        (lambda: generator.flow(IMAGES[:3], subset="training"), "leaves one part empty"),
        (
            lambda: without.flow(IMAGES, subset="training"),
            "needs a `validation_split`",
        ),
    ]
    for call, sentence in refused:
        with pytest.raises(ValueError, match=sentence):
            call()
    with pytest.raises(tf.errors.InvalidArgumentError, match="`value_range` is \\(0, 255\\), but"):
        collected(generator.flow(IMAGES / 255))
