"""Batches of files: whole ones in the order of the epoch, whatever cannot be read among them."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

from prelayer._core.owner import called
from prelayer.data.common.gather_rows import Order
from prelayer.data.files.file_batches import Source, each, file_batches


@pytest.fixture(autouse=True)
def owner():
    with called("f"):
        yield


@pytest.fixture
def numbered(tmp_path):
    """Returns a function that writes files of numbers, some of them bad, and lists them."""

    def write(count, bad=()):
        paths = []
        for number in range(count):
            path = tmp_path / f"{number:03d}.txt"
            path.write_text("bad" if number in bad else str(number))
            paths.append(str(path))
        return paths

    return write


def read(path):
    return tf.strings.to_number(tf.io.read_file(path), tf.int64)


def batches(paths, on_error="skip", batch_size=8, seed=None, quick=None):
    """The dataset of (contents, rows) and its bad files."""
    sources, order = [Source(paths, read, quick, "is no number.")], ordered(batch_size, seed)
    element = lambda contents, rows: (contents[0], rows)  # noqa: E731
    dataset, (bad_files,) = file_batches(sources, element, order, on_error)
    return dataset, bad_files


def ordered(batch_size=8, seed=None, rows=None, drop_remainder=False):
    return Order(rows, seed is not None, seed, batch_size, drop_remainder)


def epoch(dataset):
    """Contents and rows, and how many were in each batch."""
    found = [(contents.numpy(), rows.numpy()) for contents, rows in dataset]
    sizes = [len(rows) for _, rows in found]
    return *(np.concatenate(part) if found else [] for part in zip(*found)), sizes


@pytest.mark.parametrize("count", [1, 4, 21, 40])
@pytest.mark.parametrize("batch_size", [1, 3, 8, 64])
def test_every_file_comes_once_in_whole_batches(numbered, count, batch_size):
    dataset, _ = batches(numbered(count), batch_size=batch_size)
    contents, rows, sizes = epoch(dataset)
    np.testing.assert_array_equal(contents, range(count))
    np.testing.assert_array_equal(rows, range(count))
    whole, rest = divmod(count, batch_size)
    assert sizes == [batch_size] * whole + [rest] * (rest > 0)


@pytest.mark.parametrize("count", [3, 21, 40])
def test_every_epoch_has_another_order_of_all_files(numbered, count):
    dataset, _ = batches(numbered(count), seed=3)
    again, _ = batches(numbered(count), seed=3)
    orders = []
    for _ in range(6):
        contents, rows, _ = epoch(dataset)
        np.testing.assert_array_equal(contents, rows)
        assert sorted(rows) == list(range(count))
        np.testing.assert_array_equal(epoch(again)[1], rows)
        orders.append(tuple(rows))
    # 3 files have 6 orders.
    assert len(set(orders)) >= (6 if count > 3 else 3)


@pytest.mark.parametrize("seed", [None, 5])
@pytest.mark.parametrize(
    "bad", [{0}, {39}, {7, 8, 9}, set(range(0, 40, 5)), set(range(8, 24)), set(range(40))]
)
def test_skipped_files_leave_whole_batches_in_the_same_order(numbered, bad, seed):
    order = epoch(batches(numbered(40), seed=seed)[0])[1]
    paths = numbered(40, bad)
    dataset, bad_files = batches(paths, seed=seed)
    good = [row for row in order if row not in bad]
    if not good:
        assert list(dataset) == []
    else:
        contents, rows, sizes = epoch(dataset)
        np.testing.assert_array_equal(rows, good)
        np.testing.assert_array_equal(contents, good)
        assert sizes == [8] * (len(good) // 8) + [len(good) % 8] * (len(good) % 8 > 0)
    assert [file.path for file in bad_files] == [paths[row] for row in sorted(bad)]


@pytest.mark.parametrize("bad", [{0}, {39}, set(range(0, 40, 5)), set(range(40))])
def test_placeholders_keep_the_places_of_an_epoch(numbered, bad):
    order = epoch(batches(numbered(40), seed=2)[0])[1]
    paths = numbered(40, bad)
    dataset, bad_files = batches(paths, "placeholder", seed=2)
    contents, rows, sizes = epoch(dataset)
    np.testing.assert_array_equal(rows, order)
    np.testing.assert_array_equal(contents, [0 if row in bad else row for row in order])
    assert sizes == [8] * 5
    assert [file.path for file in bad_files] == [paths[row] for row in sorted(bad)]


def test_an_error_names_the_first_bad_file_of_the_epoch(numbered):
    paths = numbered(40, {21, 30})
    dataset, _ = batches(paths, "raise")
    np.testing.assert_array_equal(epoch(dataset.take(2))[1], range(16))
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        list(dataset)
    assert f"f: the file {paths[21]} is no number." in str(caught.value)


def test_what_the_quick_way_cannot_read_is_read_the_other_way(numbered):
    def quick(path):
        number = read(path)
        with tf.control_dependencies([tf.debugging.assert_less(number, tf.constant(10, tf.int64))]):
            return tf.identity(number)

    contents, _, sizes = epoch(batches(numbered(30, {3}), quick=each(quick))[0])
    np.testing.assert_array_equal(contents, [0, 1, 2, *range(4, 30)])
    assert sizes == [8, 8, 8, 5]


def test_an_epoch_may_be_left_at_any_place(numbered):
    dataset, bad_files = batches(numbered(400, set(range(100, 400))), seed=None)
    for taken in (1, 3, 13):
        rows = epoch(dataset.take(taken))[1]
        np.testing.assert_array_equal(rows, range(min(100, 8 * taken)))
    assert len(list(bad_files)) == 300


@pytest.mark.parametrize("seed", [None, 4])
@pytest.mark.parametrize("drop_remainder", [False, True])
def test_chosen_rows_come_alone(numbered, seed, drop_remainder):
    chosen = np.array([7, 3, 20, 2, 11, 30, 5, 8, 39, 1])
    source = Source(numbered(40), read, None, "is no number.")
    element = lambda contents, rows: (contents[0], rows)  # noqa: E731
    order = ordered(4, seed, chosen, drop_remainder)
    dataset, _ = file_batches([source], element, order, "raise")
    contents, rows, sizes = epoch(dataset)
    assert sizes == ([4, 4] if drop_remainder else [4, 4, 2])
    assert dataset.cardinality() == len(sizes)
    np.testing.assert_array_equal(contents, rows)
    if seed is None:
        np.testing.assert_array_equal(rows, chosen[: sum(sizes)])
    else:
        assert len(set(rows)) == len(rows)
        assert set(rows) <= set(chosen.tolist())
        assert rows.tolist() != chosen[: sum(sizes)].tolist()


@pytest.mark.parametrize("on_error", ["skip", "placeholder"])
def test_a_row_has_a_file_of_each_source(numbered, tmp_path, on_error):
    first = numbered(21, {3})
    second = [str(tmp_path / f"{number}.word") for number in range(21)]
    for number in {*range(21)} - {17}:
        (tmp_path / f"{number}.word").write_text(f"word {number}")
    sources = [
        Source(first, read, None, "is no number."),
        Source(second, tf.io.read_file, None, "is no word."),
    ]
    element = lambda contents, rows: (*contents, rows)  # noqa: E731
    dataset, reports = file_batches(sources, element, ordered(4, 1), on_error)
    for _ in range(2):
        numbers, words, rows = (np.concatenate(part) for part in zip(*dataset.as_numpy_iterator()))
        good = set(range(21)) - ({3, 17} if on_error == "skip" else set())
        assert sorted(rows) == sorted(good)
        np.testing.assert_array_equal(numbers, np.where(rows == 3, 0, rows))
        assert [word.decode() for word in words] == [
            "" if row == 17 else f"word {row}" for row in rows
        ]
    assert [[file.path for file in bad] for bad in reports] == [[first[3]], [second[17]]]
