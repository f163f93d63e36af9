"""What R's and Python's values become when they are converted, as data."""

import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import tensorflow as tf

import cases
import prelayer
from prelayer import dataset_from_frame

ROWS = json.loads((cases.FOLDER / "conversion.json").read_text(encoding="utf-8"))["cases"]


def column_of(case):
    """The column that a case asks for: as it is, or as numbers or indices of some kind."""
    for kind in ("numeric", "categorical"):
        if kind in case:
            return getattr(prelayer, f"{kind}_column")("x", **case[kind])
    return "x"


def feature_of(case):
    value = eval(case["python"], {"np": np, "pa": pa, "pd": pd})
    (feature,) = dataset_from_frame({"x": value}, column_of(case), na=case.get("na", "error"))
    return feature


def listed(feature):
    """The values of a tensor as JSON has them."""
    if isinstance(feature, tf.RaggedTensor):
        return tf.nest.map_structure(as_json, feature.to_list())
    return tf.nest.map_structure(as_json, feature.numpy().tolist())


def as_json(item):
    if isinstance(item, bytes):
        return item.decode()
    return item if np.isfinite(item) else str(item)


@pytest.mark.parametrize("case", [row for row in ROWS if "python" in row], ids=cases.name)
def test_each_kind_of_column_becomes_what_the_table_says(case):
    if "error" in case:
        with pytest.raises(ValueError) as caught:
            feature_of(case)
        assert str(caught.value) == case["error"]
        return
    feature = feature_of(case)
    assert feature.dtype.name == case["dtype"]
    assert listed(feature) == case["values"]
