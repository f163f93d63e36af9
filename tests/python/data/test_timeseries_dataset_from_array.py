"""Windows over rows: Keras's, each with its own target."""

import inspect
import itertools

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from prelayer import schema, timeseries_dataset_from_array

ROWS = np.arange(40, dtype="float32").reshape(20, 2)
TARGETS = np.arange(100, 120)


def epoch(dataset):
    """All windows and all targets of a batched dataset."""
    batches = [[part.numpy() for part in batch] for batch in dataset]
    return [np.concatenate(parts) for parts in zip(*batches)]


def test_windows_begin_where_their_targets_stand():
    windows, targets = epoch(timeseries_dataset_from_array(ROWS, TARGETS, 3, batch_size=4))
    assert windows.shape == (18, 3, 2)
    for place, (window, target) in enumerate(zip(windows, targets)):
        np.testing.assert_array_equal(window, ROWS[place : place + 3])
        assert target == TARGETS[place]


# Keras counts targets from row 0, so that few of them with a later start are beyond its reach.
@pytest.mark.parametrize(
    ("length", "stride", "rate", "start", "end", "count"),
    [
        *itertools.product((1, 4), (1, 3), (1, 2), (None, 2), (None, 15), (20,)),
        *itertools.product((1, 4), (1, 3), (1, 2), (None,), (None, 15), (7,)),
    ],
)
def test_gives_what_keras_gives(length, stride, rate, start, end, count):
    arguments = (ROWS, TARGETS[:count], length, stride, rate)
    places = {"start_index": start, "end_index": end, "batch_size": 5}
    reference = keras.utils.timeseries_dataset_from_array(*arguments, **places)
    ours = timeseries_dataset_from_array(*arguments, **places)
    for found, expected in zip(epoch(ours), epoch(reference)):
        assert found.dtype == expected.dtype
        np.testing.assert_array_equal(found, expected)


def test_windows_come_alone_without_targets_and_singly_without_batches():
    dataset = timeseries_dataset_from_array(ROWS, None, 5, batch_size=None)
    assert dataset.cardinality() == 16
    for place, window in enumerate(dataset):
        np.testing.assert_array_equal(window, ROWS[place : place + 5])


def test_shuffling_draws_from_all_windows_anew_each_epoch():
    def load():
        return timeseries_dataset_from_array(ROWS, TARGETS, 3, batch_size=4, shuffle=True, seed=3)

    dataset = load()
    first, second = epoch(dataset), epoch(dataset)
    for windows, targets in (first, second):
        assert sorted(targets) == TARGETS[:18].tolist()
        np.testing.assert_array_equal(windows[:, 0, 0], 2 * (targets - 100))
    assert not np.array_equal(first[1], second[1])
    np.testing.assert_array_equal(epoch(load())[1], first[1])


def test_rows_keep_their_dtype_and_text_is_text():
    for given in (ROWS.astype("float64"), ROWS.astype("int64"), np.array(["a", "b", "c"])):
        window = next(iter(timeseries_dataset_from_array(given, None, 2)))
        expected = [given[place : place + 2].tolist() for place in range(len(given) - 1)]
        if given.dtype.kind == "U":
            assert window.dtype == tf.string
            expected = [[word.encode() for word in words] for words in expected]
        else:
            assert window.dtype == given.dtype
        assert window.numpy().tolist() == expected


def test_columns_of_a_frame_are_the_names_of_the_features():
    frame = pd.DataFrame(ROWS, columns=["temperature", "pressure"])
    dataset = timeseries_dataset_from_array(frame, frame[["pressure"]], 3)
    windows, targets = next(iter(dataset))
    np.testing.assert_array_equal(windows[1], ROWS[1:4])
    np.testing.assert_array_equal(targets[:, 0], ROWS[:18, 1])
    assert schema(dataset).feature_names == ("temperature", "pressure")
    assert schema(dataset).target_names == ("pressure",)


def test_windows_end_with_the_targets():
    _, targets = epoch(timeseries_dataset_from_array(ROWS, TARGETS[:7], 4, start_index=2))
    np.testing.assert_array_equal(targets, TARGETS[2:7])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"sequence_length": 0},
            "`sequence_length` must be a whole number of at least 1, not 0.",
        ),
        (
            {"sequence_length": 11, "sampling_rate": 2},
            "a window spans 21 rows (`sequence_length=11`, `sampling_rate=2`), but there are 20. "
            "Make it shorter, or give more rows.",
        ),
        (
            {"end_index": 21},
            "`end_index` must be at most 20, the number of rows, not 21.",
        ),
        (
            {"start_index": 9, "end_index": 9},
            "`start_index` must be below 9, the end of the rows, not 9.",
        ),
        (
            {"targets": [1, 2], "start_index": 2},
            "the first window begins at row 2, but there are 2 targets.",
        ),
        ({"data": 3.0}, "`data` must be an array with rows, not 3.0."),
        ({"data": []}, "`data` must have rows, but it has none."),
        (
            {"data": np.array(["2024-02-29"] * 4, "datetime64[D]")},
            "numbers or text are needed, but the values are dates or times. DatetimeFeatures() "
            "computes features of dates; convert durations to numbers first.",
        ),
        ({"format": "grain"}, "`format` must be \"tf\", not 'grain'."),
    ],
)
def test_reports_bad_arguments_in_one_sentence(arguments, sentence):
    arguments = {"data": ROWS, "targets": TARGETS, "sequence_length": 3, **arguments}
    with pytest.raises(ValueError) as error:
        timeseries_dataset_from_array(**arguments)
    assert str(error.value) == f"timeseries_dataset_from_array: {sentence}"


def test_the_arguments_are_keras_s_in_name_order_and_default():
    ours, theirs = [
        [(p.name, p.default) for p in inspect.signature(function).parameters.values()]
        for function in (timeseries_dataset_from_array, keras.utils.timeseries_dataset_from_array)
    ]
    assert ours == theirs
