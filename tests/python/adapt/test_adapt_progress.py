"""How far an adaptation has come, and the bar that shows it."""

import io

import keras
import numpy as np
import pytest
import tensorflow as tf
from rich.console import Console

from prelayer import AdaptProgress, Normalization, StringLookup, adapt
from prelayer.adapt.progress import Bar, shown


class Rows(keras.utils.PyDataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        return np.full((2, 1), float(index)), np.zeros(2)


def wide(count):
    return tf.data.Dataset.from_tensor_slices(np.zeros((count, 300), "float32")).batch(2)


@pytest.mark.parametrize(
    ("data", "rows", "shares"),
    [
        (lambda: wide(8), [2, 4, 6, 8], [0.25, 0.5, 0.75, 1]),
        (lambda: wide(7), [2, 4, 6, 7], [0.25, 0.5, 0.75, 1]),
        (lambda: wide(8).filter(lambda row: True), [2, 4, 6, 8], [None] * 4),
        (lambda: Rows(), [2, 4, 6, 8], [0.25, 0.5, 0.75, 1]),
        (lambda: iter([[[1.0]], [[2.0]]]), [1, 2], [None, None]),
        (lambda: tf.data.Dataset.from_tensor_slices(np.zeros((100, 1))).batch(9), [100], [1]),
    ],
    ids=["dataset", "rest", "unknown", "py_dataset", "stream", "joined"],
)
def test_tells_after_each_batch_how_far_it_is(data, rows, shares):
    told = []
    adapt(Normalization(), data(), progress=told.append)
    assert [now.rows for now in told] == rows
    assert [now.share for now in told] == shares
    assert all(now.number == 1 and now.seconds > 0 for now in told)


def test_tells_which_pass_it_is():
    texts = keras.Input((), dtype="string")
    model = keras.Model(texts, Normalization(axis=None)(StringLookup()(texts)))
    told = []
    adapt(model, ["a", "b"], progress=told.append)
    assert [now.number for now in told] == [1, 2]


def test_says_rows_speed_and_the_time_left():
    assert str(AdaptProgress(1, 30_000, 10.0, 0.1)) == "30,000 rows, 3,000 rows/s, 1:30 left"
    assert str(AdaptProgress(1, 30, 10.0, None)) == "30 rows, 3 rows/s"
    assert AdaptProgress(1, 0, 0.0, 0.0).rate == 0


def drawn(moments):
    file = io.StringIO()
    bar = Bar(Console(file=file, force_terminal=True, width=90, color_system=None))
    for moment in moments:
        bar.show(moment)
    bar.close()
    return file.getvalue()


def test_draws_a_bar_on_long_work():
    text = drawn([AdaptProgress(1, 20_000, 2.0, 0.25), AdaptProgress(2, 5_000, 1.5, None)])
    assert "adapting ━" in text
    assert "20,000 rows, 10,000 rows/s, 0:06 left" in text
    assert "adapting, pass 2" in text
    assert "5,000 rows, 3,333 rows/s" in text


def test_draws_nothing_on_short_work_and_not_too_often():
    assert drawn([AdaptProgress(1, 5, 0.9, 1)]) == ""
    text = drawn([AdaptProgress(1, 1, 2.0, 0.1), AdaptProgress(1, 2, 2.05, 0.2)])
    assert "1 rows" in text
    assert "2 rows" not in text


def test_draws_nothing_where_there_is_no_terminal(capsys):
    for progress in (None, False):
        with shown(progress) as show:
            assert show is None
        adapt(Normalization(), wide(8), progress=progress)
    assert capsys.readouterr() == ("", "")


def test_refuses_a_progress_that_is_no_option():
    with pytest.raises(ValueError) as caught:
        adapt(Normalization(), [1.0], progress="bar")
    assert str(caught.value) == "adapt: `progress` must be True or False, not 'bar'."
