"""Splits: every row in one part, shares kept, groups together, names where they were."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from prelayer.data.common.splits import checked_sizes, rows_of_parts

SIZES = {"train": 0.7, "validation": 0.2, "test": 0.1}


@given(
    st.lists(st.sampled_from("abc"), min_size=30, max_size=300),
    st.integers(0, 99),
)
def test_each_part_has_its_share_of_each_class_within_one(labels, seed):
    rows = rows_of_parts(SIZES, len(labels), seed, strata=labels)
    together = np.concatenate(list(rows.values()))
    assert sorted(together) == list(range(len(labels)))
    for name, share in SIZES.items():
        assert abs(len(rows[name]) - share * len(labels)) <= 1
        for kind in set(labels):
            count = sum(labels[row] == kind for row in rows[name])
            assert abs(count - share * labels.count(kind)) < 1


@given(st.lists(st.integers(0, 20), min_size=60, max_size=300), st.integers(0, 99))
def test_no_group_is_in_two_parts(groups, seed):
    assume(len(set(groups)) > 1)
    rows = rows_of_parts({"a": 0.5, "b": 0.5}, len(groups), seed, groups=groups)
    assert sorted(np.concatenate(list(rows.values()))) == list(range(len(groups)))
    first, second = ({groups[row] for row in part} for part in rows.values())
    assert not first & second
    # The largest group is all that the parts can differ by, when the small ones fill up.
    largest = max(groups.count(group) for group in groups)
    assert abs(len(rows["a"]) - len(rows["b"])) <= largest


def test_groups_keep_the_shares_of_classes_where_they_can():
    groups = np.repeat(np.arange(100), 5)
    labels = np.repeat(np.arange(100) % 4, 5)
    rows = rows_of_parts({"a": 0.75, "b": 0.25}, 500, 3, strata=labels, groups=groups)
    for part, share in (("a", 0.75), ("b", 0.25)):
        counts = np.bincount(labels[rows[part]], minlength=4)
        assert np.abs(counts - share * 125).max() <= 5


def test_names_stay_in_their_part_when_others_come():
    before = [f"class/{number}.jpg" for number in range(400)]
    after = sorted([*before, *(f"class/new{number}.jpg" for number in range(10))])
    parts = []
    for names in (before, after):
        rows = rows_of_parts(SIZES, len(names), keys=names)
        parts.append({names[row]: part for part, places in rows.items() for row in places})
    assert len(parts[1]) == 410
    assert all(parts[1][name] == part for name, part in parts[0].items())
    # A binomial of 400 is within five deviations of its mean.
    for part, share in SIZES.items():
        count = sum(name == part for name in parts[0].values())
        assert abs(count - 400 * share) < 5 * np.sqrt(400 * share * (1 - share))


def test_names_of_groups_decide_for_the_group():
    names = [f"{number}.jpg" for number in range(90)]
    groups = [number % 30 for number in range(90)]
    rows = rows_of_parts({"a": 0.5, "b": 0.5}, 90, keys=names, groups=groups)
    first, second = ({groups[row] for row in part} for part in rows.values())
    assert not first & second
    assert len(first) + len(second) == 30


def test_a_seed_repeats_the_draw():
    first, again, other = (rows_of_parts(SIZES, 100, seed) for seed in (1, 1, 2))
    assert all(np.array_equal(first[name], again[name]) for name in SIZES)
    assert not all(np.array_equal(first[name], other[name]) for name in SIZES)


@pytest.mark.parametrize(
    ("sizes", "sentence"),
    [
        (
            {"train": 0.8, "test": 0.3},
            "prelayer: `split` must be names with their shares, such as {'train': 0.8, 'test': "
            "0.2}; they must add up to 1, not {'train': 0.8, 'test': 0.3}.",
        ),
        (
            0.2,
            "prelayer: `split` must be names with their shares, such as {'train': 0.8, 'test': "
            "0.2}, not 0.2.",
        ),
        (
            {"train": 1.2, "test": -0.2},
            "prelayer: `split` must be a number of at least 0, not -0.2.",
        ),
    ],
)
def test_refuses_shares_that_are_none(sizes, sentence):
    with pytest.raises(ValueError) as caught:
        checked_sizes(sizes)
    assert str(caught.value) == sentence


def test_refuses_a_part_for_which_nothing_is_left():
    with pytest.raises(ValueError) as caught:
        rows_of_parts({"train": 0.9, "test": 0.1}, 3, 0)
    assert str(caught.value) == (
        "prelayer: `split` leaves nothing for 'test': 0.1 of 3 is too little. Give it a larger "
        "share, or more data."
    )


def test_refuses_classes_where_names_decide():
    with pytest.raises(ValueError, match="a split by name cannot be stratified"):
        rows_of_parts(SIZES, 3, strata=[0, 1, 0], keys=["a", "b", "c"])
