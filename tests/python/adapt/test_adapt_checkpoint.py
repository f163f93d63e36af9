"""Checkpoints: killed at any moment and started again, an adaptation ends in the same state."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from folders import HELPERS
from interrupted import Killed, killed_after, write_at_once
from prelayer import Discretization, IntegerLookup, Normalization, StringLookup, adapt

NUMBERS = np.random.default_rng(0).normal(size=(24, 1))
COLUMNS = {
    "price": NUMBERS,
    "bin": NUMBERS,
    "cut": np.array([f"w{size:.0f}" for size in 3 * np.abs(NUMBERS[:, 0])], dtype=object),
    "rank": np.abs(100 * NUMBERS[:, 0]).astype("int64") % 7,
}
BATCHES = [{name: part[row : row + 3] for name, part in COLUMNS.items()} for row in range(0, 24, 3)]


@pytest.fixture
def path(tmp_path, monkeypatch):
    write_at_once(monkeypatch)
    return tmp_path / "adapt.checkpoint"


def layers():
    return {
        "price": Normalization(),
        "bin": Discretization(num_bins=4),
        "cut": StringLookup(output_mode="tf_idf"),
        "rank": IntegerLookup(),
    }


def assert_same_state(adapted, expected):
    for name, layer in expected.items():
        for part, array in layer.get_state().items():
            np.testing.assert_array_equal(adapted[name].get_state()[part], array)


@pytest.mark.parametrize("count", range(1, 8))
def test_goes_on_after_a_crash(path, count):
    whole, adapted = layers(), layers()
    adapt(whole, iter(BATCHES))
    with pytest.raises(Killed):
        adapt(adapted, killed_after(BATCHES, count), checkpoint=path)
    adapted, read = layers(), []
    report = adapt(adapted, iter(BATCHES), checkpoint=path, progress=read.append)
    assert_same_state(adapted, whole)
    assert report.rows == 24
    assert [now.rows for now in read] == list(range(3 * count + 3, 27, 3))
    assert not path.exists()


def test_goes_on_again_and_again(path):
    whole = layers()
    adapt(whole, iter(BATCHES))
    for count in (2, 3, 6):
        with pytest.raises(Killed):
            adapt(layers(), killed_after(BATCHES, count), checkpoint=path)
    adapted = layers()
    adapt(adapted, iter(BATCHES), checkpoint=path)
    assert_same_state(adapted, whole)


_KILLED = """
import os, signal, sys
sys.path[:0] = {folders!r}
import test_adapt_checkpoint as test
from prelayer import adapt
from prelayer.adapt import checkpoint

checkpoint.SECONDS_BETWEEN_WRITES = 0.0
checkpoint.LARGEST_SHARE_OF_TIME = float("inf")

def batches():
    for number, batch in enumerate(test.BATCHES):
        if number == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        yield batch

adapt(test.layers(), batches(), checkpoint={path!r})
"""


@pytest.mark.slow(reason="The process that dies imports TensorFlow; fast tests raise instead.")
@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_survives_the_death_of_its_process(path):
    script = _KILLED.format(folders=[str(Path(__file__).parent), str(HELPERS)], path=str(path))
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True)
    assert ended.returncode == -signal.SIGKILL
    whole, adapted = layers(), layers()
    adapt(whole, iter(BATCHES))
    adapt(adapted, iter(BATCHES), checkpoint=path)
    assert_same_state(adapted, whole)


def partial(path):
    with pytest.raises(Killed):
        adapt(layers(), killed_after(BATCHES, 3), checkpoint=path)
    return path


def refused(adapting):
    with pytest.raises(ValueError) as caught:
        adapting()
    return str(caught.value)


@pytest.mark.parametrize("damage", [lambda data: data[:-50], lambda data: b"", lambda data: b"a,b"])
def test_refuses_a_checkpoint_that_is_cut_off_or_foreign(path, damage):
    path.write_bytes(damage(partial(path).read_bytes()))
    adapted = layers()
    adapt(adapted, iter(BATCHES[:2]))
    known = adapted["cut"].get_vocabulary()
    assert refused(lambda: adapt(adapted, iter(BATCHES), checkpoint=path)) == (
        f"adapt: the checkpoint '{path}' is cut off, or was not written by `adapt()`. Give another "
        "path, or delete it to start anew."
    )
    assert adapted["cut"].get_vocabulary() == known


def test_refuses_a_checkpoint_of_other_layers(path):
    partial(path)
    sentence = (
        f"adapt: the checkpoint '{path}' is of other layers or options. Give the layers and "
        "options that it was written for, give another path, or delete it to start anew."
    )
    for other in ({"price": Normalization()}, {**layers(), "bin": Discretization(num_bins=5)}):
        assert refused(lambda other=other: adapt(other, iter(BATCHES), checkpoint=path)) == sentence
    assert refused(lambda: adapt(layers(), iter(BATCHES), steps=4, checkpoint=path)) == sentence


def test_refuses_a_checkpoint_of_other_data(path):
    partial(path)
    sentence = (
        "adapt: the checkpoint was written after batch 3 of the data, which is another batch now. "
        "Give the same data in the same order (a shuffled dataset needs a seed), or delete the "
        "checkpoint to start anew."
    )
    for other in (BATCHES[::-1], BATCHES[:2]):
        adapting = lambda other=other: adapt(layers(), iter(other), checkpoint=path)  # noqa: E731
        assert refused(adapting) == sentence
    assert path.exists()


def test_refuses_a_checkpoint_where_no_file_can_be(tmp_path):
    path = tmp_path / "missing" / "file"
    assert refused(lambda: adapt(layers(), COLUMNS, checkpoint=path)) == (
        f"adapt: `checkpoint` must be the path of a file in a folder that exists, not '{path}'."
    )
    assert refused(lambda: adapt(layers(), COLUMNS, checkpoint=3)) == (
        "adapt: `checkpoint` must be the path of a file, or None, not 3."
    )


def test_keeps_no_checkpoint_of_data_that_nothing_can_be_learned_from(path):
    missing = [np.full((2, 1), np.nan)] * 3
    sentence = refused(lambda: adapt(Normalization(name="n"), iter(missing), checkpoint=path))
    assert sentence.startswith("adapt: the data for the layer 'n' holds no value to learn from.")
    assert not path.exists()


def test_writes_nothing_while_little_time_has_passed(tmp_path):
    path = tmp_path / "adapt.checkpoint"
    with pytest.raises(Killed):
        adapt(layers(), killed_after(BATCHES, 6), checkpoint=path)
    assert not path.exists()


def test_a_disk_that_is_full_leaves_the_last_checkpoint(path, monkeypatch):
    with pytest.raises(Killed):
        adapt(layers(), killed_after(BATCHES, 3), checkpoint=path)
    last = path.read_bytes()

    def fail(descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fail)
        with pytest.raises(ValueError) as caught:
            adapt(layers(), iter(BATCHES), checkpoint=path)
    assert str(caught.value) == (
        f"adapt: `checkpoint` must be a file that can be written, not '{path}'. "
        "No space left on device."
    )
    assert path.read_bytes() == last
    assert os.listdir(path.parent) == [path.name]
    whole, adapted = layers(), layers()
    adapt(whole, iter(BATCHES))
    adapt(adapted, iter(BATCHES), checkpoint=path)
    assert_same_state(adapted, whole)
