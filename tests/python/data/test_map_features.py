"""Layers mapped over features by name."""

import numpy as np
import pytest
import tensorflow as tf

from prelayer import (
    RandomFlip,
    Rescaling,
    Schema,
    StringLookup,
    TextVectorization,
    class_names,
    map_features,
)
from prelayer.data.schema import with_schema


def features():
    return {"price": [1.0, 2.0, 4.0], "shop": ["b", "a", "x"], "rooms": [1, 2, 3]}


def sliced(*others):
    return tf.data.Dataset.from_tensor_slices((features(), *others) if others else features())


def column(dataset, name):
    return [element[name].numpy().tolist() for element in dataset]


def test_layers_are_mapped_over_the_features_that_they_are_named_for():
    mapped = map_features(
        sliced(), {"price": Rescaling(0.5), "shop": StringLookup(vocabulary=["a", "b"])}
    )
    assert column(mapped, "price") == [0.5, 1.0, 2.0]
    assert column(mapped, "shop") == [2, 1, 0]
    assert column(mapped, "rooms") == [1, 2, 3]


def test_features_keep_their_order():
    mapped = map_features(sliced(), {"shop": tf.strings.upper, "price": Rescaling(1)})
    assert list(mapped.element_spec) == ["price", "shop", "rooms"]


def test_target_and_weights_pass_by():
    pairs = map_features(sliced([0, 1, 0]), {"rooms": lambda rooms: rooms * 10})
    assert [(x["rooms"].numpy(), y.numpy()) for x, y in pairs] == [(10, 0), (20, 1), (30, 0)]
    triples = map_features(sliced([0, 1, 0], [0.5, 1, 2]), {"rooms": lambda rooms: rooms * 10})
    assert [(x["rooms"].numpy(), w.numpy()) for x, _, w in triples] == [(10, 0.5), (20, 1), (30, 2)]


def test_a_tuple_of_a_dict_alone_stays_one():
    mapped = map_features(sliced().map(lambda x: (x,)), {"rooms": lambda rooms: rooms * 10})
    assert [x["rooms"].numpy() for (x,) in mapped] == [10, 20, 30]


def test_a_layer_gets_its_feature_as_it_is_in_an_element():
    vectorizer = TextVectorization(vocabulary=["good", "film"], output_sequence_length=2)
    texts = tf.data.Dataset.from_tensor_slices({"title": ["good film", "film"]})
    (batch,) = map_features(texts.batch(2), {"title": vectorizer})
    np.testing.assert_array_equal(batch["title"], [[2, 3], [3, 0]])
    first, second = map_features(texts, {"title": vectorizer})
    np.testing.assert_array_equal(first["title"], [2, 3])
    np.testing.assert_array_equal(second["title"], [3, 0])


def test_works_in_parallel_and_in_order():
    many = tf.data.Dataset.range(100).map(lambda i: {"i": i})
    mapped = map_features(many, {"i": tf.square}, num_parallel_calls=4, deterministic=True)
    assert column(mapped, "i") == [i * i for i in range(100)]


def test_a_random_layer_acts():
    image = tf.data.Dataset.from_tensors({"image": np.arange(64.0).reshape(1, 8, 8)[..., None]})
    flip = RandomFlip("horizontal", seed=1)
    mapped = map_features(image.repeat(40), {"image": flip})
    assert {x["image"].numpy()[0, 0, 0, 0] for x in mapped} == {0, 7}


def test_the_schema_stays():
    named = with_schema(sliced([0, 1, 0]), Schema(class_names=["no", "yes"]))
    assert class_names(map_features(named, {"price": Rescaling(2)})) == ["no", "yes"]


@pytest.mark.parametrize(
    ("dataset", "layers", "sentence"),
    [
        (
            lambda: sliced([0, 1, 0]),
            {"prise": Rescaling(2)},
            'map_features: `layers` names the feature "prise", which does not exist. '
            'Is "price" meant?',
        ),
        (
            sliced,
            {"area": Rescaling(2)},
            'map_features: `layers` names the feature "area", which does not exist. '
            'Is "price", "shop" or "rooms" meant?',
        ),
        (
            sliced,
            {"price": 2},
            "map_features: `layers` must be a dict of layers or functions, not {'price': 2}.",
        ),
        (
            sliced,
            {},
            "map_features: `layers` must be a dict from names of features to layers, not {}.",
        ),
        (
            sliced,
            {"price": lambda price: None},
            "map_features: what `layers` applies to 'price' must return a tensor, not None.",
        ),
        (
            lambda: tf.data.Dataset.range(3),
            {"price": abs},
            "map_features: the elements of `dataset` must be a dict of features, or (dict, y) or "
            "(dict, y, weights), but an element is "
            "TensorSpec(shape=(), dtype=tf.int64, name=None).",
        ),
        (
            lambda: [1, 2],
            {"price": abs},
            "map_features: `dataset` must be a tf.data.Dataset, not [1, 2].",
        ),
    ],
)
def test_reports_bad_arguments_in_one_sentence(dataset, layers, sentence):
    with pytest.raises(ValueError) as caught:
        map_features(dataset(), layers)
    assert str(caught.value) == sentence
