"""augment(ids=): random parameters by an id in the data, on any machine and in any order."""

import numpy as np
import pytest
import tensorflow as tf

from prelayer import (
    AugmentationPipeline,
    MixUp,
    RandomBrightness,
    RandomFlip,
    RandomRotation,
    augment,
)

COUNT = 24
IMAGES = np.random.default_rng(0).integers(0, 256, (COUNT, 8, 8, 3)).astype(np.uint8)


def pipeline():
    return AugmentationPipeline(
        [RandomFlip("horizontal"), RandomRotation(0.2), RandomBrightness(0.3)]
    )


def dataset(order=range(COUNT), batch=4, names=False):
    ids = np.array([f"image {place}" for place in order]) if names else np.array(order)
    images = {"images": IMAGES[list(order)], "id": ids}
    return tf.data.Dataset.from_tensor_slices(images).batch(batch)


def by_id(augmented):
    """Return the images by id."""
    return {one["id"]: one["images"].tobytes() for one in augmented.unbatch().as_numpy_iterator()}


@pytest.mark.parametrize("names", [False, True])
def test_order_and_batches_do_not_matter(names):
    shuffled = np.random.default_rng(1).permutation(COUNT)
    first = by_id(augment(dataset(names=names), pipeline(), seed=3, ids="id"))
    again = by_id(augment(dataset(shuffled, 7, names), pipeline(), seed=3, ids="id"))
    assert first == again
    assert len(set(first.values())) == COUNT


def test_a_function_returns_the_ids_of_other_elements():
    elements = dataset().map(lambda x: (x["images"], x["id"]))
    found = augment(elements, pipeline(), seed=3, ids=lambda image, number: number)
    expected = augment(dataset(), pipeline(), seed=3, ids="id")
    for (images, _), one in zip(found, expected):
        np.testing.assert_array_equal(images, one["images"])


def test_elements_may_be_single_images():
    single = by_id(augment(dataset().unbatch(), pipeline(), seed=3, ids="id").batch(4))
    assert single == by_id(augment(dataset(), pipeline(), seed=3, ids="id"))


def test_epochs_differ_and_passes_do_not():
    first = augment(dataset(), pipeline(), seed=3, ids="id")
    assert by_id(first) == by_id(first)
    second = augment(dataset(), pipeline(), seed=3, epoch=1, ids="id")
    assert by_id(first) != by_id(second)


@pytest.fixture(scope="module")
def service():
    """The address of a service of tf.data with two workers."""
    servers = tf.data.experimental.service
    dispatcher = servers.DispatchServer()
    address = dispatcher.target.split("://")[1]
    workers = [servers.WorkerServer(servers.WorkerConfig(address)) for _ in range(2)]
    yield dispatcher.target
    for worker in workers:
        worker._stop()
    dispatcher._stop()


def distributed(elements, service):
    policy = tf.data.experimental.service.ShardingPolicy.DYNAMIC
    return elements.apply(tf.data.experimental.service.distribute(policy, service))


def test_images_are_the_same_by_the_service_of_tf_data(service):
    augmented = augment(dataset(), pipeline(), seed=3, ids="id")
    assert by_id(distributed(augmented, service)) == by_id(augmented)


def test_the_service_rejects_datasets_keyed_by_position(service):
    augmented = augment(dataset(), pipeline(), seed=3)
    with pytest.raises(tf.errors.FailedPreconditionError, match="ResourceCountUpTo"):
        list(distributed(augmented, service))


@pytest.mark.parametrize("count", [1, 3])
def test_too_few_ids_are_an_error(count):
    augmented = augment(dataset(), pipeline(), seed=3, ids=lambda x: x["id"][:count])
    message = "`ids` must have one id for each image. There are so many ids and images:"
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        list(augmented)
    assert f"augment: {message}] [{count}] [4]" in str(caught.value)


def test_layers_that_mix_images_are_rejected():
    with pytest.raises(ValueError) as caught:
        augment(dataset(), [RandomFlip("horizontal"), MixUp()], seed=3, ids="id")
    assert str(caught.value) == (
        "augment: `layer` mixes the images of a batch, which differ between machines. Leave out "
        "`ids`, or mix the images after they are read."
    )


@pytest.mark.parametrize(
    "ids, message",
    [
        (
            "name",
            "`ids` must be the key of the ids in the images' dict, or a function of an element "
            "that returns them, not 'name'.",
        ),
        (
            3,
            "`ids` must be the key of the ids in the images' dict, or a function of an element "
            "that returns them, or None, not 3.",
        ),
        (lambda x: x["images"][:, 0, 0, 0] / 2, "`ids` must be whole numbers or texts, not float"),
    ],
)
def test_other_ids_are_rejected(ids, message):
    with pytest.raises(ValueError) as caught:
        augment(dataset(), pipeline(), seed=3, ids=ids)
    assert message in str(caught.value)
