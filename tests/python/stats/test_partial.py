"""Partials: merging in a process without TensorFlow, and bytes of other versions."""

import os
import subprocess
import sys

import numpy as np
import pytest

from folders import ROOT
from prelayer import AdaptPartial, AdaptPlan, IntegerLookup, Normalization, StringLookup
from prelayer.stats.serialization import pack_arrays, unpack_arrays

MERGE = """
import sys
from pathlib import Path
from prelayer import AdaptPartial

merged, *others = [AdaptPartial.from_bytes(Path(path).read_bytes()) for path in sys.argv[2:]]
for other in others:
    merged.merge(other)
Path(sys.argv[1]).write_bytes(merged.to_bytes())
assert "tensorflow" not in sys.modules and "keras" not in sys.modules
"""


def plan(**options):
    lookup = StringLookup(**options)
    return AdaptPlan({"price": Normalization(axis=None), "cut": lookup, "code": IntegerLookup()})


def partial_of(*batches):
    made = plan()
    partial = made.empty()
    for prices, cuts, codes in batches:
        made.add(partial, {"price": prices, "cut": cuts, "code": codes})
    return partial


FIRST = ([1.0, 2.0], ["a", "b"], [7, 7])
SECOND = ([6.0], ["b"], [-4])


def test_merging_needs_no_tensorflow(tmp_path):
    for name, batch in (("first", FIRST), ("second", SECOND)):
        (tmp_path / name).write_bytes(partial_of(batch).to_bytes())
    environment = {
        **os.environ,
        "PRELAYER_WITHOUT_TENSORFLOW": "1",
        "PYTHONPATH": str(ROOT / "python"),
    }
    command = [sys.executable, "-c", MERGE, "merged", "first", "second"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = plan()
    report = made.finish(AdaptPartial.from_bytes((tmp_path / "merged").read_bytes()))
    assert report.rows == 3
    np.testing.assert_array_equal(np.ravel(made.layers["price"].mean), [3.0])
    assert made.layers["cut"].get_vocabulary() == ["[UNK]", "b", "a"]


@pytest.mark.parametrize("keys", [1, 2, 5])
def test_the_parts_of_all_keys_are_the_whole(keys):
    whole = partial_of(FIRST, SECOND)
    parts = whole.split(keys)
    assert all(0 <= key < keys for key in parts)
    merged = plan().merge(parts.values())
    assert merged.rows == 3
    assert merged.parts["cut"].to_bytes() == whole.parts["cut"].to_bytes()
    assert merged.parts["code"].to_bytes() == whole.parts["code"].to_bytes()


def test_a_token_has_the_same_key_in_all_partials():
    words = [f"word {place}" for place in range(50)]
    made = AdaptPlan({"cut": StringLookup()})
    partials = []
    for order in (words, words[::-1]):
        partial = made.empty()
        made.add(partial, {"cut": order})
        partials.append(partial.split(4))
    for key in range(4):
        tokens = [set(partial[key].parts["cut"].ranked()) for partial in partials]
        assert tokens[0] == tokens[1]
        assert 4 < len(tokens[0]) < 25


def test_partials_of_other_plans_are_rejected():
    with pytest.raises(ValueError) as caught:
        partial_of(FIRST).merge(plan(min_count=2).empty())
    assert str(caught.value) == (
        "AdaptPartial: the partials are of different plans, which differ in the layer 'cut'. Make "
        "one `AdaptPlan` and send it to all processes."
    )
    with pytest.raises(ValueError) as caught:
        partial_of(FIRST).merge("partial")
    assert str(caught.value) == "AdaptPartial: `other` must be an `AdaptPartial`, not 'partial'."


def test_partials_of_a_later_version_are_rejected():
    stored = unpack_arrays(partial_of(FIRST).to_bytes())
    with pytest.raises(ValueError) as caught:
        AdaptPartial.from_bytes(pack_arrays(**{**stored, "format": np.array(2)}))
    assert str(caught.value) == (
        "AdaptPartial: the partial was written by a later version of prelayer. Install the same "
        "version everywhere."
    )


@pytest.mark.parametrize("size", [0, 100, 1500, -1])
def test_bytes_that_are_cut_off_are_rejected(size):
    with pytest.raises(ValueError, match=r"the partial is cut off, or was not written by"):
        AdaptPartial.from_bytes(partial_of(FIRST).to_bytes()[:size])
