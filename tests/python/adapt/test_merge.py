"""merge() fits layers to the state of a cluster, or adds its data."""

import numpy as np
import pytest

from prelayer import (
    AdaptPlan,
    Discretization,
    Normalization,
    Preprocessor,
    StringLookup,
    adapt,
    merge,
)

PRICE = np.array([1.0, 2.0, 4.0, 9.0])


def state_of(layers, *batches):
    plan = AdaptPlan(layers)
    while not plan.is_finished:
        partial = plan.empty()
        for batch in batches:
            plan.add(partial, batch)
        plan.finish(partial)
    return plan.state()


def made():
    return {"price": Normalization(axis=None), "cut": StringLookup()}


def test_fits_layers_to_a_state_and_to_a_file(tmp_path):
    state = state_of(made(), {"price": PRICE, "cut": ["a", "b", "b", "b"]})
    (tmp_path / "state").write_bytes(state)
    for given in (state, tmp_path / "state", str(tmp_path / "state")):
        layers = made()
        assert merge(layers, given).rows == 4
        np.testing.assert_array_equal(layers["price"].mean, [4.0])
        assert layers["cut"].get_vocabulary() == ["[UNK]", "b", "a"]


def test_the_report_has_no_duration():
    state = state_of({"price": Normalization(name="scaled")}, {"price": PRICE})
    report = merge({"price": Normalization(name="scaled")}, state)
    assert str(report).startswith("adapted scaled in 1 pass over 4 rows\n")


def test_adds_a_state_to_fitted_layers():
    layers = made()
    adapt(layers, {"price": [0.0, 0.0], "cut": ["c", "c"]})
    merge(layers, state_of(made(), {"price": PRICE, "cut": ["a", "b", "b", "b"]}))
    np.testing.assert_allclose(layers["price"].mean, 16 / 6, rtol=1e-6)
    np.testing.assert_allclose(layers["price"].variance, np.var([0, 0, *PRICE]), rtol=1e-6)
    assert layers["cut"].get_vocabulary() == ["[UNK]", "b", "c", "a"]


def test_fits_the_stages_of_a_preprocessor():
    chain = {"price": [Normalization(), Discretization(num_bins=2)]}
    fitted, whole = Preprocessor(chain), Preprocessor.from_config(Preprocessor(chain).get_config())
    state = state_of(Preprocessor.from_config(fitted.get_config()), {"price": PRICE})
    assert merge(fitted, state).passes == 2
    whole.adapt({"price": PRICE})
    np.testing.assert_array_equal(fitted({"price": PRICE}), whole({"price": PRICE}))


@pytest.mark.parametrize(
    "layers, differs",
    [
        ({"price": Normalization(), "cut": StringLookup()}, "the layer 'price'"),
        ({"price": Normalization(axis=None)}, "the layer 'cut', which only one of them has"),
    ],
)
def test_a_state_of_other_layers_is_rejected(layers, differs):
    state = state_of(made(), {"price": PRICE, "cut": ["a", "b", "b", "b"]})
    with pytest.raises(ValueError) as caught:
        merge(layers, state)
    assert str(caught.value) == (
        f"merge: the layers and those of the state differ in {differs}. Give layers that are made "
        "like those that were fitted."
    )


def test_a_state_of_other_stages_is_rejected():
    with pytest.raises(ValueError) as caught:
        merge(
            [Normalization()],
            state_of(
                Preprocessor({"price": [Normalization(), Discretization(num_bins=2)]}),
                {"price": PRICE},
            ),
        )
    assert str(caught.value) == (
        "merge: the state is of 2 stages, but the layers need 1 stage. Give layers that are made "
        "like those that were fitted."
    )


@pytest.mark.parametrize(
    "damage", [lambda state: state[:-9], lambda state: b"", lambda state: b"x"]
)
def test_a_damaged_state_is_rejected(damage):
    with pytest.raises(ValueError) as caught:
        merge(made(), damage(state_of(made(), {"price": PRICE, "cut": ["a"] * 4})))
    assert (
        str(caught.value)
        == "merge: the state is cut off, or was not written by `AdaptPlan.state()`."
    )


def test_a_file_that_is_not_there_is_rejected():
    with pytest.raises(ValueError) as caught:
        merge(made(), "no such file")
    assert str(caught.value) == (
        "merge: `state` must be bytes, or the path of a file that can be read, not 'no such file'."
    )


def test_pruned_counts_are_not_added_to_others():
    plan = AdaptPlan({"cut": StringLookup(max_tokens=2)})
    partials = []
    for words in (["a", "a", "b"], ["b", "b", "a", "c"]):
        partial = plan.empty()
        plan.add(partial, {"cut": words})
        partials.append(partial)
    pruned = [plan.pruned(partial.split(1)[0], 0) for partial in partials]
    for first, second in (pruned, (partials[0], pruned[1]), (pruned[0], partials[1])):
        with pytest.raises(ValueError) as caught:
            first.merge(second)
        assert str(caught.value) == (
            "AdaptPartial: the counts of a pruned partial are of the most frequent tokens only, "
            "and cannot be added to others of the same key. Merge all partials of a key before "
            "pruning."
        )
    layers = {"cut": StringLookup(max_tokens=2)}
    finished = AdaptPlan(layers)
    merged = finished.merge(partials).split(1)[0]
    finished.finish(finished.pruned(merged, 0))
    with pytest.raises(ValueError) as caught:
        adapt(layers, {"cut": ["a"]}, reset=False)
    assert str(caught.value) == (
        f"StringLookup: the layer '{layers['cut'].name}' has the counts of its most frequent "
        "tokens only, which a cluster kept, and they cannot be added to others. Adapt it to all "
        "data at once."
    )


def test_a_fitted_chain_is_not_merged():
    chain = {"price": [Normalization(), Discretization(num_bins=2)]}
    state = state_of(Preprocessor(chain), {"price": PRICE})
    fitted = Preprocessor({"price": [Normalization(), Discretization(num_bins=2)]})
    fitted.adapt({"price": PRICE})
    with pytest.raises(ValueError) as caught:
        merge(fitted, state)
    assert str(caught.value) == (
        "merge: `layers` has fitted layers that learn from the output of others, whose data would "
        "be of two kinds. Adapt them to all data at once."
    )


def test_a_state_whose_second_stage_differs_changes_no_layer():
    state = state_of(
        Preprocessor({"price": [Normalization(), Discretization(num_bins=2)]}), {"price": PRICE}
    )
    other = Preprocessor({"price": [Normalization(), Discretization(num_bins=3)]})
    with pytest.raises(ValueError, match="differ in the layer 'price"):
        merge(other, state)
    assert not any(layer.is_fitted for layer in other.features["price"].layers)


def test_the_pruned_part_of_a_key_without_tokens_can_be_merged():
    plan = AdaptPlan({"cut": StringLookup(max_tokens=4)})
    partial = plan.empty()
    plan.add(partial, {"cut": ["a", "a", "b"]})
    parts = partial.split(7)
    pruned = [plan.pruned(parts.get(key, plan.empty()), key) for key in range(7)]
    plan.finish(plan.merge(pruned))
    assert plan.layers["cut"].get_vocabulary() == ["[UNK]", "a", "b"]
