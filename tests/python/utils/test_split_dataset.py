"""split_dataset."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

import cases
from prelayer import class_names, dataset_from_frame, split_dataset

X, Y = np.arange(20.0).reshape(10, 2), np.arange(10)


@pytest.mark.parametrize("case", cases.load("split_dataset"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


def elements(dataset):
    def plain(part):
        return np.asarray(part.numpy()).tolist()

    return [keras.tree.map_structure(plain, one) for one in dataset]


DATA = {
    "array": X,
    "tuple": (X, Y),
    "list": [X, Y],
    "dataset": tf.data.Dataset.from_tensor_slices((X, Y)),
    "batches": tf.data.Dataset.from_tensor_slices((X, Y)).batch(3),
    "dicts": tf.data.Dataset.from_tensor_slices({"x": X, "y": Y}).batch(4),
}
SIZES = [
    {"left_size": 0.7},
    {"right_size": 3},
    {"left_size": 2, "right_size": 3},
    {"left_size": 0.25},
    {"left_size": 0.7, "shuffle": True, "seed": 3},
]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("kind", DATA)
def test_equals_keras(kind, sizes):
    found = split_dataset(DATA[kind], **sizes)
    theirs = keras.utils.split_dataset(DATA[kind], **sizes)
    for ours, expected in zip(found, theirs):
        assert elements(ours) == elements(expected)
        assert ours.element_spec == expected.element_spec
        assert ours.cardinality() == expected.cardinality()


def test_takes_dicts_and_data_frames():
    for data in ({"x": X[:, 0], "y": Y}, pd.DataFrame({"x": X[:, 0], "y": Y})):
        left, right = split_dataset(data, 0.2)
        assert elements(left) == [{"x": 0.0, "y": 0}, {"x": 2.0, "y": 1}]
        assert right.cardinality() == 8
    left, _ = split_dataset({"a": {"b": np.array(["u", "v"])}, "c": (Y[:2],)}, 1)
    assert elements(left) == [{"a": {"b": b"u"}, "c": (0,)}]


def test_splits_rows_of_batches_also_after_a_map():
    batches = tf.data.Dataset.from_tensor_slices(Y).batch(4)
    for dataset in (batches.map(lambda rows: rows + 0).prefetch(1), batches.cache()):
        left, right = split_dataset(dataset, 5)
        assert elements(left) == [[0, 1, 2, 3], [4]]
        assert elements(right) == [[5, 6, 7, 8], [9]]
    rows = tf.data.Dataset.from_tensor_slices(X).batch(2).unbatch()
    assert elements(split_dataset(rows, 1)[0]) == [[0, 1]]


def test_parts_of_a_shuffled_dataset_stay_apart():
    shuffled = tf.data.Dataset.from_tensor_slices(Y).shuffle(10)
    parts = split_dataset(shuffled, 0.5)
    epochs = [[elements(part) for part in parts] for _ in range(3)]
    assert epochs[0] == epochs[1] == epochs[2]
    assert sorted(epochs[0][0] + epochs[0][1]) == Y.tolist()


def test_shuffles_by_the_seed_and_leaves_the_global_one():
    first, second, other = (
        elements(split_dataset(Y, 0.5, shuffle=True, seed=seed)[0]) for seed in (1, 1, 2)
    )
    assert first == second != other
    keras.utils.set_random_seed(5)
    third = elements(split_dataset(Y, 0.5, shuffle=True)[0])
    keras.utils.set_random_seed(5)
    assert elements(split_dataset(Y, 0.5, shuffle=True)[0]) == third


def test_sequences_keep_their_lengths():
    ragged = tf.ragged.constant([[1], [2, 3], [4]])
    dataset = tf.data.Dataset.from_tensor_slices(ragged)
    for data in (ragged, dataset):
        assert elements(split_dataset(data, 1)[1]) == [[2, 3], [4]]
    steps = dataset.map(lambda row: tf.stack([row, row], 1))
    assert elements(split_dataset(steps, 1)[1]) == [[[2, 2], [3, 3]], [[4, 4]]]
    (batch,) = split_dataset(dataset.batch(2), 1)[1]
    assert batch.to_list() == [[2, 3], [4]]


def test_keeps_classes_and_batches_of_loaders():
    frame = pd.DataFrame({"size": X[:, 0], "kind": list("abababcabc")})
    dataset = dataset_from_frame(frame, target="kind", batch_size=4)
    left, right = split_dataset(dataset, 0.6)
    assert class_names(left) == class_names(right) == ["a", "b", "c"]
    assert [len(labels) for _, labels in left] == [4, 2]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([1, 2], "must be a dataset, an array, or a list or dict of arrays"),
        ((X, Y[:3]), "all arrays must have the same length, but there are 3 and 10"),
        (np.float32(3), "must be made of arrays or dense tensors with rows"),
        (tf.data.Dataset.range(3).repeat(), "the dataset never ends"),
        (tf.data.Dataset.range(0), "`dataset` must have rows, but it has none"),
        (X[:0], "`dataset` must have rows, but it has none"),
        ([], "`dataset` must have rows, but it has none"),
    ],
)
def test_rejects_what_has_no_rows(data, sentence):
    with pytest.raises(ValueError) as caught:
        split_dataset(data, 0.5)
    assert sentence in str(caught.value)


def test_rejects_rows_of_different_shapes():
    def rows():
        yield from (np.ones(2), np.ones(3))

    spec = tf.TensorSpec((None,))
    dataset = tf.data.Dataset.from_generator(rows, output_signature=spec)
    for given in (dataset.batch(1), dataset.map(lambda row: row[tf.newaxis])):
        with pytest.raises(ValueError, match="must have one shape, but the first has"):
            split_dataset(given, 0.5)


@pytest.mark.parametrize("size", [0, 10, -1, 0.0, 1.0, 1.5, np.nan, "a", True])
def test_rejects_sizes_out_of_range(size):
    for name in ("left_size", "right_size"):
        with pytest.raises(ValueError, match=f"`{name}` must be a whole number from 1 to 9"):
            split_dataset(Y, **{name: size})
