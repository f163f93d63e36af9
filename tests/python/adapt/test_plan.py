"""Plans and partials: the same result as one machine, for any division of the data."""

import importlib
import os
import pickle
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import keras
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folders import ROOT
from prelayer import (
    AdaptPartial,
    AdaptPlan,
    Discretization,
    IntegerLookup,
    Normalization,
    Preprocessor,
    StringLookup,
    TextVectorization,
    adapt,
)

ROWS = 240
RNG = np.random.default_rng(3)
WORDS = np.array(["fair", "good", "ideal", "rare", "übel", "日本", ""])
DATA = {
    "price": RNG.lognormal(8, 2, ROWS),
    "carat": np.where(RNG.random(ROWS) < 0.2, np.nan, RNG.normal(0, 1, ROWS)),
    "cut": WORDS[RNG.choice(7, ROWS, p=[0.3, 0.25, 0.2, 0.1, 0.06, 0.05, 0.04])],
    "code": RNG.integers(-3, 40, ROWS),
    "title": np.char.add(np.char.add(WORDS[RNG.choice(5, ROWS)], " "), WORDS[RNG.choice(5, ROWS)]),
}


def made():
    return {
        "price": Normalization(axis=None),
        "carat": Discretization(num_bins=5),
        "cut": StringLookup(max_tokens=6),
        "code": IntegerLookup(max_tokens=20, min_count=3),
        "title": TextVectorization(max_tokens=8, output_mode="tf_idf"),
    }


def shards(cuts, data=DATA):
    bounds = [0, *sorted(cuts), ROWS]
    return [
        {name: column[low:high] for name, column in data.items()} for low, high in pairwise(bounds)
    ]


def partial_of(plan, *batches):
    partial = plan.empty()
    for batch in batches:
        plan.add(partial, batch)
    return AdaptPartial.from_bytes(partial.to_bytes())


def check_fitted(layers):
    """Compare with references in NumPy and plain Python."""
    price = DATA["price"]
    np.testing.assert_allclose(layers["price"].mean.numpy(), price.mean(), rtol=1e-6)
    np.testing.assert_allclose(layers["price"].variance.numpy(), price.var(), rtol=1e-6)
    counted = Counter(DATA["cut"])
    ranked = sorted(counted, key=lambda word: (counted[word], word), reverse=True)
    assert layers["cut"].get_vocabulary() == ["[UNK]", *ranked[:5]]
    codes = Counter(DATA["code"].tolist())
    ranked = sorted(codes, key=lambda code: (codes[code], code), reverse=True)
    ranked = [code for code in ranked if codes[code] >= 3]
    assert layers["code"].get_vocabulary() == [-1, *[code for code in ranked if code != -1][:19]]
    known = DATA["carat"][~np.isnan(DATA["carat"])]
    edges = np.quantile(known, [0.2, 0.4, 0.6, 0.8])
    np.testing.assert_allclose(layers["carat"].bin_boundaries, edges, rtol=1e-6)


@settings(max_examples=8)
@given(
    st.lists(st.integers(0, ROWS), max_size=9),
    st.integers(1, 5),
    st.randoms(use_true_random=False),
)
def test_any_division_of_the_data_has_the_result_of_all_of_it(cuts, keys, random):
    layers, whole = made(), made()
    adapt(whole, DATA)
    plan = AdaptPlan(layers)
    worker = pickle.loads(pickle.dumps(plan))
    partials = [partial_of(worker, shard) for shard in shards(cuts)]
    random.shuffle(partials)
    of_key = {}
    for partial in partials:
        for key, part in partial.split(keys).items():
            of_key.setdefault(key, worker.empty()).merge(part)
    report = plan.finish(plan.merge(plan.pruned(part, key) for key, part in of_key.items()))
    assert report.rows == ROWS
    assert report.missing == {layers["carat"].name: int(np.isnan(DATA["carat"]).sum())}
    check_fitted(layers)
    for name in ("cut", "code", "title"):
        assert layers[name].get_vocabulary() == whole[name].get_vocabulary()
    np.testing.assert_array_equal(
        layers["title"].get_state()["idf_weights"], whole["title"].get_state()["idf_weights"]
    )


@pytest.mark.parametrize("kind", [pd.DataFrame, pa.table, dict])
def test_batches_are_frames_tables_and_dicts(kind):
    plan = AdaptPlan(made())
    plan.finish(partial_of(plan, *[kind(shard) for shard in shards([50, 120])]))
    check_fitted(plan.layers)


def test_shards_may_be_empty_or_lack_a_column():
    plan = AdaptPlan(made())
    first = {name: column for name, column in DATA.items() if name != "code"}
    partials = [partial_of(plan), partial_of(plan, first), partial_of(plan, {"code": DATA["code"]})]
    plan.finish(plan.merge(partials))
    check_fitted(plan.layers)


