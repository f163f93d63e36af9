"""What a dataset's elements mean is found again after every verb."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

import folders
from prelayer import (
    AugmentationPipeline,
    RandomFlip,
    augment,
    class_names,
    dataset_from_frame,
    image_dataset_from_directory,
    map_features,
    schema,
)
from prelayer.data.common.element_schema import Schema
from prelayer.data.schema import with_schema

VERBS = {
    "map": lambda ds: ds.map(lambda x, y: (x, y)),
    "batch": lambda ds: ds.batch(2),
    "shuffle": lambda ds: ds.shuffle(4),
    "prefetch": lambda ds: ds.prefetch(2),
    "take": lambda ds: ds.take(1),
    "skip": lambda ds: ds.skip(1),
    "cache": lambda ds: ds.cache(),
    "repeat": lambda ds: ds.repeat(2),
    "filter": lambda ds: ds.filter(lambda x, y: y > 0),
    "unbatch": lambda ds: ds.batch(2).unbatch(),
    "rebatch": lambda ds: ds.batch(2).rebatch(3),
    "shard": lambda ds: ds.shard(2, 0),
    "enumerate": lambda ds: ds.enumerate(),
    "window": lambda ds: ds.window(2),
    "interleave": lambda ds: ds.interleave(lambda x, y: tf.data.Dataset.from_tensors((x, y))),
    "flat_map": lambda ds: ds.flat_map(lambda x, y: tf.data.Dataset.from_tensors((x, y))),
    "zip": lambda ds: tf.data.Dataset.zip((tf.data.Dataset.range(9), ds)),
    "concatenate": lambda ds: ds.concatenate(ds),
    "scan": lambda ds: ds.scan(0, lambda state, element: (state + 1, element)),
    "options": lambda ds: ds.with_options(tf.data.Options()),
    "sample": lambda ds: tf.data.Dataset.sample_from_datasets([ds, ds]),
    "padded_batch": lambda ds: ds.padded_batch(2),
    "ragged_batch": lambda ds: ds.ragged_batch(2),
    "take_while": lambda ds: ds.take_while(lambda x, y: y >= 0),
    "unique": lambda ds: ds.map(lambda x, y: y).unique(),
    "snapshot": lambda ds: ds.snapshot("written only when it is read"),
    "choose": lambda ds: tf.data.Dataset.choose_from_datasets([ds, ds], tf.data.Dataset.range(2)),
    "group_by_window": lambda ds: ds.group_by_window(
        lambda x, y: tf.cast(y, tf.int64), lambda _, window: window.batch(2), window_size=2
    ),
    "bucket_by_sequence_length": lambda ds: ds.bucket_by_sequence_length(
        lambda x, y: tf.shape(x)[0], [3], [1, 2]
    ),
    "rejection_resample": lambda ds: ds.rejection_resample(lambda x, y: y, [0.5, 0.5]),
    "ignore_errors": lambda ds: ds.ignore_errors(),
    "prefetch_to_device": lambda ds: ds.apply(tf.data.experimental.prefetch_to_device("/cpu:0")),
    "assert_cardinality": lambda ds: ds.apply(tf.data.experimental.assert_cardinality(4)),
    "map_features": lambda ds: map_features(
        ds.map(lambda x, y: ({"image": x}, y)), {"image": tf.square}
    ),
    "augment": lambda ds: augment(ds, AugmentationPipeline([RandomFlip()]), seed=1),
}


@pytest.fixture
def dataset(tmp_path):
    folders.write_images(tmp_path, ["cat", "dog"], count=2)
    return image_dataset_from_directory(tmp_path, image_size=(4, 4), batch_size=None, verbose=False)


@pytest.mark.parametrize("verb", VERBS)
def test_class_names_stay_after_every_verb(dataset, verb):
    changed = VERBS[verb](dataset)
    assert class_names(changed) == ["cat", "dog"]
    assert schema(changed).file_paths == dataset.file_paths


def test_class_names_stay_after_a_chain_of_verbs(dataset):
    changed = dataset
    for name in ("map", "shuffle", "batch", "prefetch", "cache", "take"):
        changed = VERBS[name](changed) if name != "map" else changed.map(lambda x, y: (x / 255, y))
    assert class_names(changed) == ["cat", "dog"]


def test_dtypes_are_those_of_the_dataset_as_it_is(dataset):
    assert schema(dataset).dtypes == (tf.float32, tf.int32)
    changed = dataset.map(
        lambda x, y: {"image": tf.cast(x, tf.uint8), "label": tf.cast(y, "int64")}
    )
    assert schema(changed).dtypes == {"image": tf.uint8, "label": tf.int64}


def test_a_zip_knows_what_either_of_its_datasets_knows(tmp_path, dataset):
    plain = tf.data.Dataset.range(4)
    assert class_names(plain) is None
    assert class_names(tf.data.Dataset.zip((plain, dataset))) == ["cat", "dog"]


def test_different_classes_are_not_taken_for_each_other():
    first, second, same = (
        dataset_from_frame({"x": [1, 2], "y": words}, "x", "y").map(lambda x, y: y)
        for words in (["cat", "dog"], ["ant", "bee"], ["dog", "cat"])
    )
    assert class_names(first.concatenate(same)) == ["cat", "dog"]
    joined = first.concatenate(second)
    assert schema(joined).class_names is None
    with pytest.raises(ValueError) as caught:
        class_names(joined)
    assert str(caught.value) == (
        "class_names: the dataset is made of datasets with different classes, ['cat', 'dog'] and "
        "['ant', 'bee']. Ask each of them."
    )


def test_what_has_no_dtype_has_none_in_the_schema():
    numbers = tf.data.Dataset.range(2)
    assert schema(numbers.map(lambda x: (x, None))).dtypes == (tf.int64, None)
    optional = tf.data.Dataset.from_tensors(tf.experimental.Optional.from_value(1))
    assert schema(optional).dtypes is None


def test_refuses_what_is_no_dataset():
    with pytest.raises(ValueError) as caught:
        class_names([1, 2])
    assert str(caught.value) == ("class_names: `dataset` must be a tf.data.Dataset, not [1, 2].")


def test_a_schema_is_printed_as_a_table_of_its_features():
    data = {"size": [1.5, 2.5], "color": ["red", "it's"], "kind": ["cat", "dog"]}
    dataset = dataset_from_frame(data, target="kind", batch_size=2)
    assert repr(schema(dataset)).splitlines() == [
        "name   role     dtype    shape",
        "size   feature  float32  (None,)",
        "color  feature  string   (None,)",
        "kind   target   int32    (None,)",
        "classes (2): 'cat', 'dog'",
    ]
    found = schema(dataset, example=True)
    assert found.table()["example"] == ["1.5, 2.5", "'red', \"it's\"", "0, 1"]
    np.testing.assert_array_equal(found.examples[1], [0, 1])
    assert schema(dataset).examples is None


def test_parts_without_names_and_windows_have_rows():
    numbers = tf.data.Dataset.range(6)
    assert schema(numbers).table() == {
        "name": ["feature"], "role": ["feature"], "dtype": ["int64"], "shape": ["()"],
    }  # fmt: skip
    nested = numbers.map(lambda x: ({"a": {"b": x}, "c": (x, [x])}, x, x))
    table = schema(nested.batch(4), example=True).table()
    assert table["name"] == ["a/b", "c/0", "c/1", "target", "weight"]
    assert table["example"][0] == "0, 1, 2, 3"
    assert schema(numbers.window(2)).table()["dtype"] == ["int64"]
    ragged = tf.data.Dataset.from_tensors(tf.ragged.constant([[1.0], [2.0, 3.0]]))
    assert schema(ragged, example=True).table()["example"] == ["1, 2, 3"]


def test_a_schema_has_at_most_ten_lines_of_80_columns():
    paths = tuple(f"folder/{number}.png" for number in range(1500))
    found = Schema(("x",), ("y", "z"), {"y": ["a", "b"], "z": ["long " * 20, "c"]}, paths)
    columns = {f"column {number:03}": np.arange(3) for number in range(200)}
    dataset = with_schema(tf.data.Dataset.from_tensor_slices(columns), found)
    lines = repr(schema(dataset, example=True)).splitlines()
    assert len(lines) == 10
    assert max(map(len, lines)) <= 80
    assert lines[1].split() == ["column", "000", "feature", "int64", "()", "0"]
    assert lines[6] == "... 195 more"
    assert lines[7] == "classes of y (2): 'a', 'b'"
    assert lines[9].startswith("files (1,500): 'folder/0.png', 'folder/1.png', ")


def test_a_schema_reads_an_element_only_if_asked():
    read = []

    def elements():
        read.append(1)
        yield 1

    spec = tf.TensorSpec((), tf.int64)
    dataset = tf.data.Dataset.from_generator(elements, output_signature=spec)
    repr(schema(dataset))
    assert read == []
    assert schema(dataset, example=True).table()["example"] == ["1"]
    assert read == [1]
    assert schema(dataset.take(0), example=True).examples is None


def test_html_of_a_schema_is_escaped():
    data = {"<b>": [1.0], "kind": ["<i>"]}
    html = schema(dataset_from_frame(data, target="kind"), example=True)._repr_html_()
    assert "<td" in html
    assert "&lt;b&gt;" in html
    assert "classes (1): &#x27;&lt;i&gt;&#x27;" in html
    assert "<b>" not in html
