"""Exact plans: the same bytes for any order and division of the data."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prelayer import (
    AdaptPlan,
    Discretization,
    Imputation,
    IntegerLookup,
    MinMaxScaling,
    Normalization,
    RobustScaling,
    StringLookup,
    TextVectorization,
    ZCAWhitening,
    adapt,
    merge,
)

ROWS = 60
RNG = np.random.default_rng(3)
GAPS = np.where(RNG.random((ROWS, 2)) < 0.2, np.nan, RNG.lognormal(3, 4, (ROWS, 2)))
WORDS = np.array(["fair", "good", "ideal", "rare"])[RNG.choice(4, ROWS)]
DATA = {
    "normal": GAPS,
    "scaled": GAPS,
    "robust": GAPS,
    "binned": GAPS[:, 0],
    "filled": GAPS,
    "frequent": RNG.integers(0, 5, (ROWS, 1)).astype(float),
    "cut": WORDS,
    "code": RNG.integers(-3, 40, ROWS),
    "title": np.char.add(WORDS, " word"),
}


def made():
    return {
        "normal": Normalization(),
        "scaled": MinMaxScaling(missing="mean"),
        "robust": RobustScaling(missing="mean"),
        "binned": Discretization(num_bins=5, missing="mean"),
        "filled": Imputation("mean"),
        "frequent": Imputation("most_frequent"),
        "cut": StringLookup(max_tokens=3),
        "code": IntegerLookup(output_mode="tf_idf"),
        "title": TextVectorization(output_mode="tf_idf"),
    }


def partial_of(plan, rows):
    partial = plan.empty()
    plan.add(partial, {name: column[rows] for name, column in DATA.items()})
    return partial


@settings(max_examples=10)
@given(st.lists(st.integers(0, ROWS), max_size=9), st.randoms(use_true_random=False))
def test_the_bytes_of_a_partial_are_the_same(cuts, random):
    plan = AdaptPlan(made(), exact=True)
    expected = partial_of(plan, np.arange(ROWS)).to_bytes()
    shards = np.split(np.array(random.sample(range(ROWS), ROWS)), sorted(cuts))
    partials = [partial_of(plan, shard) for shard in shards if len(shard)]
    assert plan.merge([plan.empty(), *partials]).to_bytes() == expected


def test_the_layers_learn_what_the_numbers_are():
    plan = AdaptPlan(made(), exact=True)
    plan.finish(partial_of(plan, np.arange(ROWS)))
    layers, whole = plan.layers, made()
    adapt(whole, DATA)
    np.testing.assert_allclose(layers["normal"].mean, np.nanmean(GAPS, 0, keepdims=True), rtol=1e-6)
    np.testing.assert_allclose(
        layers["normal"].variance, np.nanvar(GAPS, 0, keepdims=True), rtol=1e-6
    )
    for name, layer in layers.items():
        found, expected = layer.get_state(), whole[name].get_state()
        assert found.keys() == expected.keys()
        for key in found:
            np.testing.assert_allclose(
                found[key].astype(float), expected[key].astype(float), rtol=1e-9
            )


def test_a_state_has_the_options_of_its_plan():
    plan = AdaptPlan({"normal": Normalization()}, exact=True)
    plan.finish(partial_of(plan, np.arange(ROWS)))
    layers = {"normal": Normalization()}
    assert merge(layers, plan.state()).rows == ROWS
    np.testing.assert_array_equal(layers["normal"].mean, plan.layers["normal"].mean)


def test_layers_that_round_are_rejected():
    with pytest.raises(ValueError) as caught:
        AdaptPlan({"images": ZCAWhitening()}, exact=True)
    assert str(caught.value) == (
        "ZCAWhitening: feature 'images': the statistics of this layer are rounded in the order of "
        "the data. Use `exact=False`."
    )


def test_the_state_of_an_exact_layer_is_not_merged_with_others():
    plan = AdaptPlan({"normal": Normalization()}, exact=True)
    plan.finish(partial_of(plan, np.arange(ROWS)))
    with pytest.raises(ValueError) as caught:
        Normalization().merge(plan.layers["normal"].state())
    assert str(caught.value) == (
        "Normalization: the state is of a layer with exact statistics, which cannot be added to "
        "others. Fit the layers to the state of the plan by `prelayer.merge()`."
    )


def test_exact_statistics_do_not_go_on_from_others():
    plan = AdaptPlan({"normal": Normalization()}, exact=True)
    plan.finish(partial_of(plan, np.arange(ROWS)))
    layers = {"normal": Normalization()}
    adapt(layers, {"normal": GAPS})
    with pytest.raises(ValueError) as caught:
        merge(layers, plan.state())
    assert str(caught.value) == (
        "merge: exact statistics cannot go on from others, nor others from exact ones. Give the "
        "same `exact` as before, or `reset=True`."
    )
