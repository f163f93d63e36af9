"""augment: augments a dataset, seeded by epoch and position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.types import LayerLike
from prelayer.data.common.changing_epochs import mark_changing
from prelayer.data.schema import as_of
from prelayer.layers.image.augmentation_pipeline import AugmentationPipeline
from prelayer.layers.image.image_layer import ImageLayer, is_random
from prelayer.layers.image.mixing_layer import MixingLayer
from prelayer.ops.image.keyed_random import Key
from prelayer.pipeline.image_elements import restored, split_element
from prelayer.pipeline.image_ids import Ids, check_ids, ids_of

_as_it_stands = tf.autograph.experimental.do_not_convert


@public
def augment(
    dataset: tf.data.Dataset,
    layer: LayerLike,
    seed: int,
    epoch: int = 0,
    num_parallel_calls: int | None = tf.data.AUTOTUNE,
    *,
    ids: Ids = None,
) -> tf.data.Dataset:
    """Augment the images of a dataset with their boxes, masks and labels, reproducibly by seed.

    This is data augmentation before the model, in parallel to training. Random parameters depend
    only on the seed, the epoch, and the position of the image in that epoch, not on its batch or on
    parallel computation. A seed gives the same images for any number of parallel calls, and after
    resuming at an epoch; each pass over the dataset is an epoch with new random parameters. Call
    `augment()` after the images are shuffled.

    Where several machines read the dataset, as with the service of `tf.data`, positions differ from
    those on one machine: such a dataset is rejected by `distribute()`, unless the random parameters
    depend on an id in the data instead of the position.

    See also: `AugmentationPipeline`, `RandAugment`, `map_features`, docs/guides/clusters.Rmd.

    Args:
        dataset: a dataset of images, of a dict of images as for image layers, or of (x, y) or
            (x, y, weights) with one of these as x. If y is a dict with keys such as
            "bounding_boxes", it is transformed with the images; if y is a tensor, it is the
            "labels", which layers that mix images mix too.
        layer: a random image layer, an `AugmentationPipeline`, a Sequential model of image layers,
            or a list of these.
        seed: a whole number of at least 0.
        epoch: the number of the epoch of the first pass over the dataset, from 0.
        num_parallel_calls: number of elements to process in parallel; None: one after the other.
        ids: the key of the ids in a dict of images, or a function that receives the parts of an
            element and returns them: whole numbers or texts, one for each image. The random
            parameters then depend on the seed, `epoch` and the id alone, on any machine, and each
            pass has those of `epoch`. Ids must differ. None: the position is used.

    Returns:
        A `tf.data.Dataset` of the same structure.

    Raises:
        ValueError: if `layer` contains a layer that does not augment images, `seed` or `epoch` is
            not a whole number of at least 0, or the elements have no images. With `ids`, also if
            `layer` mixes images of a batch, whose partners depend on the machine.

    Examples:
        >>> import tensorflow as tf
        >>> from prelayer import RandomFlip, augment
        >>> images = tf.data.Dataset.from_tensors([[1, 2, 3]]).repeat(4)
        >>> flipped = augment(images, RandomFlip("horizontal"), seed=1)
        >>> [image.numpy()[0].tolist() for image in flipped]
        [[1, 2, 3], [1, 2, 3], [3, 2, 1], [1, 2, 3]]
    """
    if not isinstance(dataset, tf.data.Dataset):
        raise errors.invalid("dataset", "a tf.data.Dataset", dataset)
    augmenter = _augmenter(layer)
    seed = check.whole("seed", seed, minimum=0)
    epoch = check.whole("epoch", epoch, minimum=0)
    split_element(dataset.element_spec)
    check_ids(ids)
    if ids is not None:
        return _by_id(dataset, augmenter, _seed(seed, tf.constant(epoch)), num_parallel_calls, ids)
    with tf.device("CPU:0"):  # tf.data runs on the CPU, and the op below has no other kernel.
        next_epoch = tf.Variable(epoch, dtype=tf.int64, trainable=False)

    @_as_it_stands
    def start(_: tf.Tensor) -> tf.Tensor:
        # One op reads and increments, so that passes that start at once have different epochs.
        return tf.raw_ops.ResourceCountUpTo(
            resource=next_epoch.handle, limit=tf.int64.max, T=tf.int64
        )

    @_as_it_stands
    def one_epoch(epoch: tf.Tensor) -> tf.data.Dataset:
        placed = dataset.scan(tf.constant(0, tf.int64), _count_images)

        @_as_it_stands
        def move(position: tf.Tensor, element: Any) -> Any:
            return _augmented(augmenter, Key(_seed(seed, epoch), position), element)

        deterministic = None if num_parallel_calls is None else True
        return placed.map(move, num_parallel_calls, deterministic)

    epochs = tf.data.Dataset.range(1).map(start)
    augmented = as_of(epochs.flat_map(one_epoch), dataset).with_options(_not_distributed())
    mark_changing(augmented)
    count = dataset.cardinality()
    if count == tf.data.UNKNOWN_CARDINALITY:
        return augmented
    return augmented.apply(tf.data.experimental.assert_cardinality(count))


def _not_distributed() -> tf.data.Options:
    """Return options by which `tf.data` does not send the counter of epochs to other machines."""
    options = tf.data.Options()
    options.experimental_external_state_policy = tf.data.experimental.ExternalStatePolicy.FAIL
    return options


def _by_id(
    dataset: tf.data.Dataset,
    augmenter: ImageLayer,
    seed: tf.Tensor,
    num_parallel_calls: int | None,
    ids: Ids,
) -> tf.data.Dataset:
    if any(isinstance(layer, MixingLayer) for layer in _parts(augmenter)):
        raise errors.problem(
            "`layer` mixes the images of a batch, which differ between machines. Leave out `ids`, "
            "or mix the images after they are read.",
            argument="layer",
        )

    @_as_it_stands
    def move(*element: Any) -> Any:
        element = element if isinstance(dataset.element_spec, tuple) else element[0]
        data, _ = split_element(element)
        images = data["images"] if isinstance(data, Mapping) else data
        return _augmented(augmenter, Key(seed, ids_of(ids, element, images)), element)

    deterministic = None if num_parallel_calls is None else True
    return dataset.map(move, num_parallel_calls, deterministic)


def _augmented(augmenter: ImageLayer, key: Key, element: Any) -> Any:
    data, rest = split_element(element)
    prepared = augmenter.prepare(data)
    augmenter.check_values(prepared)
    return restored(augmenter.augment(prepared, key), rest, element)


def _parts(layer: Any) -> Iterator[Any]:
    yield layer
    for part in getattr(layer, "layers", ()):
        yield from _parts(part)


def _augmenter(layer: Any) -> ImageLayer:
    if is_random(layer):
        return layer
    layers = layer.layers if isinstance(layer, keras.Sequential) else layer
    if isinstance(layers, str) or not isinstance(layers, Sequence) or not layers:
        rule = "an image layer, a pipeline, a Sequential model of image layers or a list of them"
        raise errors.invalid("layer", rule, layer)
    return AugmentationPipeline(layers)


def _seed(seed: int, epoch: tf.Tensor) -> tf.Tensor:
    """Return a seed, int64 of shape (2,), that is unique for each pair of seed and epoch."""
    return tf.stack([tf.constant(seed, tf.int64), tf.cast(epoch, tf.int64)])


@_as_it_stands
def _count_images(count: tf.Tensor, element: Any) -> tuple[tf.Tensor, Any]:
    data, _ = split_element(element)
    images = data["images"] if isinstance(data, Mapping) else data
    size = tf.shape(images, tf.int64)[0] if images.shape.rank == 4 else tf.constant(1, tf.int64)
    return count + size, (count, element)
