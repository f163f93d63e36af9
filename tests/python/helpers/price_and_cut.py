"""Layers for two columns, the columns, and what the layers learn of them."""

import numpy as np

from prelayer import Normalization, StringLookup

COLUMNS = {"price": np.array([1.0, 3.0, 5.0]), "cut": np.array(["fair", "good", "fair"])}


def layers():
    return {"price": Normalization(), "cut": StringLookup()}


def assert_learned(adapted):
    np.testing.assert_allclose(adapted["price"].mean, 3)
    np.testing.assert_allclose(adapted["price"].variance, 8 / 3, rtol=1e-6)
    assert adapted["cut"].get_vocabulary() == ["[UNK]", "fair", "good"]
