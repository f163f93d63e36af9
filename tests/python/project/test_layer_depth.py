"""Layers are shallow: few classes above each one, and no methods of the `adapt()` engine."""

import pydoc
import re

import keras
import pytest

import prelayer
from prelayer.adapt.learner import Learner

LAYERS = {name: getattr(prelayer.layers, name) for name in prelayer.layers.__all__}
STATEFUL = [name for name, layer in LAYERS.items() if "adapt" in dir(layer)]

# What layers with learned state have beyond Keras's layers and their own arguments.
PUBLIC = {
    *("adapt", "is_fitted", "get_state"),
    *("reset_state", "update_state", "finalize_state", "state", "merge"),
    # Of the conversion of inputs, also from R, and of errors.
    *("prepare", "rule_for_missing", "title"),
}
OWN = {
    "lookup": {
        *("get_vocabulary", "set_vocabulary", "save_vocabulary", "vocabulary_size", "table"),
        *("idf_weights", "mask_token", "oov_token", "num_oov_indices", "invert", "salt"),
    },
    "DatetimeFeatures": {"feature_names", "origin"},
    "Discretization": {"bin_boundaries", "mean"},
    "Imputation": {"statistics"},
    "MinMaxScaling": {"inverse", "mean", "minimum", "maximum"},
    "Normalization": {"inverse", "mean", "variance"},
    "Power": {"inverse", "mean", "lambdas"},
    "QuantileTransform": {"inverse", "mean", "quantiles", "references"},
    "RobustScaling": {"inverse", "mean", "center", "scale"},
    "ZCAWhitening": {"inverse", "mean", "axes", "deviations", "matrix"},
}


def ours(layer):
    return [part for part in layer.__mro__ if part.__module__.partition(".")[0] == "prelayer"]


@pytest.mark.parametrize("name", LAYERS)
def test_has_at_most_three_classes_above(name):
    assert len(ours(LAYERS[name])) <= 4, [part.__name__ for part in ours(LAYERS[name])]


@pytest.mark.parametrize("name", STATEFUL)
def test_has_no_methods_of_the_engine(name):
    public = {member for member in dir(LAYERS[name]) if not member.startswith("_")}
    added = public - set(dir(keras.layers.Layer)) - PUBLIC
    assert added <= OWN.get(name, OWN["lookup"])
    protocol = {member for member in vars(Learner) if not member.startswith("_")}
    assert added & protocol == set()


@pytest.mark.parametrize("name", STATEFUL)
def test_help_lists_what_it_adds_before_what_it_inherits_from_keras(name):
    text = pydoc.render_doc(LAYERS[name], renderer=pydoc.plaintext)
    sections = text.split(
        " |  ----------------------------------------------------------------------"
    )
    inherited = [at for at, part in enumerate(sections) if "inherited from keras" in part]
    added = [at for at, part in enumerate(sections) if re.search(r"inherited from [A-Z]\w+:", part)]
    assert max(added) < min(inherited)
    before = "".join(sections[: min(inherited)])
    for member in ("adapt", "update_state", "merge"):
        assert f" |  {member}(" in before