@pytest.mark.parametrize("name, short", [("price", [1.0]), ("cut", ["a"]), ("title", ["a"])])
def test_columns_of_different_lengths_are_an_error(name, short):
    plan = AdaptPlan({key: layer for key, layer in made().items() if key in ("code", name)})
    with pytest.raises(ValueError) as caught:
        plan.add(plan.empty(), {"code": [1, 2, 3], name: short})
    assert str(caught.value) == (
        "AdaptPlan: all columns of a batch must have the same length, but there are [1, 3]."
    )


def test_a_column_that_all_shards_lack_is_an_error():
    plan = AdaptPlan({"price": Normalization(axis=None), "cost": Normalization(axis=None)})
    partial = partial_of(plan, {"price": [1.0, 2.0]})
    with pytest.raises(ValueError) as caught:
        plan.finish(partial)
    name = plan.layers["cost"].name
    assert str(caught.value) == (
        f"AdaptPlan: the data for the layer '{name}' holds no value to learn from. Give it data "
        "that is not empty."
    )
    assert not plan.layers["price"].is_fitted


def test_a_preprocessor_learns_stage_by_stage():
    features = {"price": [Normalization(), Discretization(num_bins=4)], "cut": StringLookup()}
    one, whole = (
        Preprocessor(features),
        Preprocessor.from_config(Preprocessor(features).get_config()),
    )
    whole.adapt(DATA)
    plan = AdaptPlan(one)
    assert plan.stages == 2
    while not plan.is_finished:
        worker = pickle.loads(pickle.dumps(plan))
        report = plan.finish(plan.merge(partial_of(worker, shard) for shard in shards([9, 100])))
    assert report.rows == ROWS
    assert report.passes == 2
    assert report.layers == ("price (Normalization)", "cut", "price (Discretization)")
    np.testing.assert_array_equal(one(DATA), whole(DATA))


def test_a_model_learns_stage_by_stage():
    price = keras.Input((1,), name="price")
    normalized = Normalization(name="first")(price)
    binned = Discretization(num_bins=4, name="second")(normalized)
    model = keras.Model(price, binned)
    plan = AdaptPlan(model)
    while not plan.is_finished:
        worker = pickle.loads(pickle.dumps(plan))
        batches = ({"price": shard["price"][:, None]} for shard in shards([9, 100]))
        plan.finish(plan.merge(partial_of(worker, batch) for batch in batches))
    standard = (DATA["price"] - DATA["price"].mean()) / DATA["price"].std()
    edges = np.quantile(standard, [0.25, 0.5, 0.75])
    np.testing.assert_allclose(model.get_layer("second").bin_boundaries, edges, rtol=1e-5)


def test_one_layer_and_batches_with_labels():
    layer = Normalization()
    plan = AdaptPlan(layer)
    plan.finish(partial_of(plan, (np.array([[1.0, 2.0]]), [0]), (np.array([[3.0, 6.0]]), [1])))
    np.testing.assert_array_equal(layer.mean, [[2.0, 4.0]])


def test_the_names_of_parts_are_those_of_the_data():
    layers = {
        "a": [Normalization(axis=None), Discretization(num_bins=2)],
        "b": {"c": StringLookup()},
    }
    assert AdaptPlan(layers).names == ["a", "a#2", "b$c"]
    assert AdaptPlan(layers).columns == ["a", "b"]


WORKER = """
import pickle
import sys
from pathlib import Path
import prelayer

plan = pickle.loads(Path("plan").read_bytes())
partial = plan.empty()
plan.add(partial, {"title": ["ab", "AB"]})
Path("partial").write_bytes(partial.to_bytes())
"""
MODULE = """
import keras
import tensorflow as tf

@keras.saving.register_keras_serializable("mine")
def shout(texts):
    return tf.strings.upper(texts)
"""


def test_user_defined_functions_are_imported_by_workers(tmp_path, monkeypatch):
    (tmp_path / "shouting.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    shouting = importlib.import_module("shouting")
    plan = AdaptPlan({"title": TextVectorization(standardize=shouting.shout)})
    (tmp_path / "plan").write_bytes(pickle.dumps(plan))
    path = os.pathsep.join([str(ROOT / "python"), str(tmp_path)])
    environment = {**os.environ, "PYTHONPATH": path}
    command = [sys.executable, "-c", WORKER]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    plan.finish(AdaptPartial.from_bytes((tmp_path / "partial").read_bytes()))
    assert plan.layers["title"].get_vocabulary() == ["", "[UNK]", "AB"]
