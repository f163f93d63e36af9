"""RankSketch: the guaranteed rank error, determinism, and bytes of earlier versions."""

import io

import numpy as np
import pytest
from datasketches import kll_doubles_sketch
from hypothesis import given, settings
from hypothesis import strategies as st

from prelayer.stats.kll_format import read_kll
from prelayer.stats.quantiles import RANK_ERROR, Quantiles
from prelayer.stats.rank_sketch import RankSketch

RANKS = np.arange(1, 1000) / 1000
REFUSED = r"^prelayer: the state is cut off, or was not written by `to_bytes\(\)`\.$"


def error_of(values, quantiles):
    """Return how far the true ranks of quantiles are from the ranks that were asked for."""
    values = np.sort(values)
    below = np.searchsorted(values, quantiles, side="left") / len(values)
    up_to = np.searchsorted(values, quantiles, side="right") / len(values)
    return np.max(np.maximum(below - RANKS, RANKS - up_to), initial=0)


def sketch_of(values, error=RANK_ERROR):
    sketch = RankSketch(error)
    sketch.add(values)
    return sketch


def same(first, second):
    pairs = zip(first.levels(), second.levels(), strict=True)
    return first.turns() == second.turns() and all(np.array_equal(*pair) for pair in pairs)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(["as drawn", "ascending", "descending", "from both ends", "by the last bits"]),
    st.integers(1, 400_000),
    st.integers(1, 9),
)
def test_ranks_are_within_the_error_after_any_merges(seed, order, size, shards):
    random = np.random.default_rng(seed)
    values = np.floor(random.lognormal(8, 3, size=size))
    if order != "as drawn":
        values = np.sort(values)
    if order == "descending":
        values = values[::-1].copy()
    elif order == "from both ends":
        values[::2], values[1::2] = values[: (size + 1) // 2].copy(), values[::-1][: size // 2]
    elif order == "by the last bits":
        values = values[np.argsort(np.arange(size) % 128, kind="stable")]
    cuts = np.sort(random.integers(0, size + 1, size=shards - 1))
    parts = [sketch_of(part) for part in np.split(values, cuts)]
    total = RankSketch(RANK_ERROR)
    for place in random.permutation(shards):
        total.merge(parts[place])
    assert total.count == size
    assert (total.minimum, total.maximum) == (values.min(), values.max())
    assert error_of(values, total.quantiles(RANKS)) <= RANK_ERROR


def test_an_order_made_against_halving_stays_within_the_error():
    # Every chunk repeats the same numbers, so that each level rounds in the same places.
    values = np.tile(np.arange(10_000.0), 64)
    assert error_of(values, sketch_of(values).quantiles(RANKS)) <= RANK_ERROR / 4


def test_does_not_depend_on_batches():
    values = np.random.default_rng(1).normal(size=70_000)
    whole = sketch_of(values)
    for size in (1, 999, 10_000, 33_333):
        cut = RankSketch(RANK_ERROR)
        for start in range(0, 5000 if size == 1 else len(values), size):
            cut.add(values[start : start + size])
        cut.add(values[5000:] if size == 1 else values[:0])
        assert same(cut, whole)


def test_keeps_few_numbers():
    sketch = sketch_of(np.random.default_rng(2).normal(size=1_000_000))
    assert sum(map(len, sketch.levels())) < 80_000


def packed_by_an_earlier_version(table, error=RANK_ERROR):
    """Return a state in the layout of version 0.1, which has a KLL sketch for each feature."""
    sketches = {}
    for place, column in enumerate(table.T):
        sketch = kll_doubles_sketch(int(np.ceil(8 / error)))
        sketch.update(column[~np.isnan(column)])
        sketches[f"sketch_{place}"] = np.frombuffer(sketch.serialize(), np.uint8)
    buffer = io.BytesIO()
    missing = np.isnan(table).sum(axis=0)
    np.savez(
        buffer,
        owner=np.array("RobustScaling"),
        error=np.array(error),
        rows=np.array(len(table)),
        missing=missing,
        **sketches,
    )
    return buffer.getvalue()


def test_reads_states_of_earlier_versions_and_goes_on():
    table = np.random.default_rng(3).lognormal(size=(50_000, 3))
    table[::2, 1] = np.nan
    table[1:, 2] = np.nan
    quantiles = Quantiles.from_bytes(packed_by_an_earlier_version(table))
    more = np.random.default_rng(4).lognormal(size=(30_000, 3))
    for rows in (table, np.concatenate([table, more])):
        for place, column in enumerate(rows.T):
            known = column[~np.isnan(column)]
            found = quantiles.result(RANKS)[:, place]
            assert error_of(known, found) <= RANK_ERROR or len(known) == 1
            assert quantiles.minimum[place] == known.min()
            assert quantiles.maximum[place] == known.max()
        if rows is table:
            quantiles.add(more)


@pytest.mark.parametrize("count", [0, 1, 2, 4000, 4001, 200_000])
def test_reads_kll_sketches_as_their_own_library_does(count):
    values = np.random.default_rng(5).normal(size=count)
    sketch = kll_doubles_sketch(4000)
    sketch.update(values)
    levels, ends = read_kll(sketch.serialize())
    numbers = np.concatenate(levels)
    weights = np.repeat(2 ** np.arange(len(levels)), list(map(len, levels)))
    assert (len(numbers), weights.sum()) == (sketch.num_retained, count)
    if count:
        assert ends == (sketch.get_min_value(), sketch.get_max_value())
        order = np.argsort(numbers)
        places = np.searchsorted(np.cumsum(weights[order]), RANKS * count)
        expected = sketch.get_quantiles(RANKS, inclusive=True)
        np.testing.assert_array_equal(numbers[order][places], expected)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-8],
        lambda data: data[:30],
        lambda data: data[:2] + b"\0" + data[3:],
        lambda data: data[:8] + bytes(8) + data[16:],  # the count
        lambda data: data[:18] + b"\xff" + data[19:],  # how many levels there are
        lambda data: data[:18] + b"\0" + data[19:],
        lambda data: data[:20] + b"\xff\xff\xff\xff" + data[24:],  # where the first level starts
        lambda data: data[:24] + b"\xff\xff\xff\x7f" + data[28:],
        lambda data: data[:-8] + np.float64(np.nan).tobytes(),
        lambda data: data[:-8] + np.float64(1e300).tobytes(),
    ],
)
def test_refuses_crafted_sketches_of_earlier_versions(damage):
    sketch = kll_doubles_sketch(4000)
    sketch.update(np.arange(30_000.0))
    state = dict(np.load(io.BytesIO(packed_by_an_earlier_version(np.arange(30_000.0)[:, None]))))
    state["sketch_0"] = np.frombuffer(damage(sketch.serialize()), np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, **state)
    with pytest.raises(ValueError, match=REFUSED):
        Quantiles.from_bytes(buffer.getvalue())


@pytest.mark.parametrize(
    "change",
    [
        {"numbers": np.zeros(5)},
        {"numbers": np.full(15_000, np.nan)},
        {"numbers": np.arange(15_000.0)[::-1]},
        {"sizes": np.array([[2**62, 0]])},
        {"sizes": np.array([[-1, 1]])},
        {"turns": np.array([[7, 0]], np.uint8)},
        {"turns": np.zeros((3, 3), np.uint8)},
        {"ends": np.array([[np.nan, 1.0]])},
        {"ends": np.zeros((0, 2))},
        {"rows": np.array(-5)},
        {"rows": np.array(2**60)},
        {"missing": np.array([-1])},
        {"missing": np.array([0.5])},
        {"error": np.array(np.nan)},
        {"kept": np.zeros((3, 1))},
    ],
)
def test_refuses_crafted_states(change):
    quantiles = Quantiles()
    quantiles.add(np.arange(20_000.0)[:, None])
    state = dict(np.load(io.BytesIO(quantiles.to_bytes())))
    buffer = io.BytesIO()
    np.savez(buffer, **{**state, **change})
    with pytest.raises(ValueError, match=REFUSED):
        Quantiles.from_bytes(buffer.getvalue())
